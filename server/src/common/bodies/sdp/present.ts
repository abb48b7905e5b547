/** A session description for the editor: outline, descriptions and tokens. */

import type { BodyDescription, BodyNode, BodyToken, Span } from '../types.ts';
import { BANDWIDTH_ROWS, type CodecRow, codecRow, type NamedRow, PROTOCOL_ROWS } from './codecs.ts';
import { fieldText } from './formats.ts';
import type { SdpDescription, SdpLine, SdpSection } from './parse.ts';
import { type Field, template, templateText } from './template.ts';
import { codecOf } from './views.ts';

/** The session with its lines, then each media description with its own. */
export function sdpOutline(description: SdpDescription): readonly BodyNode[] {
  const { session, media } = description;
  return [
    {
      kind: 'session',
      name: 'Session',
      detail: session.lines.find(line => line.type === 's')?.value.trim() ?? '',
      start: session.start,
      end: session.end,
      nameSpan: { start: session.start, end: session.lines[0]?.end ?? session.start },
      children: session.lines.map(lineNode),
    },
    ...media.map(mediaNode),
  ];
}

function mediaNode(section: SdpSection): BodyNode {
  const [line, ...lines] = section.lines;
  return {
    kind: 'media',
    name: line ? (fieldText(line, 'media') ?? 'media') : 'media',
    detail: line ? [fieldText(line, 'port'), fieldText(line, 'protocol')].filter(Boolean).join(' ') : '',
    start: section.start,
    end: section.end,
    nameSpan: line ? { start: line.start, end: line.end } : section,
    children: lines.map(lineNode),
  };
}

function lineNode(line: SdpLine): BodyNode {
  const { attribute } = line;
  return {
    kind: attribute ? 'attribute' : 'line',
    name: attribute ? attribute.name : (line.row?.name ?? line.type),
    detail: attribute ? (attribute.value ?? '').trim() : line.value,
    start: line.start,
    end: line.end,
    nameSpan: { start: line.start, end: attribute ? attribute.nameSpan.end : line.valueStart },
    children: [],
  };
}

function isAt(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** What stands at an offset of the message's text. */
export function describeSdp(description: SdpDescription, offset: number): BodyDescription | undefined {
  for (const section of [description.session, ...description.media]) {
    if (!isAt(section, offset)) continue;
    const line = section.lines.find(each => isAt(each, offset));
    if (line) return describeLine(description, section, line, offset);
  }
  return undefined;
}

function describeLine(
  description: SdpDescription,
  section: SdpSection,
  line: SdpLine,
  offset: number,
): BodyDescription | undefined {
  const { attribute, row } = line;
  if (attribute && isAt(attribute.nameSpan, offset)) return describeAttribute(line);
  if (offset < line.valueStart || !row) {
    const value = row ? { grammar: `${row.type}=${templateText(template(row.value))}` } : {};
    return row && { start: line.start, end: line.valueStart, title: row.name, doc: row.doc, spec: row.spec, ...value };
  }
  const parameter = description.formatParameters.get(line)?.find(each => isAt(each, offset));
  if (parameter?.row) {
    const { name, doc, spec, value } = parameter.row;
    const grammar = value === undefined ? {} : { grammar: `${name}=${templateText(template(value))}` };
    return { start: parameter.start, end: parameter.end, title: name, doc, spec, ...grammar };
  }
  const field = line.fields.findLast(each => isAt(each, offset));
  if (field) return describeField(section, line, field);
  return attribute ? describeAttribute(line) : undefined;
}

function describeAttribute(line: SdpLine): BodyDescription | undefined {
  const { attribute } = line;
  if (!attribute) return undefined;
  const { row, name } = attribute;
  const span = { start: attribute.nameSpan.start, end: attribute.nameSpan.end };
  if (!row) return { ...span, title: name, doc: 'An attribute that sipwright does not know.', spec: 'RFC 8866 §5.13' };
  const grammar = `a=${name}${row.value === undefined ? '' : `:${templateText(template(row.value))}`}`;
  return { ...span, title: name, doc: row.doc, spec: row.spec, grammar };
}

/** A word of a value: what it stands for where a row says so, otherwise its label. */
function describeField(section: SdpSection, line: SdpLine, field: Field): BodyDescription {
  const { start, end, text } = field;
  const named = namedRow(section, line, field);
  if (named) return { start, end, title: `${text}: ${named.name}`, doc: named.doc, spec: named.spec };
  const row = line.attribute?.row ?? line.row;
  return { start, end, title: field.label, doc: row?.doc ?? '', spec: row?.spec ?? '', ...fieldGrammar(line) };
}

function fieldGrammar(line: SdpLine): { grammar?: string } {
  const name = line.attribute?.name;
  const value = name === undefined ? line.row?.value : line.attribute?.row?.value;
  if (value === undefined) return {};
  return { grammar: `${name === undefined ? `${line.type}=` : `a=${name}:`}${templateText(template(value))}` };
}

function namedRow(section: SdpSection, line: SdpLine, field: Field): NamedRow | CodecRow | undefined {
  switch (field.label) {
    case 'format':
    case 'payload type':
    case 'payload type or *':
      return line.attribute?.name === 'rtpmap'
        ? codecRow(fieldText(line, 'encoding') ?? '')
        : codecOf(section, field.text);
    case 'encoding':
      return codecRow(field.text);
    case 'bandwidth type':
      return BANDWIDTH_ROWS.find(row => row.name === field.text);
    case 'protocol':
      return PROTOCOL_ROWS.find(row => row.name.toLowerCase() === field.text.toLowerCase());
    default:
      return undefined;
  }
}

/** Labels of fields whose text is a word of a list rather than free. */
const WORDS = new Set(['network type', 'address type', 'media', 'bandwidth type', 'protocol', 'encoding', 'direction']);

/** Tokens in the order of the text. */
export function sdpTokens(description: SdpDescription): readonly BodyToken[] {
  const tokens: BodyToken[] = [];
  for (const section of [description.session, ...description.media]) {
    for (const line of section.lines) lineTokens(description, line, tokens);
  }
  return tokens;
}

function lineTokens(description: SdpDescription, line: SdpLine, tokens: BodyToken[]): void {
  tokens.push({ start: line.start, end: line.start + 1, type: 'keyword' });
  const { attribute } = line;
  if (attribute) tokens.push({ ...attribute.nameSpan, type: attribute.row ? 'property' : 'variable' });
  const parameters = description.formatParameters.get(line) ?? [];
  for (const field of line.fields) {
    if (field.label === 'parameters' && parameters.length > 0) continue;
    tokens.push({ start: field.start, end: field.end, type: fieldType(field) });
  }
  for (const parameter of parameters) {
    tokens.push({ ...parameter.nameSpan, type: 'parameter' });
    if (parameter.valueSpan.end > parameter.valueSpan.start)
      tokens.push({ ...parameter.valueSpan, type: 'enumMember' });
  }
  if (attribute?.value && line.fields.length === 0 && !attribute.row) {
    tokens.push({ ...attribute.valueSpan, type: 'string' });
  }
}

function fieldType(field: Field): BodyToken['type'] {
  if (field.label === 'address') return 'type';
  if (/^\d+(?:\.\d+)?$/.test(field.text)) return 'number';
  return WORDS.has(field.label) ? 'enumMember' : 'string';
}
