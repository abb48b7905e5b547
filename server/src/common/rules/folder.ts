/** The files of one folder, whose calls are checked as a whole where they go over several files. */

import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { Together } from './groups.ts';
import type { DocumentFindings, RuleRunner } from './run.ts';
import { compareNames, inOneOrder, type Part } from './together.ts';

/** What the folder asks of a file. */
export interface FolderFile {
  readonly runner: RuleRunner;
  /** The text that was checked last; undefined before. */
  readonly checked: SipDocument | undefined;
  /** Gives the findings after other files changed. */
  took(findings: DocumentFindings): void;
}

interface Call {
  /** What each file had when the order was made. */
  readonly parts: readonly Part[];
  /** Undefined: the files are checked one by one. */
  readonly together: Together | undefined;
}

export class Folder {
  /** In the order of their names. */
  #files: readonly (readonly [name: string, file: FolderFile])[] = [];
  readonly #calls = new Map<string, Call>();
  /** Calls of files that went away. */
  #left = new Set<string>();

  get size(): number {
    return this.#files.length;
  }

  /** Adds a file or puts another one in its place. `settle` makes the others see it. */
  put(name: string, file: FolderFile): void {
    this.remove(name);
    file.runner.others = (callId, own) => this.#callOf(callId, name, own);
    this.#files = [...this.#files, [name, file] as const].sort((a, b) => compareNames(a[0], b[0]));
  }

  remove(name: string): void {
    const file = this.#files.find(one => one[0] === name)?.[1];
    if (file === undefined) return;
    file.runner.others = undefined;
    for (const [callId, { parts }] of this.#calls) {
      if (parts.some(part => part.name === name)) this.#left.add(callId);
    }
    this.#files = this.#files.filter(one => one[0] !== name);
  }

  /** Looks again at the calls that changed in any file; the names of the files that were looked at. */
  settle(): readonly string[] {
    const changed = new Set(this.#left);
    this.#left = new Set();
    for (const [, { runner }] of this.#files) for (const callId of runner.takeChanged()) changed.add(callId);
    if (changed.size === 0 || (this.#files.length < 2 && this.#calls.size === 0)) return [];
    const concerned: string[] = [];
    for (const [name, file] of this.#files) {
      const own = [...changed].filter(callId => this.#concerns(callId, name, file));
      if (own.length === 0) continue;
      file.took(file.runner.recheck(own));
      concerned.push(name);
    }
    return concerned;
  }

  /** Where a message of another file stands: the other end of a finding. */
  find(
    message: SipMessage,
  ): { readonly name: string; readonly document: SipDocument; readonly index: number } | undefined {
    for (const [name, { checked }] of this.#files) {
      const index = checked?.messages.indexOf(message) ?? -1;
      if (checked !== undefined && index >= 0) return { name, document: checked, index };
    }
    return undefined;
  }

  /** Whether a file and another one have messages of the call, or had when it was last put together. */
  #concerns(callId: string, name: string, file: FolderFile): boolean {
    if (file.runner.messagesOf(callId).length === 0) return false;
    if (this.#calls.get(callId)?.parts.some(part => part.name === name)) return true;
    return this.#files.some(([other, { runner }]) => other !== name && runner.messagesOf(callId).length > 0);
  }

  #callOf(callId: string, name: string, own: readonly SipMessage[]): Together | undefined {
    const parts = this.#files.flatMap(([other, { runner, checked }]): Part[] => {
      const messages = other === name ? own : runner.messagesOf(callId);
      return messages.length === 0 ? [] : [{ name: other, preamble: preambleOf(checked), messages }];
    });
    const before = this.#calls.get(callId);
    if (parts.length < 2) {
      this.#calls.delete(callId);
      return undefined;
    }
    if (before !== undefined && isSame(before.parts, parts)) return before.together;
    const messages = inOneOrder(parts);
    const together = messages && new Together(messages, before?.together);
    this.#calls.set(callId, { parts, together });
    return together;
  }
}

/** What stands above the first message may say when the time of the file begins. */
function preambleOf(document: SipDocument | undefined): string {
  return document?.messages[0]?.text.slice(0, 1000) ?? '';
}

function isSame(before: readonly Part[], parts: readonly Part[]): boolean {
  return (
    before.length === parts.length &&
    before.every(({ name, preamble, messages }, index) => {
      const now = parts[index];
      if (now === undefined || name !== now.name || preamble !== now.preamble) return false;
      return messages.length === now.messages.length && messages.every((one, place) => one === now.messages[place]);
    })
  );
}
