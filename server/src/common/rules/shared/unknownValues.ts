/** Values of vocabularies that the registry does not have, each with the registered one that it resembles. */

import { ATTRIBUTE_ROWS } from '../../bodies/sdp/attributes/index.ts';
import { mediaOf } from '../../bodies/sdp/views.ts';
import { EVENT_PACKAGES } from '../../registry/eventPackages.ts';
import { METHODS, methodRow, OPTION_TAGS, optionTagRow } from '../../registry/index.ts';
import { MEDIA_TYPES } from '../../registry/mediaTypes.ts';
import { editDistance, MOST_REMEMBERED, nearest, remembered } from '../../registry/nearest.ts';
import { SERVICE_IDS } from '../../registry/serviceIds.ts';
import type { HeaderRow } from '../../registry/types.ts';
import { type Item, itemsOf } from '../../syntax/values.ts';
import type { Span } from '../rule.ts';
import type { Facts } from './facts.ts';
import { hasValue } from './namedValues.ts';
import { once } from './once.ts';
import { ParamFilter } from './params.ts';
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
  | 'sdp'
  | 'parameter';

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
  parameters,
  services,
  allowed,
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

/** Header fields in which everything is registered. */
const settled = new Set<string>();

/** What `look` finds in the elements of the header fields of a name; it must depend on the header field's text alone. */
function inItems(
  facts: Facts,
  vocabulary: Vocabulary,
  name: string,
  look: (item: Item) => UnknownValue | undefined,
): readonly UnknownValue[] {
  let found: readonly UnknownValue[] = NONE;
  for (const header of facts.named(name)) {
    const key = `${vocabulary} ${name} ${facts.message.text.slice(header.start, header.end)}`;
    if (settled.has(key)) continue;
    const here = itemsOf(facts.message, header).flatMap(item => look(item) ?? []);
    if (here.length > 0) found = [...found, ...here];
    else {
      if (settled.size >= MOST_REMEMBERED) settled.clear();
      settled.add(key);
    }
  }
  return found;
}

export const OPTION_TAG_HEADERS = ['Require', 'Proxy-Require', 'Supported', 'Unsupported'];
const TAGS = OPTION_TAGS.map(row => row.tag);
const meantTag = remembered((value: string) => nearest(value, TAGS));

function optionTags(facts: Facts): readonly UnknownValue[] {
  return OPTION_TAG_HEADERS.flatMap(name => inItems(facts, 'option-tag', name, optionTag));
}

function optionTag({ value, valueNode: span }: Item): UnknownValue | undefined {
  if (value === '' || optionTagRow(value) !== undefined) return undefined;
  return { vocabulary: 'option-tag', title: 'option tag', span, value, meant: meantTag(value) };
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
  return inItems(facts, 'event-package', 'Event', ({ value, valueNode: span }) => {
    // Templates such as presence.winfo follow the package.
    const [name = ''] = value.split('.');
    if (hasValue(EVENT_PACKAGES, name)) return undefined;
    const meant = nearest(name, PACKAGES);
    const full = meant === undefined ? undefined : `${meant}${value.slice(name.length)}`;
    return { vocabulary: 'event-package', title: 'event package', span, value, meant: full };
  });
}

const TYPES = [...new Set(MEDIA_TYPES.map(({ value }) => value.split('/')[0] ?? ''))];

/** Any subtype may be private, so only those are listed that resemble a registered one. */
function mediaTypes(facts: Facts): readonly UnknownValue[] {
  return ['Content-Type', 'Accept'].flatMap(name =>
    inItems(facts, 'media-type', name, ({ value, valueNode, start }) => {
      if (value.includes('*') || hasValue(MEDIA_TYPES, value)) return undefined;
      const meant = meantMediaType(value);
      if (meant === undefined) return undefined;
      const span = { start, end: valueNode.start + value.length };
      if (facts.message.text.slice(span.start, span.end) !== value) return undefined;
      return { vocabulary: 'media-type', title: 'media type', span, value, meant };
    }),
  );
}

const meantMediaType = remembered(nearestMediaType);

