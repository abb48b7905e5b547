/** Values of vocabularies that the registry does not have, each with the registered one that it resembles. */

import { ATTRIBUTE_ROWS } from '../../bodies/sdp/attributes/index.ts';
import { mediaOf } from '../../bodies/sdp/views.ts';
import { EVENT_PACKAGES } from '../../registry/eventPackages.ts';
import { METHODS, methodRow, OPTION_TAGS, optionTagRow } from '../../registry/index.ts';
import { MEDIA_TYPES } from '../../registry/mediaTypes.ts';
import { editDistance, nearest } from '../../registry/nearest.ts';
import type { HeaderRow } from '../../registry/types.ts';
import type { Span } from '../rule.ts';
import type { Facts } from './facts.ts';
import { hasValue } from './namedValues.ts';
import { once } from './once.ts';
import { sdpOf } from './sdp.ts';
import { urisIn } from './uris.ts';

type Vocabulary =
  | 'method'
  | 'option-tag'
  | 'scheme'
  | 'transport'
  | 'event-package'
  | 'media-type'
  | 'uri'
  | 'value'
  | 'sdp';

export interface UnknownValue {
  readonly vocabulary: Vocabulary;
  /** As a sentence names it: `option tag`, `value of Privacy`. */
  readonly title: string;
  readonly span: Span;
  readonly value: string;
  /** The registered value that was probably meant. */
  readonly meant: string | undefined;
  /** The clause of the header field, where there is no rule of its own for the vocabulary. */
  readonly spec?: string;
}

const SOURCES: readonly ((facts: Facts) => readonly UnknownValue[])[] = [
  methods,
  optionTags,
  schemes,
  transports,
  events,
  mediaTypes,
  uriSchemes,
  named,
  sdpNames,
];

const all = once((facts): readonly UnknownValue[] => {
  const found: UnknownValue[] = [];
  for (const source of SOURCES) for (const value of source(facts)) found.push(value);
  return found;
});

/** Those that resemble a registered value. */
export function misspeltValues(facts: Facts): readonly UnknownValue[] {
  if (all(facts).length === 0) return NONE;
  return all(facts).filter(one => one.meant !== undefined);
}

/** Whether a value is there after all, misspelt; another rule says so. */
export function meansValue(facts: Facts, value: string): boolean {
  return all(facts).some(({ meant }) => meant === value);
}

/** Those of a vocabulary that resemble nothing. */
export function unknownValues(facts: Facts, vocabulary: Vocabulary): readonly UnknownValue[] {
  if (all(facts).length === 0) return NONE;
  return all(facts).filter(one => one.vocabulary === vocabulary && one.meant === undefined);
}

const NONE: readonly never[] = [];

function methods(facts: Facts): readonly UnknownValue[] {
  const { request, message } = facts;
  if (request === undefined) return methodsOfCSeq(facts);
  if (methodRow(request.method) !== undefined) return NONE;
  const { method: value, methodNode: span } = request;
  // Another rule speaks about letter case, and the parser about what is no token.
  if (methodRow(value.toUpperCase()) !== undefined) return NONE;
  if (message.errors.some(error => error.start <= span.end)) return NONE;
  return [{ vocabulary: 'method', title: 'method', span, value, meant: nearest(value, METHOD_NAMES) }];
}

/** Of a response; a request names its method in the start-line, and another rule compares them. */
function methodsOfCSeq(facts: Facts): readonly UnknownValue[] {
  const cseq = facts.cseq();
  if (cseq === undefined || methodRow(cseq.method) !== undefined) return NONE;
  const { method: value, methodNode: span } = cseq;
  return [{ vocabulary: 'method', title: 'method', span, value, meant: nearest(value, METHOD_NAMES) }];
}

const METHOD_NAMES = METHODS.map(row => row.name);

export const OPTION_TAG_HEADERS = ['Require', 'Proxy-Require', 'Supported', 'Unsupported'];
const TAGS = OPTION_TAGS.map(row => row.tag);

function optionTags(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const name of OPTION_TAG_HEADERS) {
    for (const { value, valueNode: span } of facts.items(name)) {
      if (value === '' || optionTagRow(value) !== undefined) continue;
      found.push({ vocabulary: 'option-tag', title: 'option tag', span, value, meant: nearest(value, TAGS) });
    }
  }
  return found;
}

export const AUTH_HEADERS = ['Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'];
const AUTH_SCHEMES: readonly string[] = ['digest', 'basic', 'bearer'];

function schemes(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const name of AUTH_HEADERS) {
    for (const { scheme: value, schemeNode: span } of facts.credentials(name)) {
      if (AUTH_SCHEMES.includes(value.toLowerCase())) continue;
      const meant = nearest(value, ['Digest', 'Bearer']);
      found.push({ vocabulary: 'scheme', title: 'authentication scheme', span, value, meant });
    }
  }
  return found;
}

const TRANSPORTS: ReadonlySet<string> = new Set(['UDP', 'TCP', 'TLS', 'SCTP', 'TLS-SCTP', 'WS', 'WSS', 'DTLS-UDP']);

function transports(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const via of facts.vias()) {
    if (TRANSPORTS.has(via.transport) || via.transportNode === undefined) continue;
    const meant = nearest(via.transport, [...TRANSPORTS]);
    const { transport: value, transportNode: span } = via;
    found.push({ vocabulary: 'transport', title: 'transport', span, value, meant });
  }
  return found;
}

const PACKAGES = EVENT_PACKAGES.map(row => row.value);

