/**
 * Whether the messages of one Call-ID that stand in several files of a folder are one story, and in which order.
 *
 * Folders hold variants and copies of a trace more often than a trace in parts, and no standard says which is which, so
 * this is a policy: files are taken together only when nothing in them speaks against it, otherwise each is checked
 * alone.
 *
 * - When every message has its time (`# @at`, counted from the same `# Time 0 is`), they go by time. Times without that
 *   line count only while at most one file begins at 0: two files that do were recorded apart.
 * - Otherwise the files go one after the other by name, numbers as numbers, and each must continue the one before:
 *   CSeq numbers do not go back (RFC 3261 §12.2.1.1), a transaction comes again only on another hop, forwards as
 *   requests and backwards as responses (§16.6, §16.7), and a tag of the dialog is known (§12).
 * - A message that stands in two files (the same CSeq, method or code, and branch: §17.2.3) shows that these are copies.
 */

import type { SipMessage } from '../syntax/message.ts';
import { param } from '../syntax/values.ts';
import { directivesOf } from '../syntax/views.ts';
import { factsOf } from './shared/facts.ts';
import { topBranch } from './shared/transactions.ts';

/** The messages of one Call-ID in one file, in its order. */
export interface Part {
  readonly name: string;
  /** Text above the first message of the file, which says when its time 0 is. */
  readonly preamble: string;
  readonly messages: readonly SipMessage[];
}

/** More than a person cuts a trace into; what is over is a pile of tests. */
const MOST_FILES = 100;
const MOST_MESSAGES = 2000;

/** The messages of all parts in the order in which they were sent; undefined when the files are checked one by one. */
export function inOneOrder(parts: readonly Part[]): readonly SipMessage[] | undefined {
  const count = parts.reduce((sum, part) => sum + part.messages.length, 0);
  if (parts.length < 2 || parts.length > MOST_FILES || count > MOST_MESSAGES) return undefined;
  const files = [...parts].sort((a, b) => compareNames(a.name, b.name)).map(sketchesOf);
  if (hasCopies(files)) return undefined;
  const ordered = byTime(parts, files) ?? byName(files);
  return ordered?.map(sketch => sketch.message);
}

/** What tells a message apart from the others of its Call-ID. */
interface Sketch {
  readonly message: SipMessage;
  readonly number: number | undefined;
  readonly method: string | undefined;
  /** Undefined for a request. */
  readonly code: number | undefined;
  readonly fromTag: string | undefined;
  readonly toTag: string | undefined;
  readonly branch: string | undefined;
  readonly vias: number;
  /** Seconds. */
  readonly at: number | undefined;
}

function sketchesOf({ messages, preamble }: Part): readonly Sketch[] {
  const start = timeZero(preamble) ?? 0;
  return messages.map(message => {
    const facts = factsOf(message);
    const tagOf = (name: string): string | undefined => param(facts.address(name)?.params ?? [], 'tag')?.value;
    const at = Number.parseFloat(directivesOf(message).find(({ key }) => key === 'at')?.value ?? '');
    return {
      message,
      number: facts.cseq()?.number,
      method: facts.method,
      code: facts.status?.code,
      fromTag: tagOf('From'),
      toTag: tagOf('To'),
      branch: topBranch(facts),
      vias: facts.vias().length,
      at: Number.isFinite(at) ? start + at : undefined,
    };
  });
}

