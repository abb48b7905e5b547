/** Runs a compiled suite inside an extension host and collects what it prints. */

import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import type { Server } from './server.ts';
import { openWindow, type WindowOptions } from './window.ts';

export interface SuiteRun {
  /** 0 when `run` resolved; 1 when it rejected. */
  readonly exitCode: number;
  /** What the extension host wrote to its console. */
  readonly output: string;
}

export interface SuiteOptions extends Omit<WindowOptions, 'onConsole' | 'onTestsEnd'> {
  readonly tests: string;
  readonly onLine?: (line: string) => void;
  readonly timeout?: number;
}

/** What the workbench itself prints through the same channel. */
const workbenchTalk =
  /^\[(driver|chat-stt|lifecycle|AccountPolicyGate|reconnection-grace-time|Service Worker|ChatModelSelection|AgentHost|DefaultAccount)|^(Resolving|Resolved) connection token|^Creating a socket|additional builtin extensions|^Loading development extension|authentication provider 'github'|^DialogService:|package\.nls\.json' failed/;

export async function runSuite(server: Server, browser: Browser, options: SuiteOptions): Promise<SuiteRun> {
  const lines: string[] = [];
  let over = false;
  let finish: (exitCode: number) => void = () => {};
  const finished = new Promise<number>(resolve => {
    finish = resolve;
  });
  const window = await openWindow(server, browser, {
    ...options,
    onConsole: (_level, values) => {
      const line = format(...values);
      // What comes afterwards is about a window that closes.
      if (over || workbenchTalk.test(line)) return;
      lines.push(line);
      options.onLine?.(line);
    },
    onTestsEnd: exitCode => {
      over = true;
      finish(exitCode);
    },
  });
  const giveUp = (why: string): void => {
    lines.push(why);
    finish(1);
  };
  const limit = options.timeout ?? 180_000;
  const timer = setTimeout(() => giveUp(`The suite did not end within ${limit / 1000} s.`), limit);
  window.page.once('crash', () => giveUp('The page crashed.'));
  try {
    const exitCode = await finished;
    if (exitCode !== 0) for (const error of window.errors) options.onLine?.(`page: ${error.split('\n', 1)[0]}`);
    return { exitCode, output: lines.join('\n') };
  } finally {
    clearTimeout(timer);
    await window.close();
  }
}
