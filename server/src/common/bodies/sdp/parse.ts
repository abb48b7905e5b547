/** SDP text to typed lines with their places (RFC 8866); never throws, and reads every line at most once. */

import { isIpv4, isIpv6 } from '../../syntax/hosts.ts';
import { lineEnd, nextLine } from '../../syntax/segment.ts';
import type { BodyErrorCode } from '../errors.ts';
import type { BodyError, Span } from '../types.ts';
import { attributeRow } from './attributes/index.ts';
import type { AttributeRow } from './attributes/types.ts';
import { type FormatParameter, formatParameters } from './formats.ts';
import { type LineRow, lineRow } from './lines.ts';
import { LineOrder } from './order.ts';
import { type Field, readTemplate, template } from './template.ts';

/** The name and the value of an `a=` line. */
export interface SdpAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for a flag. */
  readonly value: string | undefined;
  readonly valueSpan: Span;
  readonly row: AttributeRow | undefined;
}

export interface SdpLine extends Span {
  /** The letter before the "=". */
  readonly type: string;
  readonly row: LineRow | undefined;
  readonly value: string;
  readonly valueStart: number;
  /** The pieces of the value with the labels of its template; those of the attribute's value for an `a=` line. */
  readonly fields: readonly Field[];
  readonly attribute: SdpAttribute | undefined;
  readonly hasErrors: boolean;
}

/** The lines of the session, or of one media description with its `m=` line first. */
export interface SdpSection extends Span {
  readonly lines: readonly SdpLine[];
}

export interface SdpDescription extends Span {
  readonly session: SdpSection;
  readonly media: readonly SdpSection[];
  /** The parameters of the `a=fmtp` lines, by line. */
  readonly formatParameters: ReadonlyMap<SdpLine, readonly FormatParameter[]>;
  readonly errors: readonly BodyError[];
}

/** Lines beyond this number are not looked at. */
export const MOST_LINES = 20_000;

class Builder {
  readonly errors: BodyError[] = [];
  readonly sections: { lines: SdpLine[]; start: number; end: number }[];
  readonly text: string;

  constructor(text: string, start: number) {
    this.text = text;
    this.sections = [{ lines: [], start, end: start }];
  }

  error(code: BodyErrorCode, start: number, end: number, detail?: string): void {
    this.errors.push(detail === undefined ? { code, start, end } : { code, start, end, detail });
  }

  add(line: SdpLine): void {
    if (line.type === 'm') this.sections.push({ lines: [], start: line.start, end: line.end });
    const section = this.sections.at(-1);
    if (!section) return;
    section.lines.push(line);
    section.end = line.end;
  }
}

/** Reads the session description in `text[start, end)`. */
export function parseSdp(text: string, start: number, end: number): SdpDescription {
  const builder = new Builder(text, start);
  const order = new LineOrder(builder);
  let blank: Span | undefined;
  let count = 0;
  for (let pos = start; pos < end; ) {
    const next = Math.min(nextLine(text, pos), end);
    const stop = lineEnd(text, pos, next);
    if (isBlank(text, pos, stop)) blank ??= { start: pos, end: stop };
    else {
      if (blank) builder.error('sdp-line-empty', blank.start, blank.end);
      blank = undefined;
      if (++count > MOST_LINES) {
        builder.error('body-too-large', pos, stop, `only its first ${MOST_LINES} lines are read`);
        break;
      }
      const line = readLine(builder, pos, stop);
      if (line) {
        order.check(line);
        builder.add(line);
      }
    }
    pos = next;
  }
  const [session = { lines: [], start, end }, ...media] = builder.sections;
  order.finish(session, media);
  return finished(builder, session, media, { start, end });
}

function finished(builder: Builder, session: SdpSection, media: readonly SdpSection[], span: Span): SdpDescription {
  const parameters = new Map<SdpLine, readonly FormatParameter[]>();
  for (const section of media) {
    for (const [line, list, faults] of formatParameters(builder.text, section)) {
      parameters.set(line, list);
      for (const fault of faults) builder.error('sdp-format-parameter', fault.start, fault.end, fault.detail);
    }
  }
  builder.errors.sort((one, other) => one.start - other.start || one.end - other.end);
  return { ...span, session, media, formatParameters: parameters, errors: builder.errors };
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let pos = start; pos < end; pos++) if (text[pos] !== ' ' && text[pos] !== '\t') return false;
  return true;
}

/** Position of the "=" after the letter, with white space before it passed over; -1 when it is not there. */
function equalsAt(text: string, start: number, end: number): number {
  if (!/[A-Za-z]/.test(text[start] ?? '')) return -1;
  let pos = start + 1;
  while (pos < end && (text[pos] === ' ' || text[pos] === '\t')) pos++;
  return pos < end && text[pos] === '=' ? pos : -1;
}

