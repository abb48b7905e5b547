import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64FromBytes, bytesFromHex } from '../../../server/src/common/auth/encoding.ts';
import { ALICE, checkHover } from './markers.ts';

const REGISTER = 'REGISTER sip:home.net SIP/2.0\n';

test('header name: clause, what holds here, where allowed, example', () => {
  const page = checkHover(
    `${REGISTER}Max-For|wards: 70\n`,
    /^\*\*Max-Forwards\*\* · header field · \[RFC 3261 §20\.22\]\(https:/,
  );
  assert.match(page, /\*Max-Forwards is mandatory in REGISTER/);
  assert.match(page, /\| in \| mandatory \|/);
  assert.match(page, /```sip-message\nMax-Forwards: 70\n```/);
});

for (const [title, source, expected] of [
  ['compact name', `${REGISTER}v|: SIP/2.0/UDP a\n`, /^\*\*Via \(v\)\*\*/],
  ['behind the last character', `${REGISTER}Via|: SIP/2.0/UDP a\n`, /^\*\*Via/],
  ['misspelt header name', `${REGISTER}Max-Fowards|: 70\n`, /Did you mean `Max-Forwards`\?/],
  ['header that nobody knows', `${REGISTER}Foo|: 1\n`, null],
  ['private header', `${REGISTER}X-Foo|: 1\n`, /^\*\*X-Foo\*\* · header field[\s\S]*registered nowhere/],
  ['method in the start-line', 'REG|ISTER sip:home.net SIP/2.0\n', /^\*\*REGISTER\*\* · method · \[RFC 3261 §10\]/],
  ['method in CSeq', `${REGISTER}CSeq: 1 REG|ISTER\n`, /^\*\*REGISTER\*\* · method/],
  ['method in Allow', `${REGISTER}Allow: INVITE, UP|DATE\n`, /^\*\*UPDATE\*\*/],
  [
    'status code: what it must carry',
    'SIP/2.0 4|01 Unauthorized\n',
    /^\*\*401 Unauthorized\*\*[\s\S]*Must carry `WWW-Authenticate`/,
  ],
  ['status code: causes in IMS', 'SIP/2.0 4|03 Forbidden\n', /In IMS it comes from:\n\n- /],
  ['reason phrase', 'SIP/2.0 401 Unauth|orized\n', /^\*\*401/],
  ['code that is not registered', 'SIP/2.0 49|9 Foo\n', null],
  ['option tag', `${REGISTER}Supported: sec-ag|ree\n`, /^\*\*sec-agree\*\* · value of Supported · \[RFC 3329/],
  ['parameter', `${REGISTER}Via: SIP/2.0/UDP a;bra|nch=z9hG4bK1\n`, /^\*\*branch\*\* · parameter of Via/],
  ['parameter value', `${REGISTER}Via: SIP/2.0/UDP a;comp=sig|comp\n`, /Here `sigcomp`: /],
  ['unknown parameter', `${REGISTER}Via: SIP/2.0/UDP a;fo|o=1\n`, null],
  ['URI parameter', `${REGISTER}Contact: <sip:a@b;trans|port=tcp>\n`, /^\*\*transport\*\* · parameter of a URI/],
  ['scheme', `${REGISTER}To: <si|p:a@b>\n`, /^\*\*sip:\*\* · URI scheme/],
  [
    'host of an IMS domain',
    `${REGISTER}To: <sip:a@ims.mnc0|01.mcc001.3gppnetwork.org>\n`,
    /home network of MCC 001, MNC 001/,
  ],
  [
    'user that is an IMSI',
    `${REGISTER}To: <sip:00101|0000000001@ims.mnc001.mcc001.3gppnetwork.org>\n`,
    /IMSI: MCC 001, MNC 01, MSIN 0000000001/,
  ],
  ['Request-URI', 'REGISTER sip:ho|me.net SIP/2.0\n', /\| host \| `home\.net` \|/],
  ['Expires in words', `${REGISTER}Expires: 600|000\n`, /600000 s: 6 d 22 h 40 min\./],
  ['octets of the body', `INVITE sip:a SIP/2.0\nContent-Length: |9\n\nv=0\no=é\n`, /The body has 9 octets on the wire/],
  ['transport', `${REGISTER}Via: SIP/2.0/U|DP a\n`, /^\*\*UDP\*\* · transport/],
  ['directive', '# @ho|p Gm\nREGISTER sip:a SIP/2.0\n', /^\*\*@hop\*\* · directive/],
  [
    'line of a session description',
    'INVITE sip:a SIP/2.0\nContent-Length: 5\n\nv=|0\n',
    /^\*\*version\*\*.*RFC 8866 §5\.1/,
  ],
] as const) {
  test(title, () => {
    checkHover(source, expected);
  });
}

/** TS 35.208 §4.3.1, test set 1. */
function challenge(mac: string): string {
  const octets = bytesFromHex(`23553cbe9637a89d218ae64dae47bf3555f328b43577b9b9${mac}`);
  return base64FromBytes(octets ?? new Uint8Array(0));
}
const NONCE = challenge('4a9ffac354dfafb3');

function credentials(parameter: string, algorithm = 'AKAv1-MD5'): string {
  return `${REGISTER}Authorization: Digest username="alice@home.net",realm="home.net",uri="sip:home.net",algorithm=${algorithm},${parameter}\n`;
}

test('nonce without keys: the parts and nothing more', () => {
  const page = checkHover(credentials(`no|nce="${NONCE}"`), /\| RAND \| 16 \| `23553cbe9637a89d218ae64dae47bf35` \|/);
  assert.match(page, /\| SQN ⊕ AK \| 6 \| `55f328b43577` \|/);
  assert.match(page, /\| AMF \| 2 \| `b9b9` \| separation bit set/);
  assert.match(page, /\| MAC \| 8 \| `4a9ffac354dfafb3` \|/);
  assert.doesNotMatch(page, /keys of/);
});

test('nonce with keys: SQN, AK and the verdict on MAC', () => {
  const page = checkHover(credentials(`nonce|="${NONCE}"`), /With the keys of \*\*alice\*\*/, ALICE);
  assert.match(page, /\| SQN \| `ff9bb4d0b607` \| ✓ fresh \|/);
  assert.match(page, /\| AK \| `aa689c648370` \|/);
  assert.match(page, /\| MAC \| `4a9ffac354dfafb3` \| ✓ matches \|/);
});

test('nonce of an answer: which challenge it comes from', () => {
  const above = `SIP/2.0 401 Unauthorized\nCall-ID: 1\nWWW-Authenticate: Digest realm="b",nonce="@"\n\n`;
  const answer = credentials(`no|nce="${NONCE}"`).replace('Authorization', 'Call-ID: 1\nAuthorization');
  checkHover(above.replace('@', NONCE) + answer, /From the challenge in line 1\.$/);
  checkHover(above.replace('@', 'other') + answer, /No challenge above has this nonce\.$/);
  assert.doesNotMatch(checkHover(answer, /RAND/), /challenge (?:in|above)/);
});

test('nonce with a wrong MAC claims no SQN', () => {
  const page = checkHover(
    credentials(`nonce|="${challenge('4a9ffac354dfafb4')}"`),
    /✗ the nonce has another one/,
    ALICE,
  );
  assert.match(page, /The USIM refuses it/);
  assert.doesNotMatch(page, /fresh/);
});

for (const [title, parameter, expected] of [
  ['nonce that is not base64', 'nonce|="a b"', /not an AKA nonce/],
  ['nonce that is too short', 'nonce|="AAAA"', /RAND and AUTN need 32/],
] as const) {
  test(title, () => {
    checkHover(credentials(parameter), expected, ALICE);
  });
}

test('nonce of another algorithm is opaque', () => {
  const page = checkHover(credentials(`nonce|="${NONCE}"`, 'MD5'), /parameter of Authorization/, ALICE);
  assert.doesNotMatch(page, /RAND/);
});

test('response: matches, with the chain and without the secret', () => {
  const right =
    'Authorization: Digest username="Mufasa@home.net",realm="home.net",nonce="n",uri="sip:home.net",respo|nse="@"\n';
  const wrong = checkHover(
    `${REGISTER}${right.replace('@"\n', '00"\n')}`,
    /✗ does not match the keys of mufasa/,
    ALICE,
  );
  const expected = /Expected `([0-9a-f]{32})`/.exec(wrong)?.[1] ?? '';
  const page = checkHover(
    `${REGISTER}${right.replace('@"\n', `${expected}"\n`)}`,
    /✓ matches the keys of mufasa/,
    ALICE,
  );
  assert.match(page, /\| A1 \| `Mufasa@home\.net:home\.net:\*\*\*` \|/);
  assert.match(page, /\| A2 \| `REGISTER:sip:home\.net` \|/);
  assert.doesNotMatch(page, /Circle/);
});

test('response of somebody who is not configured: nothing is claimed', () => {
  const source = `${REGISTER}Authorization: Digest username="eve",realm="r",nonce="n",uri="u",resp|onse="00"\n`;
  assert.doesNotMatch(checkHover(source, /parameter of Authorization/, ALICE), /match/);
});

test('username of a subscriber', () => {
  checkHover(
    `${REGISTER}Authorization: Digest user|name="alice@home.net",realm="home.net"\n`,
    /private identity of alice/,
    ALICE,
  );
});

test('no hover shows key material', () => {
  for (const parameter of ['nonce', 'response', 'username', 'realm', 'uri', 'algorithm']) {
    const source = credentials(`nonce="${NONCE}",response="00"`).replace(`${parameter}=`, `${parameter}|=`);
    const page = checkHover(source, /./, ALICE);
    assert.doesNotMatch(page, /465b5ce8|cdc202d5|a54211d5e3ba50bf|b40ba9a3|f769bcd7/);
  }
});

for (const [title, line, expected] of [
  ['cause of Q.850', 'Reason: Q.850;cause=1|6', /Here `16`: Normal call clearing/],
  ['cause of SIP', 'Reason: SIP;cause=48|7', /Here `487`/],
  [
    'cell of LTE',
    'P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100|010000001',
    /MNC \| `01`[\s\S]*TAC \| `0001` = 1 [\s\S]*ECI \| `0000001` = 1 /,
  ],
  [
    'cell of NR',
    'P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=00101000|00a000000001',
    /TAC \| `00000a` = 10 /,
  ],
  ['parameter of a tel URI', 'To: <tel:+1;r|n=+2>', /parameter of a URI/],
  ['body of an event package', 'Event: re|g', /application\/reginfo\+xml/],
] as const) {
  test(`hover: ${title}`, () => {
    checkHover(`OPTIONS sip:a SIP/2.0\n${line}\n\n`, expected);
  });
}
