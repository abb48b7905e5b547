import type { Ladder } from '../../../../../server/src/common/protocol.ts';
import { describe } from '../events.ts';
import { GLYPH, GUTTER, HEADER_HEIGHT, type LadderLayout, type Lane, LINE_HEIGHT, type Row } from '../layout.ts';
import { svg } from './dom.ts';
import { glyph } from './glyphs.ts';

const TIP = 7;

/** The parts of a drawing; `rows` and `marks` hold the elements of an event by its number. */
export interface Chart {
  readonly heads: SVGSVGElement;
  readonly gutter: SVGSVGElement;
  readonly drawing: SVGSVGElement;
  readonly rows: ReadonlyMap<number, SVGGElement>;
  readonly marks: ReadonlyMap<number, SVGGElement>;
}

/** Draws a laid out ladder: heads of the lanes, the times beside it, and an option of a list box for each event. */
export function drawChart(layout: LadderLayout, ladder: Ladder, zoom: number): Chart {
  const rows = new Map(layout.rows.map(row => [row.event.n, drawRow(row, layout, ladder)]));
  const marks = new Map(layout.rows.map(row => [row.event.n, drawTime(row)]));
  const { width, height } = layout;
  return {
    heads: surface('heads', width, HEADER_HEIGHT, zoom, layout.lanes.map(drawHead)),
    gutter: surface('gutter', GUTTER, height, zoom, [...marks.values()]),
    drawing: surface('drawing', width, height, zoom, [...rows.values()]),
    rows,
    marks,
  };
}

function surface(name: string, width: number, height: number, zoom: number, children: readonly Node[]): SVGSVGElement {
  // The rows are options of the list box around the drawing; the rest repeats what they say.
  const roles = name === 'drawing' ? { role: 'presentation' } : { 'aria-hidden': 'true' };
  const size = { width: width * zoom, height: height * zoom, viewBox: `0 0 ${width} ${height}` };
  return svg('svg', { class: name, ...roles, ...size }, ...children);
}

function drawHead({ x, width, label, address, title }: Lane): SVGGElement {
  const middle = HEADER_HEIGHT / 2;
  const box = { x: x - width / 2, y: 4, width, height: HEADER_HEIGHT - 10, rx: 4 };
  return svg(
    'g',
    { class: 'head' },
    svg('title', {}, title),
    svg('path', { class: 'lifeline', d: `M${x} ${middle}V${HEADER_HEIGHT}` }),
    svg('rect', box),
    svg('text', { class: 'name', x, y: address === '' ? middle + 3 : middle - 2 }, label),
    svg('text', { class: 'address', x, y: middle + 12 }, address),
  );
}

/** Characters of a time beside which the number of the event still has room. */
const SHORT_TIME = 8;

function drawTime({ event, top, height, time, y }: Row): SVGGElement {
  // After some hours the number stands above the time.
  const apart = time.length > SHORT_TIME ? 7 : 0;
  return svg(
    'g',
    { class: 'mark', transform: `translate(0 ${top})` },
    svg('rect', { class: 'band', x: 0, y: 0, width: GUTTER, height }),
    svg('rect', { class: 'edge', x: 0, y: 0, width: 3, height }),
    svg('text', { class: 'number', x: 30, y: y + 4 - 1.4 * apart }, String(event.n)),
    svg('text', { class: 'time', x: GUTTER - 8, y: y + 4 + apart / 2 }, time),
  );
}

function drawRow(row: Row, { lanes, width }: LadderLayout, ladder: Ladder): SVGGElement {
  const { event, top, height } = row;
  const group = svg('g', {
    class: `row kind-${event.kind}${event.failed ? ' failed' : ''}${event.isAtFault ? ' at-fault' : ''}`,
    id: `event-${event.n}`,
    role: 'option',
    'aria-selected': 'false',
    'aria-label': describe(event, ladder.actors),
    'aria-description': [...(event.because ?? []), event.clause ?? ''].join(' '),
    transform: `translate(0 ${top})`,
    'data-n': event.n,
  });
  // Each row draws its piece of the lifelines, above its own background.
  const lifelines = lanes.map(({ x }) => `M${x} 0v${height}`).join('');
  group.append(
    svg('rect', { class: 'band', x: 0, y: 0, width, height }),
    svg('path', { class: 'lifeline', d: lifelines }),
    ...drawShape(row),
    ...drawText(row),
  );
  return group;
}

function drawShape({ shape, fromX, toX, y, boxWidth, text, height }: Row): SVGElement[] {
  switch (shape) {
    case 'arrow':
      return drawArrow(fromX, toX, y);
    case 'loop': {
      const path = `M${fromX} ${y - 8}h14a4 4 0 0 1 4 4v8a4 4 0 0 1 -4 4h${-14 + TIP}`;
      return [svg('path', { class: 'line', d: path }), arrowHead(fromX, y + 8, -1)];
    }
    case 'mark':
      return [svg('circle', { class: 'dot', cx: fromX, cy: y, r: 9 }), glyph('clock', fromX - 7, y - 7)];
    case 'box':
      return [
        svg('rect', { class: 'box', x: text.x - boxWidth / 2, y: 4, width: boxWidth, height: height - 8, rx: 4 }),
      ];
  }
}

/** Every part is drawn; the style sheet chooses among them by the kind of the event. */
function drawArrow(fromX: number, toX: number, y: number): SVGElement[] {
  const way = toX > fromX ? 1 : -1;
  const line = { x1: fromX, x2: toX - way * TIP, y1: y, y2: y };
  return [
    svg('line', { class: 'under', ...line }),
    svg('line', { class: 'line', ...line }),
    svg('circle', { class: 'start', cx: fromX, cy: y, r: 2.5 }),
    arrowHead(toX, y, way),
  ];
}

function arrowHead(x: number, y: number, way: number): SVGElement {
  const back = x - way * (TIP + 2);
  return svg('path', { class: 'tip', d: `M${back} ${y - 4.5}L${x - way} ${y}L${back} ${y + 4.5}z` });
}

function drawText({ event, text }: Row): SVGElement[] {
  const marks = [
    ...(event.failed ? (['cross'] as const) : []),
    ...(event.isAtFault ? (['alert'] as const) : []),
    ...(event.secured ? (['lock'] as const) : []),
  ];
  const isRequest = event.kind === 'sip' && event.from !== event.to && !/^\d/.test(event.label);
  const isBold = isRequest || event.failed === true;
  const room = marks.length * GLYPH;
  const lines = text.lines.map((line, at) => {
    const width = widthOf(line, isBold) + room;
    const left = text.x - { start: 0, middle: width / 2, end: width }[text.anchor];
    return { line, left, y: text.y + at * LINE_HEIGHT };
  });
  const label = lines.map(({ line, left, y }) => svg('tspan', { x: left + room, y }, line));
  const first = lines[0]?.left ?? text.x;
  return [
    svg('text', { class: isBold ? 'label bold' : 'label' }, ...label),
    ...marks.map((name, at) => glyph(name, first + at * GLYPH, text.y - 11)),
  ];
}

let ruler: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the font of labels. */
export function widthOf(text: string, bold = false): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * 7;
  const family = getComputedStyle(document.body).fontFamily;
  ruler.font = `${bold ? '600 ' : ''}12px ${family}`;
  return ruler.measureText(text).width;
}
