import type { LogOutputChannel, ViewColumn } from 'vscode';
import { hideSecrets } from './hideSecrets.ts';

/** The channel for protocol traces: writes to `log`, without what the client told the server in confidence. */
export function traceLog(log: LogOutputChannel): LogOutputChannel {
  return {
    name: log.name,
    get logLevel() {
      return log.logLevel;
    },
    onDidChangeLogLevel: log.onDidChangeLogLevel,
    trace: message => log.trace(hideSecrets(message)),
    debug: message => log.debug(hideSecrets(message)),
    info: message => log.info(hideSecrets(message)),
    warn: message => log.warn(hideSecrets(message)),
    error: message => log.error(hideSecrets(String(message))),
    append: value => log.append(hideSecrets(value)),
    appendLine: value => log.appendLine(hideSecrets(value)),
    replace: value => log.replace(hideSecrets(value)),
    clear: () => log.clear(),
    show: (_column?: ViewColumn | boolean, preserveFocus?: boolean) => log.show(preserveFocus),
    hide: () => log.hide(),
    // The owner of `log` disposes it.
    dispose: () => {},
  };
}
