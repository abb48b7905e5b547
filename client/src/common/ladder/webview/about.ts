import type { Ladder, LadderEvent } from '../../../../../server/src/common/protocol.ts';
import { describe, KIND_NAMES, route, seconds } from '../events.ts';
import { html } from './dom.ts';
import { icon } from './glyphs.ts';

/** What is known about an event, for the tooltip. */
export function about(event: LadderEvent, actors: Ladder['actors']): HTMLElement[] {
  return [...facts(event, actors), ...reasons(event)];
}

/** What an event is: label, way, time and clause. */
export function facts(event: LadderEvent, actors: Ladder['actors']): HTMLElement[] {
  const title = html('p', { class: 'title' });
  if (event.failed) title.append(html('span', { class: 'failed' }, icon('cross'), ' Failed: '));
  if (event.isAtFault) title.append(html('span', { class: 'failed' }, icon('alert'), ' Made the run fail: '));
  title.append(event.label);
  const words = [KIND_NAMES[event.kind], route(event, actors), `${seconds(event.at)} s`];
  const line = html('p', { class: 'facts' }, words.join(' · '));
  if (event.secured) line.append(' · ', icon('lock'), ' IPsec');
  if (event.clause) line.append(' · ', html('span', { class: 'clause' }, event.clause));
  return [title, line];
}

/** The whole run in words: for screen readers, and for everybody when the view is switched to text. */
export function asText(ladder: Ladder): HTMLElement {
  const items = ladder.events.map(event => {
    const item = html('li', {}, describe(event, ladder.actors));
    if (event.clause) item.append(` (${event.clause})`);
    item.append(...reasons(event));
    return item;
  });
  return html('section', { class: 'twin', 'aria-label': 'The run as text' }, html('ol', {}, ...items));
}

export function reasons({ because = [] }: LadderEvent): HTMLElement[] {
  if (because.length === 0) return [];
  return [html('ul', { class: 'because' }, ...because.map(reason => html('li', {}, reason)))];
}
