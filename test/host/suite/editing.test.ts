import * as vscode from 'vscode';
import { check, closeAll, openExample, openText, positionOf, until } from './support.ts';

const withoutMaxForwards = `REGISTER sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKabc
From: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>;tag=1
To: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>
Call-ID: 1@192.0.2.1
CSeq: 1 INVITE
Contact: <sip:192.0.2.1:5060>
Content-Length: 0

`;

function codeOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

async function hoverText(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, text).translate(0, 1),
  );
  const contents = hovers.flatMap(hover => hover.contents);
  return contents.map(content => (typeof content === 'string' ? content : content.value)).join('\n');
}

suite('editing a message', () => {
  suiteTeardown(closeAll);

  test('the extension is there and becomes active with a .sip file', async () => {
    const extension = vscode.extensions.getExtension('sipwright.sipwright');
    check(extension !== undefined, 'sipwright.sipwright is not installed');
    const document = await openExample('source-trace.sip');
    check(document.languageId === 'sip-message', `the language is ${document.languageId}`);
    await until('activation', () => extension.isActive);
  });

  test('the source trace has its faults marked where they are', async () => {
    const document = await openExample('source-trace.sip');
    const diagnostics = await until('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length >= 4 && found;
    });
    const marked = diagnostics.map(({ range }) => document.lineAt(range.start.line).text);
    for (const start of ['SIP/2.0 401', 'P-Charging-Vector: 2d83', 'Service-Route:', 'P-Access-Network-Info:']) {
      check(
        marked.some(line => line.startsWith(start)),
        `nothing is marked on ${start}; there is ${diagnostics.map(codeOf)}`,
      );
    }
  });

  test('a broken message gets diagnostics, and loses them when it is repaired', async () => {
    const document = await openText(withoutMaxForwards);
    const first = await until('diagnostics', () => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 && found;
    });
    check(
      first.some(diagnostic => document.getText(diagnostic.range).includes('INVITE')),
      `CSeq's method is not marked: ${first.map(codeOf)}`,
    );
    const edit = new vscode.WorkspaceEdit();
    const wrong = positionOf(document, 'INVITE');
    edit.replace(document.uri, new vscode.Range(wrong, wrong.translate(0, 6)), 'REGISTER');
    edit.insert(document.uri, positionOf(document, 'From:'), 'Max-Forwards: 70\n');
    await vscode.workspace.applyEdit(edit);
    await until(
      'errors to go away',
      () =>
        !vscode.languages
          .getDiagnostics(document.uri)
          .some(({ severity }) => severity === vscode.DiagnosticSeverity.Error) && true,
    );
  });

  test('hovering over a header name explains it', async () => {
    const document = await openText(withoutMaxForwards);
    const text = await until('a hover', async () => (await hoverText(document, 'Via:')) || undefined);
    check(/Via/.test(text) && /RFC 3261/.test(text), `the hover says: ${text}`);
  });

  test('completion offers the missing mandatory header', async () => {
    const document = await openText(withoutMaxForwards);
    const edit = new vscode.WorkspaceEdit();
    const position = positionOf(document, 'From:');
    edit.insert(document.uri, position, '\n');
    await vscode.workspace.applyEdit(edit);
    const list = await until('completion', async () => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return found.items.length > 0 && found;
    });
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    check(labels.includes('Max-Forwards'), `offered: ${labels.slice(0, 30)}`);
  });

  test('the outline lists the messages', async () => {
    const document = await openExample('source-trace.sip');
    const symbols = await until('symbols', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return (found ?? []).length > 0 && found;
    });
    check(symbols.length === 4, `there are ${symbols.length} messages: ${symbols.map(({ name }) => name)}`);
  });

  test('semantic tokens colour the message', async () => {
    const document = await openExample('register.sip');
    const tokens = await until('semantic tokens', () =>
      vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      ),
    );
    check(tokens.data.length > 0 && tokens.data.length % 5 === 0, `${tokens.data.length} numbers`);
  });

  test('a certain repair is offered and applied', async () => {
    const document = await openText(withoutMaxForwards.replace('Content-Length: 0', 'Content-Length: 7'));
    const actions = await until('a quick fix', async () => {
      const at = positionOf(document, '7\n\n');
      const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(at, at),
        vscode.CodeActionKind.QuickFix.value,
      );
      return found.length > 0 && found;
    });
    const edit = actions.find(action => action.edit)?.edit;
    check(edit !== undefined, `no action brings an edit: ${actions.map(({ title }) => title)}`);
    await vscode.workspace.applyEdit(edit);
    check(/Content-Length: 0\n/.test(document.getText()), `the repair made: ${document.getText().slice(-60)}`);
  });
});
