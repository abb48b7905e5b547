/** A run as a static SVG ladder that stands alone: no script, no external style. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';
import { seconds } from './time.ts';

const LEFT = 80;
const COLUMN = 150;
const TOP = 84;
const ROW = 26;

export function svg(result: FlowResult): string {
  const columns = new Map(result.actors.map((actor, i) => [actor.id, LEFT + COLUMN * i + COLUMN / 2]));
  const width = LEFT + COLUMN * Math.max(1, result.actors.length);
  const height = TOP + ROW * (result.events.length + 2);
  const { outcome } = result;
  const ending = `${outcome.status}${outcome.code === undefined ? '' : ` ${outcome.code}`}: ${outcome.reason}`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escapeText(result.title)}</title>`,
    `<desc>${escapeText(ending)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="24" font-size="15" font-weight="bold">${escapeText(result.title)}</text>`,
    `<text x="16" y="44">${escapeText(ending)}</text>`,
    ...result.actors.map(actor => lifeline(actor.label, columns.get(actor.id) ?? LEFT, height)),
    ...result.events.map((event, i) => row(event, TOP + ROW * (i + 1), columns)),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function lifeline(label: string, x: number, height: number): string {
  const name = `<text x="${x}" y="${TOP - 12}" text-anchor="middle" font-weight="bold">${escapeText(label)}</text>`;
  return `${name}<line x1="${x}" y1="${TOP - 4}" x2="${x}" y2="${height - ROW / 2}" stroke="#bbbbbb"/>`;
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

function row(event: FlowEvent, y: number, columns: ReadonlyMap<string, number>): string {
  const from = columns.get(event.from) ?? LEFT;
  const to = columns.get(event.to) ?? from;
  const colour = event.failed ? '#b00020' : COLOURS[event.kind];
  const label = `${event.n} ${event.label}`;
  const title = [label, event.clause ?? '', ...(event.because ?? []).map(reason => reason.message)]
    .filter(Boolean)
    .join('\n');
  const middle = (from + to) / 2;
  const shape = from === to ? note(from, y, colour) : arrow(from, to, y, colour, event);
  return [
    `<g><title>${escapeText(title)}</title>`,
    `<text x="8" y="${y + 4}" fill="#666666">${seconds(event.at)}</text>`,
    shape,
    `<text x="${from === to ? from + 10 : middle}" y="${y - 5}" text-anchor="${from === to ? 'start' : 'middle'}" fill="${colour}">${escapeText(label)}</text>`,
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
