/** The parameters of `a=fmtp` lines, by the codec that `a=rtpmap` or RFC 3551 gives to their payload type. */

import type { Span } from '../types.ts';
import { type CodecRow, codecRow, type FormatParameterRow, staticCodecRow } from './codecs.ts';
import type { SdpLine, SdpSection } from './parse.ts';
import { readTemplate, template } from './template.ts';

export interface FormatParameter extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined when there is no "=". */
  readonly value: string | undefined;
  readonly valueSpan: Span;
  readonly row: FormatParameterRow | undefined;
}

export interface FormatFault extends Span {
  readonly detail: string;
}

/** The text of the first field with a label. */
export function fieldText(line: SdpLine, label: string): string | undefined {
  return line.fields.find(field => field.label === label)?.text;
}

/** The codec of each payload type of a media description, as `a=rtpmap` says. */
export function codecsOf(section: SdpSection): ReadonlyMap<string, CodecRow> {
  const codecs = new Map<string, CodecRow>();
  for (const line of section.lines) {
    if (line.attribute?.name !== 'rtpmap') continue;
    const row = codecRow(fieldText(line, 'encoding') ?? '');
    const payloadType = fieldText(line, 'payload type');
    if (row && payloadType !== undefined) codecs.set(payloadType, row);
  }
  return codecs;
}

const PARAMETER = /[ \t]*([^;]*)(?:;|$)/y;
const MOST_PARAMETERS = 200;

/** For each `a=fmtp` line: its parameters, and what is wrong with their values. */
export function formatParameters(
  text: string,
  section: SdpSection,
): (readonly [SdpLine, readonly FormatParameter[], readonly FormatFault[]])[] {
  const codecs = codecsOf(section);
  return section.lines.flatMap(line => {
    const field = line.fields.find(each => each.label === 'parameters');
    if (line.attribute?.name !== 'fmtp' || !field) return [];
    const format = fieldText(line, 'format') ?? '';
    const codec = codecs.get(format) ?? staticCodecRow(format);
    const faults: FormatFault[] = [];
    if (codec?.positional !== undefined) {
      checkValue(text, codec.positional, field, codec.name, faults);
      return [[line, [], faults] as const];
    }
    const parameters = readParameters(field.text, field.start, codec);
    for (const each of parameters) {
      if (each.row?.value !== undefined) checkValue(text, each.row.value, each.valueSpan, each.name, faults);
    }
    return [[line, parameters, faults] as const];
  });
}

function checkValue(text: string, value: string, span: Span, name: string, faults: FormatFault[]): void {
  const { fault } = readTemplate(template(value), text, span.start, span.end);
  if (!fault) return;
  const wanted = fault.expected === undefined ? 'is complete before this text' : `expects ${fault.expected}`;
  const { start, end } = fault.end > fault.start ? fault : { start: span.start, end: span.end };
  faults.push({ start, end, detail: `"${name}" ${wanted}` });
}

function readParameters(text: string, offset: number, codec: CodecRow | undefined): readonly FormatParameter[] {
  const parameters: FormatParameter[] = [];
  let pos = 0;
  while (pos < text.length && parameters.length < MOST_PARAMETERS) {
    PARAMETER.lastIndex = pos;
    const match = PARAMETER.exec(text);
    if (!match) break;
    const written = match[1]?.trimEnd() ?? '';
    const start = pos + match[0].length - (match[0].endsWith(';') ? 1 : 0) - (match[1]?.length ?? 0);
    if (written !== '') parameters.push(readParameter(written, offset + start, codec));
    pos += Math.max(1, match[0].length);
  }
  return parameters;
}

function readParameter(written: string, start: number, codec: CodecRow | undefined): FormatParameter {
  const equals = written.indexOf('=');
  const name = (equals < 0 ? written : written.slice(0, equals)).trim();
  const end = start + written.length;
  const value = equals < 0 ? undefined : written.slice(equals + 1).trim();
  return {
    name,
    nameSpan: { start, end: start + name.length },
    value,
    valueSpan: value === undefined ? { start: end, end } : { start: end - value.length, end },
    row: codec?.parameters.find(row => row.name === name.toLowerCase()),
    start,
    end,
  };
}
