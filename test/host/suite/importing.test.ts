import * as vscode from 'vscode';
import { check, closeAll, exampleUri, openText, until } from './support.ts';

const LOG = `2026-11-20 10:00:00.000 U 192.0.2.1:5060 -> 192.0.2.2:5060
OPTIONS sip:b@example.com SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
Max=Forwards: 70
From: <sip:a@example.com>;tag=1
To: <sip:b@example.com>
Call-ID: 1@192.0.2.1
CSeq: 1 OPTIONS
Content-Length: 0

`;

suite('importing', () => {
  teardown(closeAll);

  test('a log becomes a new document, with its header name repaired', async () => {
    const log = vscode.Uri.joinPath(exampleUri('register.sip'), '..', 'trace.log');
    await vscode.workspace.fs.writeFile(log, new TextEncoder().encode(LOG));
    await vscode.commands.executeCommand('sipwright.importTrace', log);
    const document = await until('the new document', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.languageId === 'sip-message' && shown.getText().includes('OPTIONS sip:b') && shown;
    });
    check(document.isUntitled, 'it is no new document');
    check(document.getText().includes('Max-Forwards: 70'), document.getText());
    await vscode.workspace.fs.delete(log);
  });

  test('the clipboard is pasted as messages', async () => {
    const document = await openText('');
    await vscode.env.clipboard.writeText(LOG);
    await vscode.commands.executeCommand('sipwright.pasteAsSip');
    await until('the text', () => document.getText().includes('Max-Forwards: 70'));
  });
});
