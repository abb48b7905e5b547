/** The table from protocol requests to features. Each answers with nothing to say rather than with an error. */

import type { Location, Range, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { codeActions } from '../features/codeActions.ts';
import { codeLenses } from '../features/codeLens.ts';
import { completion } from '../features/completion.ts';
import { completionDocumentation } from '../features/completionResolve.ts';
import { documentLinks } from '../features/documentLinks.ts';
import { documentSymbols } from '../features/documentSymbols.ts';
import { foldingRanges } from '../features/folding.ts';
import { formatting, formattingOnType } from '../features/formatting.ts';
import { hover } from '../features/hover.ts';
import { inlayHints } from '../features/inlayHints.ts';
import { definition, documentHighlights, references } from '../features/occurrences.ts';
import { selectionRanges } from '../features/selectionRanges.ts';
import { semanticTokenEdits, semanticTokens, semanticTokensInRange } from '../features/semanticTokens.ts';
import { signatureHelp } from '../features/signatureHelp.ts';
import type { CompletionData } from '../features/types.ts';
import { workspaceSymbols } from '../features/workspaceSymbols.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';
import { targetOf } from './target.ts';

export function registerFeatures(session: Session): void {
  registerReading(session);
  registerWriting(session);
  registerNavigation(session);
  registerActing(session);
  registerFormatting(session);
  registerTokens(session);
}

function registerReading(session: Session): void {
  const { connection } = session;
  connection.onHover((params, token) =>
    session.withConfiguration(params.textDocument.uri, token, null, 'hover', ({ sip, configuration }) =>
      hover(sip, params.position, configuration, session.deadline()),
    ),
  );
  connection.onDocumentSymbol((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'document symbols', documentSymbols),
  );
  connection.onFoldingRanges((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'folding', foldingRanges),
  );
  connection.onSelectionRanges((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'selection ranges', sip =>
      selectionRanges(sip, params.positions),
    ),
  );
  connection.onDocumentLinks((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'document links', documentLinks),
  );
  connection.languages.inlayHint.on((params, token) =>
    session.withConfiguration(params.textDocument.uri, token, null, 'inlay hints', ({ sip, configuration }) =>
      inlayHints(sip, params.range, configuration, session.settingsOf(params.textDocument.uri).inlayHints).map(
        ({ about, ...hint }) =>
          about === undefined ? hint : { ...hint, data: { uri: params.textDocument.uri, position: about } },
      ),
    ),
  );
  connection.languages.inlayHint.resolve((hint, token) => {
    const about = targetOf(hint.data);
    if (!about) return hint;
    return session.withConfiguration(about.uri, token, hint, 'inlay hint', ({ sip, configuration }) => {
      const tooltip = hover(sip, about.position, configuration, session.deadline())?.contents;
      return tooltip ? { ...hint, tooltip } : hint;
    });
  });
}

function registerWriting(session: Session): void {
  const { connection, environment } = session;
  const random = (octets: number): Uint8Array => environment.randomBytes(octets);
  connection.onCompletion((params, token) =>
    session.withConfiguration(params.textDocument.uri, token, null, 'completion', ({ sip, configuration }) => {
      const { snippets, readsConfiguration: reopens } = session.client;
      return completion(sip, params.position, { configuration, snippets, reopens, random });
    }),
  );
  connection.onCompletionResolve((item, token) =>
    session.guard.run(token, item, 'completion documentation', () => {
      const value = isCompletionData(item.data) ? completionDocumentation(item.data) : undefined;
      return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
    }),
  );
  connection.onSignatureHelp((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'signature help', sip =>
      signatureHelp(sip, params.position),
    ),
  );
}

/** What comes back from the client may be anything. */
function isCompletionData(data: unknown): data is CompletionData {
  if (typeof data !== 'object' || data === null) return false;
  return typeof Reflect.get(data, 'kind') === 'string' && typeof Reflect.get(data, 'name') === 'string';
}

function registerNavigation(session: Session): void {
  const { connection } = session;
  const at = (uri: string, ranges: readonly Range[]): Location[] => ranges.map(range => ({ uri, range }));
  connection.onDefinition((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'definition', (sip, { uri }) => {
      const range = definition(sip, params.position);
      return range && { uri, range };
    }),
  );
  connection.onReferences((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'references', (sip, { uri }) =>
      at(uri, references(sip, params.position)),
    ),
  );
  connection.onDocumentHighlight((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'highlights', sip =>
      documentHighlights(sip, params.position),
    ),
  );
  connection.onWorkspaceSymbol((params, token) =>
    session.guard.run(token, null, 'workspace symbols', () => workspaceSymbols(openTexts(session), params.query)),
  );
}

function* openTexts(session: Session): Iterable<readonly [string, SipDocument]> {
  for (const { uri, sip } of session.documents.values()) if (sip?.isSip) yield [uri, sip];
}

function registerActing(session: Session): void {
  const { connection, environment } = session;
  connection.onCodeAction((params, token) =>
    session.withConfiguration(
      params.textDocument.uri,
      token,
      null,
      'code actions',
      ({ document, sip, configuration }) =>
        codeActions({
          document: sip,
          uri: document.uri,
          findings: document.findingsAndFailure(configuration),
          configuration,
          commands: session.commands,
          range: params.range,
          random: octets => environment.randomBytes(octets),
          cancelled: session.deadline(),
          ...(params.context.only === undefined ? {} : { only: params.context.only }),
        }),
    ),
  );
  connection.onCodeLens((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'code lenses', (sip, { uri, failure }) =>
      codeLenses(sip, uri, session.commands, failure),
    ),
  );
}

function registerFormatting(session: Session): void {
  const { connection } = session;
  connection.onDocumentFormatting((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'formatting', sip => formatting(sip)),
  );
  connection.onDocumentRangeFormatting((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'formatting', sip => formatting(sip, [params.range])),
  );
  connection.onDocumentRangesFormatting((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'formatting', sip => formatting(sip, params.ranges)),
  );
  connection.onDocumentOnTypeFormatting((params, token) =>
    session.withText(params.textDocument.uri, token, null, 'formatting', sip => formattingOnType(sip, params.position)),
  );
}

function registerTokens(session: Session): void {
  const { semanticTokens: tokens } = session.connection.languages;
  const empty: SemanticTokens = { data: [] };
  let serial = 0;
  const remember = (document: OpenDocument, sip: SipDocument): string => {
    const id = String(++serial);
    document.tokens = { id, sip };
    return id;
  };
  tokens.on((params, token) =>
    session.withText(params.textDocument.uri, token, empty, 'semantic tokens', (sip, document) => ({
      resultId: remember(document, sip),
      data: semanticTokens(sip),
    })),
  );
  tokens.onDelta((params, token) =>
    session.withText<SemanticTokens | SemanticTokensDelta>(
      params.textDocument.uri,
      token,
      empty,
      'semantic tokens',
      (sip, document) => {
        const before = document.tokens;
        const resultId = remember(document, sip);
        if (before?.id !== params.previousResultId) return { resultId, data: semanticTokens(sip) };
        return { resultId, edits: semanticTokenEdits(before.sip, sip) };
      },
    ),
  );
  tokens.onRange((params, token) =>
    session.withText(params.textDocument.uri, token, empty, 'semantic tokens', sip => ({
      data: semanticTokensInRange(sip, params.range),
    })),
  );
}
