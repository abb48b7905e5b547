import { svg } from './dom.ts';

/** Small pictures in a box of 14 by 14, drawn with the colour of the text around them. */
const PATHS = {
  lock: ['M4.5 6.5V4.75a2.5 2.5 0 0 1 5 0V6.5', 'M3.25 6.5h7.5v5.25h-7.5z'],
  cross: ['M7 1.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5z', 'M4.75 4.75l4.5 4.5M9.25 4.75l-4.5 4.5'],
  check: ['M7 1.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5z', 'M4.25 7.25l2 2 3.5-4.25'],
  info: ['M7 1.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5z', 'M7 6.25v3.75M7 3.9v.6'],
  clock: ['M7 1.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5z', 'M7 3.75V7.25l2.25 1.5'],
  alert: ['M7 1.75L13 12.25H1z', 'M7 5.5v3.25M7 10.2v.5'],
  pause: ['M7 1.25a5.75 5.75 0 1 0 0 11.5 5.75 5.75 0 1 0 0-11.5z', 'M5.5 5v4M8.5 5v4'],
  first: ['M3.5 3v8', 'M10.5 3L5.5 7l5 4z'],
  back: ['M9.5 3L4.5 7l5 4z'],
  next: ['M4.5 3l5 4-5 4z'],
  last: ['M10.5 3v8', 'M3.5 3l5 4-5 4z'],
} as const;

export type GlyphName = keyof typeof PATHS;

/** A glyph to stand inside a drawing, its corner at (x, y). */
export function glyph(name: GlyphName, x: number, y: number): SVGGElement {
  const paths = PATHS[name].map(d => svg('path', { d }));
  return svg('g', { class: `glyph glyph-${name}`, transform: `translate(${x} ${y})` }, ...paths);
}

/** A glyph to stand in a line of text. */
export function icon(name: GlyphName): SVGSVGElement {
  return svg('svg', { class: 'icon', viewBox: '0 0 14 14', 'aria-hidden': 'true' }, glyph(name, 0, 0));
}
