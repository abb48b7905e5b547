/** Why the response of an answer is wrong: the solver put to a message with all that its document knows. */

import type { SolverCase, SolverRepair } from '../auth/hypothesis.ts';
import type { SolverResult } from '../auth/solver.ts';
import { solve } from '../auth/solver.ts';
import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { toWire, wireBytes } from '../syntax/print.ts';
import type { Param } from '../syntax/values.ts';
import { credentialsOf, param, quote } from '../syntax/values.ts';
import { headersNamed, methodOf, startLineOf } from '../syntax/views.ts';
import { solverSubscriber } from './akaKeys.ts';
import type { DigestHeader } from './credentials.ts';

/** Messages above and below that other values are taken from; a file may have a hundred thousand. */
const NEIGHBOURS = 50;

const cache = new WeakMap<SipDocument, { configuration: Configuration; results: Map<number, SolverResult> }>();

/** The usual mistakes tried on one answer; remembered until the document changes. `cancelled` ends the search. */
export function solveCredentials(
  document: SipDocument,
  index: number,
  digest: DigestHeader,
  configuration: Configuration,
  cancelled?: () => boolean,
): SolverResult {
  let known = cache.get(document);
  if (known?.configuration !== configuration) {
    known = { configuration, results: new Map() };
    cache.set(document, known);
  }
  const key = (document.starts[index] ?? 0) + digest.header.start;
  const before = known.results.get(key);
  if (before) return before;
  const message = document.messages[index];
  const one = message && caseOf(document, index, message, digest, configuration);
  if (!one) return { kind: 'unknown', message: 'Something is missing in these credentials.' };
  const result = solve(one, cancelled ? { cancelled } : {});
  if (result.kind !== 'cancelled') known.results.set(key, result);
  return result;
}

function caseOf(
  document: SipDocument,
  index: number,
  message: SipMessage,
  digest: DigestHeader,
  configuration: Configuration,
): SolverCase | undefined {
  const value = (name: string): string | undefined => param(digest.params, name)?.value;
  const [username, realm, uri, nonce] = ['username', 'realm', 'uri', 'nonce'].map(value);
  const response = value('response');
  const line = startLineOf(message);
  const method = methodOf(message);
  if (line?.type !== 'request' || !method || !response) return undefined;
  if (username === undefined || realm === undefined || uri === undefined || nonce === undefined) return undefined;
  const others = configuration.subscribers.filter(each => each !== digest.subscriber);
  return {
    credentials: {
      ...{ algorithm: value('algorithm'), username, realm, uri, nonce, response },
      ...{ qop: value('qop')?.toLowerCase(), nc: value('nc'), cnonce: value('cnonce'), auts: value('auts') },
    },
    method,
    requestUri: line.uri?.text ?? '',
    body: wireBytes(toWire(message)?.body ?? ''),
    subscriber: digest.subscriber && solverSubscriber(digest.subscriber),
    otherSubscribers: others.map(solverSubscriber),
    elsewhere: elsewhere(document, index),
  };
}

const DIGEST_HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'] as const;

/** The values of the messages around, nearest first. */
function elsewhere(document: SipDocument, index: number): SolverCase['elsewhere'] {
  const values = new Map(['nonce', 'cnonce', 'nc', 'realm'].map(name => [name, new Set<string>()]));
  for (let distance = 0; distance <= NEIGHBOURS; distance++) {
    for (const at of distance === 0 ? [index] : [index - distance, index + distance]) {
      const message = document.messages[at];
      if (!message) continue;
      for (const header of DIGEST_HEADERS.flatMap(name => headersNamed(message, name))) {
        for (const each of credentialsOf(message, header)?.params ?? []) {
          if (each.value) values.get(each.nameLower)?.add(each.value);
        }
      }
    }
  }
  const found = (name: string): string[] => [...(values.get(name) ?? [])];
  return { nonces: found('nonce'), cnonces: found('cnonce'), ncs: found('nc'), realms: found('realm') };
}

/** A change of one directive; offsets in the message. */
export interface DirectiveEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** In credentials; the others are quoted strings (RFC 3261 §25.1). */
const UNQUOTED: ReadonlySet<string> = new Set(['algorithm', 'qop', 'nc']);

/** Writes a directive: over its value where it stands already, otherwise behind the last one. */
export function directiveEdit(params: readonly Param[], name: string, value: string): DirectiveEdit | undefined {
  const existing = param(params, name);
  const quoted = !UNQUOTED.has(name) || existing?.quoted === true;
  const text = quoted ? quote(value) : value;
  if (existing?.valueNode) return { start: existing.valueNode.start, end: existing.valueNode.end, text };
  if (existing) return { start: existing.nameNode.end, end: existing.end, text: `=${text}` };
  const last = params.at(-1);
  return last && { start: last.end, end: last.end, text: `,${name}=${text}` };
}

/** The repairs that make the response right where it stands, each with words for a light bulb. */
export function directiveRepairs(
  result: SolverResult,
  params: readonly Param[],
): { title: string; edits: DirectiveEdit[] }[] {
  if (result.kind !== 'explained') return [];
  const repairs = result.explanation.mistakes.map(mistake => mistake.repair);
  const edits: DirectiveEdit[] = [];
  const words: string[] = [];
  for (const repair of repairs) {
    const edit = repair && 'directive' in repair ? directiveEdit(params, repair.directive, repair.value) : undefined;
    // With one mistake left unrepaired the response would stay wrong.
    if (!edit) return [];
    edits.push(edit);
    words.push(describeRepair(repair));
  }
  return edits.length === 0 ? [] : [{ title: `Set ${words.join(' and ')}, for which this response is right`, edits }];
}

function describeRepair(repair: SolverRepair | undefined): string {
  if (!repair || !('directive' in repair)) return '';
  const { directive, value } = repair;
  return `${directive} to ${value.length > 60 ? `${value.slice(0, 57)}...` : value}`;
}
