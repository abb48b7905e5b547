import { l10n, type SecretStorage, window } from 'vscode';
import { readConfiguration } from '../configurationFiles.ts';
import { secretNames } from '../configurationPaths.ts';
import { readSecret, writeSecret } from '../secrets.ts';
import type { CommandContext } from './context.ts';

/** SIP: Set Secret: stores the value of `${secret:name}` in VS Code's secret storage. Argument: the name, optional. */
export async function setSecret(context: CommandContext, argument?: unknown): Promise<void> {
  const { secrets } = context;
  const name = typeof argument === 'string' ? argument : await askName(context);
  if (name === undefined) return;
  const value = await window.showInputBox({
    title: l10n.t('Set Secret "{0}"', name),
    prompt: l10n.t('Kept in the secret storage of VS Code. Leave it empty to remove the secret.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (value === undefined) return;
  await writeSecret(secrets, name, value);
  void window.showInformationMessage(
    value === '' ? l10n.t('The secret "{0}" is removed.', name) : l10n.t('The secret "{0}" is stored.', name),
  );
}

async function askName({ secrets, log }: CommandContext): Promise<string | undefined> {
  const uri = window.activeTextEditor?.document.uri;
  const files = uri && (await readConfiguration(uri.toString(), log));
  const name = await window.showInputBox({
    title: l10n.t('Set Secret'),
    prompt: l10n.t('The name in $' + '{secret:name} of sipwright.json'),
    value: (await firstWithoutValue(secrets, secretNames(`${files?.text ?? ''}\n${files?.privateText ?? ''}`))) ?? '',
    ignoreFocusOut: true,
    validateInput: text =>
      /^[A-Za-z0-9_.-]+$/.test(text) ? undefined : l10n.t('Use letters, digits, dot, hyphen and underscore.'),
  });
  return name;
}

async function firstWithoutValue(secrets: SecretStorage, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    if ((await readSecret(secrets, name)) === undefined) return name;
  }
  return names[0];
}
