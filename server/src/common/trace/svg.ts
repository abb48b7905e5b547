/** A run as a static SVG ladder that stands alone: no script, no external style. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';
import { newReasons, outcomeText, reasonText } from './reasons.ts';
import { seconds } from './time.ts';

const LEFT = 80;
const COLUMN = 150;
const ROW = 26;
/** Height of a line of reasons. */
const LINE = 16;
/** Width of a character of the labels, near enough to keep them inside the picture. */
const CHARACTER = 6.9;
const FAILED = '#b00020';

/** What is drawn, from top to bottom. */
interface Drawing {
  readonly width: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly told: Set<string>;
}

export function svg(result: FlowResult): string {
  const columns = new Map(result.actors.map((actor, i) => [actor.id, LEFT + COLUMN * i + COLUMN / 2]));
  const width = Math.max(640, LEFT + COLUMN * Math.max(1, result.actors.length));
  const drawing: Drawing = { width, columns, told: new Set() };
  const ending = outcomeText(result.outcome);
  const head = result.outcome.because.flatMap(reason => wrapped(reasonText(reason), width - 32));
  const top = 44 + LINE * head.length + 28;
  const rows: string[] = [];
  let y = top + 12;
  for (const event of result.events) {
    const reasons = newReasons(event, drawing.told).flatMap(reason => wrapped(reason, width - LEFT - 16));
    y += ROW;
    rows.push(event.phase ? band(event, y, width) : row(event, y, drawing));
    rows.push(...reasons.map((reason, i) => text(LEFT, y + LINE * (i + 1), reason, FAILED)));
    y += LINE * reasons.length;
  }
  const height = y + ROW;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeText(result.title)}</title>`,
    `<desc>${escapeText(ending)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="24" font-size="15" font-weight="bold">${escapeText(result.title)}</text>`,
    text(16, 44, ending, '#000000'),
    ...head.map((line, i) => text(16, 44 + LINE * (i + 1), line, '#444444')),
    ...result.actors.map(actor => lifeline(actor.label, columns.get(actor.id) ?? LEFT, top, height)),
    ...rows,
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

/** Lines of words that are no wider than the picture. */
function wrapped(sentence: string, width: number): string[] {
  const most = Math.max(40, Math.floor(width / CHARACTER));
  const lines: string[] = [''];
  for (const word of sentence.split(' ')) {
    const last = lines.length - 1;
    const longer = lines[last] === '' ? word : `${lines[last]} ${word}`;
    if (longer.length <= most || lines[last] === '') lines[last] = longer;
    else lines.push(`    ${word}`);
  }
  return lines;
}

function text(x: number, y: number, content: string, colour: string): string {
  return `<text x="${x}" y="${y}" fill="${colour}" xml:space="preserve">${escapeText(content)}</text>`;
}

function lifeline(label: string, x: number, top: number, height: number): string {
  const name = `<text x="${x}" y="${top}" text-anchor="middle" font-weight="bold">${escapeText(label)}</text>`;
  return `${name}<line x1="${x}" y1="${top + 8}" x2="${x}" y2="${height - ROW / 2}" stroke="#bbbbbb"/>`;
}

/** The title of a phase, across all lifelines. */
function band(event: FlowEvent, y: number, width: number): string {
  const label = escapeText(`${event.n} ${event.label}`);
  const box = `<rect x="${LEFT - 8}" y="${y - 14}" width="${width - LEFT}" height="20" rx="3" fill="#e4ecf5"/>`;
  return `${box}<text x="${LEFT}" y="${y}" font-weight="bold">${label}</text>`;
}

const COLOURS: { readonly [kind in FlowEvent['kind']]: string } = {
  sip: '#1a4f8b',
  diameter: '#7a3e9d',
  dns: '#3d6b1f',
  bearer: '#7a5b00',
  ipsec: '#00707a',
  note: '#444444',
  timer: '#444444',
};

function row(event: FlowEvent, y: number, { columns, width }: Drawing): string {
  const from = columns.get(event.from) ?? LEFT;
  const to = columns.get(event.to) ?? from;
  const colour = event.failed ? FAILED : COLOURS[event.kind];
  const label = `${event.n} ${event.label}`;
  const title = [label, event.clause ?? '', ...(event.because ?? []).map(reason => reason.message)]
    .filter(Boolean)
    .join('\n');
  const shape = from === to ? note(from, y, colour) : arrow(from, to, y, colour, event);
  const length = label.length * CHARACTER;
  const wanted = from === to ? from + 10 : (from + to) / 2 - length / 2;
  const x = Math.max(LEFT - 14, Math.min(wanted, width - 8 - length));
  return [
    `<g><title>${escapeText(title)}</title>`,
    `<text x="8" y="${y + 4}" fill="#666666">${seconds(event.at)}</text>`,
    shape,
    `<text x="${Math.round(x)}" y="${y - 5}" fill="${colour}" stroke="#ffffff" stroke-width="3" paint-order="stroke">${escapeText(label)}</text>`,
    '</g>',
  ].join('');
}

function note(x: number, y: number, colour: string): string {
  return `<circle cx="${x}" cy="${y}" r="4" fill="${colour}"/>`;
}

function arrow(from: number, to: number, y: number, colour: string, event: FlowEvent): string {
  const back = to > from ? -8 : 8;
  const dash = event.kind === 'ipsec' ? ' stroke-dasharray="3 3"' : '';
  const weight = event.secured ? 2.5 : 1.2;
  const line = `<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" stroke="${colour}" stroke-width="${weight}"${dash}/>`;
  return `${line}<path d="M${to} ${y}l${back} -4v8z" fill="${colour}"/>`;
}

function escapeText(text: string): string {
  const names: { readonly [character: string]: string } = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
  return text.replace(/[<>&"]/g, character => names[character] ?? '');
}
