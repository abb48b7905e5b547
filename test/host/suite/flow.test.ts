import * as vscode from 'vscode';
import { check, closeAll, openExample, openText, positionOf, until } from './support.ts';

async function putCursor(document: vscode.TextDocument, text: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const position = positionOf(document, text);
  editor.selection = new vscode.Selection(position, position);
}

/** A document that the command opened. */
function transcriptOf(source: vscode.TextDocument): vscode.TextDocument | undefined {
  const documents = vscode.window.visibleTextEditors.map(editor => editor.document);
  return documents.find(document => document.languageId === 'sip-message' && document !== source);
}

suite('running a registration', () => {
  teardown(closeAll);

  test('a clean REGISTER is registered, and the transcript shows how', async () => {
    const document = await openExample('register.sip');
    await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.runFlow');
    const transcript = await until('the transcript', () => transcriptOf(document));
    const text = transcript.getText();
    check(text.includes('SIP/2.0 401 Unauthorized'), 'no challenge in the transcript');
    check(text.includes('SIP/2.0 200 OK'), 'no 200 OK in the transcript');
    check(!/465b5ce8b199b49faa5f0a2ee238a6bc/i.test(text), 'the transcript gives the key away');
  });

  test('two runs give the same transcript', async () => {
    const texts: string[] = [];
    for (let run = 0; run < 2; run++) {
      const document = await openExample('register.sip');
      await putCursor(document, 'REGISTER ');
      await vscode.commands.executeCommand('sipwright.runFlow');
      texts.push((await until('the transcript', () => transcriptOf(document))).getText());
      await closeAll();
    }
    check(texts[0] === texts[1], 'the transcripts differ');
  });

  test('the ladder opens beside the message', async () => {
    const document = await openExample('register.sip');
    await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.runFlow');
    await until('a webview', () => {
      const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
      return tabs.some(tab => tab.input instanceof vscode.TabInputWebview);
    });
  });

  test('challenge and answer are written below the message', async () => {
    const original = await openExample('register.sip');
    const document = await openText(original.getText());
    await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.insertChallengeAndAnswer');
    const text = await until('the inserted messages', () => {
      const found = document.getText();
      return found.includes('SIP/2.0 401') && found;
    });
    check(/WWW-Authenticate: Digest /.test(text), 'the inserted 401 carries no challenge');
    check((text.match(/^REGISTER /gm) ?? []).length >= 2, 'no second REGISTER was inserted');
    check(/response="[0-9a-f]{32}"/.test(text), 'the second REGISTER carries no response');
  });
});
