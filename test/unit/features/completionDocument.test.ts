/** What completion takes from the messages above: the first thing that it offers for an empty value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completions, labels } from './markers.ts';

const REGISTRATION = `SIP/2.0 401 Unauthorized
From: <sip:alice@home.net>;tag=r1
To: <sip:alice@home.net>;tag=r2
Call-ID: reg@ue
CSeq: 1 REGISTER
Security-Server: ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=3;port-s=4
Security-Server: tls;q=0.2

SIP/2.0 200 OK
From: <sip:alice@home.net>;tag=r1
To: <sip:alice@home.net>;tag=r2
Call-ID: reg@ue
CSeq: 2 REGISTER
Service-Route: <sip:orig@scscf.home.net;lr>
P-Associated-URI: <sip:alice@home.net>, <tel:+12015550001>

`;

const INVITE = `INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP pcscf;branch=z9hG4bKp
Via: SIP/2.0/UDP ue;branch=z9hG4bKu
Record-Route: <sip:scscf;lr>, <sip:pcscf;lr>
From: <sip:alice@home.net>;tag=f
To: <sip:bob@home.net>
Call-ID: call@ue
CSeq: 7 INVITE

`;

const PROGRESS = `SIP/2.0 183 Session Progress
Record-Route: <sip:scscf;lr>, <sip:pcscf;lr>
From: <sip:alice@home.net>;tag=f
To: <sip:bob@home.net>;tag=t
Call-ID: call@ue
CSeq: 7 INVITE
Require: 100rel
RSeq: 5

`;

const request = (method: string, rest: string): string => `${method} sip:bob@home.net SIP/2.0\n${rest}`;

for (const [title, source, expected] of [
  [
    'Security-Verify repeats Security-Server',
    request('REGISTER', 'Call-ID: reg@ue\nSecurity-Verify: |'),
    ['ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=3;port-s=4, tls;q=0.2'],
  ],
  [
    'an initial request goes the Service-Route',
    request('INVITE', 'Call-ID: new@ue\nRoute: |'),
    ['<sip:orig@scscf.home.net;lr>'],
  ],
  [
    'the caller goes the route backwards',
    request('BYE', 'From: <sip:alice@home.net>;tag=f\nTo: <sip:bob@home.net>;tag=t\nCall-ID: call@ue\nRoute: |'),
    ['<sip:pcscf;lr>, <sip:scscf;lr>'],
  ],
  [
    'the called side goes it as it is',
    request('BYE', 'From: <sip:bob@home.net>;tag=t\nTo: <sip:alice@home.net>;tag=f\nCall-ID: call@ue\nRoute: |'),
    ['<sip:scscf;lr>, <sip:pcscf;lr>'],
  ],
  ['RAck names the reliable response', request('PRACK', 'Call-ID: call@ue\nRAck: |'), ['5 7 INVITE']],
  [
    'To has the tag of the dialog',
    request('PRACK', 'From: <sip:alice@home.net>;tag=f\nCall-ID: call@ue\nTo: |'),
    ['<sip:bob@home.net>;tag=t'],
  ],
  [
    'To of a request from the other side',
    request('BYE', 'From: <sip:bob@home.net>;tag=t\nCall-ID: call@ue\nTo: |'),
    ['<sip:alice@home.net>;tag=f'],
  ],
  ['a tag alone', request('PRACK', 'Call-ID: call@ue\nTo: <sip:bob@home.net>;tag=|'), ['t']],
  ['the next CSeq', request('PRACK', 'Call-ID: call@ue\nCSeq: |'), ['8 PRACK']],
  ['the CSeq of an ACK', request('ACK', 'Call-ID: call@ue\nCSeq: |'), ['7 ACK']],
  ['a response has the CSeq of its request', 'SIP/2.0 200 OK\nCall-ID: call@ue\nCSeq: |', ['7 INVITE']],
  [
    'a response has all Via of its request',
    'SIP/2.0 200 OK\nCall-ID: call@ue\nVia: |',
    ['SIP/2.0/UDP pcscf;branch=z9hG4bKp, SIP/2.0/UDP ue;branch=z9hG4bKu'],
  ],
  ['a CANCEL has the topmost', request('CANCEL', 'Call-ID: call@ue\nVia: |'), ['SIP/2.0/UDP pcscf;branch=z9hG4bKp']],
  [
    'Replaces names the dialogs',
    request('INVITE', 'Call-ID: new@ue\nReplaces: |'),
    ['call@ue;to-tag=t;from-tag=f', 'call@ue;to-tag=f;from-tag=t'],
  ],
  ['Join names the dialogs', request('INVITE', 'Call-ID: new@ue\nJoin: |'), ['call@ue;to-tag=t;from-tag=f']],
  [
    'Target-Dialog from the sender',
    request('REFER', 'Call-ID: new@ue\nTarget-Dialog: |'),
    ['call@ue;local-tag=f;remote-tag=t'],
  ],
  ['a tag of the dialog that is named', request('INVITE', 'Call-ID: new@ue\nReplaces: call@ue;to-tag=|'), ['t', 'f']],
  ['In-Reply-To names the calls', request('INVITE', 'Call-ID: new@ue\nIn-Reply-To: |'), ['call@ue', 'reg@ue']],
  [
    'an identity that was registered',
    request('INVITE', 'Call-ID: new@ue\nP-Preferred-Identity: |'),
    ['<sip:alice@home.net>', '<tel:+12015550001>'],
  ],
] as const) {
  test(title, () => {
    const items = completions(REGISTRATION + INVITE + PROGRESS + source);
    const sorted = [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
    assert.deepEqual(
      sorted.slice(0, expected.length).map(item => item.label),
      expected,
    );
  });
}

test('what was acknowledged is not offered again', () => {
  const prack = request('PRACK', 'Call-ID: call@ue\nRAck: 5 7 INVITE\n\n');
  assert.ok(!labels(INVITE + PROGRESS + prack + request('PRACK', 'Call-ID: call@ue\nRAck: |')).includes('5 7 INVITE'));
});
