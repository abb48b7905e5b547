import type { Ladder, LadderEvent } from '../../../../server/src/common/protocol.ts';
import { seconds } from './events.ts';

/** Sizes in CSS pixels at zoom 1. */
export const GUTTER = 92;
export const HEADER_HEIGHT = 48;
const MIN_GAP = 76;
const MAX_GAP = 240;
const EDGE = 56;
const HEAD_MAX_WIDTH = 150;
/** Size of an address compared to a label. */
export const SMALL_FONT = 0.85;
const ROW_HEIGHT = 40;
const LINE_HEIGHT = 16;
const NOTE_PADDING = 10;
const NOTE_MAX_WIDTH = 340;
const NOTE_MAX_LINES = 3;
const GLYPH = 16;
const MARGIN = 6;
const TOP = 6;

export interface LayoutOptions {
  /** Room for the drawing. It grows beyond when the lanes do not fit, and then scrolls. */
  readonly width: number;
  /** Width of a text in the label's font. */
  readonly measure: (text: string) => number;
}

export interface Lane {
  readonly id: string;
  readonly x: number;
  /** Width of the head of the lane; its texts are cut to it. */
  readonly width: number;
  readonly label: string;
  readonly address: string;
  /** Both texts in full. */
  readonly title: string;
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
  readonly text: { readonly lines: readonly string[]; readonly x: number; readonly y: number; readonly cut: boolean };
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
  const actors = allActors(ladder);
  const gaps = laneGaps(ladder, actors, options);
  const lanes = placeLanes(actors, gaps, options.measure);
  const width = Math.max(GUTTER + 2 * EDGE + sum(gaps), options.width);
  const rows: Row[] = [];
  let top = TOP;
  let time = '';
  for (const event of ladder.events) {
    const row = placeRow(event, lanes, { top, width, measure: options.measure });
    const now = seconds(event.at);
    rows.push({ ...row, time: now === time ? '' : now });
    time = now;
    top += row.height;
  }
  return { width, height: top + TOP, minWidth: GUTTER + 2 * EDGE + MIN_GAP * gaps.length, lanes, rows };
}

/** An event may name an actor that the list lacks: it gets a lane of its own, since nothing may be left out. */
function allActors(ladder: Ladder): Ladder['actors'] {
  const known = new Set(ladder.actors.map(actor => actor.id));
  const missing = new Set(ladder.events.flatMap(({ from, to }) => [from, to]).filter(id => !known.has(id)));
  return [...ladder.actors, ...[...missing].map(id => ({ id, label: id }))];
}

/** Gaps between neighbours: what labels want, squeezed towards the least or widened to the room there is. */
function laneGaps(ladder: Ladder, actors: Ladder['actors'], { width, measure }: LayoutOptions): number[] {
  const wanted = actors.slice(1).map(() => MIN_GAP);
  const index = new Map(actors.map((actor, at) => [actor.id, at]));
  const want = (at: number, gap: number) => {
    wanted[at] = Math.min(MAX_GAP, Math.max(wanted[at] ?? MIN_GAP, gap));
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
    const room = width - MARGIN;
    return {
      id,
      x,
      width,
      label: cut(label, room, measure).text,
      address: cut(address, room, text => measure(text) * SMALL_FONT).text,
      title: address === '' ? label : `${label}, ${address}`,
    };
  });
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
  const line = cut(event.label, space.width - GUTTER - 2 * MARGIN - glyphs(event), space.measure);
  const width = space.measure(line.text) + glyphs(event);
  // Beside a loop or a mark, on the side with room; above the middle of an arrow.
  const wanted = shape === 'arrow' ? (fromX + toX) / 2 : besideX(fromX, width, space.width);
  const text = { lines: [line.text], x: keepInside(wanted, width, space.width), cut: line.cut };
  if (shape === 'arrow') return { ...base, shape, height: ROW_HEIGHT, y: 28, boxWidth: 0, text: { ...text, y: 18 } };
  const height = shape === 'loop' ? ROW_HEIGHT : ROW_HEIGHT - 8;
  return { ...base, shape, height, y: height / 2, boxWidth: 0, text: { ...text, y: height / 2 + 4 } };
}

function placeBox(event: LadderEvent, fromX: number, toX: number, { width, measure }: Space) {
  const room = Math.min(Math.max(NOTE_MAX_WIDTH, Math.abs(toX - fromX)), width - GUTTER - 4 * MARGIN);
  const wrapped = wrap(event.label, room - glyphs(event), measure);
  const text = Math.max(...wrapped.lines.map(measure), 0) + glyphs(event);
  const boxWidth = Math.max(text + 2 * NOTE_PADDING, Math.abs(toX - fromX) + 2 * NOTE_PADDING);
  const x = keepInside((fromX + toX) / 2, boxWidth, width);
  const height = wrapped.lines.length * LINE_HEIGHT + 2 * NOTE_PADDING + 4;
  return {
    shape: 'box' as const,
    height,
    y: height / 2,
    boxWidth,
    text: { lines: wrapped.lines, x, y: NOTE_PADDING + 2 + 12, cut: wrapped.cut },
  };
}

function glyphs(event: LadderEvent): number {
  return (event.secured ? GLYPH : 0) + (event.failed ? GLYPH : 0);
}

function textWidth(event: LadderEvent, measure: (text: string) => number): number {
  return measure(event.label) + glyphs(event);
}

function besideX(lane: number, width: number, total: number): number {
  const right = lane + 30 + width / 2;
  return right + width / 2 <= total - MARGIN ? right : lane - 18 - width / 2;
}

function keepInside(x: number, width: number, total: number): number {
  const least = GUTTER + MARGIN + width / 2;
  return Math.max(least, Math.min(x, total - MARGIN - width / 2));
}

/** As much of a text as fits, with an ellipsis. */
function cut(text: string, room: number, measure: (text: string) => number): { text: string; cut: boolean } {
  if (measure(text) <= room) return { text, cut: false };
  let end = text.length;
  while (end > 1 && measure(`${text.slice(0, end)}…`) > room) end -= 1;
  return { text: `${text.slice(0, end).trimEnd()}…`, cut: true };
}

function wrap(text: string, room: number, measure: (text: string) => number): { lines: string[]; cut: boolean } {
  const lines = [''];
  for (const word of text.split(/\s+/).filter(each => each !== '')) {
    const last = lines[lines.length - 1] ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (last === '' || measure(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const tooMany = lines.length > NOTE_MAX_LINES;
  const kept = tooMany ? [...lines.slice(0, NOTE_MAX_LINES - 1), lines.slice(NOTE_MAX_LINES - 1).join(' ')] : lines;
  const fitted = kept.map(line => cut(line, room, measure));
  return { lines: fitted.map(line => line.text), cut: fitted.some(line => line.cut) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
