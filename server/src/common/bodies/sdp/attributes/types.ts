/** The row of an SDP attribute. */

export interface AttributeRow {
  readonly name: string;
  /** Where it may stand; `source` is below `a=ssrc` (RFC 5576). */
  readonly level: 'session' | 'media' | 'both' | 'source';
  /** The form of the value, see `template.ts`; absent for a flag. */
  readonly value?: string;
  /** A value may be absent although a form is given. */
  readonly optionalValue?: true;
  /** May stand more than once on one level. */
  readonly repeats?: true;
  /** One sentence in our own words. */
  readonly doc: string;
  readonly spec: string;
}

type More = Pick<AttributeRow, 'repeats' | 'optionalValue'>;

/** A value attribute. */
export function valued(
  name: string,
  level: AttributeRow['level'],
  value: string,
  doc: string,
  spec: string,
  more: More = {},
): AttributeRow {
  return { name, level, value, doc, spec, ...more };
}

/** A property attribute: no value. */
export function flag(name: string, level: AttributeRow['level'], doc: string, spec: string): AttributeRow {
  return { name, level, doc, spec };
}
