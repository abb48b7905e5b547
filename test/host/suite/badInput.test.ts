import * as vscode from 'vscode';
import { check, closeAll, exampleUri, openText, until } from './support.ts';

function diagnosticsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri);
}

suite('bad input', () => {
  teardown(closeAll);

  test('a .sip file that is no SIP gets one hint and nothing else', async () => {
    const document = await openText('class Window(QWidget):\n\n%TypeHeaderCode\n#include <window.h>\n%End\n');
    const found = await until('the hint', () => {
      const list = diagnosticsOf(document.uri);
      return list.length > 0 && list;
    });
    check(found.length === 1, `there are ${found.length} diagnostics`);
    check(found[0]?.severity === vscode.DiagnosticSeverity.Hint, 'it is no hint');
  });

  test('an empty document gets nothing', async () => {
    const empty = await openText('');
    // A second document shows that the server has come past the first.
    const broken = await openText('REGISTER sip:home.example SIP/2.0\n\n');
    await until('diagnostics of the second', () => diagnosticsOf(broken.uri).length > 0);
    check(diagnosticsOf(empty.uri).length === 0, 'the empty document has diagnostics');
  });

  test('a key of 31 digits is marked in sipwright.json while it is typed, and the editor goes on', async () => {
    const uri = exampleUri('sipwright.json');
    const document = (await vscode.window.showTextDocument(uri)).document;
    const key = /"k"\s*:\s*"[0-9a-fA-F]{32}/.exec(document.getText());
    check(key !== null, 'the example configuration has no key');
    const last = document.positionAt(key.index + key[0].length);
    const edit = new vscode.WorkspaceEdit();
    edit.delete(uri, new vscode.Range(last.translate(0, -1), last));
    await vscode.workspace.applyEdit(edit);
    await openText('REGISTER sip:home.example SIP/2.0\n\n');
    const found = await until('the diagnostic', () => {
      const list = diagnosticsOf(uri).filter(({ source }) => source === 'sipwright');
      return list.length > 0 && list;
    });
    check(!found.some(({ message }) => /[0-9a-f]{31}/i.test(message)), 'the diagnostic repeats the key');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the diagnostic to go', () => !diagnosticsOf(uri).some(({ source }) => source === 'sipwright') && true);
  });
});
