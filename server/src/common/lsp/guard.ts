/** A bug in one feature must not stop the server, and must not flood the log. */

import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** Where sentences for the person who runs the server go; never message text, never secrets. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Runs a feature: a cancelled request is answered as cancelled, a throw is logged once per place and answered `empty`. */
export class Guard {
  readonly #log: Log;
  readonly #logged = new Set<string>();

  constructor(log: Log) {
    this.#log = log;
  }

  run<T>(token: CancellationToken | undefined, empty: T, what: string, work: () => T): T {
    if (token?.isCancellationRequested) throw cancelled();
    try {
      return work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.report(what, error);
      return empty;
    }
  }

  async runAsync<T>(token: CancellationToken | undefined, empty: T, what: string, work: () => Promise<T>): Promise<T> {
    if (token?.isCancellationRequested) throw cancelled();
    try {
      return await work();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.report(what, error);
      return empty;
    }
  }

  /** The stack tells the place; the message of an error may quote the document, so only its type is logged. */
  report(what: string, error: unknown): void {
    const lines = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : [];
    const name = error instanceof Error ? error.name : typeof error;
    this.tell(`${what} failed: ${name} ${lines.slice(0, 6).join(' ').replaceAll(/\s+/g, ' ')}`);
  }

  /** Logs a line once, whatever document it comes from. */
  tell(line: string): void {
    if (this.#logged.has(line)) return;
    this.#logged.add(line);
    this.#log.error(line);
  }
}

export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
