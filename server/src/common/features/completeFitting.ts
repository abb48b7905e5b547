/** What fits to the rest of a value: causes of a protocol, algorithms that go together, the cell of an access type. */

import { cellIdCoding } from '../registry/accessTypes.ts';
import { reasonCauses } from '../registry/reasons.ts';
import { ipsecCombination } from '../registry/securityMechanisms.ts';
import type { HeaderRow, ParamRow, ValueRow } from '../registry/types.ts';
import type { Piece } from './pieces.ts';

/** The value without its parameters: `Q.850`, `3GPP-E-UTRAN-FDD`. */
export function headOf(text: string, pieces: readonly Piece[], piece: Piece): string {
  const head = pieces.find(each => each.kind === 'element' && each.element === piece.element);
  return head ? text.slice(head.start, head.end).trim() : '';
}

function valueBeside(text: string, pieces: readonly Piece[], piece: Piece, name: string): string | undefined {
  const found = pieces.find(
    each =>
      each.kind === 'param' &&
      each.element === piece.element &&
      each.equals >= 0 &&
      text.slice(each.start, each.equals).trim().toLowerCase() === name,
  );
  return found && text.slice(found.equals + 1, found.end).trim();
}

const CELL_PARAMS: ReadonlySet<string> = new Set(['utran-cell-id-3gpp', 'cgi-3gpp']);

/** The parameters that may stand at the piece; a cell only in the coding of the access type (TS 24.229 §7.2A.4.3). */
export function fittingParams(
  row: HeaderRow,
  text: string,
  pieces: readonly Piece[],
  piece: Piece,
): readonly ParamRow[] {
  const params = row.params ?? [];
  const coding = cellIdCoding(headOf(text, pieces, piece));
  if (!coding) return params;
  return params.filter(({ name }) => !CELL_PARAMS.has(name) || name === coding.parameter);
}

/** The values that the parameter may have beside the others; undefined where nothing is registered. */
export function fittingValues(
  row: HeaderRow,
  param: ParamRow | undefined,
  text: string,
  pieces: readonly Piece[],
  piece: Piece,
): readonly ValueRow[] | undefined {
  if (!param) return undefined;
  if (row.name === 'Reason' && param.name === 'cause') return reasonCauses(headOf(text, pieces, piece));
  if (headOf(text, pieces, piece).toLowerCase() !== 'ipsec-3gpp') return param.values;
  if (param.name === 'alg') {
    const ealg = valueBeside(text, pieces, piece, 'ealg');
    return ealg === undefined ? param.values : param.values?.filter(({ value }) => ipsecCombination(value, ealg));
  }
  if (param.name === 'ealg') {
    const alg = valueBeside(text, pieces, piece, 'alg');
    return alg === undefined ? param.values : param.values?.filter(({ value }) => ipsecCombination(alg, value));
  }
  return param.values;
}
