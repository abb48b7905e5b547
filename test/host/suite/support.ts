/** What the suites share. Only mocha's globals and the vscode API: they also run in a web worker. */
import * as vscode from 'vscode';

const patience = 15_000;

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Asks again until the answer is neither undefined nor false. */
export async function until<T>(what: string, ask: () => T | undefined | false | PromiseLike<T | undefined | false>) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

export function exampleUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  check(folder !== undefined, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function openExample(name: string): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(exampleUri(name))).document;
}

/** An unsaved document. */
export async function openText(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'sip-message', content });
  await vscode.window.showTextDocument(document);
  // In the web host the end of the test before can still revert the new document: then its text is put back.
  if (document.getText() === '' && content !== '') {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), content);
    await vscode.workspace.applyEdit(edit);
  }
  return document;
}

export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  check(offset >= 0, `"${text}" does not occur in ${document.uri}`);
  return document.positionAt(offset);
}

/** One editor after the other: a revert for all that comes late would empty the document of the next test. */
export async function closeAll(): Promise<void> {
  const isOpen = (): boolean => vscode.window.tabGroups.all.some(group => group.tabs.length > 0);
  for (let attempts = 20; isOpen() && attempts > 0; attempts--) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
