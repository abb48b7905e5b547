/** The authentication bench: reports and edits from a REGISTER, its challenge and its answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildAuts,
  generateVector,
  openAuts,
  openChallenge,
  parseAuts,
  parseNonce,
} from '../../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import { base64FromBytes, hexFromBytes } from '../../../server/src/common/auth/encoding.ts';
import type { EditName, ReportName } from '../../../server/src/common/features/bench/index.ts';
import { makeEdits, makeReport } from '../../../server/src/common/features/bench/index.ts';
import { hover } from '../../../server/src/common/features/hover.ts';
import { inlayHints } from '../../../server/src/common/features/inlayHints.ts';
import { documentText } from '../../../server/src/common/syntax/document.ts';
import { ALICE, ALL_HINTS, applied, checkHover, marked, NOBODY } from './markers.ts';

const alice = ALICE.subscribers[0]?.usim;
assert.ok(alice);
const functions = akaFunctions(alice.material);
const vector = (sqn: number, amf = new Uint8Array(2)) =>
  generateVector(functions, { rand: new Uint8Array(16).fill(0x5a), sqn, amf });
const FRESH = vector(alice.sqn);
const OLD = vector(alice.sqnMs);

const TEXT = (nonce: string, more = ''): string => `# @hop Gm
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
To: <sip:alice@home.net>
Call-ID: c1
CSeq: 1 REGISTER
Contact: <sip:alice@10.0.0.1:6100>
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=1001;spi-s=1002;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
To: <sip:alice@home.net>;tag=2
Call-ID: c1
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net",nonce="${nonce}",algorithm=AKAv1-MD5,qop="auth"${more}
Security-Server: ipsec-3gpp;q=0.5;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=2001;spi-s=2002;port-c=5100;port-s=5101

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:6101;branch=z9hG4bK2
From: <sip:alice@home.net>;tag=1
To: <sip:alice@home.net>
Call-ID: c1
CSeq: 2 REGISTER
Authorization: Digest username="alice@home.net",realm="home.net",nonce="${nonce}",uri="sip:home.net",algorithm=AKAv1-MD5,qop=auth,nc=00000001,cnonce="ab",response=""
`;

function input(text: string, line: number, configuration = ALICE) {
  const { document } = marked(text);
  return {
    document,
    position: { line, character: 0 },
    configuration,
    random: (octets: number) => new Uint8Array(octets).fill(0x21),
    deadline: () => () => false,
  };
}

function report(name: ReportName, line: number, text = TEXT(FRESH.nonce), configuration = ALICE): string {
  const made = makeReport(name, input(text, line, configuration));
  return 'refused' in made ? `refused: ${made.refused}` : made.text;
}

function edited(name: EditName, line: number, text = TEXT(FRESH.nonce), configuration = ALICE): string {
  const at = input(text, line, configuration);
  const made = makeEdits(name, at);
  return 'refused' in made ? `refused: ${made.refused}` : applied(at.document, made);
}

const [FIRST, CHALLENGE, ANSWER] = [1, 10, 19];

test('compute response: written where it belongs, and then right', () => {
  const text = edited('computeResponse', ANSWER);
  assert.match(text, /response="[0-9a-f]{32}"\n$/);
  const without = edited('computeResponse', ANSWER, TEXT(FRESH.nonce).replace(',response=""', ''));
  assert.equal(without, text);
  assert.match(edited('computeResponse', ANSWER, text), /right already/);
  assert.match(report('verifyCredentials', 0, text), /^1 right, 0 wrong, 0 that cannot be judged\.$/m);
});

for (const [title, name, line, text, configuration, expected] of [
  ['no credentials', 'computeResponse', FIRST, TEXT(FRESH.nonce), ALICE, /no Authorization/],
  ['no keys', 'computeResponse', ANSWER, TEXT(FRESH.nonce), NOBODY, /No subscriber/],
  ['empty nonce', 'computeResponse', ANSWER, TEXT(''), ALICE, /nonce is empty/],
  [
    'unknown algorithm',
    'computeResponse',
    ANSWER,
    TEXT(FRESH.nonce).replaceAll('AKAv1-MD5', 'FOO'),
    ALICE,
    /not known/,
  ],
  [
    'no realm',
    'computeResponse',
    ANSWER,
    TEXT(FRESH.nonce).replaceAll('realm="home.net",', ''),
    ALICE,
    /without realm/,
  ],
  ['nonce that is no base64', 'makeAuts', ANSWER, TEXT('?'), ALICE, /not base64/],
  ['AUTS in a challenge', 'makeAuts', CHALLENGE, TEXT(FRESH.nonce), ALICE, /stands in an answer/],
  ['challenge for a response', 'buildChallenge', CHALLENGE, TEXT(FRESH.nonce), ALICE, /answers a REGISTER/],
  ['challenge for nobody', 'buildChallenge', FIRST, TEXT(FRESH.nonce), NOBODY, /No subscriber/],
] as const) {
  test(`${name} refuses: ${title}`, () => assert.match(edited(name, line, text, configuration), expected));
}

test('build challenge: a 401 below the REGISTER that the USIM accepts', () => {
  const text = edited('buildChallenge', FIRST);
  const [, first = '', challenge = ''] = /^([\s\S]*?\n\n)(### [\s\S]*?\n)\n/.exec(text) ?? [];
  assert.ok(first.endsWith('port-s=6101\n\n'));
  assert.match(challenge, /^### 401: the challenge\n# @hop Gm\nSIP\/2\.0 401 Unauthorized\nVia: .*branch=z9hG4bK1\n/);
  assert.match(challenge, /To: <sip:alice@home\.net>;tag=21212121\nCall-ID: c1\nCSeq: 1 REGISTER\n/);
  assert.match(challenge, /Security-Server: ipsec-3gpp;.*alg=hmac-sha-1-96;ealg=aes-cbc/);
  const nonce = parseNonce(/nonce="([^"]*)"/.exec(challenge)?.[1] ?? '');
  assert.ok(nonce.ok);
  const opened = openChallenge(functions, nonce);
  assert.ok(opened.macMatches);
  assert.equal(opened.sqn, alice.sqn);
});

test('build challenge: SIP Digest for a user with a password', () => {
  const text = 'REGISTER sip:home.net SIP/2.0\nTo: <sip:mufasa@home.net>\nCall-ID: 1\nCSeq: 1 REGISTER\n\n';
  assert.match(edited('buildChallenge', 0, text), /Digest realm="home\.net",nonce="(?:21){16}",algorithm=SHA-256/);
});

test('make AUTS: SQN of the USIM, over the empty password', () => {
  const text = edited('makeAuts', ANSWER, TEXT(OLD.nonce));
  const auts = parseAuts(/auts="([^"]*)"/.exec(text)?.[1] ?? '');
  assert.ok(auts.ok);
  const opened = openAuts(functions, OLD.rand, auts.auts);
  assert.ok(opened.macMatches);
  assert.equal(opened.sqnMs, alice.sqnMs);
  assert.match(report('verifyCredentials', 0, text), /✓ right, auts with SQN_MS ff9bb4d0b5e7/);
});

test('decode nonce: fresh, and stale with the AUTS that follows', () => {
  assert.match(report('decodeNonce', CHALLENGE), /SQN \| `ff9bb4d0b607` \| ✓ fresh/);
  const stale = report('decodeNonce', CHALLENGE, TEXT(OLD.nonce));
  const auts = base64FromBytes(buildAuts(functions, OLD.rand, alice.sqnMs));
  assert.ok(stale.includes(`AUTS: \`${auts}\``), stale);
  assert.match(report('decodeNonce', FIRST), /refused: .*no Digest nonce/);
});

test('SA table: four associations; keys only where asked for', () => {
  for (const line of [FIRST, CHALLENGE, ANSWER]) {
    const table = report('saTable', line);
    for (const [row] of [
      ['| 1   | UE     | 10.0.0.1:6100  | 10.0.1.10:5101 | 2002 (0x000007d2)'],
      ['| 2   | P-CSCF | 10.0.1.10:5101 | 10.0.0.1:6100  | 1001 (0x000003e9)'],
      ['| 3   | P-CSCF | 10.0.1.10:5100 | 10.0.0.1:6101  | 1002 (0x000003ea)'],
      ['| 4   | UE     | 10.0.0.1:6101  | 10.0.1.10:5100 | 2001 (0x000007d1)'],
    ]) {
      assert.ok(table.includes(row ?? '-'), table);
    }
    assert.doesNotMatch(table, new RegExp(hexFromBytes(FRESH.ck)));
  }
  const keys = report('saTableWithKeys', ANSWER);
  assert.ok(keys.includes(`"0x${hexFromBytes(FRESH.ck)}"`) && keys.includes(`0x${hexFromBytes(FRESH.ik)}00000000`));
  assert.match(keys, /ip xfrm state add src 10\.0\.0\.1 dst 10\.0\.1\.10 proto esp spi 0x000007d2/);
  assert.match(report('saTableWithKeys', ANSWER, TEXT(FRESH.nonce), NOBODY), /refused: The keys .* not known/);
  assert.match(report('saTable', ANSWER, TEXT(FRESH.nonce), NOBODY), /keys are not known/);
  assert.match(report('saTable', FIRST, TEXT('').replaceAll('spi-c=2001;', '')), /refused: .*missing/);
});

test('identities: of an IMSI at the cursor', () => {
  const { document, cursor } = marked('REGISTER sip:h SIP/2.0\nTo: <sip:00101|0000000001@h>\n');
  const made = makeReport('deriveIdentities', { ...input('', 0, NOBODY), document, position: cursor });
  assert.ok('text' in made);
  assert.match(made.text, /\| sip:001010000000001@ims\.mnc001\.mcc001\.3gppnetwork\.org/);
  assert.match(report('deriveIdentities', FIRST), /refused: Place the cursor on an IMSI/);
});

test('reveal chain: everything, and marked confidential', () => {
  const made = makeReport('revealChain', input(edited('computeResponse', ANSWER), ANSWER));
  assert.ok('text' in made && made.confidential);
  for (const key of [FRESH.ck, FRESH.ik, FRESH.xres]) assert.ok(made.text.includes(hexFromBytes(key)));
  assert.match(report('revealChain', ANSWER, TEXT(FRESH.nonce), NOBODY), /No subscriber/);
});

const HINTED: readonly (readonly [string, string, readonly string[]])[] = [
  ['auts', edited('makeAuts', ANSWER, TEXT(OLD.nonce)), ['SQN_MS ff9bb4d0b5e7 · MAC-S ✓']],
  ['auts', edited('makeAuts', ANSWER, TEXT(OLD.nonce)).replace(/auts="..../, 'auts="AAAA'), ['SQN_MS ? · MAC-S ✗']],
  ['auts', TEXT(OLD.nonce).replace('response=""', 'response="",auts="AA"'), []],
  [
    'sessionKeys',
    TEXT(FRESH.nonce, `,ck="${hexFromBytes(FRESH.ck)}",ik="${'1'.repeat(32)}"`),
    ['✓ of this nonce', '✗ not of this nonce'],
  ],
  // Masked keys, as in our transcripts.
  ['sessionKeys', TEXT(FRESH.nonce, `,ck="${'0'.repeat(32)}"`), []],
  ['subscriber', TEXT(FRESH.nonce), ['alice']],
  [
    'securityAssociations',
    TEXT(FRESH.nonce),
    ['SA 2, to UE port-c', 'SA 3, to UE port-s', 'SA 4, to P-CSCF port-c', 'SA 1, to P-CSCF port-s'],
  ],
];
const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const NONE = Object.fromEntries(Object.keys(ALL_HINTS).map(kind => [kind, false]));
for (const [kind, text, labels] of HINTED) {
  test(`hints: ${kind} ${labels[0] ?? 'nothing'}`, () => {
    const { document } = marked(text);
    const settings = { ...ALL_HINTS, ...NONE, [kind]: true };
    const hints = inlayHints(document, EVERYWHERE, ALICE, settings);
    assert.deepEqual(
      hints.map(hint => hint.label),
      labels,
    );
    assert.deepEqual(inlayHints(document, EVERYWHERE, ALICE, { ...ALL_HINTS, ...NONE }), []);
    // The tooltip is the hover of the parameter.
    for (const { about } of hints) assert.ok(about && hover(document, about, ALICE));
  });
}

test('the label of a nonce says what the USIM says to SQN', () => {
  const label = (nonce: string): string =>
    inlayHints(marked(TEXT(nonce)).document, EVERYWHERE, ALICE, ALL_HINTS).find(hint => hint.label.startsWith('MAC'))
      ?.label ?? '';
  assert.match(label(FRESH.nonce), /^MAC ✓ · SQN ff9bb4d0b607 ✓ · RAND 5a5a…5a5a · AMF 0000$/);
  assert.match(label(OLD.nonce), /^MAC ✓ · SQN ff9bb4d0b5e7 is not fresh ✗ · /);
  assert.match(label(vector(alice.sqn, Uint8Array.of(0x80, 0)).nonce.replace(/..=$/, 'AA=')), /^MAC ✗ · SQN \? · /);
});

test('hover on a challenge: what is offered and what the UE does', () => {
  const text = TEXT(FRESH.nonce).replace('Digest realm', 'Dig|est realm');
  const page = checkHover(text, /^\*\*Digest\*\* · challenge/, ALICE);
  assert.match(page, /`AKAv1-MD5` \| `home\.net` \| auth/);
  assert.match(page, /Check MAC: .* ✓\n- Check SQN: .* ✓/);
  assert.match(
    checkHover(TEXT(OLD.nonce).replace('Digest realm', 'Dig|est realm'), /Check SQN: .* ✗/, ALICE),
    /MAC.* ✓/,
  );
  assert.doesNotMatch(checkHover(text, /challenge/, NOBODY), /[✓✗]/);
});

test('a wrong MAC: the hover names the mistake', () => {
  const material = {
    ...alice.material,
    operator: { ...alice.material.operator, kind: 'opc' },
  } as typeof alice.material;
  const { nonce } = generateVector(akaFunctions(material), {
    rand: new Uint8Array(16),
    sqn: 1,
    amf: new Uint8Array(2),
  });
  const page = checkHover(TEXT(nonce).replace('nonce=', 'no|nce='), /\*\*Why:\*\* The MAC fits when/, ALICE);
  assert.match(page, /The USIM refuses it\./);
});

test('Authentication-Info: rspauth and nextnonce', () => {
  const answer = (info: string, next = 'n2'): string => `REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP a;branch=z9hG4bK1
Call-ID: 1
CSeq: 1 REGISTER
Authorization: Digest username="Mufasa@home.net",realm="home.net",nonce="n",uri="sip:home.net",qop=auth,nc=00000001,cnonce="c",response=""

SIP/2.0 200 OK
Via: SIP/2.0/UDP a;branch=z9hG4bK1
Call-ID: 1
CSeq: 1 REGISTER
Authentication-Info: ${info}

REGISTER sip:home.net SIP/2.0
Authorization: Digest username="Mufasa@home.net",nonce="${next}"
`;
  const info = 'rsp|auth="00",qop=auth,nc=00000001,cnonce="c"';
  const wrong = checkHover(answer(info), /✗ does not match the keys of mufasa/, ALICE);
  const expected = /Expected `([0-9a-f]{32})`/.exec(wrong)?.[1] ?? '';
  checkHover(answer(info.replace('00"', `${expected}"`)), /✓ the server knows the secret of mufasa/, ALICE);
  assert.doesNotMatch(checkHover(answer(info), /rspauth/, NOBODY), /Expected/);
  checkHover(answer('next|nonce="n2"'), /Used by the message in line 13/, ALICE);
  checkHover(answer('next|nonce="n2"', 'n3'), /No request below uses it/, ALICE);
  const labels = inlayHints(marked(answer(info)).document, EVERYWHERE, ALICE, ALL_HINTS).map(hint => hint.label);
  assert.ok(labels.includes(`✗ expected ${expected}`));
});

test('reports and edits never throw on text that is no message', () => {
  for (const text of [
    '',
    '###\n',
    'prose\n',
    'REGISTER\n',
    'SIP/2.0 401\nWWW-Authenticate: Digest\nAuthorization: Digest ,\n',
  ]) {
    const { document } = marked(text);
    assert.equal(documentText(document), text);
    for (const name of [
      'verifyCredentials',
      'decodeNonce',
      'saTable',
      'saTableWithKeys',
      'deriveIdentities',
      'revealChain',
    ] as const)
      assert.match(report(name, 0, text), /^refused: |^# /);
    for (const name of ['computeResponse', 'buildChallenge', 'makeAuts'] as const)
      assert.equal(typeof edited(name, 0, text), 'string');
  }
});