/** Digits count as numbers: `2.sip` comes before `10.sip`. Not by locale, so that every machine says the same. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [one = '', other = ''] = [left[i], right[i]];
    if (one === other) continue;
    const difference = /^\d/.test(one) && /^\d/.test(other) ? Number(one) - Number(other) : 0;
    if (difference !== 0) return difference;
    return one < other ? -1 : 1;
  }
  return 0;
}

function pieces(name: string): readonly string[] {
  return name.match(/\d{1,15}|\D+/g) ?? [];
}

function hasCopies(files: readonly (readonly Sketch[])[]): boolean {
  const seen = new Set<string>();
  for (const file of files) {
    const own = new Set(file.map(({ number, method, code, branch }) => `${number} ${method} ${code} ${branch}`));
    for (const key of own) if (seen.has(key)) return true;
    for (const key of own) seen.add(key);
  }
  return false;
}

/** Epoch seconds of `# Time 0 is 2026-11-20T08:00:00.000Z.`, which the importer writes. */
function timeZero(preamble: string): number | undefined {
  const text = /^# Time 0 is (\S+?)\.?$/m.exec(preamble)?.[1];
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time / 1000;
}

function byTime(parts: readonly Part[], files: readonly (readonly Sketch[])[]): readonly Sketch[] | undefined {
  const all = files.flat();
  if (all.some(({ at }) => at === undefined) || !areLinked(files)) return undefined;
  const dated = parts.filter(({ preamble }) => timeZero(preamble) !== undefined).length;
  const atZero = files.filter(file => (file[0]?.at ?? 0) <= 0).length;
  if (dated !== parts.length && (dated > 0 || atZero > 1)) return undefined;
  return all.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** Whether each file has a tag of one of those before: the same Call-ID alone may be a coincidence of test files. */
function areLinked(files: readonly (readonly Sketch[])[]): boolean {
  const tags = new Set<string>();
  return files.every((file, index) => {
    const linked = index === 0 || file.some(({ fromTag, toTag }) => tags.has(fromTag ?? '') || tags.has(toTag ?? ''));
    for (const { fromTag, toTag } of file) for (const tag of [fromTag, toTag]) if (tag !== undefined) tags.add(tag);
    return linked;
  });
}

function byName(files: readonly (readonly Sketch[])[]): readonly Sketch[] | undefined {
  if (!areLinked(files)) return undefined;
  const story = new Story();
  for (const file of files) {
    if (!file.every(sketch => story.isContinuedBy(sketch))) return undefined;
    for (const sketch of file) story.add(sketch);
  }
  return files.flat();
}

/** What the files so far have of one transaction. */
interface Told {
  /** The most Vias of a request: how far it has come. */
  request: number;
  /** The fewest Vias of a response, by code: how far it has come back. */
  readonly responses: Map<number, number>;
}

class Story {
  /** Highest CSeq number, by From tag: each side counts its own. */
  readonly #highest = new Map<string | undefined, number>();
  readonly #transactions = new Map<string, Told>();

  isContinuedBy({ number, method, code, fromTag, vias }: Sketch): boolean {
    if (number === undefined || method === undefined) return false;
    const told = this.#transactions.get(`${number} ${method}`);
    const highest = this.#highest.get(fromTag) ?? -1;
    if (code !== undefined) return isAnswer(told, code, vias) && (number >= highest || method === 'INVITE');
    if (told !== undefined) return told.responses.size === 0 && vias > told.request;
    const ofInvite = (method === 'ACK' || method === 'CANCEL') && this.#transactions.has(`${number} INVITE`);
    return ofInvite || number > highest;
  }

  add({ number = -1, method, code, fromTag, vias }: Sketch): void {
    this.#highest.set(fromTag, Math.max(number, this.#highest.get(fromTag) ?? -1));
    const key = `${number} ${method}`;
    const told = this.#transactions.get(key) ?? { request: 0, responses: new Map() };
    this.#transactions.set(key, told);
    if (code === undefined) told.request = Math.max(told.request, vias);
    else told.responses.set(code, Math.min(vias, told.responses.get(code) ?? vias));
  }
}

/** A response that has come so far may come nearer; a transaction that has ended has no other end. */
function isAnswer(told: Told | undefined, code: number, vias: number): boolean {
  const before = told?.responses.get(code);
  if (before !== undefined) return vias < before;
  return ![...(told?.responses.keys() ?? [])].some(one => one >= 200);
}
