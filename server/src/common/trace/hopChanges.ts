/** What each role changes in the messages that pass through it: what it received beside what it sent on. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';
import { parseMessage, type SipMessage } from '../syntax/message.ts';
import { textOf } from '../syntax/tree.ts';
import { callIdOf, firstHeader, headersOf, startLineOf } from '../syntax/views.ts';
import { type ChangeKind, clauseOf } from './hopClauses.ts';

export interface HeaderChange {
  /** Name of the header field, or `Request-URI`. */
  readonly name: string;
  readonly change: ChangeKind;
  /** Its values as received and as sent; several lines joined by a comma. */
  readonly before?: string;
  readonly after?: string;
  /** One sentence, and the clause behind it; empty for a change that no clause is known for. */
  readonly why: string;
  readonly clause: string;
}

export interface HopChanges {
  /** Numbers of the events: the message as the role sent it on, and as it had received it. */
  readonly sent: number;
  readonly received: number;
  /** Label of the role. */
  readonly role: string;
  /** Method, or status code and reason. */
  readonly message: string;
  readonly changes: readonly HeaderChange[];
}

interface Passing {
  readonly event: FlowEvent;
  readonly message: SipMessage;
  /** The same for one message on all of its hops. */
  readonly key: string;
  readonly method: string;
  readonly isRequest: boolean;
}

/** In the order of the run; messages that a role makes itself are not among them. */
export function hopChanges({ events, actors }: FlowResult): HopChanges[] {
  const passed: Passing[] = [];
  const found: HopChanges[] = [];
  const labels = new Map(actors.map(({ id, label }) => [id, label]));
  for (const event of events) {
    const passing = passingOf(event);
    if (passing === undefined) continue;
    const before = passed.findLast(one => one.key === passing.key && one.event.to === event.from);
    passed.push(passing);
    if (before === undefined) continue;
    const role = labels.get(event.from) ?? event.from;
    const changes = changesBetween(before.message, passing, role);
    found.push({ sent: event.n, received: before.event.n, role, message: event.label, changes });
  }
  return found;
}

function passingOf(event: FlowEvent): Passing | undefined {
  if (event.kind !== 'sip' || event.text === undefined || event.from === event.to) return undefined;
  const message = parseMessage(event.text);
  const line = startLineOf(message);
  const cseq = firstHeader(message, 'CSeq')?.raw ?? '';
  const callId = callIdOf(message);
  if (line === undefined || callId === undefined) return undefined;
  const isRequest = line.type === 'request';
  const key = `${callId} ${cseq} ${isRequest ? '' : line.code}`;
  return { event, message, key, isRequest, method: cseq.replace(/^\d+\s+/, '') };
}

function changesBetween(before: SipMessage, { message, method, isRequest }: Passing, role: string): HeaderChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(message)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): HeaderChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    const change: ChangeKind = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const [why, clause] = clauseOf(role, method, isRequest, `${change} ${name}`);
    const values = { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
    return [{ name, change, ...values, why, clause }];
  });
}

/** Values by name, the lines of one name joined (RFC 3261 §7.3.1), and the Request-URI. */
export function fieldsOf(message: SipMessage): Map<string, string> {
  const fields = new Map<string, string>();
  const line = startLineOf(message);
  if (line?.type === 'request' && line.uriNode !== undefined) fields.set('Request-URI', textOf(message, line.uriNode));
  for (const { name, raw: own } of headersOf(message)) {
    const others = fields.get(name);
    fields.set(name, others === undefined ? own : `${others}, ${own}`);
  }
  return fields;
}

/** Their commas separate directives (RFC 3261 §20.7, §20.44). */
const CREDENTIALS = /^(?:WWW-Authenticate|(?:Proxy-)?Auth)/i;
/** Columns in which a value and its successor stand on one line. */
const SHORT = 72;

/** `+ Path: <sip:…>`, as a person reads it: what was added, taken away, or stands in both with something else. */
export function changeLines({ name, change, before = '', after = '' }: HeaderChange): string[] {
  if (change === 'added') return [`+ ${name}: ${after}`];
  if (change === 'removed') return [`- ${name}: ${before}`];
  if (CREDENTIALS.test(name)) return directiveLines(name, valuesOf(before), valuesOf(after));
  // A list grows and shrinks at its top; the rest of it is not repeated, unless it changed as well.
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const indent = ' '.repeat(name.length + 2);
  const [put, taken] = [now.length - old.length, old.length - now.length];
  if (put > 0) {
    const rest = now.slice(put).join(', ');
    return [`~ ${name}: + ${now.slice(0, put).join(', ')}`, ...(rest === old.join(', ') ? [] : [`${indent}→ ${rest}`])];
  }
  if (taken > 0 && after === old.slice(taken).join(', ')) return [`~ ${name}: - ${old.slice(0, taken).join(', ')}`];
  const short = `~ ${name}: ${before} → ${after}`;
  return short.length <= SHORT ? [short] : [`~ ${name}: ${before}`, `${indent}→ ${after}`];
}

/** Which directives went and which came. */
function directiveLines(name: string, old: readonly string[], now: readonly string[]): string[] {
  const gone = old.filter(each => !now.includes(each));
  const come = now.filter(each => !old.includes(each));
  return [
    ...(gone.length === 0 ? [] : [`~ ${name}: - ${gone.join(', ')}`]),
    ...(come.length === 0 ? [] : [`~ ${name}: + ${come.join(', ')}`]),
  ];
}

/** The values of a comma list; commas inside quotes and angle brackets do not separate. */
function valuesOf(list: string): string[] {
  return (list.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<]|["<])+/g) ?? []).map(value => value.trim());
}

/** All of it as text, for the command line. */
export function hopText(result: FlowResult): string {
  const blocks = hopChanges(result).map(({ sent, received, role, message, changes }) => {
    const lines = changes.flatMap(change => [
      ...changeLines(change).map(line => `  ${line}`),
      `      ${[change.why, change.clause].filter(part => part !== '').join(' ')}`.trimEnd(),
    ]);
    return [`${role}: ${message} (received as ${received}, sent on as ${sent})`, ...lines, ''].join('\n');
  });
  return `${result.title}\n\n${blocks.join('\n')}`;
}
