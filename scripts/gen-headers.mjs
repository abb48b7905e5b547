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

put(
  'docs/headers.md',
  `# Header fields

<!-- Made by scripts/gen-headers.mjs from server/src/common/registry; do not edit. -->

${HEADERS.length} header fields. \`sipwright explain NAME\` prints one of them, \`sipwright headers --json\` all, with every parameter and value.

${overview}

${HEADERS.map(section).join('\n\n')}
`,
);
