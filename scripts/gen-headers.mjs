/** Writes docs/headers.md from the registry. */
import { whereTable } from '../server/src/common/features/describe.ts';
import { code, specLink, table } from '../server/src/common/features/markdown.ts';
import { HEADERS } from '../server/src/common/registry/index.ts';
import { put } from './put.mjs';

/** What a header field holds, by the name of its value grammar. */
const SHAPES = {
  text: 'any text',
  integer: 'a number',
  integerParams: 'a number, then parameters',
  cseq: 'a number and a method',
  rack: 'two numbers and a method',
  callId: 'a word, or two with @ between',
  callIdParams: 'a Call-ID, then parameters',
  callIdList: 'Call-IDs',
  nameAddr: 'an address with a display name, then parameters',
  nameAddrList: 'addresses with display names and parameters',
  contactList: '`*` alone, or addresses with display names and parameters',
  angleUriList: 'URIs in angle brackets with parameters',
  uri: 'a URI without brackets',
  uriList: 'URIs without brackets',
  messageId: 'an identifier in angle brackets with @ in it',
  token: 'a token',
  viaList: 'protocol and sent-by, then parameters',
  tokenList: 'tokens',
  tokenParams: 'a token or quoted string, then parameters',
  tokenParamsList: 'tokens or quoted strings, each with parameters',
  opaqueParams: 'a run without blanks, or a quoted string, then parameters',
  mediaType: 'a media type, then parameters',
  mediaRangeList: 'media ranges with parameters',
  starParamsList: '`*` with parameters',
  paramList: 'parameters',
  commaParamList: 'parameters with commas between',
  auth: 'a scheme, then parameters with commas between',
  semicolonTokenList: 'tokens with semicolons between',
  date: 'a date in GMT',
  timestamp: 'seconds, and a delay',
  version: 'two numbers with a dot between',
  warningList: 'a code, an agent and a quoted text',
};

const MANY = {
  single: 'One field with one value.',
  list: 'A comma list, or several fields.',
  orEmpty: 'A comma list, or several fields; the list may be empty.',
  fields: 'Several fields with one value each, never joined by commas.',
};

const STATUS = {
  registered: '',
  deprecated: 'Deprecated: still understood, no longer to be sent.',
  reserved: 'Reserved: the name is registered, but no standard gives it a meaning in SIP.',
  vendor: 'Vendor: seen in the field, registered nowhere.',
};

const CELL = { m: 'mandatory', o: 'allowed', x: 'not allowed' };

function shapeOf(row) {
  const words = SHAPES[row.shape];
  if (words === undefined) throw new Error(`scripts/gen-headers.mjs has no words for the shape ${row.shape}`);
  return words;
}

/** The anchor that GitHub gives a heading. */
const anchor = name => name.toLowerCase().replace(/[^\w-]/g, '');

function message({ methods, where }) {
  return where === 'R' ? methods.join(', ') : `${where} to ${methods.join(', ')}`;
}

/** Where 3GPP says more than the RFC: hop by hop, as far as anything is mandatory or not allowed. */
function hopTable(hops = []) {
  const rows = [];
  for (const [hop, all] of Map.groupBy(hops, each => each.hop)) {
    for (const cell of ['m', 'o', 'x']) {
      const list = all.filter(each => each.cell === cell);
      if (list.length === 0) continue;
      const specs = [...new Set(list.map(each => each.spec))].map(specLink).join(', ');
      rows.push([hop, CELL[cell], [...new Set(list.map(message))].join('; '), specs]);
    }
  }
  return rows.length === 0 ? '' : `In IMS, by hop:\n\n${table(['hop', '', 'messages', 'by'], rows)}`;
}

function section(row) {
  const params = (row.params ?? []).filter(param => !param.deprecated).map(param => code(param.name));
  const policies = [...new Set(row.where.map(where => where.policy).filter(Boolean))];
  return [
    `## ${row.compact === undefined ? row.name : `${row.name} (${row.compact})`}`,
    `${row.doc} ${specLink(row.spec)}.`,
    STATUS[row.status],
    `Value: ${shapeOf(row)}. ${MANY[row.list]}${row.angleBrackets ? ' The angle brackets are required.' : ''}`,
    params.length > 0 && `Parameters: ${params.join(', ')}.`,
    row.examples.good.length > 0 && ['```', `${row.name}: ${row.examples.good[0]}`, '```'].join('\n'),
    whereTable(row.where),
    hopTable(row.hops),
    ...policies.map(policy => `Reading taken: ${policy}.`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const overview = table(
  ['header field', 'compact', 'value', 'specification'],
  HEADERS.map(row => {
    const title = row.compact === undefined ? row.name : `${row.name} (${row.compact})`;
    return [
      `[${row.name.replace('*', '\\*')}](#${anchor(title.replaceAll(' ', '-'))})`,
      row.compact ?? '',
      shapeOf(row),
      specLink(row.spec),
    ];
  }),
);

/** What values the parser takes although their grammar does not, and the other way round; reviewed by hand. */
const LENIENCES = `## Where the parser and the grammar differ

The ABNF of every header field is the judge of its parser: examples, generated values, and values with one character
changed. They agree but for these:

- A display name may touch the \`<\` that follows it (RFC 4475 §3.1.1.6 calls this legal by intent).
- White space may stand in front of the colon and around every separator, also in Privacy (RFC 3261 §7.3.1).
- An IPv6 address without brackets is read as a parameter value: many elements write \`received\` in Via like that.
- Octets of an IPv4 address may have leading zeros, and a host of digits and dots alone is a name.
- Of a URI with another scheme than sip, sips or tel only the scheme is looked at. One that begins with \`sip:\` or
  \`tel:\` must be one, although absoluteURI would take anything.
- Any name may stand for a directive of an authentication header; Bearer may carry a token68 (RFC 7235 §2.1).
- A language tag is a token, so that subtags may have digits (RFC 5646).
- Known faults, not on purpose: a parameter of a media type without \`=\`, and \`*\` beside other contacts, are no
  syntax errors.
- Where a grammar lists words, digits or lengths (Event, Session-ID, Identity, Resource-Priority and the like), the
  parser reads a token; rules on values judge it.
- A quoted string keeps octets that it must not hold raw, a comment in Retry-After may hold any character, the agent of
  Warning ends at the next space, and a transport in Via is any token.
- Attestation-Info may have parameters.
- Not taken, although the grammar would: a parameter in place of \`yes\` or \`no\` in Geolocation-Routing, and a port in
  a parameter of P-DCS-LAES.

A document may have LF line ends; on the wire they are CRLF. The messages of RFC 4475, of RFC 3665 and of real captures
parse without a false error; the errors that remain in them are faults of theirs, listed one by one in \`test/corpus\`.
`;

put(
  'docs/headers.md',
  `# Header fields

<!-- Made by scripts/gen-headers.mjs from server/src/common/registry; do not edit. -->

${HEADERS.length} header fields. \`sipwright explain NAME\` prints one of them, \`sipwright headers --json\` all, with every parameter and value.

${overview}

${HEADERS.map(section).join('\n\n')}

${LENIENCES}`,
);
