import * as vscode from 'vscode';
import { check, closeAll, openExample, openText, positionOf, until } from './support.ts';

async function putCursor(document: vscode.TextDocument, text: string): Promise<vscode.Position> {
  const editor = await vscode.window.showTextDocument(document);
  const position = positionOf(document, text);
  editor.selection = new vscode.Selection(position, position);
  return position;
}

function visible(scheme: string, part: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === scheme && uri.path.includes(part));
}

function transcript(): vscode.TextDocument | undefined {
  return visible('sipwright-transcript', 'run.sip');
}

suite('the simulator', () => {
  teardown(closeAll);

  test('any flow runs from the message under the cursor', async () => {
    const document = await openExample('register.sip');
    const at = await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.pickFlow', document.uri, at, 'gprs-registration');
    const run = await until('the transcript', transcript);
    await until('the attach', () => run.getText().includes('GMM Attach Request'));
  });

  test('what if: two runs in a diff', async () => {
    const document = await openExample('register.sip');
    const at = await putCursor(document, 'REGISTER ');
    const change = { change: { path: 'network.visitedNetwork', value: 'elsewhere.example' } };
    await vscode.commands.executeCommand('sipwright.whatIf', document.uri, at, change);
    const tab = await until('the diff', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff && input;
    });
    const [left, right] = await Promise.all([
      vscode.workspace.openTextDocument(tab.original),
      vscode.workspace.openTextDocument(tab.modified),
    ]);
    check(left.getText().includes('Outcome: registered 200 OK'), left.getText().slice(0, 200));
    check(right.getText().includes('Outcome: rejected 403 Forbidden'), right.getText().slice(0, 200));
  });

  test('what each hop changed, and steps through a run', async () => {
    const document = await openExample('register.sip');
    await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.runFlow');
    await until('the transcript', transcript);
    await vscode.commands.executeCommand('sipwright.showHops');
    const hops = await until('the report', () => visible('sipwright-report', 'hop'));
    check(/^P-CSCF: REGISTER \(received as 1/m.test(hops.getText()), 'no hop of the P-CSCF');
    check(/\+ Path: <sip:/.test(hops.getText()), 'no Path');
    await vscode.commands.executeCommand('sipwright.runToEvent', 3);
    await vscode.commands.executeCommand('sipwright.step');
    await vscode.commands.executeCommand('sipwright.stepBack');
  });

  test('a failure is marked at its header, and its repair makes the run succeed', async () => {
    const text = (await openExample('register.sip'))
      .getText()
      .replace('To: <sip:001010000000001@', 'To: <sip:001010000000009@');
    const document = await openText(text);
    await putCursor(document, 'REGISTER ');
    await vscode.commands.executeCommand('sipwright.runFlow');
    const found = await until('the mark', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .find(({ code }) => (typeof code === 'object' ? code.value : code) === 'run:hss-public-identity'),
    );
    check(document.getText(found.range).startsWith('sip:001010000000009@'), 'the mark is elsewhere');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    const fix = actions.find(({ title }) => title.startsWith('Write sip:001010000000001@'));
    check(fix?.edit !== undefined, actions.map(({ title }) => title).join());
    check(await vscode.workspace.applyEdit(fix.edit), 'the repair was not made');
    await until('no mark', () =>
      vscode.languages.getDiagnostics(document.uri).every(({ code }) => {
        return !String(typeof code === 'object' ? code.value : code).startsWith('run:');
      }),
    );
  });
});
