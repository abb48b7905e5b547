import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionDocumentation } from '../../../server/src/common/features/completionResolve.ts';
import { HEADERS } from '../../../server/src/common/registry/index.ts';
import { ALICE, accepted, completions, labels } from './markers.ts';

const REGISTER = 'REGISTER sip:home.net SIP/2.0\n';

test('header names: missing mandatory ones first', () => {
  const found = labels(`${REGISTER}|`);
  assert.deepEqual(found.slice(0, 6), ['CSeq', 'Call-ID', 'From', 'Max-Forwards', 'To', 'Via']);
});

test('header names: a single one that is there is not offered again, a list is, behind the others', () => {
  const found = labels(`${REGISTER}Via: SIP/2.0/UDP a\nCall-ID: 1\n|`);
  assert.ok(!found.includes('Call-ID'));
  assert.ok(found.indexOf('Via') > found.indexOf('Supported'));
});

test('header names: forbidden ones never', () => {
  const found = labels(`${REGISTER}|`);
  for (const name of ['WWW-Authenticate', 'Min-Expires', 'Unsupported', 'In-Reply-To'])
    assert.ok(!found.includes(name), name);
  assert.ok(labels('SIP/2.0 401 Unauthorized\nCSeq: 1 REGISTER\n|').includes('WWW-Authenticate'));
});

for (const [title, source, expected] of [
  ['in front of a body', `${REGISTER}|\nbody`, 'Via'],
  ['on the empty line behind the headers', `${REGISTER}To: <sip:a@b>\n|\n`, 'Via'],
  ['in the middle of a name', `${REGISTER}Max|-For: 70`, 'Max-Forwards'],
  ['values of a token list', `${REGISTER}Supported: |`, 'path'],
  ['second value of a token list', `${REGISTER}Supported: path, |`, 'sec-agree'],
  ['on a folded line', `${REGISTER}Supported: path,\n |`, 'sec-agree'],
  ['parameter', `${REGISTER}Via: SIP/2.0/UDP a;|`, 'branch'],
  ['parameter behind another', `${REGISTER}Via: SIP/2.0/UDP a;branch=z9hG4bK1;|`, 'rport'],
  ['parameter in the middle', `${REGISTER}Via: SIP/2.0/UDP a;|;branch=z9hG4bK1`, 'rport'],
  ['parameter value', `${REGISTER}Via: SIP/2.0/UDP a;comp=|`, 'sigcomp'],
  ['URI parameter', `${REGISTER}Contact: <sip:a@b;|>`, 'transport'],
  ['URI parameter value', `${REGISTER}Contact: <sip:a@b;transport=t|>`, 'tcp'],
  ['header parameter behind the URI', `${REGISTER}Contact: <sip:a@b>;|`, 'expires'],
  ['header parameter of an addr-spec', `${REGISTER}To: sip:a@b;|`, 'tag'],
  ['scheme', `${REGISTER}To: <|>`, 'tel:'],
  ['authentication scheme', `${REGISTER}Authorization: |`, 'Digest'],
  ['first credential', `${REGISTER}Authorization: Digest |`, 'username'],
  ['next credential', `${REGISTER}Authorization: Digest realm="a", |`, 'username'],
  ['algorithm', `${REGISTER}Authorization: Digest algorithm=|`, 'AKAv1-MD5'],
  ['method of a message', '|', 'REGISTER'],
  ['method of the next message', `${REGISTER}To: <sip:a@b>\n\n###\nRE|`, 'REGISTER'],
  ['version of a response', 'S|', 'SIP/2.0'],
  ['status code', 'SIP/2.0 |', '401 Unauthorized'],
  ['status code over an old one', 'SIP/2.0 4|00 Bad Request\nCSeq: 1 REGISTER\n', '401 Unauthorized'],
  ['Request-URI', 'REGISTER |', 'sip:'],
  ['version of a request', 'REGISTER sip:a |', 'SIP/2.0'],
  ['another method', 'RE| sip:a SIP/2.0\n', 'REGISTER'],
  ['directive', '# @|', '@hop'],
  ['value of a directive', '# @hop |', 'Gm'],
  ['directive between headers', `${REGISTER}# @ig|\nVia: SIP/2.0/UDP a\n`, '@ignore'],
  ['rule to ignore', '# @ignore via-|', 'via-branch-missing'],
] as const) {
  test(title, () => {
    assert.ok(labels(source).includes(expected), `${expected} in ${labels(source).join(' ')}`);
  });
}

