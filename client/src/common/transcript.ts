import { languages, Selection, type TextEditor, TextEditorRevealType, ViewColumn, window, workspace } from 'vscode';
import { LANGUAGE_ID } from './language.ts';
import type { Run } from './runs.ts';

/** Shows the transcript of a run where it already is visible, else in `viewColumn`; the focus stays where it is. */
export async function showTranscript(run: Run, viewColumn: ViewColumn = ViewColumn.Beside): Promise<TextEditor> {
  const shown = visibleTranscript(run);
  let document = shown?.document ?? (await workspace.openTextDocument(run.transcriptUri));
  if (document.languageId !== LANGUAGE_ID) document = await languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  return window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? viewColumn,
    preserveFocus: true,
    preview: false,
  });
}

export function visibleTranscript(run: Run): TextEditor | undefined {
  const key = run.transcriptUri.toString();
  return window.visibleTextEditors.find(editor => editor.document.uri.toString() === key);
}

/** Puts the cursor on a line of the transcript and shows the message that begins there from the top. */
export function revealLine(editor: TextEditor, line: number): void {
  const selection = new Selection(line, 0, line, 0);
  editor.selection = selection;
  editor.revealRange(selection, TextEditorRevealType.AtTop);
}
