import type { Ladder, LadderEvent } from '../../../../server/src/common/protocol.ts';

/** What an event of a kind is called. */
export const KIND_NAMES: Readonly<Record<LadderEvent['kind'], string>> = {
  sip: 'SIP',
  diameter: 'Diameter',
  dns: 'DNS',
  bearer: 'Bearer',
  ipsec: 'IPsec',
  note: 'Note',
  timer: 'Timer',
};

/** The event whose message holds a line of the transcript: the last one that begins at or above it. */
export function eventAtLine(events: readonly LadderEvent[], line: number): LadderEvent | undefined {
  let found: LadderEvent | undefined;
  for (const event of events) {
    const start = event.transcriptLine;
    if (start === undefined || start > line) continue;
    if (start >= (found?.transcriptLine ?? 0)) found = event;
  }
  return found;
}

/** Virtual time in seconds: `0.010`, `128.000`. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

/** `P-CSCF to I-CSCF`; one name when the event happens at one place. */
export function route(event: LadderEvent, actors: Ladder['actors']): string {
  const from = labelOf(event.from, actors);
  return event.from === event.to ? from : `${from} to ${labelOf(event.to, actors)}`;
}

/** One event in words, for those who do not see the drawing. */
export function describe(event: LadderEvent, actors: Ladder['actors']): string {
  const marks = [
    event.secured ? 'protected by IPsec' : '',
    event.failed ? 'failed' : '',
    event.isAtFault ? 'made the run fail' : '',
  ].filter(mark => mark !== '');
  // The label of a note or a timer says what it is, and so do some others.
  const name = KIND_NAMES[event.kind];
  const isClear = event.kind === 'note' || event.kind === 'timer' || event.label.startsWith(name);
  const kind = isClear ? '' : `${name} `;
  const what = [`${kind}${event.label}`, ...marks].join(', ');
  return `${seconds(event.at)} s, ${route(event, actors)}: ${what}`;
}

function labelOf(id: string, actors: Ladder['actors']): string {
  return actors.find(actor => actor.id === id)?.label ?? id;
}