for (const [title, source] of [
  ['in a body', 'INVITE sip:a SIP/2.0\nContent-Length: 5\n\nv=|0\n'],
  ['behind a closed URI', `${REGISTER}To: <sip:a@b> |`],
  ['in a comment', '# some words |\n'],
] as const) {
  test(`nothing ${title}`, () => {
    assert.deepEqual(labels(source), []);
  });
}

for (const [title, source, label, expected] of [
  ['a name brings its usual value', `${REGISTER}Max|`, 'Max-Forwards', `${REGISTER}Max-Forwards: 70`],
  [
    'a name in front of its colon is only a name',
    `${REGISTER}Max|-For: 70`,
    'Max-Forwards',
    `${REGISTER}Max-Forwards: 70`,
  ],
  [
    'Content-Length of the body',
    `${REGISTER}Content-Type: a/b\nContent-L|\n\nv=0`,
    'Content-Length',
    `${REGISTER}Content-Type: a/b\nContent-Length: 3\n\nv=0`,
  ],
  [
    'a fresh branch',
    `${REGISTER}Via: SIP/2.0/UDP a;b|`,
    'branch',
    `${REGISTER}Via: SIP/2.0/UDP a;branch=z9hG4bKabababababababab`,
  ],
  ['a fresh tag', `${REGISTER}From: <sip:a@b>;|`, 'tag', `${REGISTER}From: <sip:a@b>;tag=abababababab`],
  ['a name keeps its value', `${REGISTER}Via: SIP/2.0/UDP a;b|=1`, 'branch', `${REGISTER}Via: SIP/2.0/UDP a;branch=1`],
  [
    'a value takes the place of the old one',
    `${REGISTER}Supported: pa|`,
    'sec-agree',
    `${REGISTER}Supported: sec-agree`,
  ],
  ['a code takes its reason with it', 'SIP/2.0 4|00 Bad Request\n', '401 Unauthorized', 'SIP/2.0 401 Unauthorized\n'],
  [
    'a quoted parameter',
    `${REGISTER}Authorization: Digest re|`,
    'realm',
    `${REGISTER}Authorization: Digest realm="$1"`,
  ],
] as const) {
  test(title, () => {
    assert.equal(accepted(source, label), expected);
  });
}

test('without tab stops the snippet is plain text', () => {
  const text = accepted(`${REGISTER}|`, 'CSeq', { snippets: false });
  assert.equal(text, `${REGISTER}CSeq: 1 REGISTER`);
});

test('credentials know the subscriber and the challenge above', () => {
  const options = { configuration: ALICE };
  const above = `SIP/2.0 401 Unauthorized\nCall-ID: 1\nWWW-Authenticate: Digest realm="r",nonce="xyz"\n\n${REGISTER}Call-ID: 1\nTo: <sip:alice@home.net>\nAuthorization: Digest `;
  for (const [source, label, expected] of [
    ['username="|"', 'alice@home.net', 'username="alice@home.net"'],
    ['nonce=|', 'xyz', 'nonce="xyz"'],
    ['realm=|', 'r', 'realm="r"'],
    ['uri="|', 'sip:home.net', 'uri="sip:home.net'],
    ['nonce|', 'nonce', 'nonce="xyz"'],
  ] as const) {
    assert.equal(accepted(above + source, label, options), `${above}${expected}`.replace('|', ''), source);
  }
});

test('each item that promises documentation has it', () => {
  for (const source of [
    `${REGISTER}|`,
    `${REGISTER}Via: SIP/2.0/UDP a;|`,
    'SIP/2.0 |',
    '|',
    `${REGISTER}Supported: |`,
    `${REGISTER}To: <sip:a@b;transport=|>`,
  ]) {
    for (const { label, data } of completions(source)) {
      if (data) assert.match(completionDocumentation(data) ?? `nothing for ${label}`, /^\*\*/);
    }
  }
});

test('every header of the registry offers something in its empty value', () => {
  for (const row of HEADERS) {
    if (row.name.endsWith('*')) continue;
    const found = labels(`REGISTER sip:a SIP/2.0\n${row.name}: |`);
    assert.ok(found.length > 0, row.name);
  }
});
