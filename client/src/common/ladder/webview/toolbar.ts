import type { LadderEvent } from '../../../../../server/src/common/protocol.ts';
import { KIND_NAMES } from '../events.ts';
import { html, svg } from './dom.ts';
import { type GlyphName, icon } from './glyphs.ts';

/** What the buttons do. */
export interface ToolbarActions {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  /** Switches between drawing and text; gives whether the text is shown now. */
  readonly toggleText: () => boolean;
  /** Shows so many events more or fewer; all or one for infinity. */
  readonly step: (by: number) => void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly showZoom: (zoom: number) => void;
  readonly showStep: (upTo: number, total: number) => void;
}

export const ZOOM_STEP = 1.15;

/** Meaning of the lines that occur, and the buttons. */
export function toolbar(events: readonly LadderEvent[], actions: ToolbarActions): Toolbar {
  const present = new Set(events.map(event => event.kind));
  const legend = html('ul', { class: 'legend', 'aria-label': 'Legend' });
  for (const kind of ['sip', 'diameter', 'dns', 'bearer', 'ipsec'] as const) {
    if (present.has(kind)) legend.append(html('li', {}, sample(kind), KIND_NAMES[kind]));
  }
  const level = html('span', { class: 'level', 'aria-live': 'polite', 'aria-label': 'Zoom' });
  const text = button('Text', 'Show the run as text', () =>
    text.setAttribute('aria-pressed', String(actions.toggleText())),
  );
  text.setAttribute('aria-pressed', 'false');
  const buttons = html(
    'div',
    { class: 'buttons' },
    button('−', 'Zoom out', () => actions.zoomBy(1 / ZOOM_STEP)),
    level,
    button('+', 'Zoom in', () => actions.zoomBy(ZOOM_STEP)),
    button('Fit', 'Fit all lanes into the view', actions.fit),
    text,
  );
  const [steps, showStep] = stepButtons(actions.step);
  return {
    element: html('div', { class: 'toolbar' }, legend, steps, buttons),
    showStep,
    showZoom: zoom => level.replaceChildren(`${Math.round(zoom * 100)} %`),
  };
}

function stepButtons(step: ToolbarActions['step']): [HTMLElement, Toolbar['showStep']] {
  const place = html('span', { class: 'level', 'aria-live': 'polite' });
  const glyphButton = (name: GlyphName, title: string, by: number) => button(icon(name), title, () => step(by));
  const first = glyphButton('first', 'Back to the first event', Number.NEGATIVE_INFINITY);
  const back = glyphButton('back', 'Step back (B)', -1);
  const next = glyphButton('next', 'Step (S)', 1);
  const last = glyphButton('last', 'Run to the end (E)', Number.POSITIVE_INFINITY);
  const element = html('div', { class: 'steps', role: 'group', 'aria-label': 'Steps' }, first, back, place, next, last);
  const showStep = (upTo: number, total: number) => {
    place.replaceChildren(`${upTo} / ${total}`);
    place.setAttribute('aria-label', `Event ${upTo} of ${total}`);
    for (const [each, off] of [
      [first, upTo <= 1],
      [back, upTo <= 1],
      [next, upTo >= total],
      [last, upTo >= total],
    ] as const) {
      each.disabled = off;
    }
  };
  return [element, showStep];
}

function button(label: string | Node, title: string, action: () => void): HTMLButtonElement {
  const element = html('button', { type: 'button', title, 'aria-label': title }, label);
  element.addEventListener('click', action);
  return element;
}

function sample(kind: LadderEvent['kind']): SVGSVGElement {
  const line = { x1: 1, x2: 17, y1: 6, y2: 6 };
  return svg(
    'svg',
    { class: `sample kind-${kind}`, width: 26, height: 12, viewBox: '0 0 26 12', 'aria-hidden': 'true' },
    svg('line', { class: 'under', ...line }),
    svg('line', { class: 'line', ...line }),
    svg('path', { class: 'tip', d: 'M16 1.5L24 6L16 10.5z' }),
  );
}
