/** What may stand where: a table of messages and verdicts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headerRow, mandatoryHeaders, placement } from '../../../server/src/common/registry/index.ts';
import type { Hop } from '../../../server/src/common/registry/types.ts';

const HOPS: readonly Hop[] = ['Gm-unprotected', 'Gm', 'Mw-PI', 'Mw-IS', 'ISC', 'II-NNI'];

/** `REGISTER`, `401 to REGISTER`, `REGISTER on Mw-PI`. */
function context(text: string): { method: string; status?: number; hop?: Hop } {
  const match = /^(?:(\d{3}) to )?(\S+)(?: on (\S+))?$/.exec(text);
  assert.ok(match, text);
  const hop = HOPS.find(name => name === match[3]);
  assert.equal(hop, match[3], text);
  return {
    method: match[2] ?? '',
    ...(match[1] === undefined ? {} : { status: Number(match[1]) }),
    ...(hop === undefined ? {} : { hop }),
  };
}

const TABLE = `
Call-ID                       | REGISTER                 | mandatory   | RFC 3261 §20
Call-ID                       | 200 to NOTIFY            | mandatory   | RFC 3265 §7.1.2
Call-ID                       | UNHEARD                  | mandatory   | RFC 3261 §20
Via                           | ACK                      | mandatory   | RFC 3261 §20
Max-Forwards                  | INFO                     | mandatory   | RFC 6086 §6.1
Max-Forwards                  | 200 to REGISTER          | forbidden   | RFC 3261 §20
Contact                       | INVITE                   | mandatory   | RFC 3261 §20
Contact                       | 200 to INVITE            | mandatory   | RFC 3261 §20
Contact                       | 180 to INVITE            | optional    | RFC 3261 §20
Contact                       | 404 to INVITE            | forbidden   | RFC 3261 §20
Contact                       | 485 to INVITE            | optional    | RFC 3261 §20
Contact                       | 302 to INVITE            | optional    | RFC 3261 §20
Contact                       | REGISTER                 | optional    | RFC 3261 §20
Contact                       | REGISTER on II-NNI       | mandatory   | TS 29.165 §B.14.1
Contact                       | MESSAGE                  | forbidden   | RFC 3428 §9
Contact                       | INFO                     | forbidden   | RFC 6086 §6.1
Contact                       | PRACK                    | forbidden   | RFC 3262 §6
Contact                       | PUBLISH                  | forbidden   | RFC 3903 §11.1.1
Contact                       | SUBSCRIBE                | mandatory   | RFC 3265 §7.1.1
Contact                       | UNHEARD                  | unknown     | RFC 3261 §20.10
Content-Length                | REGISTER                 | expected    | RFC 3261 §20
Content-Type                  | INVITE                   | conditional | RFC 3261 §20
Content-Type                  | CANCEL                   | forbidden   | RFC 3261 §20
Allow                         | 405 to INVITE            | mandatory   | RFC 3261 §20
Allow                         | 200 to OPTIONS           | expected    | RFC 3261 §20
Allow                         | 486 to INVITE            | optional    | RFC 3261 §20
Supported                     | 183 to INVITE            | unknown     | RFC 3261 §20.37
Supported                     | 200 to INVITE            | expected    | RFC 3261 §20
Require                       | ACK                      | forbidden   | RFC 3261 §20
WWW-Authenticate              | 401 to REGISTER          | mandatory   | RFC 3261 §20
WWW-Authenticate              | REGISTER                 | forbidden   | RFC 3261 §20
WWW-Authenticate              | 200 to REGISTER          | forbidden   | RFC 3261 §20
Proxy-Authenticate            | 407 to INVITE            | mandatory   | RFC 3261 §20
Min-Expires                   | 423 to REGISTER          | mandatory   | RFC 3261 §20
Min-Expires                   | 200 to REGISTER          | forbidden   | RFC 3261 §20
Unsupported                   | 420 to REGISTER          | mandatory   | RFC 3261 §20
Expires                       | 200 to SUBSCRIBE         | mandatory   | RFC 3265 §7.1.1
Expires                       | REGISTER                 | optional    | RFC 3261 §20
Event                         | SUBSCRIBE                | mandatory   | RFC 6665 §8.2.1
Event                         | NOTIFY                   | mandatory   | RFC 6665 §8.2.1
Event                         | INVITE                   | forbidden   | RFC 6665 §8.2.1
Subscription-State            | NOTIFY                   | mandatory   | RFC 6665 §8.2.3
Recv-Info                     | INVITE                   | conditional | RFC 6086 §7.1
RAck                          | PRACK                    | mandatory   | RFC 3262 §7
RSeq                          | 183 to INVITE            | optional    | RFC 3262 §7
RSeq                          | 200 to INVITE            | forbidden   | RFC 3262 §7
Refer-To                      | REFER                    | mandatory   | RFC 3515 §2.1
SIP-ETag                      | 200 to PUBLISH           | mandatory   | RFC 3903 §11.3.1
Geolocation-Error             | 424 to INVITE            | mandatory   | RFC 6442 §4.4
Service-Route                 | REGISTER                 | forbidden   | RFC 3608 §5
Service-Route                 | 200 to REGISTER          | optional    | RFC 3608 §5
Service-Route                 | 200 to REGISTER on Gm    | mandatory   | TS 24.229 §5.2.2
Service-Route                 | 200 to INVITE            | forbidden   | RFC 3608 §5
Path                          | REGISTER                 | optional    | RFC 3327 §4
Path                          | REGISTER on Gm           | forbidden   | TS 24.229 §5.1.1.5
Path                          | REGISTER on Mw-PI        | mandatory   | TS 24.229 §5.2.2
Path                          | INVITE                   | forbidden   | RFC 3327 §4
P-Associated-URI              | 200 to REGISTER          | optional    | RFC 7976 §3
P-Associated-URI              | REGISTER                 | forbidden   | RFC 7976 §3
P-Access-Network-Info         | CANCEL                   | forbidden   | RFC 7976 §3
P-Access-Network-Info         | 100 to INVITE            | forbidden   | RFC 7976 §3
P-Access-Network-Info         | 183 to INVITE            | optional    | RFC 7976 §3
P-Access-Network-Info         | REGISTER on Gm-unprotected | forbidden | TS 24.229 §5.1.1.2
P-Asserted-Identity           | MESSAGE                  | optional    | RFC 5876 §3.2
P-Asserted-Identity           | ACK                      | forbidden   | RFC 5876 §3.2
P-Charging-Vector             | REGISTER                 | optional    | RFC 7976 §3
P-Charging-Vector             | REGISTER on Mw-IS        | mandatory   | TS 24.229 §5.3.1
P-Charging-Vector             | INVITE on Gm             | forbidden   | TS 24.229 §5.2.1
P-Charging-Vector             | 401 to REGISTER on Gm    | forbidden   | TS 24.229 §5.2.2
P-Charging-Vector             | 200 to REGISTER on II-NNI | mandatory  | TS 29.165 §B.14.2
P-Charging-Function-Addresses | INVITE on II-NNI         | forbidden   | TS 29.165 §B
P-Preferred-Identity          | INVITE on Gm             | optional    | RFC 5876 §3.2
P-Preferred-Identity          | INVITE on Mw-PI          | forbidden   | RFC 3325 §6
P-Preferred-Identity          | SUBSCRIBE on ISC         | forbidden   | RFC 3325 §6
P-Preferred-Identity          | MESSAGE on II-NNI        | forbidden   | TS 29.165 §B
P-Visited-Network-ID          | SUBSCRIBE on Gm          | forbidden   | RFC 7315 §4.3.2.1
P-Visited-Network-ID          | REGISTER on Gm           | forbidden   | TS 24.229 §5.1.1.5
P-User-Database               | INVITE on ISC            | forbidden   | RFC 4457 §5
P-Profile-Key                 | INVITE on ISC            | forbidden   | RFC 5002 §6
P-Profile-Key                 | INVITE on Mw-IS          | optional    | RFC 5002 §5
P-Served-User                 | INVITE on Gm             | forbidden   | RFC 5502 §7.2
P-Served-User                 | INVITE on ISC            | optional    | RFC 5502 §6
P-Visited-Network-ID          | BYE                      | forbidden   | RFC 7976 §3
P-Visited-Network-ID          | 200 to REGISTER          | forbidden   | RFC 7976 §3
P-Visited-Network-ID          | REGISTER on Mw-PI        | mandatory   | TS 24.229 §5.2.2
Security-Client               | REGISTER on Gm-unprotected | mandatory | TS 24.229 §5.1.1.2
Security-Client               | REGISTER on Mw-PI        | forbidden   | TS 24.229 §5.2.2
Security-Client               | REGISTER                 | optional    | RFC 3329 §2.6
Security-Server               | 401 to REGISTER          | optional    | TS 24.229 §5.2.2.2
Security-Server               | 494 to REGISTER          | optional    | RFC 3329 §2.6
Security-Server               | 401 to REGISTER on Mw-PI | forbidden   | TS 24.229 §5.4.1.2
Security-Server               | 401 to INVITE            | forbidden   | TS 24.229 §5.2.2.2
Security-Verify               | REGISTER on Gm           | mandatory   | TS 24.229 §5.1.1.5
Authorization                 | REGISTER on Mw-IS        | mandatory   | TS 24.229 §5.3.1
Route                         | REGISTER on II-NNI       | forbidden   | TS 29.165 §B.14.1
P-User-Database               | REGISTER on Mw-PI        | forbidden   | TS 24.229 §5.2.2
Response-Source               | 504 to REGISTER          | optional    | TS 29.165 §B
Attestation-Info              | INVITE                   | optional    | TS 29.165 §B
Attestation-Info              | REGISTER                 | unknown     | TS 24.229 §7.2.18
DC-Info                       | INVITE                   | unknown     | TS 24.229 §7.2
P-Track-ID                    | REGISTER                 | unknown     | RFC 3261 §8.2
X-Anything                    | 200 to BYE               | unknown     | RFC 3261 §8.2
`;

