import * as vscode from 'vscode';
import { check, closeAll, exampleUri, openText, until } from './support.ts';

const configuration = 'sipwright.json';

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

  test('a key of 31 digits is marked in sipwright.json, and the editor goes on', async () => {
    const uri = exampleUri(configuration);
    const original = await vscode.workspace.fs.readFile(uri);
    const text = new TextDecoder().decode(original);
    const shortened = text.replace(/("k"\s*:\s*")[0-9a-fA-F]/, '$1');
    check(shortened !== text, 'the example configuration has no key');
    try {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(shortened));
      await vscode.window.showTextDocument(uri);
      await openText('REGISTER sip:home.example SIP/2.0\n\n');
      const found = await until('the diagnostic', () => {
        const list = diagnosticsOf(uri);
        return list.some(({ source }) => source === 'sipwright') && list;
      });
      check(!found.some(({ message }) => /[0-9a-f]{31}/i.test(message)), 'the diagnostic repeats the key');
    } finally {
      await vscode.workspace.fs.writeFile(uri, original);
    }
    await until('the diagnostic to go', () => !diagnosticsOf(uri).some(({ source }) => source === 'sipwright') && true);
  });
});
