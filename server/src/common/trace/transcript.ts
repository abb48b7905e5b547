/** A run as a `.sip` document: every SIP message as it was on the wire, everything else as comments. */
import type { FlowActor, FlowEvent, FlowResult } from '../sim/result.ts';
import { hopOf } from './hop.ts';
import { seconds } from './time.ts';

export interface Transcript {
  /** Parses with the project's own parser; line ends are LF. */
  readonly text: string;
  /** `lines[n - 1]` is the line, from 0, on which event n begins. */
  readonly lines: readonly number[];
}

/** One event as lines of a `.sip` document, for a run that goes on. */
export function transcriptOfEvent(event: FlowEvent, actors: readonly FlowActor[]): string {
  return `${eventLines(event, actorsById(actors)).join('\n')}\n`;
}

function actorsById(actors: readonly FlowActor[]): ReadonlyMap<string, FlowActor> {
  return new Map(actors.map(actor => [actor.id, actor]));
}

export function transcript(result: FlowResult): Transcript {
  const actors = actorsById(result.actors);
  const lines: string[] = head(result);
  const starts: number[] = [];
  for (const event of result.events) {
    starts.push(lines.length);
    lines.push(...eventLines(event, actors));
  }
  return { text: `${lines.join('\n')}\n`, lines: starts };
}

function head(result: FlowResult): string[] {
  const { outcome } = result;
  const code = outcome.code === undefined ? '' : ` ${outcome.code}`;
  return [
    `# ${oneLine(result.title)}`,
    `# Outcome: ${outcome.status}${code} ${oneLine(outcome.reason)}`,
    ...reasons(outcome.because),
    '',
  ];
}

function reasons(because: FlowEvent['because']): string[] {
  return (because ?? []).map(reason => `# Because: ${oneLine(reason.message)} (${reason.spec})`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function eventLines(event: FlowEvent, actors: ReadonlyMap<string, FlowActor>): string[] {
  const from = actors.get(event.from);
  const to = actors.get(event.to);
  const fromLabel = from?.label ?? event.from;
  const toLabel = to?.label ?? event.to;
  const ends = event.from === event.to ? fromLabel : `${fromLabel} → ${toLabel}`;
  const hop = from === undefined || to === undefined ? undefined : hopOf(from, to);
  const comments = [
    `### ${event.n}. ${ends}  ${oneLine(event.label)}  (t=${seconds(event.at)} s)`,
    ...(event.clause === undefined ? [] : [`# ${event.clause}`]),
    ...(event.secured ? ['# Protected by an IPsec security association.'] : []),
    ...reasons(event.because),
  ];
  if (event.kind !== 'sip' || event.text === undefined) {
    const text = (event.text ?? '').split('\n').filter(line => line !== '');
    return [...comments, ...text.map(line => `#   ${line}`), ''];
  }
  const masked = /[,\s](?:ck|ik)="0{32}"/.test(event.text) ? ['# The keys ck and ik are masked with zeros.'] : [];
  return [
    ...comments,
    ...masked,
    ...(hop === undefined ? [] : [`# @hop ${hop}`]),
    `# @from ${fromLabel}`,
    `# @to ${toLabel}`,
    `# @at ${seconds(event.at)}`,
    ...event.text.replace(/\r\n/g, '\n').replace(/\n+$/, '\n').split('\n'),
  ];
}