for (const line of TABLE.trim().split('\n')) {
  const [name = '', where = '', verdict, spec] = line.split('|').map(cell => cell.trim());
  test(`${name} in ${where} is ${verdict}`, () => {
    const row = headerRow(name);
    assert.ok(row, name);
    const place = placement(row, context(where));
    assert.deepEqual([place.verdict, place.spec], [verdict, spec]);
    assert.ok(place.reason.includes(row.name), place.reason);
  });
}

test('reasons are sentences for people', () => {
  const contact = headerRow('Contact');
  const route = headerRow('Service-Route');
  const forwards = headerRow('Max-Forwards');
  assert.ok(contact && route && forwards);
  assert.equal(placement(contact, context('MESSAGE')).reason, 'Contact does not belong in MESSAGE');
  assert.equal(
    placement(route, context('486 to INVITE')).reason,
    'Service-Route stands only in 2xx responses, not in 486 to INVITE',
  );
  assert.equal(
    placement(forwards, context('INFO')).reason,
    'Max-Forwards is mandatory in INFO (INFO too: RFC 3261 §8.1.1 asks for it in every request, the table of RFC 6086 says optional)',
  );
  assert.equal(
    placement(route, context('200 to REGISTER on Gm')).reason,
    'Service-Route is mandatory in 200 to REGISTER on Gm',
  );
});

