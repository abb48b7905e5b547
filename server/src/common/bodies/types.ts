/** What all body parsers give: a kind, errors, and later an outline, descriptions and tokens. */

import type { ErrorCode } from '../syntax/errors.ts';
import type { BodyErrorCode } from './errors.ts';

/** A place; offsets count in the text of the message that carries the body. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A fault in a body. `detail` completes the sentence of the code, see `bodyErrorText`. */
export interface BodyError extends Span {
  readonly code: BodyErrorCode | ErrorCode;
  readonly detail?: string;
}

/** Where a body stands and of which type it claims to be. */
export interface BodySource extends Span {
  /** The text of the message. */
  readonly text: string;
  /** `type/subtype` in lower case; empty when there is no Content-Type. */
  readonly mediaType: string;
  /** Parameters of the media type, names in lower case, values without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  /** How many bodies this one stands in. */
  readonly depth: number;
}

/** One symbol of the outline; `name` is the part that a click selects. */
export interface BodyNode extends Span {
  readonly kind: 'session' | 'media' | 'line' | 'attribute' | 'part' | 'header' | 'element' | 'message';
  readonly name: string;
  readonly detail: string;
  readonly nameSpan: Span;
  readonly children: readonly BodyNode[];
}

/** What can be said about a place in a body. */
export interface BodyDescription extends Span {
  readonly title: string;
  /** One or two sentences in our own words; empty when only the title and the grammar are known. */
  readonly doc: string;
  /** Specification and clause, `RFC 8866 §5.14`; empty when no source says. */
  readonly spec: string;
  /** The form of the value, for people: `payload type encoding/clock rate[/channels]`. */
  readonly grammar?: string;
}

/** A piece to colour; the types are standard semantic token types of the protocol. */
export interface BodyToken extends Span {
  readonly type:
    | 'keyword'
    | 'property'
    | 'variable'
    | 'parameter'
    | 'number'
    | 'string'
    | 'enumMember'
    | 'type'
    | 'comment';
}
