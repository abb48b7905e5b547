import * as vscode from 'vscode';
import { check, closeAll, openExample, openText, positionOf, until } from './support.ts';

const KEY = /465b5ce8b199b49faa5f0a2ee238a6bc/i;

/** Shows the document with the cursor in the REGISTER that answers the challenge. */
async function showAnswer(document: vscode.TextDocument): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const position = positionOf(document, 'CSeq: 2 REGISTER');
  editor.selection = new vscode.Selection(position, position);
}

function report(): vscode.TextDocument | undefined {
  const documents = vscode.window.visibleTextEditors.map(editor => editor.document);
  return documents.find(document => document.uri.scheme === 'sipwright-report');
}

suite('the authentication bench', () => {
  teardown(closeAll);

  test('all credentials are verified in a read-only document', async () => {
    await showAnswer(await openExample('registration.sip'));
    await vscode.commands.executeCommand('sipwright.verifyCredentials');
    const text = (await until('the report', report)).getText();
    check(text.includes('1 right, 0 wrong'), `not verified: ${text}`);
    check(!KEY.test(text), 'the report gives the key away');
  });

  test('a response is computed into the text', async () => {
    const original = (await openExample('registration.sip')).getText();
    const document = await openText(original.replace(/response="[0-9a-f]{32}"/, 'response=""'));
    await showAnswer(document);
    await vscode.commands.executeCommand('sipwright.computeResponse');
    await until('the response', () => /response="[0-9a-f]{32}"/.test(document.getText()));
    check(document.getText() === original, 'the response is not that of the example');
  });
});