const MANDATORY: readonly [message: string, headers: string][] = [
  ['REGISTER', 'Call-ID CSeq From Max-Forwards To Via'],
  ['INVITE', 'Call-ID Contact CSeq From Max-Forwards To Via'],
  ['SUBSCRIBE', 'Call-ID Contact CSeq Event From Max-Forwards To Via'],
  ['NOTIFY', 'Call-ID Contact CSeq Event From Max-Forwards Subscription-State To Via'],
  ['PRACK', 'Call-ID CSeq From Max-Forwards RAck To Via'],
  ['REFER', 'Call-ID Contact CSeq From Max-Forwards Refer-To To Via'],
  ['PUBLISH', 'Call-ID CSeq Event From Max-Forwards To Via'],
  ['UPDATE', 'Call-ID Contact CSeq From Max-Forwards To Via'],
  ['MESSAGE', 'Call-ID CSeq From Max-Forwards To Via'],
  ['UNHEARD', 'Call-ID CSeq From Max-Forwards To Via'],
  ['200 to INVITE', 'Call-ID Contact CSeq From To Via'],
  ['200 to REGISTER', 'Call-ID CSeq From To Via'],
  ['401 to REGISTER', 'Call-ID CSeq From To Via WWW-Authenticate'],
  ['407 to INVITE', 'Call-ID CSeq From Proxy-Authenticate To Via'],
  ['405 to INVITE', 'Allow Call-ID CSeq From To Via'],
  ['422 to INVITE', 'Call-ID CSeq From Min-SE To Via'],
  ['423 to REGISTER', 'Call-ID CSeq From Min-Expires To Via'],
  ['489 to SUBSCRIBE', 'Allow-Events Call-ID CSeq From To Via'],
  [
    'REGISTER on Gm-unprotected',
    'Authorization Call-ID CSeq From Max-Forwards Proxy-Require Require Security-Client Supported To Via',
  ],
  [
    'REGISTER on Mw-PI',
    'Authorization Call-ID CSeq From Max-Forwards P-Charging-Vector P-Visited-Network-ID Path Require Supported To Via',
  ],
  ['401 to REGISTER on Gm', 'Call-ID CSeq From Security-Server To Via WWW-Authenticate'],
  ['200 to REGISTER on Gm', 'Call-ID CSeq From P-Associated-URI Service-Route To Via'],
];