function nearestMediaType(value: string): string | undefined {
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
  for (const uri of urisIn(facts)) {
    const value = uri.scheme;
    if (value.length < 3 || OTHER_SCHEMES.has(value)) continue;
    const span = uri.schemeNode;
    if (span === undefined) continue;
    const meant = nearest(value, URI_SCHEMES);
    if (meant !== undefined) found.push({ vocabulary: 'uri', title: 'URI scheme', span, value, meant });
  }
  return found;
}

/** Lists of names that others check, or that nobody can list. */
const ELSEWHERE: ReadonlySet<string> = new Set([
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
]);
const SHAPES = ['token', 'tokenList', 'tokenParams', 'tokenParamsList', 'semicolonTokenList'];

/** Whether the header field has a list of values of its own. */
export function hasNamedValues({ name, shape, values }: HeaderRow): boolean {
  return values !== undefined && values.length > 0 && !ELSEWHERE.has(name) && SHAPES.includes(shape);
}

function named(facts: Facts): readonly UnknownValue[] {
  return facts.outline.different.flatMap(row => {
    const { name, values, spec } = row;
    if (values === undefined || !hasNamedValues(row)) return NONE;
    return inItems(facts, 'value', name, ({ value, valueNode: span }) => {
      if (value === '' || hasValue(values, value)) return undefined;
      const meant = nearest(
        value,
        values.map(known => known.value),
      );
      return { vocabulary: 'value', title: `value of ${name}`, span, value, meant, spec };
    });
  });
}

const MEDIA = ['audio', 'video', 'text', 'application', 'message', 'image'];
const ATTRIBUTES = ATTRIBUTE_ROWS.map(row => row.name);
const meantAttribute = remembered((value: string) => {
  return ATTRIBUTES.find(name => name[0] === value[0] && editDistance(name, value, 1) === 1);
});

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
        meant: meantAttribute(value),
      });
    }
  }
  return found;
}

/** Parameters that have registered values and may have others. */
const OPEN = new ParamFilter(
  'value',
  row => row.values !== undefined && row.closed !== true && !row.name.startsWith('+'),
);

function parameters(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const { param, row, header } of OPEN.in(facts)) {
    const { value } = param;
    const values = row.values ?? [];
    // Short words and numbers resemble too much, a quoted string may hold several; directives have rules of their own.
    if (value === undefined || value.length < 4 || hasValue(values, value)) continue;
    const span = param.valueNode;
    if (param.quoted || span === undefined) continue;
    if (/^\d+$/.test(value) || header.row?.shape === 'auth' || header.name.startsWith('Security-')) continue;
    const meant = values
      .map(known => known.value)
      .find(name => name[0] === value[0] && editDistance(name, value, 1) === 1);
    const title = `value of ${row.name}`;
    found.push({ vocabulary: 'parameter', title, span, value, meant, spec: row.spec });
  }
  return found;
}

const SERVICES = SERVICE_IDS.map(row => row.value);
const meantService = remembered((value: string) => {
  return SERVICES.find(one => editDistance(one.toLowerCase(), value.toLowerCase(), 2) <= 2);
});

/** Services are named by URNs; operators make their own, so only what resembles one of 3GPP is listed. */
function services(facts: Facts): readonly UnknownValue[] {
  const found: UnknownValue[] = [];
  for (const name of ['P-Preferred-Service', 'P-Asserted-Service']) {
    for (const header of facts.named(name)) {
      for (const { 0: value, index } of header.raw.matchAll(/[^\s,]+/g)) {
        if (hasValue(SERVICE_IDS, value)) continue;
        const meant = meantService(value);
        const start = header.value.start + index;
        const span = { start, end: start + value.length };
        if (facts.message.text.slice(start, span.end) !== value) continue;
        found.push({ vocabulary: 'value', title: 'service', span, value, meant, spec: header.row?.spec ?? '' });
      }
    }
  }
  return found.filter(({ meant }) => meant !== undefined);
}

/** Methods in Allow are case-sensitive as well. */
function allowed(facts: Facts): readonly UnknownValue[] {
  return inItems(facts, 'method', 'Allow', ({ value, valueNode: span }) => {
    if (value === '' || methodRow(value) !== undefined) return undefined;
    const upper = value.toUpperCase();
    const meant = methodRow(upper) === undefined ? nearest(value, METHOD_NAMES) : upper;
    return meant === undefined ? undefined : { vocabulary: 'method', title: 'method', span, value, meant };
  });
}