function events(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const { value, valueNode: span } of facts.items('Event')) {
    // Templates such as presence.winfo follow the package.
    const [name = ''] = value.split('.');
    if (hasValue(EVENT_PACKAGES, name)) continue;
    const meant = nearest(name, PACKAGES);
    const rest = value.slice(name.length);
    const full = meant === undefined ? undefined : `${meant}${rest}`;
    found.push({ vocabulary: 'event-package', title: 'event package', span, value, meant: full });
  }
  return found;
}

const TYPES = [...new Set(MEDIA_TYPES.map(({ value }) => value.split('/')[0] ?? ''))];

/** Any subtype may be private, so only those are listed that resemble a registered one. */
function mediaTypes(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const name of ['Content-Type', 'Accept']) {
    for (const { value, valueNode, start } of facts.items(name)) {
      if (value.includes('*') || hasValue(MEDIA_TYPES, value)) continue;
      const meant = meantMediaType(value);
      if (meant === undefined) continue;
      const span = { start, end: valueNode.start + value.length };
      if (facts.message.text.slice(span.start, span.end) !== value) continue;
      found.push({ vocabulary: 'media-type', title: 'media type', span, value, meant });
    }
  }
  return found;
}

function meantMediaType(value: string): string | undefined {
  const [type = '', subtype = ''] = value.toLowerCase().split('/');
  const meantType = TYPES.includes(type) ? type : nearest(type, TYPES);
  if (meantType === undefined) return undefined;
  const rows = MEDIA_TYPES.filter(row => row.value.startsWith(`${meantType}/`));
  const subtypes = rows.map(row => row.value.slice(meantType.length + 1));
  const exact = subtypes.find(one => one.toLowerCase() === subtype);
  // A right subtype confirms the type; with a right type the subtype may differ in little.
  if (exact !== undefined) return `${meantType}/${exact}`;
  const near = type === meantType ? nearest(subtype, subtypes) : undefined;
  return near === undefined ? undefined : `${meantType}/${near}`;
}

const URI_SCHEMES: readonly string[] = ['sip', 'sips', 'tel'];
/** Those that resemble one of ours and are something else. */
const OTHER_SCHEMES: ReadonlySet<string> = new Set([...URI_SCHEMES, 'im', 'ip', 'xmpp', 'smtp', 'snmp', 'telnet']);

function uriSchemes(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const { scheme: value, schemeNode: span } of urisIn(facts)) {
    if (span === undefined || value.length < 3 || OTHER_SCHEMES.has(value)) continue;
    const meant = nearest(value, URI_SCHEMES);
    if (meant !== undefined) found.push({ vocabulary: 'uri', title: 'URI scheme', span, value, meant });
  }
  return found;
}

/** Lists of names that others check, or that nobody can list. */
const ELSEWHERE = [
  ...OPTION_TAG_HEADERS,
  ...AUTH_HEADERS,
  'Event',
  'Subscription-State',
  'P-Access-Network-Info',
  'Security-Client',
  'Security-Server',
  'Security-Verify',
  'Accept-Language',
  'Content-Language',
  'Accept',
  'Content-Type',
  'P-Visited-Network-ID',
  'Suppress-If-Match',
  'SIP-If-Match',
  'P-Preferred-Service',
  'P-Asserted-Service',
  'Resource-Priority',
  'Accept-Resource-Priority',
  'Allow-Events',
  'Via',
  'Warning',
  'Feature-Caps',
  'Accept-Contact',
  'Reject-Contact',
];
const SHAPES = ['token', 'tokenList', 'tokenParams', 'tokenParamsList', 'semicolonTokenList'];

/** Whether the header field has a list of values of its own. */
export function hasNamedValues({ name, shape, values }: HeaderRow): boolean {
  return values !== undefined && values.length > 0 && !ELSEWHERE.includes(name) && SHAPES.includes(shape);
}

function named(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const row of facts.outline.different) {
    if (row.values === undefined || !hasNamedValues(row)) continue;
    const values = row.values;
    for (const { value, valueNode: span } of facts.items(row.name)) {
      if (value === '' || hasValue(values, value)) continue;
      const names = values.map(known => known.value);
      const { name, spec } = row;
      found.push({
        vocabulary: 'value',
        title: `value of ${name}`,
        span,
        value,
        meant: nearest(value, names),
        spec,
      });
    }
  }
  return found;
}

const MEDIA = ['audio', 'video', 'text', 'application', 'message', 'image'];
const ATTRIBUTES = ATTRIBUTE_ROWS.map(row => row.name);

/** Names of media and of attributes. Many more attributes exist, so that one edit is all that is forgiven. */
function sdpNames({ message }: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  const sdp = sdpOf(message);
  if (sdp === undefined) return NONE;
  for (const section of [sdp.session, ...sdp.media]) {
    const media = mediaOf(section);
    if (media !== undefined && !MEDIA.includes(media.media)) {
      const { valueStart: start } = media.line;
      const span = { start, end: start + media.media.length };
      const meant = nearest(media.media, MEDIA);
      found.push({ vocabulary: 'sdp', title: 'media type of SDP', span, value: media.media, meant });
    }
    for (const { attribute } of section.lines) {
      if (attribute === undefined || attribute.row !== undefined || attribute.name.length < 5) continue;
      const { name: value, nameSpan: span } = attribute;
      found.push({
        vocabulary: 'sdp',
        title: 'attribute of SDP',
        span,
        value,
        meant: ATTRIBUTES.find(name => name[0] === value[0] && editDistance(name, value, 1) === 1),
      });
    }
  }
  return found;
}