for (const [message, expected] of MANDATORY) {
  test(`mandatory in ${message}`, () => {
    const found = mandatoryHeaders(context(message));
    assert.equal(found.map(({ row }) => row.name).join(' '), expected);
    for (const { spec } of found) assert.match(spec, /^(RFC|TS) /);
  });
}

test('an impossible status code asks for nothing', () => {
  assert.deepEqual(mandatoryHeaders({ method: 'INVITE', status: 7 }), []);
});

/** A registration with IMS AKA as it must look on every hop: the headers beside the six of every message. */
const REGISTRATION: readonly [message: string, headers: string][] = [
  ['REGISTER on Gm-unprotected', 'Contact Expires Authorization Require Proxy-Require Security-Client Supported'],
  [
    'REGISTER on Mw-PI',
    'Contact Authorization P-Visited-Network-ID P-Charging-Vector Path Require Supported Expires Feature-Caps',
  ],
  ['REGISTER on Mw-IS', 'Contact Authorization P-Visited-Network-ID P-Charging-Vector Path Require Supported Route'],
  ['401 to REGISTER on Mw-IS', 'WWW-Authenticate'],
  ['401 to REGISTER on Gm-unprotected', 'WWW-Authenticate Security-Server'],
  [
    'REGISTER on Gm',
    'Contact Authorization Require Proxy-Require Security-Client Security-Verify Supported P-Access-Network-Info',
  ],
  [
    '200 to REGISTER on Mw-IS',
    'Contact P-Associated-URI Service-Route Path P-Charging-Vector P-Charging-Function-Addresses',
  ],
  ['200 to REGISTER on Gm', 'Contact P-Associated-URI Service-Route Path'],
  ['REGISTER on ISC', 'Contact Expires P-Charging-Vector P-Access-Network-Info P-Visited-Network-ID'],
];

for (const [message, headers] of REGISTRATION) {
  test(`a registration: ${message}`, () => {
    const where = context(message);
    const common = where.status === undefined ? 'Via Max-Forwards From To Call-ID CSeq' : 'Via From To Call-ID CSeq';
    const names = [...common.split(' '), ...headers.split(' ')];
    for (const name of names) {
      const row = headerRow(name);
      assert.ok(row, name);
      assert.notEqual(placement(row, where).verdict, 'forbidden', name);
    }
    for (const { row } of mandatoryHeaders(where)) assert.ok(names.includes(row.name), `${row.name} is missing`);
  });
}
