/** What the server offers. */

import type { ServerCapabilities } from 'vscode-languageserver';
import { CODE_ACTION_KINDS } from '../features/codeActions.ts';
import { SERVER_COMMANDS } from '../features/commands.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/semanticTokens.ts';

/** TextDocumentSyncKind.Incremental. */
const INCREMENTAL = 2;

export const CAPABILITIES: ServerCapabilities = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: INCREMENTAL, save: false },
  hoverProvider: true,
  completionProvider: { resolveProvider: true, triggerCharacters: [':', ' ', ';', ',', '=', '"', '<', '@', '/', '+'] },
  signatureHelpProvider: { triggerCharacters: [':', ';', ',', '='], retriggerCharacters: [' '] },
  documentSymbolProvider: { label: 'SIP' },
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: { resolveProvider: false },
  definitionProvider: true,
  referencesProvider: true,
  inlayHintProvider: { resolveProvider: true },
  codeLensProvider: { resolveProvider: false },
  codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: { rangesSupport: true },
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  semanticTokensProvider: {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: { delta: true },
    range: true,
  },
  diagnosticProvider: { identifier: 'sipwright', interFileDependencies: true, workspaceDiagnostics: true },
  executeCommandProvider: { commands: [...new Set(Object.values(SERVER_COMMANDS))] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
