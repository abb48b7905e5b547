import type { Ladder } from '../../../../server/src/common/protocol.ts';

/** From the extension to the ladder page. */
export type ToPage =
  /** Draw this run, which ended for `causes`; `run` names it again after a reload of the window. */
  | { readonly type: 'ladder'; readonly ladder: Ladder; readonly causes: readonly string[]; readonly run: string }
  /** The cursor of the transcript stands in the message of event `n`. */
  | { readonly type: 'select'; readonly n: number }
  /** There is nothing to draw: one sentence that says why and what to do. */
  | { readonly type: 'failure'; readonly message: string };

/** From the ladder page to the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  /** Show the message of event `n`, and go there if `focus`. */
  | { readonly type: 'reveal'; readonly n: number; readonly focus: boolean }
  /** The selection moved to event `n`: a transcript that is visible follows. */
  | { readonly type: 'follow'; readonly n: number };

/** What the page keeps over hiding and reloading. */
export interface PageState {
  readonly run: string;
  readonly selected?: number;
  readonly zoom?: number;
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
}

export function isToPage(value: unknown): value is ToPage {
  if (!isObject(value)) return false;
  if (value.type === 'ladder')
    return isObject(value.ladder) && Array.isArray(value.causes) && typeof value.run === 'string';
  if (value.type === 'select') return Number.isInteger(value.n);
  return value.type === 'failure' && typeof value.message === 'string';
}

export function isFromPage(value: unknown): value is FromPage {
  if (!isObject(value)) return false;
  if (value.type === 'ready') return true;
  if (value.type === 'follow') return Number.isInteger(value.n);
  return value.type === 'reveal' && Number.isInteger(value.n) && typeof value.focus === 'boolean';
}

export function isPageState(value: unknown): value is PageState {
  if (!isObject(value) || typeof value.run !== 'string') return false;
  return [value.selected, value.zoom].every(each => each === undefined || typeof each === 'number');
}

function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null;
}
