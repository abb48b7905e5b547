import type { Ladder, LadderEvent } from '../../../../server/src/common/protocol.ts';
import { seconds } from './events.ts';

/** Sizes in CSS pixels at zoom 1. */
export const GUTTER = 86;
export const HEADER_HEIGHT = 48;
const MIN_GAP = 84;
/** A label may run over the neighbouring lanes, so that a long one does not push them far away. */
const MAX_WANTED_GAP = 160;
const MAX_GAP = 240;
const EDGE = 50;
const HEAD_MAX_WIDTH = 150;
/** Size of an address compared to a label. */
export const SMALL_FONT = 0.85;
const ROW_HEIGHT = 36;
export const LINE_HEIGHT = 16;
const NOTE_PADDING = 10;
const NOTE_MAX_WIDTH = 340;
const NOTE_MAX_LINES = 3;
/** Room for a lock or a cross before a label. */
export const GLYPH = 18;
const MARGIN = 6;
const BOTTOM = 8;

export interface LayoutOptions {
  /** Room for the drawing. It grows beyond when the lanes do not fit, and then scrolls. */
  readonly width: number;
  /** Width of a text in the label's font. */
  readonly measure: (text: string) => number;
  /** So many events are placed; all without it. The lanes stay where they are. */
  readonly upTo?: number;
}

export interface Lane {
  readonly id: string;
  readonly x: number;
  /** Width of the head of the lane; its texts are cut to it. */
  readonly width: number;
  /** First and second line. */
  readonly label: string;
  readonly address: string;
  /** Name and address in full. */
  readonly title: string;
}

