/** New messages as they are written; UPDATE=1 writes the expected texts anew. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Configuration } from '../../../../server/src/common/config/configuration.ts';
import { digestHeaders, verifyResponse } from '../../../../server/src/common/features/credentials.ts';
import { parseDocument } from '../../../../server/src/common/syntax/document.ts';
import { ALICE, NOBODY } from '../markers.ts';
import { refactored, titlesAt } from './places.ts';

const GOLDEN = path.join(import.meta.dirname, '../../../golden/refactor');

const head = (method: string, more = ''): string => `${method} sip:bob@192.0.2.4 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport
Max-Forwards: 70
From: <sip:alice@home.net>;tag=a
To: <sip:bob@home.net>
Call-ID: 1@192.0.2.1
CSeq: 7 ${method}
Contact: <sip:alice@192.0.2.1>
${more}`;

const SDP = `v=0
o=alice 1 1 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
m=audio 4000 RTP/AVP 96 0
a=rtpmap:96 AMR-WB/16000
a=fmtp:96 mode-change-capability=2
a=candidate:1 1 UDP 1 192.0.2.1 4000 typ host
a=sendonly
m=video 4002 RTP/SAVP 97
a=rtpmap:97 H264/90000
`;

const INVITE = head('INVITE', 'Record-Route: <sip:p1.net;lr>\nContent-Length: 0\n\n');
const WITH_OFFER = head('INVITE', `Content-Type: application/sdp\nContent-Length: 249\n\n${SDP}`);

const reply = (code: string, more = ''): string => `SIP/2.0 ${code}
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport=5060;received=192.0.2.1
Record-Route: <sip:p3.net>, <sip:p2.net;lr>, <sip:p1.net;lr>
From: <sip:alice@home.net>;tag=a
To: <sip:bob@home.net>;tag=b
Call-ID: 1@192.0.2.1
CSeq: 7 INVITE
Contact: <sip:bob@192.0.2.4:5070;ob>
${more}Content-Length: 0

`;

const REGISTER = `# @hop Gm-unprotected
# @from UE
# @to P-CSCF
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@home.net>;tag=a
To: <sip:alice@home.net>
Call-ID: 1@192.0.2.1
CSeq: 1 REGISTER
Contact: <sip:alice@192.0.2.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"
Expires: 600000
Require: sec-agree
Proxy-Require: sec-agree
Supported: path
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=1001;spi-s=1002;port-c=6100;port-s=6101
Authorization: Digest username="alice@home.net",realm="home.net",nonce="",uri="sip:home.net",response=""
Content-Length: 0

`;

const CHALLENGE = `SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=a
To: <sip:alice@home.net>;tag=s
Call-ID: 1@192.0.2.1
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net",nonce="I1U8vpY3qJ0hims3mWEyhkvd7SBGt/wOPHzqVEb5P4s=",algorithm=AKAv1-MD5,qop="auth"
Security-Server: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=2001;spi-s=2002;port-c=5100;port-s=5101
Content-Length: 0

`;

/** [file, text with the cursor, beginning of the title, configuration]. */
const TABLE: readonly (readonly [string, string, string, Configuration?])[] = [
  ['invite-100', `|${INVITE}`, 'Add the response 100'],
  ['invite-180', `|${INVITE}`, 'Add the response 180'],
  ['invite-180-reliable', `|${INVITE.replace('Max-', 'Require: 100rel\nMax-')}`, 'Add the response 180'],
  ['invite-200-after-180', `|${INVITE}${reply('180 Ringing')}`, 'Add the response 200'],
  ['invite-200-answer', `|${WITH_OFFER}`, 'Add the response 200'],
  ['invite-tel-200', `|${INVITE.replace('sip:bob@192.0.2.4 ', 'tel:+1-201-555-0001 ')}`, 'Add the response 200'],
  ['invite-407', `|${INVITE}`, 'Add the response 407'],
  ['subscribe-200', `|${head('SUBSCRIBE', 'Event: reg\nExpires: 600\nContent-Length: 0\n\n')}`, 'Add the response 200'],
  ['publish-200', `|${head('PUBLISH', 'Event: presence\n\n')}### next\nhello\n`, 'Add the response 200'],
  ['register-200', `|${REGISTER}`, 'Add the response 200', ALICE],
  ['register-401-keys', `|${REGISTER}`, 'Add the response 401', ALICE],
  ['register-401', `|${REGISTER.replace(/Authorization.*\n/, '')}`, 'Add the response 401'],
  ['register-423', `|${REGISTER}`, 'Add the response 423'],
  ['register-answer', `${REGISTER}|${CHALLENGE}`, 'Add the REGISTER', ALICE],
  ['ack', `|${INVITE}${reply('200 OK')}### more\n`, 'Add the ACK'],
  ['ack-failure', `${INVITE}|${reply('404 Not Found')}`, 'Add the ACK'],
  ['prack', `|${INVITE}${reply('183 Session Progress', 'Require: 100rel\nRSeq: 9\n')}`, 'Add the PRACK'],
  ['cancel', `|${INVITE}${reply('180 Ringing')}`, 'Add the CANCEL'],
  ['bye', `|${INVITE}${reply('200 OK')}`, 'Add the BYE'],
  [
    'subscribe-refresh',
    `|${head('SUBSCRIBE', 'Event: reg\nExpires: 600\nContent-Length: 0\n\n')}${reply('200 OK').replace('INVITE', 'SUBSCRIBE')}`,
    'Add the SUBSCRIBE',
  ],
];

