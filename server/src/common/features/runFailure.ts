/** What made a run fail, as findings of the message that it started from: at the header that decided, with its clause. */

import type { Configuration, Subscriber } from '../config/configuration.ts';
import { findSubscriber } from '../config/configuration.ts';
import { editDistance } from '../registry/nearest.ts';
import type { Finding, Fix } from '../rules/rule.ts';
import type { DocumentFindings } from '../rules/run.ts';
import { difference, expectationsOf } from '../sim/expectation.ts';
import type { Because, FlowOutcome } from '../sim/result.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { directivesOf, headersOf, startLineOf } from '../syntax/views.ts';

/** A run that did not end as a registration should. */
export interface RunFailure {
  /** What it started from. Once edited it is another message, and the failure no longer holds. */
  readonly message: SipMessage;
  readonly title: string;
  readonly outcome: FlowOutcome;
}

/** Before the id of what decided in a run, so that nobody takes it for a rule. */
export const RUN_PREFIX = 'run:';

/** The findings with those of the run that failed. */
export function withFailure(
  { messages }: SipDocument,
  findings: DocumentFindings,
  failure: RunFailure | undefined,
  configuration: Configuration,
): DocumentFindings {
  const index = failure === undefined ? -1 : messages.indexOf(failure.message);
  if (failure === undefined || index < 0) return findings;
  const own = failureFindings(failure, configuration);
  const byMessage = findings.byMessage.map((list, at) => (at === index ? [...list, ...own] : list));
  return { byMessage, total: findings.total + own.length };
}

export function failureFindings({ message, outcome }: RunFailure, configuration: Configuration): Finding[] {
  const { code, reason, because } = outcome;
  const isExpected = expectationsOf(message).some(({ expected }) => difference(expected, outcome) === undefined);
  const end = code === undefined ? `${outcome.status} (${reason})` : `${code} ${reason}`;
  const placed = because.filter(each => each.range !== undefined);
  // A cause outside of the message is told at its start-line.
  const shown = placed.length > 0 ? placed : because.slice(0, 1);
  const line = startLineOf(message);
  return shown.flatMap((each): Finding[] => {
    const range = each.range ?? line;
    if (range === undefined) return [];
    const fix = fixOf(each, message, configuration);
    const where = each.config === undefined ? '' : ` (sipwright.json: ${each.config})`;
    return [
      {
        rule: `${RUN_PREFIX}${each.rule}`,
        severity: isExpected ? 'info' : 'error',
        start: range.start,
        end: range.end,
        message: `The run ends with ${end}: ${each.message}${where}`,
        spec: each.spec,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

interface FixInput {
  /** The text that decided. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly message: SipMessage;
  readonly configuration: Configuration;
}

/** By what decided: the repair, where there is one that needs no thought. */
const FIXES: { readonly [rule: string]: (input: FixInput) => Fix | undefined } = {
  'hss-private-identity': input =>
    replaced(
      input,
      nearestOf(
        input.text,
        input.configuration.subscribers.map(one => one.impi),
      ),
    ),
  'hss-public-identity': input => replaced(input, publicIdentity(input)),
  'hss-identities-match': input => replaced(input, publicIdentity(input)),
  'pcscf-no-route': input => replaced(input, input.configuration.network.homeDomain),
  'pcscf-cseq': input => {
    const line = startLineOf(input.message);
    return line?.type === 'request' ? replaced(input, line.method) : undefined;
  },
  'pcscf-max-forwards': input => replaced(input, 'Max-Forwards: 70'),
  'icscf-max-forwards': input => replaced(input, 'Max-Forwards: 70'),
  'pcscf-option': withoutOption,
  'scscf-option': withoutOption,
  'scscf-interval-too-brief': input => {
    const least = String(input.configuration.network.minExpires);
    const text = input.text.replace(/\d+(?!.*\d)/, least);
    return text === input.text ? undefined : replaced(input, text);
  },
};

function fixOf({ rule, range }: Because, message: SipMessage, configuration: Configuration): Fix | undefined {
  if (range === undefined) return undefined;
  return FIXES[rule]?.({ ...range, text: message.text.slice(range.start, range.end), message, configuration });
}

function replaced({ text, start, end }: FixInput, by: string | undefined): Fix | undefined {
  return by === undefined || by === text ? undefined : { title: `Write ${by}`, edits: [{ start, end, text: by }] };
}

/** The identity of the subscriber who sends this, else that of anybody, which looks most like the text. */
function publicIdentity({ text, message, configuration }: FixInput): string | undefined {
  const sender = senderOf(message, configuration);
  const all = sender === undefined ? configuration.subscribers : [sender];
  const scheme = text.slice(0, text.indexOf(':') + 1);
  return nearestOf(
    text,
    all.flatMap(one => one.impus).filter(impu => impu.startsWith(scheme)),
  );
}

function senderOf(message: SipMessage, configuration: Configuration): Subscriber | undefined {
  const named = directivesOf(message).find(({ key }) => key === 'subscriber')?.value;
  if (named !== undefined) return configuration.subscribers.find(({ name }) => name === named);
  const credentials = headersOf(message).find(({ name }) => name === 'Authorization')?.raw ?? '';
  const username = /username\s*=\s*"([^"]*)"/i.exec(credentials)?.[1];
  return username === undefined ? undefined : findSubscriber(configuration, { username });
}

function nearestOf(text: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates.map(candidate => ({ candidate, distance: editDistance(text, candidate, text.length) }));
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.candidate;
}

/** Takes a word out of a comma list, and the header field with its last one. */
function withoutOption({ text, start, end, message }: FixInput): Fix | undefined {
  const header = headersOf(message).find(one => one.start <= start && end <= one.end);
  if (header === undefined) return undefined;
  const title = `Remove ${text}`;
  const all = message.text;
  const before = /,\s*$/.exec(all.slice(header.start, start))?.[0].length ?? 0;
  const after = /^\s*,\s*/.exec(all.slice(end, header.end))?.[0].length ?? 0;
  if (before > 0) return { title, edits: [{ start: start - before, end, text: '' }] };
  if (after > 0) return { title, edits: [{ start, end: end + after, text: '' }] };
  const next = /^\r?\n/.exec(all.slice(header.end))?.[0].length ?? 0;
  return { title, edits: [{ start: header.start, end: header.end + next, text: '' }] };
}
