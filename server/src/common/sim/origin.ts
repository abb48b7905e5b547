/** Where a piece of a message under way came from: the authored text, or a value of the configuration. */
import type { Because } from './result.ts';

/** A header (or start-line) of the authored message, with its text so that a piece of it can be found again. */
export interface AuthoredOrigin {
  readonly start: number;
  readonly text: string;
}

export interface Origin {
  readonly authored?: AuthoredOrigin;
  /** Dotted path in `sipwright.json`, `network.roaming`. */
  readonly config?: string;
}

/** What `because` takes as the place that decided. */
export interface Place {
  readonly range?: { readonly start: number; readonly end: number };
  readonly config?: string;
}

/** The place of `fragment` inside an origin; the whole header where the fragment is not found in it. */
export function placeOf(origin: Origin | undefined, fragment?: string): Place {
  const place: { range?: { start: number; end: number }; config?: string } = {};
  if (origin?.config !== undefined) place.config = origin.config;
  const authored = origin?.authored;
  if (authored === undefined) return place;
  const colon = authored.text.indexOf(':');
  const at = fragment === undefined || fragment === '' ? -1 : authored.text.indexOf(fragment, colon + 1);
  const start = at < 0 ? authored.start : authored.start + at;
  const length = at < 0 || fragment === undefined ? authored.text.length : fragment.length;
  place.range = { start, end: start + length };
  return place;
}

/** The first place that says something. */
export function firstPlace(...places: readonly Place[]): Place {
  return places.find(place => place.range !== undefined || place.config !== undefined) ?? {};
}

/** One reason. `rule` is stable; `message` one sentence; `spec` the clause. */
export function because(rule: string, spec: string, message: string, place: Place = {}): Because {
  return {
    rule,
    message,
    spec,
    ...(place.range === undefined ? {} : { range: place.range }),
    ...(place.config === undefined ? {} : { config: place.config }),
  };
}
