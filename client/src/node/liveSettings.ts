import { commands, l10n, window, workspace } from 'vscode';

export interface LiveSettings {
  readonly address: string;
  readonly port: number;
  readonly allowsRemote: boolean;
}

export function liveSettings(): LiveSettings {
  const section = workspace.getConfiguration('sipwright.live');
  return {
    address: section.get('address', '127.0.0.1'),
    port: section.get('port', 5060),
    allowsRemote: section.get('allowRemote', false),
  };
}

/** Whether sockets may be opened for this folder; says so when not. */
export function isTrusted(): boolean {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const message = l10n.t('This workspace is not trusted, so nothing is sent or received over the network.');
  void window.showWarningMessage(message, manage).then(choice => {
    if (choice === manage) void commands.executeCommand('workbench.trust.manage');
  });
  return false;
}

/** A refusal that a setting may change. */
export async function showRefusal(message: string): Promise<void> {
  const open = l10n.t('Open Settings');
  const choice = await window.showErrorMessage(message, open);
  if (choice === open) await commands.executeCommand('workbench.action.openSettings', 'sipwright.live');
}
