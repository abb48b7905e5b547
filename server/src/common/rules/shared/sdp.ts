/** Session descriptions as the rules read them (RFC 8866): lines, and the media sections that they form. */

import type { SipMessage } from '../../syntax/message.ts';
import { bodyOf } from '../../syntax/views.ts';
import { contentTypeOf } from './facts.ts';

/** `x=value`, offsets in the message. */
export interface SdpLine {
  readonly type: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface SdpMedia {
  readonly line: SdpLine;
  readonly media: string;
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
  /** The lines after `m=`. */
  readonly lines: readonly SdpLine[];
}

export interface Sdp {
  readonly lines: readonly SdpLine[];
  /** The lines before the first `m=`. */
  readonly session: readonly SdpLine[];
  readonly media: readonly SdpMedia[];
}

const parsed = new WeakMap<SipMessage, { readonly sdp: Sdp | undefined }>();

/** The body as a session description; undefined when it is something else. */
export function sdpOf(message: SipMessage): Sdp | undefined {
  let known = parsed.get(message);
  if (known === undefined) {
    known = { sdp: parse(message) };
    parsed.set(message, known);
  }
  return known.sdp;
}

function parse(message: SipMessage): Sdp | undefined {
  const type = contentTypeOf(message);
  const body = bodyOf(message);
  if (type?.type !== 'application' || type.subtype !== 'sdp' || body === undefined || body.text.trim() === '')
    return undefined;
  const lines = linesIn(body.text, body.start);
  const session: SdpLine[] = [];
  const sections: { readonly line: SdpLine; readonly lines: SdpLine[] }[] = [];
  for (const line of lines) {
    if (line.type === 'm') sections.push({ line, lines: [] });
    else (sections.at(-1)?.lines ?? session).push(line);
  }
  return { lines, session, media: sections.map(section => mediaOf(section.line, section.lines)) };
}

function linesIn(text: string, base: number): readonly SdpLine[] {
  const lines: SdpLine[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const start = base + match.index;
    const [line] = match;
    const isLine = line.charAt(1) === '=';
    lines.push({
      type: isLine ? line.charAt(0) : '',
      value: isLine ? line.slice(2) : line,
      start,
      end: start + line.length,
    });
  }
  return lines;
}

function mediaOf(line: SdpLine, lines: readonly SdpLine[]): SdpMedia {
  const [media = '', port = '', protocol = '', ...formats] = line.value.trim().split(/ +/);
  return { line, media, port: Number.parseInt(port, 10), protocol, formats, lines };
}

/** The attributes of a name: `a=name` and `a=name:value`; the value is empty for a flag. */
export function attributesIn(
  lines: readonly SdpLine[],
  name: string,
): readonly { readonly line: SdpLine; readonly value: string }[] {
  return lines.flatMap(line => {
    if (line.type !== 'a') return [];
    const colon = line.value.indexOf(':');
    const own = colon < 0 ? line.value.trim() : line.value.slice(0, colon);
    return own === name ? [{ line, value: colon < 0 ? '' : line.value.slice(colon + 1).trim() }] : [];
  });
}
