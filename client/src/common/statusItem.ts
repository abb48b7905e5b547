import {
  DiagnosticSeverity,
  type Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
} from 'vscode';
import { countsText } from './counts.ts';
import { LANGUAGE_ID } from './language.ts';
import type { Server } from './server.ts';

/** The item behind `{}` in the status bar: what the server does, and what it found in the document in front. */
export function createStatusItem(server: Server): Disposable[] {
  const item = languages.createLanguageStatusItem('sipwright.server', { language: LANGUAGE_ID });
  item.name = 'SIP';
  const show = () => update(item, server);
  show();
  return [
    item,
    server.onDidChangeState(show),
    window.onDidChangeActiveTextEditor(show),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const shown = window.activeTextEditor?.document.uri.toString();
      if (uris.some(uri => uri.toString() === shown)) show();
    }),
  ];
}

function update(item: LanguageStatusItem, server: Server): void {
  const running = server.state === 'running';
  const down = server.state === 'failed' || server.state === 'stopped';
  item.busy = server.state === 'starting';
  item.severity = down ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.text = running ? counts() : down ? l10n.t('SIP server is not running') : l10n.t('SIP server is starting');
  item.detail = running ? l10n.t('SIP server is running') : '';
  item.command = down
    ? { command: 'sipwright.restartServer', title: l10n.t('Restart') }
    : { command: 'sipwright.showOutput', title: l10n.t('Show Output') };
}

function counts(): string {
  const uri = window.activeTextEditor?.document.uri;
  const severities = uri ? languages.getDiagnostics(uri).map(each => each.severity) : [];
  return countsText({
    errors: severities.filter(each => each === DiagnosticSeverity.Error).length,
    warnings: severities.filter(each => each === DiagnosticSeverity.Warning).length,
  });
}
