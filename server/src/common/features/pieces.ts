/**
 * A header value cut at its separators, however incomplete it is: what completion and signature help need while the
 * value is being written. The tree says what the text is; this says what may come at the cursor.
 */

import type { ShapeName } from '../registry/types.ts';

export interface Piece {
  /** `uri` is what stands between `<` and `>`, up to its first `;`. */
  readonly kind: 'element' | 'param' | 'uri' | 'uri-param' | 'closed';
  /** Which element of the value it belongs to, from 0. */
  readonly element: number;
  readonly start: number;
  readonly end: number;
  /** Offset of the `=` of a parameter, -1 when there is none. */
  readonly equals: number;
}

interface Separators {
  /** Begins the next element. */
  readonly element: string;
  /** Begins a parameter. */
  readonly param: string;
  /** The value begins with a parameter, not with an element. */
  readonly bare: boolean;
}

function separatorsOf(shape: ShapeName): Separators {
  switch (shape) {
    case 'paramList':
      return { element: ',', param: ';', bare: true };
    case 'commaParamList':
      return { element: '', param: ',', bare: true };
    case 'auth':
      return { element: '', param: ',', bare: false };
    case 'semicolonTokenList':
      return { element: ';', param: '', bare: false };
    case 'text':
    case 'date':
      return { element: '', param: '', bare: false };
    default:
      return { element: ',', param: ';', bare: false };
  }
}

const BARE_URI_SHAPES: ReadonlySet<ShapeName> = new Set<ShapeName>(['uri', 'uriList']);

function firstKind(separators: Separators, uriShape: boolean): Piece['kind'] {
  if (separators.bare) return 'param';
  return uriShape ? 'uri' : 'element';
}

/** The pieces of a value in its order; offsets count in `text`. There is always one that holds any given offset. */
export function piecesOf(text: string, shape: ShapeName): Piece[] {
  const separators = separatorsOf(shape);
  const uriShape = BARE_URI_SHAPES.has(shape);
  const pieces: Piece[] = [];
  let kind = firstKind(separators, uriShape);
  let element = 0;
  let start = 0;
  let equals = -1;
  let quoted = false;
  let angle = false;
  const cut = (end: number, next: Piece['kind'], from: number): void => {
    pieces.push({ kind, element, start, end, equals });
    kind = next;
    start = from;
    equals = -1;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (angle && character === ';') cut(at, 'uri-param', at + 1);
    else if (angle && character === '>') {
      angle = false;
      cut(at, 'closed', at + 1);
    } else if (angle) {
      if (character === '=' && equals < 0 && kind === 'uri-param') equals = at;
    } else if (character === '<' && kind === 'element') {
      angle = true;
      cut(at, 'uri', at + 1);
    } else if (character === separators.param) cut(at, uriShape ? 'uri-param' : 'param', at + 1);
    else if (character === separators.element) {
      cut(at, firstKind(separators, uriShape), at + 1);
      element++;
    } else if (character === '=' && equals < 0 && (kind === 'param' || kind === 'uri-param')) equals = at;
    else if (shape === 'auth' && kind === 'element' && /\s/.test(character) && text.slice(start, at).trim() !== '') {
      cut(at, 'param', at + 1);
    }
  }
  pieces.push({ kind, element, start, end: text.length, equals });
  return pieces;
}

/** The piece that holds an offset; at a separator the one that ends there. */
export function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  return pieces.find(piece => piece.start <= offset && offset <= piece.end) ?? pieces.at(-1);
}

/** Names of the other parameters beside a piece: those of its element, or of its URI. Lower case. */
export function namesBeside(text: string, pieces: readonly Piece[], piece: Piece): ReadonlySet<string> {
  const names = pieces
    .filter(each => each !== piece && each.kind === piece.kind && each.element === piece.element)
    .map(each =>
      text
        .slice(each.start, each.equals < 0 ? each.end : each.equals)
        .trim()
        .toLowerCase(),
    );
  return new Set(names);
}
