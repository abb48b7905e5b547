import * as vscode from 'vscode';
import { check, closeAll, exampleUri, openText, positionOf, until } from './support.ts';

/** The live registrar needs sockets, which a web worker has not. */
const hasSockets = typeof process === 'object' && process.versions?.node !== undefined;
const COMMANDS = ['sipwright.startLiveRegistrar', 'sipwright.stopLiveRegistrar', 'sipwright.sendToRegistrar'];

function textOf(uri: string): string | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri)?.getText();
}

function shown(part: string): vscode.TextDocument | undefined {
  const documents = vscode.window.visibleTextEditors.map(editor => editor.document);
  return documents.find(document => document.uri.toString().includes(part));
}

/** A REGISTER without a security agreement. */
async function plainRegister(): Promise<string> {
  const text = (await vscode.workspace.openTextDocument(exampleUri('register.sip'))).getText();
  return text.replace(/^(?:Security-Client|Require|Proxy-Require):.*\r?\n/gm, '');
}

suite('live registrar', () => {
  teardown(closeAll);

  test('its commands exist where there are sockets', async () => {
    await vscode.workspace.openTextDocument(exampleUri('register.sip'));
    await until('the extension', () => vscode.extensions.getExtension('sipwright.sipwright')?.isActive);
    const known = await vscode.commands.getCommands(true);
    for (const command of COMMANDS) check(known.includes(command) === hasSockets, `${command}: wrong here`);
  });

  if (!hasSockets) return;

  suiteSetup(async () => {
    const section = vscode.workspace.getConfiguration('sipwright.live');
    await section.update('port', 0, vscode.ConfigurationTarget.Global);
  });
  suiteTeardown(async () => {
    const section = vscode.workspace.getConfiguration('sipwright.live');
    await section.update('port', undefined, vscode.ConfigurationTarget.Global);
  });

  test('our UE registers at it, both sides keep a transcript, and it stops', async () => {
    const document = await openText(await plainRegister());
    await vscode.commands.executeCommand('sipwright.startLiveRegistrar');
    const live = await until('the transcript of the registrar', () => shown('sipwright-live:'));
    check(live.languageId === 'sip-message', `the transcript is ${live.languageId}`);
    const place = /at (127\.0\.0\.1:\d+)/.exec(live.getText())?.[1];
    check(place !== undefined, live.getText());
    for (let time = 1; time <= 2; time++) {
      const position = positionOf(document, 'REGISTER sip:');
      await vscode.commands.executeCommand('sipwright.sendToRegistrar', document.uri, position, place);
      const sent = await until('the exchange', () => shown('sent.sip'));
      check(/SIP\/2\.0 200 OK/.test(sent.getText()), sent.getText());
      check(/SIP\/2\.0 401 /.test(sent.getText()), 'there was no challenge');
    }
    await until('the registrar to have seen both', () => {
      const text = textOf(live.uri.toString()) ?? '';
      return (text.match(/^SIP\/2\.0 200 OK/gm) ?? []).length >= 2 && !/465b5ce8b199b49f/i.test(text);
    });
    await vscode.commands.executeCommand('sipwright.stopLiveRegistrar');
    await until('the transcript to say so', () => textOf(live.uri.toString())?.includes('was stopped'));
  });

  test('it ends with the language server and can be started again', async () => {
    await vscode.commands.executeCommand('sipwright.startLiveRegistrar');
    const live = await until('the transcript of the registrar', () => shown('sipwright-live:'));
    await vscode.commands.executeCommand('sipwright.restartServer');
    await until('the transcript to say so', () => textOf(live.uri.toString())?.includes('was stopped'));
    await vscode.commands.executeCommand('sipwright.startLiveRegistrar');
    await until('a new transcript', () => textOf(live.uri.toString())?.includes('was stopped') === false);
    await vscode.commands.executeCommand('sipwright.stopLiveRegistrar');
  });
});