function readLine(builder: Builder, start: number, end: number): SdpLine | undefined {
  const { text } = builder;
  const errors = builder.errors.length;
  const type = text[start] ?? '';
  const equals = equalsAt(text, start, end);
  if (equals < 0) {
    builder.error('sdp-line', start, end);
    return undefined;
  }
  let valueStart = equals + 1;
  if (equals > start + 1) builder.error('sdp-line-space', start + 1, equals);
  const row = lineRow(type);
  // A name of a session or a description may be blank; anywhere else white space after "=" is a mistake.
  if (/[ \t]/.test(text[valueStart] ?? '') && valueStart < end && row?.value.endsWith(':text}') !== true) {
    while (valueStart < end && /[ \t]/.test(text[valueStart] ?? '')) valueStart++;
    // White space on both sides is one mistake.
    if (builder.errors.length === errors) builder.error('sdp-line-space', equals + 1, valueStart);
  }
  if (!row) builder.error('sdp-line-type', start, start + 1, type);
  const attribute = type === 'a' ? readAttribute(builder, valueStart, end) : undefined;
  const fields = attribute
    ? attributeFields(builder, attribute)
    : row && type !== 'a'
      ? valueFields(builder, row, valueStart, end)
      : [];
  return {
    type,
    row,
    value: text.slice(valueStart, end),
    start,
    end,
    valueStart,
    fields,
    attribute,
    hasErrors: builder.errors.length > errors,
  };
}

function valueFields(builder: Builder, row: LineRow, start: number, end: number): readonly Field[] {
  const errors = builder.errors.length;
  const fields = fieldsOf(builder, row.value, start, end);
  if (builder.errors.length > errors) return fields;
  if (row.type === 'c' || row.type === 'o') checkAddress(builder, row, fields);
  for (const field of fields) {
    if (row.type === 'v' && Number(field.text) !== 0) builder.error('sdp-version', field.start, field.end);
    if (row.type === 't' && field.text !== '0' && !/^[1-9]\d{9,}$/.test(field.text)) {
      builder.error('sdp-time', field.start, field.end);
    }
  }
  return fields;
}

/** Reads a value by its template and reports where it departs from it. */
function fieldsOf(builder: Builder, value: string, start: number, end: number): readonly Field[] {
  const { fields, fault } = readTemplate(template(value), builder.text, start, end);
  if (!fault) return fields;
  if (fault.spaces) builder.error('sdp-spaces', fault.start, fault.end);
  else if (fault.expected === undefined) builder.error('sdp-text-after', fault.start, fault.end);
  else builder.error('sdp-field', fault.start, fault.end, fault.expected);
  return fields;
}

const ATTRIBUTE_NAME = /[!#-'*+.0-9A-Z^-~-]+/y;

function readAttribute(builder: Builder, start: number, end: number): SdpAttribute | undefined {
  const { text } = builder;
  ATTRIBUTE_NAME.lastIndex = start;
  const nameEnd = start < end && ATTRIBUTE_NAME.test(text) ? Math.min(end, ATTRIBUTE_NAME.lastIndex) : start;
  if (nameEnd === start) {
    builder.error('sdp-attribute-name', start, end);
    return undefined;
  }
  const name = text.slice(start, nameEnd);
  const hasValue = nameEnd < end && text[nameEnd] === ':';
  const trailing = text.slice(nameEnd, end);
  if (!hasValue && /[^ \t]/.test(trailing)) builder.error('sdp-attribute-name', start, end);
  const valueStart = hasValue ? nameEnd + 1 : nameEnd;
  return {
    name,
    nameSpan: { start, end: nameEnd },
    value: hasValue ? text.slice(valueStart, end) : undefined,
    valueSpan: { start: valueStart, end: hasValue ? end : valueStart },
    row: attributeRow(name),
  };
}

function attributeFields(builder: Builder, attribute: SdpAttribute): readonly Field[] {
  const { row, value, valueSpan, nameSpan, name } = attribute;
  if (!row) {
    if (value === '') builder.error('sdp-attribute-value', nameSpan.start, valueSpan.end, name);
    return [];
  }
  if (row.value === undefined) {
    if (value !== undefined) builder.error('sdp-attribute-flag', nameSpan.end, valueSpan.end, name);
    return [];
  }
  if (value === undefined || value.trim() === '') {
    if (!row.optionalValue) builder.error('sdp-attribute-value', nameSpan.start, nameSpan.end, name);
    return [];
  }
  return fieldsOf(builder, row.value, valueSpan.start, valueSpan.end);
}

/** The address of `c=` and `o=` must be one of its address type; a name is always one (RFC 8866 §5.7). */
function checkAddress(builder: Builder, row: LineRow, fields: readonly Field[]): void {
  const field = (label: string): Field | undefined => fields.find(each => each.label === label);
  const address = field('address');
  const type = field('address type')?.text;
  if (!address || field('network type')?.text !== 'IN') return;
  if (type === 'IP4' && !isIpv4(address.text) && looksNumeric(address.text)) {
    builder.error('sdp-address', address.start, address.end, 'an IP4 address or a host name');
  } else if (type === 'IP6' && !isIpv6(address.text) && looksNumeric(address.text)) {
    builder.error('sdp-address', address.start, address.end, 'an IP6 address (without brackets) or a host name');
  } else if (type === 'IP4' && row.type === 'c' && isMulticast(address.text) && !field('time to live or count')) {
    builder.error('sdp-multicast', address.start, address.end);
  }
}

/** No host name: digits and dots only, or with colons or brackets. */
function looksNumeric(text: string): boolean {
  return /^[\d.]+$|[:[\]]/.test(text);
}

function isMulticast(address: string): boolean {
  const first = Number(/^\d+(?=\.)/.exec(address)?.[0]);
  return isIpv4(address) && first >= 224 && first <= 239;
}
