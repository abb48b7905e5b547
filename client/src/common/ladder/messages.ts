import type { InspectEventResult, Ladder } from '../../../../server/src/common/protocol.ts';

/** From the extension to the ladder page. */
export type ToPage =
  /** Draw this run, which ended for `causes`; `run` names it again after a reload of the window. */
  | {
      readonly type: 'ladder';
      readonly ladder: Ladder;
      readonly causes: readonly string[];
      readonly run: string;
      /** Stop after this event. */
      readonly upTo?: number;
    }
  /** The cursor of the transcript stands in the message of event `n`. */
  | { readonly type: 'select'; readonly n: number }
  /** Show so many events more, or fewer. */
  | { readonly type: 'step'; readonly by: number }
  /** Show the run as it stands after event `n`. */
  | { readonly type: 'runTo'; readonly n: number }
  /** What is known after event `n`. */
  | { readonly type: 'details'; readonly n: number; readonly details: InspectEventResult }
  /** There is nothing to draw: one sentence that says why and what to do. */
  | { readonly type: 'failure'; readonly message: string };

/** From the ladder page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** Show the message of event `n`, and go there if `focus`. */
  | { readonly type: 'reveal'; readonly n: number; readonly focus: boolean }
  /** The selection moved to event `n`: a transcript that is visible follows. */
  | { readonly type: 'follow'; readonly n: number }
  /** The reader rests on event `n`: what is known after it? */
  | { readonly type: 'inspect'; readonly n: number }
  /** Show what reason number `at` of event `n` points at. */
  | { readonly type: 'cause'; readonly n: number; readonly at: number };

/** What the page keeps over hiding and reloading. */
export interface PageState {
  readonly run: string;
  readonly selected?: number;
  readonly zoom?: number;
  /** The run is shown up to this event. */
  readonly upTo?: number;
}

/** A message or state before anything is known about it. */
interface Unchecked {
  readonly type?: unknown;
  readonly run?: unknown;
  readonly ladder?: unknown;
  readonly causes?: unknown;
  readonly n?: unknown;
  readonly focus?: unknown;
  readonly message?: unknown;
  readonly selected?: unknown;
  readonly zoom?: unknown;
  readonly upTo?: unknown;
  readonly by?: unknown;
  readonly at?: unknown;
  readonly details?: unknown;
}

export function isToPage(value: unknown): value is ToPage {
  if (!isObject(value)) return false;
  if (value.type === 'ladder')
    return isObject(value.ladder) && Array.isArray(value.causes) && typeof value.run === 'string';
  if (value.type === 'select' || value.type === 'runTo') return Number.isInteger(value.n);
  if (value.type === 'step') return Number.isInteger(value.by);
  if (value.type === 'details') return Number.isInteger(value.n) && isObject(value.details);
  return value.type === 'failure' && typeof value.message === 'string';
}

export function isFromPage(value: unknown): value is FromPage {
  if (!isObject(value)) return false;
  if (value.type === 'ready') return true;
  if (value.type === 'follow' || value.type === 'inspect') return Number.isInteger(value.n);
  if (value.type === 'cause') return Number.isInteger(value.n) && Number.isInteger(value.at);
  return value.type === 'reveal' && Number.isInteger(value.n) && typeof value.focus === 'boolean';
}

export function isPageState(value: unknown): value is PageState {
  if (!isObject(value) || typeof value.run !== 'string') return false;
  return [value.selected, value.zoom, value.upTo].every(each => each === undefined || typeof each === 'number');
}

function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null;
}
