import type { Ladder } from '../../../../../server/src/common/protocol.ts';
import { html } from './dom.ts';
import { type GlyphName, icon } from './glyphs.ts';

const GOOD = ['registered', 'deregistered'];

/** How the run ended: sign, word, code, reason and the first cause; the others are in the tooltip. */
export function banner({ outcome }: Ladder, causes: readonly string[]): HTMLElement {
  const good = GOOD.includes(outcome.status);
  const sign: GlyphName = good ? 'check' : 'cross';
  const word = outcome.status.charAt(0).toUpperCase() + outcome.status.slice(1);
  const code = outcome.code === undefined ? [] : [html('span', { class: 'code' }, String(outcome.code))];
  const status = html('span', { class: 'status' }, icon(sign), word);
  const texts = [outcome.reason, ...causes];
  const reason = html('span', { class: 'reason', title: texts.join('\n') }, texts.slice(0, 2).join(': '));
  return html('header', { class: `banner ${good ? 'good' : 'bad'}`, role: 'status' }, status, ...code, reason);
}

/** In place of the outcome while a run is stepped through. */
export function stopped(upTo: number, total: number): HTMLElement {
  const status = html('span', { class: 'status' }, icon('pause'), 'Stopped');
  const reason = html('span', { class: 'reason' }, `after event ${upTo} of ${total}`);
  return html('header', { class: 'banner stopped', role: 'status' }, status, reason);
}

/** The page when there is nothing to draw. */
export function message(kind: 'empty' | 'failure', text: string): HTMLElement {
  const sign = icon(kind === 'empty' ? 'info' : 'cross');
  return html(
    'main',
    { class: `message ${kind}`, role: kind === 'failure' ? 'alert' : 'status' },
    sign,
    html('p', {}, text),
  );
}
