/**
 * The grammars as judges of what is nearly right: values with one character changed. The parser refuses what the
 * grammar refuses and accepts what it accepts, but for a reviewed list of leniences, each with its reason.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEADERS } from '../../../server/src/common/registry/index.ts';
import type { HeaderRow, ShapeName } from '../../../server/src/common/registry/types.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { headerGrammar } from '../../support/headerGrammar.ts';
import { seeded } from '../../support/random.ts';
import { follows, samples } from '../registry/abnf.ts';

const { SIPWRIGHT_SAMPLES = '20' } = process.env;
const SAMPLES = Number(SIPWRIGHT_SAMPLES);

interface Lenience {
  /** `accepted`: the parser takes what the grammar refuses; `refused`: the other way round. */
  readonly verdict: 'accepted' | 'refused';
  readonly headers?: readonly string[];
  readonly shapes?: readonly ShapeName[];
  /** What the value has when it comes to this. */
  readonly when?: RegExp;
  readonly why: string;
}

const WITH_URI: readonly ShapeName[] = [
  'nameAddr',
  'nameAddrList',
  'contactList',
  'angleUriList',
  'uri',
  'uriList',
  'opaqueParams',
  'paramList',
];

const LENIENCES: readonly Lenience[] = [
  {
    verdict: 'refused',
    shapes: WITH_URI,
    when: /\b(?:sips?|tel):/i,
    why: 'A URI that begins with sip: is a SIP URI; absoluteURI, which would take anything, is for other schemes (RFC 3261 §19.1.1).',
  },
  {
    verdict: 'accepted',
    shapes: WITH_URI,
    when: /[A-Za-z][A-Za-z0-9+.-]*:/,
    why: 'Other URIs have grammars of their own, and the test grammar narrows theirs; only their scheme is looked at.',
  },
  {
    verdict: 'accepted',
    shapes: ['nameAddr', 'nameAddrList', 'contactList'],
    when: /[\w.!%*+`'~-]</,
    why: 'A display name that touches the "<" is legal by intent (RFC 4475 §3.1.1.6).',
  },
  {
    verdict: 'accepted',
    headers: ['Authentication-Info', 'Authorization', 'Proxy-Authorization', 'WWW-Authenticate', 'Proxy-Authenticate'],
    when: /=/,
    why: 'Any name may stand for a directive (auth-param), and what its value must be is said by rules on directives.',
  },
  {
    verdict: 'accepted',
    headers: ['Accept-Language', 'Content-Language'],
    why: 'A language tag is read as a token: digits in subtags came with RFC 5646.',
  },
  {
    verdict: 'accepted',
    headers: [
      'AlertMsg-Error',
      'Geolocation-Error',
      'Event',
      'Allow-Events',
      'Feature-Caps',
      'P-Media-Authorization',
      'P-Private-Network-Indication',
      'Refer-Sub',
      'Request-Disposition',
      'Resource-Priority',
      'Accept-Resource-Priority',
      'Session-ID',
      'P-DCS-Redirect',
      'P-DCS-LAES',
      'P-DCS-Billing-Info',
      'P-DCS-OSPS',
      'Response-Source',
      'P-Charging-Vector',
      'P-User-Database',
      'Identity',
      'Origination-Id',
      'Content-ID',
      'Answer-Mode',
      'Priv-Answer-Mode',
      'Accept-Contact',
      'Reject-Contact',
    ],
    why: 'The grammar lists words, digits or lengths where the parser reads a token; rules on values say what is wrong.',
  },
  {
    verdict: 'accepted',
    when: /"[^"]*[^\t\n\r -~][^"]*"/,
    why: 'Octets that a quoted string must not hold raw are kept.',
  },
  { verdict: 'accepted', headers: ['Warning'], why: 'An agent is read up to the next space.' },
  {
    verdict: 'accepted',
    headers: ['Via'],
    when: /[\d.]{5,}|\.\.|\/[^/ ]*[%`]/,
    why: 'A host of digits and dots is a name, and a transport any token; the test grammar narrows it.',
  },
  {
    verdict: 'accepted',
    when: /\[[0-9A-Fa-f:]*\d+(?:\.\d+){3}\]/,
    why: 'Octets of an address may have leading zeros.',
  },
  {
    verdict: 'accepted',
    headers: ['Via'],
    when: /;[^;]*=[0-9A-Fa-f]*::/,
    why: 'An IPv6 address without brackets, which only "received" may have, is read wherever a value stands.',
  },
  {
    verdict: 'accepted',
    headers: ['Privacy'],
    when: / ;|; /,
    why: 'White space around ";" as everywhere else (RFC 3261 §7.3.1).',
  },
  { verdict: 'accepted', headers: ['Attestation-Info'], when: /;/, why: 'Parameters may follow any value.' },
  { verdict: 'accepted', headers: ['Retry-After'], when: /\(/, why: 'A comment may hold any character.' },
  {
    verdict: 'refused',
    headers: ['Geolocation-Routing'],
    when: /[=;]/,
    why: 'generic-param in place of yes or no: the value of a value has no meaning.',
  },
  {
    verdict: 'refused',
    headers: ['P-DCS-LAES'],
    when: /content\s*=\s*\S+:\d/,
    why: 'A port in a parameter value: RFC 5503 alone has it.',
  },
  {
    verdict: 'accepted',
    shapes: ['auth'],
    when: /: \S+\s+[\w.~+/-]+=*$/,
    why: 'A token68, as Bearer has it, came with RFC 7235 §2.1; the grammar is that of RFC 3261.',
  },
];

function explained(row: HeaderRow, verdict: Lenience['verdict'], text: string): boolean {
  return LENIENCES.some(
    each =>
      each.verdict === verdict &&
      (each.headers?.includes(row.name) ?? true) &&
      (each.shapes?.includes(row.shape) ?? true) &&
      (each.when?.test(text) ?? true),
  );
}

const CHARACTERS = [...';,=<>"@:/ \\%[]()*?.-a1Z~&$#'];

/** One character less, more, or another one, somewhere after the colon. */
function changed(text: string, random: (below: number) => number): string {
  const from = text.indexOf(':') + 1;
  const at = from + random(text.length - from + 1);
  const change = random(3);
  const character = change === 0 ? '' : (CHARACTERS[random(CHARACTERS.length)] ?? '');
  return (text.slice(0, at) + character + text.slice(change === 1 ? at : at + 1)).trimEnd();
}

for (const row of HEADERS) {
  const judge = headerGrammar(row);
  if (!judge) continue;
  const { grammar, rule } = judge;
  test(`${row.name}: ${SAMPLES} values with one character changed are judged alike`, () => {
    const random = seeded(row.name.length * 7919 + row.name.charCodeAt(0));
    const next = samples(grammar, () => random(2 ** 30) / 2 ** 30);
    const examples = row.examples.good.map(value => `${row.name}: ${value}`);
    const wrong: string[] = [];
    for (let count = 0; count < SAMPLES; count++) {
      const base = count % 2 === 0 ? examples[random(examples.length)] : next(rule);
      if (base === undefined || base.length > 300 || /[\r\n]/.test(base)) continue;
      const text = changed(base, random);
      const [error] = parseMessage(`OPTIONS sip:a@b SIP/2.0\r\n${text}\r\n\r\n`).errors;
      if (follows(grammar, rule, text) === (error === undefined)) continue;
      const verdict = error ? 'refused' : 'accepted';
      if (!explained(row, verdict, text)) wrong.push(`${verdict} ${JSON.stringify(text)} ${error?.code ?? ''}`);
    }
    assert.deepEqual(wrong, []);
  });
}
