/** The body of a message as data: session description, XML, parts, a message, or opaque text. */

import type { SipMessage } from '../syntax/message.ts';
import { bodyOf } from '../syntax/views.ts';
import { bodySource } from './headers.ts';
import { type Multipart, type Part, parseMultipart } from './multipart.ts';
import { parseSdp, type SdpDescription } from './sdp/parse.ts';
import { type InnerMessage, parseInnerMessage } from './sip.ts';
import type { BodyError, BodySource, Span } from './types.ts';
import { parseXml, type XmlDocument } from './xml/parse.ts';

interface BodyBase extends Span {
  /** `type/subtype` in lower case; empty when there is no Content-Type, `encoded` when the text is no plain text. */
  readonly mediaType: string;
  /** The faults of this body and of all bodies inside it, in the order of the text. */
  readonly errors: readonly BodyError[];
}

export interface SdpBody extends BodyBase {
  readonly kind: 'sdp';
  readonly sdp: SdpDescription;
}

export interface XmlBody extends BodyBase {
  readonly kind: 'xml';
  readonly xml: XmlDocument;
}

export interface PartBody extends Part {
  /** Undefined for an empty part. */
  readonly content: Body | undefined;
}

export interface MultipartBody extends BodyBase {
  readonly kind: 'multipart';
  readonly multipart: Multipart;
  readonly parts: readonly PartBody[];
}

export interface SipBody extends BodyBase {
  readonly kind: 'sip';
  readonly inner: InnerMessage;
  /** The body of the inner message. */
  readonly content: Body | undefined;
}

export interface OpaqueBody extends BodyBase {
  readonly kind: 'opaque';
}

export type Body = SdpBody | XmlBody | MultipartBody | SipBody | OpaqueBody;

/** Bodies inside of bodies are read to this depth. */
const MOST_DEPTH = 8;

/** Rules and features ask for the same message one after the other. */
let latest: { readonly message: SipMessage; readonly body: Body | undefined } | undefined;

/** The body of a message, by its Content-Type; undefined when there is none. All offsets count in `message.text`. */
export function parseBody(message: SipMessage): Body | undefined {
  if (latest?.message !== message) latest = { message, body: readBody(message) };
  return latest.body;
}

function readBody(message: SipMessage): Body | undefined {
  const place = bodyOf(message);
  if (!place) return undefined;
  const { start, end, text } = place;
  return parseBodySource(bodySource(message, { text: message.text, start, end, depth: 0 }, guess(text)));
}

/** SDP and XML are recognised when the message forgot to say what its body is. */
function guess(text: string): string {
  if (text.startsWith('v=0')) return 'application/sdp';
  return text.startsWith('<?xml') ? 'application/xml' : '';
}

const XML_TYPES = new Set(['application/xml', 'text/xml']);

/** Reads a body that stands anywhere in a text, by its media type; never throws. */
export function parseBodySource(source: BodySource): Body {
  const { text, start, end, mediaType, depth } = source;
  const base = { mediaType, start, end };
  if (depth > MOST_DEPTH) {
    return {
      kind: 'opaque',
      ...base,
      errors: [{ code: 'body-too-deep', start, end: start, detail: String(MOST_DEPTH) }],
    };
  }
  if (mediaType === 'application/sdp') {
    const sdp = parseSdp(text, start, end);
    return { kind: 'sdp', ...base, sdp, errors: sdp.errors };
  }
  if (mediaType.startsWith('multipart/')) return multipartBody(source);
  if (mediaType === 'message/sip' || mediaType === 'message/sipfrag') return sipBody(source);
  if (mediaType.endsWith('+xml') || XML_TYPES.has(mediaType)) {
    const xml = parseXml(text, start, end);
    return { kind: 'xml', ...base, xml, errors: xml.errors };
  }
  return { kind: 'opaque', ...base, errors: [] };
}

function multipartBody(source: BodySource): MultipartBody {
  const { text, mediaType, start, end, depth } = source;
  const multipart = parseMultipart(source);
  const parts = multipart.parts.map((part): PartBody => {
    if (part.body.end <= part.body.start) return { ...part, content: undefined };
    const place = { text, start: part.body.start, end: part.body.end, depth: depth + 1 };
    // Without a Content-Type a part is plain text (RFC 2046 §5.1), in multipart/digest a message (§5.1.5).
    return { ...part, content: parseBodySource(bodySource(part.head, place, 'text/plain')) };
  });
  const errors = inOrder([...multipart.errors, ...parts.flatMap(part => part.content?.errors ?? [])]);
  return { kind: 'multipart', mediaType, start, end, multipart, parts, errors };
}

function sipBody(source: BodySource): SipBody {
  const { mediaType, start, end } = source;
  const inner = parseInnerMessage(source);
  const content = inner.body && parseBodySource(inner.body);
  const errors = inOrder([...inner.errors, ...(content?.errors ?? [])]);
  return { kind: 'sip', mediaType, start, end, inner, content, errors };
}

function inOrder(errors: readonly BodyError[]): readonly BodyError[] {
  return errors.toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** A body and all bodies inside it, outermost first. */
export function allBodies(body: Body): readonly Body[] {
  return [body, ...childrenOf(body).flatMap(allBodies)];
}

function childrenOf(body: Body): readonly Body[] {
  if (body.kind === 'multipart') return body.parts.flatMap(part => (part.content ? [part.content] : []));
  return body.kind === 'sip' && body.content ? [body.content] : [];
}

/** The innermost body at an offset. */
export function bodyAt(body: Body, offset: number): Body {
  const child = childrenOf(body).find(each => each.start <= offset && offset <= each.end);
  return child ? bodyAt(child, offset) : body;
}

/** The session descriptions of a message: its body, or parts of it. */
export function sessionDescriptions(message: SipMessage): readonly SdpDescription[] {
  const body = parseBody(message);
  return body ? allBodies(body).flatMap(each => (each.kind === 'sdp' ? [each.sdp] : [])) : [];
}
