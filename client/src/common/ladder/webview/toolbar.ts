import type { LadderEvent } from '../../../../../server/src/common/protocol.ts';
import { KIND_NAMES } from '../events.ts';
import { html, svg } from './dom.ts';

/** What the buttons do. */
export interface ToolbarActions {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  /** Switches between drawing and text; gives whether the text is shown now. */
  readonly toggleText: () => boolean;
}

export interface Toolbar {
  readonly element: HTMLElement;
  readonly showZoom: (zoom: number) => void;
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
  return {
    element: html('div', { class: 'toolbar' }, legend, buttons),
    showZoom: zoom => level.replaceChildren(`${Math.round(zoom * 100)} %`),
  };
}

function button(label: string, title: string, action: () => void): HTMLButtonElement {
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