/** The label of an event, with room for its glyphs; `x` is where `anchor` says: the text's start, middle or end. */
export interface RowText {
  readonly lines: readonly string[];
  readonly x: number;
  /** Base line of the first line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Where one event is drawn. `y` counts from the top of the row. */
export interface Row {
  readonly event: LadderEvent;
  readonly top: number;
  readonly height: number;
  /** Seconds, empty when they equal those of the row above. */
  readonly time: string;
  /** `arrow` from one lane to another; `loop` back to the same lane; `box` of text; `mark` (a timer) on a lane. */
  readonly shape: 'arrow' | 'loop' | 'box' | 'mark';
  readonly fromX: number;
  readonly toX: number;
  /** The line of an arrow, the middle of other shapes. */
  readonly y: number;
  readonly text: RowText;
  /** Width of a box; 0 for other shapes. */
  readonly boxWidth: number;
}

export interface LadderLayout {
  readonly width: number;
  readonly height: number;
  /** The least width that the lanes can be drawn in. */
  readonly minWidth: number;
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
}

/** Places the lanes and events of a ladder: text never runs out of the drawing, lanes are as near as their text allows. */
export function layout(ladder: Ladder, options: LayoutOptions): LadderLayout {
  const actors = takingPart(ladder);
  const gaps = laneGaps(ladder, actors, options);
  const lanes = placeLanes(actors, gaps, options.measure);
  const width = Math.max(GUTTER + 2 * EDGE + sum(gaps), options.width);
  const rows: Row[] = [];
  let top = 0;
  let time = '';
  for (const event of ladder.events.slice(0, options.upTo)) {
    const row = placeRow(event, lanes, { top, width, measure: options.measure });
    const now = seconds(event.at);
    rows.push({ ...row, time: now === time ? '' : now });
    time = now;
    top += row.height;
  }
  return { width, height: top + BOTTOM, minWidth: GUTTER + 2 * EDGE + MIN_GAP * gaps.length, lanes, rows };
}

/**
 * Actors that get a lane: those of an event, in the order of the list. An event may name one that the list lacks: it
 * gets the last lane, since nothing that happened may be left out.
 */
function takingPart(ladder: Ladder): Ladder['actors'] {
  const active = new Set(ladder.events.flatMap(({ from, to }) => [from, to]));
  const known = new Set(ladder.actors.map(actor => actor.id));
  const unknown = [...active].filter(id => !known.has(id)).map(id => ({ id, label: id }));
  return [...ladder.actors.filter(actor => active.has(actor.id)), ...unknown];
}

/** Gaps between neighbours: what labels want, squeezed towards the least or widened to the room there is. */
function laneGaps(ladder: Ladder, actors: Ladder['actors'], { width, measure }: LayoutOptions): number[] {
  const wanted = actors.slice(1).map(() => MIN_GAP);
  const index = new Map(actors.map((actor, at) => [actor.id, at]));
  const want = (at: number, gap: number) => {
    wanted[at] = Math.min(MAX_WANTED_GAP, Math.max(wanted[at] ?? MIN_GAP, gap));
  };
  actors.slice(1).forEach((actor, at) => {
    want(at, (measure(actor.label) + measure(actors[at]?.label ?? '')) / 2 + 2 * MARGIN);
  });
  for (const event of ladder.events) {
    const [from, to] = [index.get(event.from) ?? 0, index.get(event.to) ?? 0];
    if (Math.abs(from - to) === 1) want(Math.min(from, to), textWidth(event, measure) + 24);
  }
  const room = width - GUTTER - 2 * EDGE;
  const natural = sum(wanted);
  const least = MIN_GAP * wanted.length;
  if (natural <= room) {
    const spare = wanted.length === 0 ? 0 : (room - natural) / wanted.length;
    return wanted.map(gap => Math.max(gap, Math.min(MAX_GAP, gap + spare)));
  }
  const share = Math.max(0, (room - least) / (natural - least));
  return wanted.map(gap => MIN_GAP + (gap - MIN_GAP) * share);
}

function placeLanes(actors: Ladder['actors'], gaps: readonly number[], measure: (text: string) => number): Lane[] {
  let x = GUTTER + EDGE;
  return actors.map(({ id, label, address = '' }, at) => {
    if (at > 0) x += gaps[at - 1] ?? MIN_GAP;
    const width = Math.min(gaps[at - 1] ?? 2 * EDGE, gaps[at] ?? 2 * EDGE, HEAD_MAX_WIDTH) - MARGIN;
    const title = address === '' ? label : `${label}, ${address}`;
    return { id, x, width, title, ...headText(label, address, width - 4, measure) };
  });
}

/** The name above the address; a name too long takes both lines, since its end tells one S-CSCF from another. */
function headText(label: string, address: string, room: number, measure: (text: string) => number) {
  const small = (text: string) => measure(text) * SMALL_FONT;
  const space = label.indexOf(' ');
  if (measure(label) <= room || space < 0)
    return { label: cut(label, room, measure), address: cut(address, room, small) };
  return { label: cut(label.slice(0, space), room, measure), address: cut(label.slice(space + 1), room, small) };
}

interface Space {
  readonly top: number;
  readonly width: number;
  readonly measure: (text: string) => number;
}

function placeRow(event: LadderEvent, lanes: readonly Lane[], space: Space): Omit<Row, 'time'> {
  const fromX = lanes.find(lane => lane.id === event.from)?.x ?? GUTTER + EDGE;
  const toX = lanes.find(lane => lane.id === event.to)?.x ?? fromX;
  const base = { event, top: space.top, fromX, toX };
  if (event.kind === 'note') return { ...base, ...placeBox(event, fromX, toX, space) };
  const shape = fromX !== toX ? 'arrow' : event.kind === 'timer' ? 'mark' : 'loop';
  const room = space.width - GUTTER - 2 * MARGIN - glyphs(event);
  const lines = [cut(event.label, room, space.measure)];
  const width = space.measure(lines[0] ?? '') + glyphs(event);
  if (shape === 'arrow') {
    const x = keepInside((fromX + toX) / 2, width, space.width);
    return { ...base, shape, height: ROW_HEIGHT, y: 25, boxWidth: 0, text: { lines, x, y: 16, anchor: 'middle' } };
  }
  const y = ROW_HEIGHT / 2;
  return {
    ...base,
    shape,
    height: ROW_HEIGHT,
    y,
    boxWidth: 0,
    text: { lines, ...beside(fromX, width, space.width), y: y + 4 },
  };
}

function placeBox(event: LadderEvent, fromX: number, toX: number, { width, measure }: Space) {
  const room = Math.min(Math.max(NOTE_MAX_WIDTH, Math.abs(toX - fromX)), width - GUTTER - 4 * MARGIN);
  const lines = wrap(event.label, room - glyphs(event), measure);
  const text = Math.max(...lines.map(measure), 0) + glyphs(event);
  const boxWidth = Math.max(text + 2 * NOTE_PADDING, Math.abs(toX - fromX) + 2 * NOTE_PADDING);
  const x = keepInside((fromX + toX) / 2, boxWidth, width);
  const height = lines.length * LINE_HEIGHT + 2 * NOTE_PADDING;
  const shape = 'box' as const;
  return {
    shape,
    height,
    y: height / 2,
    boxWidth,
    text: { lines, x, y: NOTE_PADDING + 12, anchor: 'middle' as const },
  };
}

function glyphs(event: LadderEvent): number {
  return (event.secured ? GLYPH : 0) + (event.failed ? GLYPH : 0) + (event.isAtFault ? GLYPH : 0);
}

function textWidth(event: LadderEvent, measure: (text: string) => number): number {
  return measure(event.label) + glyphs(event);
}

/** Right of a lane, or left of it where there is no room; in the middle of the drawing if there is none either. */
function beside(lane: number, width: number, total: number): Pick<RowText, 'x' | 'anchor'> {
  if (lane + 26 + width <= total - MARGIN) return { x: lane + 26, anchor: 'start' };
  if (lane - 16 - width >= GUTTER + MARGIN) return { x: lane - 16, anchor: 'end' };
  return { x: keepInside(lane, width, total), anchor: 'middle' };
}

function keepInside(x: number, width: number, total: number): number {
  const least = GUTTER + MARGIN + width / 2;
  return Math.max(least, Math.min(x, total - MARGIN - width / 2));
}

/** As much of a text as fits, with an ellipsis. */
function cut(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  let end = text.length;
  while (end > 1 && measure(`${text.slice(0, end)}…`) > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

function wrap(text: string, room: number, measure: (text: string) => number): string[] {
  const lines = [''];
  for (const word of text.split(/\s+/).filter(each => each !== '')) {
    const last = lines[lines.length - 1] ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last === '' || measure(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const tooMany = lines.length > NOTE_MAX_LINES;
  const kept = tooMany ? [...lines.slice(0, NOTE_MAX_LINES - 1), lines.slice(NOTE_MAX_LINES - 1).join(' ')] : lines;
  return kept.map(line => cut(line, room, measure));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
