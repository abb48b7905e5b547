import { l10n, Range, WorkspaceEdit, window, workspace } from 'vscode';
import {
  COMPUTE_EDIT,
  type ComputeEditParams,
  type ComputeEditResult,
  type ReportParams,
  type ReportResult,
  SHOW_REPORT,
} from '../../../../server/src/common/protocol.ts';
import type { Command } from './context.ts';
import { withProgress } from './progress.ts';
import { findTarget } from './target.ts';

/** A command that shows a report of the authentication bench. Arguments as `runFlow`. */
export function showReport(report: ReportParams['report']): Command {
  return async ({ server, reports }, uri, position) => {
    const target = await findTarget(uri, position);
    if (!target) return;
    const params: ReportParams = { uri: target.document.uri.toString(), position: target.position, report };
    const result = await withProgress(l10n.t('SIP: computing'), token =>
      server.request<ReportResult>(SHOW_REPORT, params, token),
    );
    if (result.ok) await reports.show(result);
    else void window.showWarningMessage(result.message);
  };
}

/** A command that changes the message at the cursor: one edit, so that one undo takes it back. */
export function computeEdit(edit: ComputeEditParams['edit']): Command {
  return async ({ server }, uri, position) => {
    const target = await findTarget(uri, position);
    if (!target) return;
    const { document } = target;
    const params: ComputeEditParams = { uri: document.uri.toString(), position: target.position, edit };
    const result = await withProgress(l10n.t('SIP: computing'), token =>
      server.request<ComputeEditResult>(COMPUTE_EDIT, params, token),
    );
    if (!result.ok) {
      void window.showWarningMessage(result.message);
      return;
    }
    if (result.version !== document.version) {
      void window.showWarningMessage(l10n.t('The text changed in the meantime; nothing was written. Try again.'));
      return;
    }
    const change = new WorkspaceEdit();
    for (const { range, newText } of result.edits) {
      const { start, end } = range;
      change.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText);
    }
    if (await workspace.applyEdit(change)) return;
    void window.showWarningMessage(l10n.t('The document cannot be edited; nothing was written.'));
  };
}
