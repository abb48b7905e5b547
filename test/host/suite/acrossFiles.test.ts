/** Two files with parts of one call, in VS Code: an edit of one updates what is marked in the other. */
import * as vscode from 'vscode';
import { check, closeAll, exampleUri, until } from './support.ts';

const headers = (cseq: number): string =>
  `Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb${cseq};rport\nFrom: <sip:a@home.net>;tag=1\nTo: <sip:a@home.net>\n` +
  `Call-ID: parts@a\nCSeq: ${cseq} REGISTER\nMax-Forwards: 70\n`;
const FIRST =
  `REGISTER sip:home.net SIP/2.0\n${headers(1)}\nSIP/2.0 401 Unauthorized\n${headers(1)}` +
  'WWW-Authenticate: Digest realm="home.net",nonce="one"\n\n';
const SECOND =
  `REGISTER sip:home.net SIP/2.0\n${headers(2)}Authorization: Digest username="a",realm="home.net",nonce="two",` +
  `uri="sip:home.net",response="${'0'.repeat(32)}"\n\n`;

const isWrong = (uri: vscode.Uri): boolean =>
  vscode.languages
    .getDiagnostics(uri)
    .some(({ code }) => String(typeof code === 'object' ? code.value : code) === 'nonce-not-offered');

suite('several files of one call', () => {
  teardown(closeAll);

  test('an edit of one file updates the other', async () => {
    const [first, second] = [exampleUri('parts/1.sip'), exampleUri('parts/2.sip')];
    const encoder = new TextEncoder();
    await vscode.workspace.fs.writeFile(first, encoder.encode(FIRST));
    await vscode.workspace.fs.writeFile(second, encoder.encode(SECOND));
    await vscode.window.showTextDocument(second, { preview: false });
    const editor = await vscode.window.showTextDocument(first, {
      preview: false,
      viewColumn: vscode.ViewColumn.Beside,
    });
    await until('the finding in the other file', () => isWrong(second));
    const related = vscode.languages.getDiagnostics(second).flatMap(one => one.relatedInformation ?? []);
    check(
      related.some(one => one.location.uri.toString() === first.toString()),
      'the other end is not linked',
    );
    const at = editor.document.positionAt(editor.document.getText().indexOf('"one"'));
    await editor.edit(edit => edit.replace(new vscode.Range(at, at.translate(0, 5)), '"two"'));
    await until('the repair to be seen', () => !isWrong(second));
    await editor.document.save();
    await vscode.workspace.fs.delete(exampleUri('parts'), { recursive: true });
  });

  test('files that are not open have findings where there is a file system', async function () {
    if (exampleUri('').scheme !== 'file') return this.skip();
    await vscode.window.showTextDocument(exampleUri('register.sip'));
    await until(
      'the findings of broken.sip',
      () => vscode.languages.getDiagnostics(exampleUri('broken.sip')).length > 0,
    );
  });
});