for (const [name, source, title, configuration] of TABLE) {
  test(`new message: ${name}`, () => {
    const file = path.join(GOLDEN, `${name}.sip`);
    const text = refactored(source, title, configuration);
    if (process.env['UPDATE'] === '1') {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, text);
    }
    assert.equal(text, readFileSync(file, 'utf8'));
  });
}

/** [why, text with the cursor, part of a title that must not be offered, configuration]. */
const NOTHING: readonly (readonly [string, string, string, Configuration?])[] = [
  ['an ACK is never answered', `|${head('ACK')}\n`, 'response'],
  ['a request without Via', `|${INVITE.replace(/Via.*\n/, '')}`, 'response'],
  ['a request with a broken To', `|${INVITE.replace('<sip:bob@home.net>', '<sip:bob@home.net')}`, 'response'],
  ['one final response is enough', `|${INVITE}${reply('486 Busy Here')}`, 'response'],
  ['no 100 after a 180', `|${INVITE}${reply('180 Ringing')}`, 'response 100'],
  ['a body that would swallow the response', `|${head('MESSAGE', 'Content-Length: 99\n\nHello')}`, 'response'],
  ['no keys', `${REGISTER}|${CHALLENGE}`, 'REGISTER', NOBODY],
  [
    'the challenge is answered',
    `${REGISTER}|${CHALLENGE}${REGISTER.replace('nonce=""', 'nonce="I1U8vpY3qJ0hims3mWEyhkvd7SBGt/wOPHzqVEb5P4s="')}`,
    'that answers',
    ALICE,
  ],
  [
    'the ACK is there',
    `|${INVITE}${reply('404 Not Found')}${INVITE.replace('INVITE', 'ACK').replace('7 INVITE', '7 ACK')}`,
    'ACK',
  ],
  ['a provisional response that is not reliable', `|${INVITE}${reply('183 Session Progress', 'RSeq: 9\n')}`, 'PRACK'],
  ['nothing to cancel', `|${INVITE}${reply('200 OK')}`, 'CANCEL'],
  ['no dialog yet', `|${INVITE}${reply('180 Ringing')}`, 'BYE'],
  ['a 401 behind the P-CSCF carries keys', `|${REGISTER.replace('Gm-unprotected', 'Mw')}`, 'response 401', ALICE],
];

for (const [why, source, part, configuration] of NOTHING) {
  test(`nothing: ${why}`, () => {
    const titles = titlesAt(source, configuration);
    assert.ok(!titles.some(each => each.includes(part)), titles.join('; '));
  });
}

test('the response that is written is the one that the keys give', () => {
  const answered = parseDocument(readFileSync(path.join(GOLDEN, 'register-answer.sip'), 'utf8'));
  const message = answered.messages.at(-1);
  const [digest] = message ? digestHeaders(message, ALICE) : [];
  assert.ok(message && digest);
  assert.equal(verifyResponse(message, digest).kind, 'matches');
});
