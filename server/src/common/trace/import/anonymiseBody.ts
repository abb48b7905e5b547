/** Bodies of an anonymised trace: what names somebody in SDP, XML, multipart and plain text. */

import type { Disguise } from './disguise.ts';
import { freeText } from './freeText.ts';

/** What the bodies of one message share. */
export interface BodyContext {
  readonly disguise: Disguise;
  /** Bodies around this one. */
  readonly depth: number;
  /** Anonymises a message that is itself a body. */
  readonly nested: (text: string, depth: number) => string;
}

/** A body in a body in a body: deeper than this is no trace but an attack. */
const DEEPEST = 8;

export function anonymiseBody(body: string, contentType: string, context: BodyContext): string {
  const { disguise, depth, nested } = context;
  const type = contentType.toLowerCase();
  if (depth >= DEEPEST) return freeText(body, disguise);
  if (type.startsWith('multipart/')) return multipart(body, { ...context, depth: depth + 1 });
  if (type.startsWith('message/sip')) return nested(body, depth + 1);
  if (type.startsWith('application/sdp') || /^v=0\r?$/m.test(body.slice(0, 5)))
    return eachLine(body, line => sdpLine(line, disguise));
  if (/[/+]xml/.test(type) || /^\s*<\?xml/.test(body)) return xml(body, disguise);
  if (type.startsWith('text/')) return withoutWords(body);
  return freeText(body, disguise);
}

/** Every line with its line end kept. */
function eachLine(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map(line => (line.endsWith('\r') ? `${change(line.slice(0, -1))}\r` : change(line)))
    .join('\n');
}

function multipart(body: string, context: BodyContext): string {
  const boundary = /^--(\S[^\r\n]*)/m.exec(body)?.[0].trimEnd();
  if (boundary === undefined) return freeText(body, context.disguise);
  return body
    .split(boundary)
    .map((part, index) => (index === 0 || part.startsWith('--') ? part : multipartPart(part, context)))
    .join(boundary);
}

function multipartPart(part: string, context: BodyContext): string {
  const { disguise } = context;
  const empty = /\r?\n\r?\n/.exec(part);
  if (!empty) return freeText(part, disguise);
  const head = part.slice(0, empty.index + empty[0].length);
  const type = /^content-type[ \t]*:[ \t]*(.*)$/im.exec(head)?.[1] ?? 'text/plain';
  // A boundary is repeated in the body, and must be the same there.
  const fresh = eachLine(head, line => (/boundary/i.test(line) ? line : freeText(line, disguise)));
  return fresh + anonymiseBody(part.slice(head.length), type, context);
}

/** What people say to one another is nobody's business: letters and digits go, the length stays. */
function withoutWords(text: string): string {
  return text
    .replace(/[A-Za-z]/g, 'x')
    .replace(/\d/g, '0')
    .replace(/[^\0-\x7f]/gu, 'x');
}

const CRYPTO = /^(a=crypto:\d+\s+\S+\s+inline:)([A-Za-z0-9+/=]+)(.*)$/;
const TOKENS = /^(a=(?:ice-ufrag|ice-pwd|fingerprint:\S+|ssrc:\d+ \w+|msid|cert|tls-id):?\s*)(.+)$/;

function sdpLine(line: string, disguise: Disguise): string {
  const crypto = CRYPTO.exec(line);
  // A key must not be guessable from another seed: it is gone.
  if (crypto) return `${crypto[1]}${(crypto[2] ?? '').replace(/[^=]/g, 'A')}${crypto[3]}`;
  const tokens = TOKENS.exec(line);
  if (tokens) return `${tokens[1]}${disguise.token(tokens[2] ?? '')}`;
  const origin = /^(o=)(\S+)( \S+ \S+ \S+ \S+ )(\S+)\s*$/.exec(line);
  if (origin) {
    const [, key, user = '', middle, host = ''] = origin;
    return `${key}${user === '-' ? user : disguise.user(user)}${middle}${disguise.host(host)}`;
  }
  const connection = /^(c=\S+ \S+ )([^\s/]+)(.*)$/.exec(line);
  if (connection) return `${connection[1]}${disguise.host(connection[2] ?? '')}${connection[3]}`;
  if (line.startsWith('a=candidate:'))
    return line.replace(/(?<= )[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]+/g, one => disguise.host(one));
  // Information, mail address and telephone number (RFC 8866 §5.4, §5.6).
  if (/^[iep]=/.test(line)) return line.slice(0, 2) + line.slice(2).replace(/\S+/g, word => contact(word, disguise));
  return freeText(line, disguise);
}

function contact(word: string, disguise: Disguise): string {
  return word.includes('@') ? freeText(word, disguise) : disguise.name(word);
}

/** Elements whose text says who or where somebody is (RFC 4119, RFC 5139, RFC 3863). */
const PERSONAL =
  /^(?:pos|lowerCorner|upperCorner|display-name|country|A[1-6]|PRD|POD|STS|HNO|HNS|LMK|LOC|NAM|PC|RD|FLR|ROOM|UNIT|BLD|note)$/;

function xml(text: string, disguise: Disguise): string {
  let element = '';
  return text.replace(/<[^<>]*>|[^<]+|</g, part => {
    if (part.startsWith('<')) {
      element = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(part)?.[1] ?? '';
      if (part.startsWith('<!')) return freeText(part, disguise);
      return part.startsWith('<?') ? part : tag(part, disguise);
    }
    return PERSONAL.test(element) && part.trim() !== '' ? personal(part, disguise) : freeText(part, disguise);
  });
}

function personal(text: string, disguise: Disguise): string {
  return text.replace(/[\p{L}\d]+/gu, word =>
    /^\d+$/.test(word) ? disguise.token(word.padStart(4, '0')).slice(-word.length) : disguise.name(word),
  );
}

/** Namespaces are addresses of documents, not of people. */
function tag(text: string, disguise: Disguise): string {
  return text.replace(
    /(xmlns(?::[\w.-]+)?|xsi:\w+)(\s{0,8}=\s{0,8})("[^"]*"|'[^']*')|(?<=\s)[^\s=]{1,100}\s{0,8}=\s{0,8}(?:"[^"]*"|'[^']*')/g,
    (whole, namespace: string | undefined) => {
      if (namespace !== undefined) return whole;
      const at = whole.indexOf('=') + 1;
      const name = whole.slice(0, at - 1).trim();
      const value = whole.slice(at);
      if (name !== 'id' && name !== 'callid') return whole.slice(0, at) + freeText(value, disguise);
      const inner = value.trim().slice(1, -1);
      return whole.slice(0, at) + value.replace(inner, () => disguise.token(inner));
    },
  );
}
