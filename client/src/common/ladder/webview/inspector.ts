import type {
  ActorState,
  BecauseLink,
  HopView,
  InspectEventResult,
  Ladder,
  LadderEvent,
} from '../../../../../server/src/common/protocol.ts';
import { facts, reasons } from './about.ts';
import { html } from './dom.ts';

export interface InspectorActions {
  /** Shows the run as it stands after the event. */
  readonly runTo: () => void;
  /** Goes to what reason number `at` points at. */
  readonly showCause: (at: number) => void;
}

/** The panel beside the drawing: the event, why it happened, what its sender changed, and what every role holds then. */
export function inspector(
  event: LadderEvent,
  actors: Ladder['actors'],
  details: InspectEventResult | undefined,
  actions: InspectorActions,
): HTMLElement[] {
  const parts = [runHere(actions), ...facts(event, actors)];
  if (!details) return [...parts, ...reasons(event)];
  if (!details.ok) return [...parts, ...reasons(event), html('p', { class: 'facts' }, details.message)];
  const { because, hop, states } = details;
  return [...parts, ...causes(because, actions), ...(hop ? [hopSection(hop)] : []), stateSection(states)];
}

function runHere({ runTo }: InspectorActions): HTMLElement {
  const button = html(
    'button',
    { type: 'button', class: 'wide', title: 'Show the run as it stands after this event (R)' },
    'Run to here',
  );
  button.addEventListener('click', runTo);
  return button;
}

function causes(because: readonly BecauseLink[], { showCause }: InspectorActions): HTMLElement[] {
  if (because.length === 0) return [];
  const items = because.map(({ message, spec, range, config }, at) => {
    const item = html('li', {}, message, ' ', html('span', { class: 'clause' }, spec));
    if (range || config !== undefined) {
      const title = range ? 'Show in Message' : 'Show in Configuration';
      const link = html('button', { type: 'button', class: 'wide' }, title);
      link.addEventListener('click', () => showCause(at));
      item.append(' ', link);
    }
    return item;
  });
  return [html('ul', { class: 'because' }, ...items)];
}

const CHANGE_NAMES = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;

function hopSection({ role, received, changes }: HopView): HTMLElement {
  const title = html('h2', {}, `What the ${role} changed`);
  const from = html('p', { class: 'facts' }, `Since it received the message (event ${received})`);
  if (changes.length === 0)
    return html('section', {}, title, html('p', {}, 'Nothing: it passes the message as it is.'));
  const items = changes.map(({ change, name, lines, why, clause }) =>
    html(
      'li',
      { class: change, 'aria-label': `${CHANGE_NAMES[change]} ${name}` },
      html('code', {}, lines.join('\n')),
      html('p', {}, why, ' ', html('span', { class: 'clause' }, clause)),
    ),
  );
  return html('section', { class: 'hop' }, title, from, html('ul', {}, ...items));
}

function stateSection(states: readonly ActorState[]): HTMLElement {
  const parts = states.filter(({ rows }) => rows.length > 0).map(actorState);
  return html('section', { class: 'states' }, html('h2', {}, 'States after this event'), ...parts);
}

function actorState({ label, rows, isChanged }: ActorState): HTMLElement {
  const summary = html('summary', {}, label);
  if (isChanged) summary.append(' ', html('span', { class: 'mark' }, 'changed'));
  const lines = rows.map(({ name, value, depth, isChanged: changed }) => {
    const row = html('tr', { class: changed ? 'new' : undefined });
    const head = html(
      'th',
      { scope: 'row', colspan: value === '' ? 2 : undefined, class: `depth-${Math.min(depth, 4)}` },
      name,
    );
    row.append(head);
    if (value !== '') row.append(html('td', {}, value));
    return row;
  });
  return html('details', isChanged ? { open: '' } : {}, summary, html('table', {}, html('tbody', {}, ...lines)));
}
