import { l10n, Position, Range, Selection, TextEditorRevealType, WorkspaceEdit, window, workspace } from 'vscode';
import {
  INSERT_CHALLENGE_AND_ANSWER,
  type InsertParams,
  type InsertResult,
} from '../../../../server/src/common/protocol.ts';
import type { CommandContext } from './context.ts';
import { withProgress } from './progress.ts';
import { findTarget } from './target.ts';

/** SIP: Insert Challenge and Answer Below: one edit, so that one undo takes it back. Arguments as `runFlow`. */
export async function insertChallengeAndAnswer(
  { server }: CommandContext,
  uri?: unknown,
  position?: unknown,
): Promise<void> {
  const target = await findTarget(uri, position);
  if (!target) return;
  const { document } = target;
  const params: InsertParams = { uri: document.uri.toString(), position: target.position };
  const result = await withProgress(l10n.t('SIP: computing the challenge'), token =>
    server.request<InsertResult>(INSERT_CHALLENGE_AND_ANSWER, params, token),
  );
  if (!result.ok) {
    void window.showWarningMessage(result.message);
    return;
  }
  if (result.version !== null && result.version !== document.version) {
    void window.showWarningMessage(l10n.t('The text changed in the meantime; nothing was inserted. Try again.'));
    return;
  }
  const at = new Position(result.position.line, result.position.character);
  const linesBefore = document.lineCount;
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, at, result.text);
  if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage(l10n.t('The document cannot be edited; nothing was inserted.'));
    return;
  }
  const editor = await window.showTextDocument(document);
  const inserted = new Range(at, new Position(at.line + document.lineCount - linesBefore, 0));
  const first = firstLineOf(result.text);
  editor.selection = new Selection(at.line + first, 0, at.line + first, 0);
  editor.revealRange(inserted, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The inserted text may begin by ending the line above. */
function firstLineOf(text: string): number {
  return (/^[\r\n]*/.exec(text)?.[0] ?? '').replaceAll('\r', '').length;
}
