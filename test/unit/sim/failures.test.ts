/** Registrations that fail: one-token edits, one configuration value or one fault each, and the reason that is given. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configuration, edited, REGISTER, run } from './setting.ts';

interface Failure {
  readonly name: string;
  readonly text?: string;
  readonly faults?: readonly string[];
  readonly configuration?: ReturnType<typeof configuration>;
  readonly code?: number;
  readonly status?: string;
  readonly rule: string;
  /** The text in the authored message that the rule's reason points at. */
  readonly range?: string;
  readonly config?: string;
}

const FAILURES: readonly Failure[] = [
  {
    name: 'unknown private identity',
    text: edited('username="001010000000001@', 'username="001010000000009@'),
    code: 403,
    rule: 'hss-private-identity',
    range: '001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'unknown public identity',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:001010000000009'),
    code: 403,
    rule: 'hss-public-identity',
    range: 'sip:001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'identities of two subscriptions',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:bob'),
    configuration: configuration({
      others: [
        {
          name: 'bob',
          impi: 'bob@ims.mnc001.mcc001.3gppnetwork.org',
          impus: ['sip:bob@ims.mnc001.mcc001.3gppnetwork.org'],
          password: 'x',
        },
      ],
    }),
    code: 403,
    rule: 'hss-identities-match',
    range: 'sip:bob@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'another K in the HSS',
    configuration: configuration({ alice: { hss: { k: '465b5ce8b199b49faa5f0a2ee238a6bd' } } }),
    code: 403,
    rule: 'ue-mac',
    config: 'subscribers.0.hss',
  },
  {
    name: 'roaming refused',
    configuration: configuration({ network: { visitedNetwork: 'elsewhere.example' } }),
    code: 403,
    rule: 'hss-roaming',
    config: 'network.roaming',
  },
  {
    name: 'every identity barred',
    configuration: configuration({
      alice: {
        barred: [
          'sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
          'sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org',
          'tel:+12015550001',
        ],
      },
    }),
    code: 403,
    rule: 'hss-barred',
    config: 'subscribers.0.barred',
  },
  {
    name: 'no Security-Client',
    text: edited(/^Security-Client:.*\r?\n/m, ''),
    code: 421,
    rule: 'pcscf-sec-agree',
    range: 'Require: sec-agree',
  },
  {
    name: 'no common algorithm',
    text: edited('ealg=aes-cbc', 'ealg=null'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    name: 'an unprotected port as protected',
    text: edited('port-s=6101', 'port-s=5060'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    name: 'malformed To',
    text: edited(/^To: .*$/m, 'To: <sip:'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'To: <sip:',
  },
  {
    name: 'CSeq of another method',
    text: edited('CSeq: 1 REGISTER', 'CSeq: 1 INVITE'),
    code: 400,
    rule: 'pcscf-cseq',
    range: 'INVITE',
  },
  {
    name: 'Max-Forwards 0',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 0'),
    code: 483,
    rule: 'pcscf-max-forwards',
    range: 'Max-Forwards: 0',
  },
  {
    name: 'Max-Forwards 1',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 1'),
    code: 483,
    rule: 'icscf-max-forwards',
  },
  {
    name: 'unknown option tag for proxies',
    text: edited('Proxy-Require: sec-agree', 'Proxy-Require: sec-agree, magic'),
    code: 420,
    rule: 'pcscf-option',
    range: 'magic',
  },
  {
    name: 'unknown option tag for the registrar',
    text: edited(/^Require: sec-agree/m, 'Require: sec-agree, magic'),
    code: 420,
    rule: 'scscf-option',
    range: 'magic',
  },
  {
    name: 'home domain that DNS does not know',
    text: edited('REGISTER sip:ims.', 'REGISTER sip:imx.'),
    code: 504,
    rule: 'pcscf-no-route',
    range: 'imx.mnc001.mcc001.3gppnetwork.org',
  },
  {
    name: 'star with an expiry',
    text: edited(/^Contact: .*$/m, 'Contact: *'),
    code: 400,
    rule: 'scscf-contact-star',
    range: '*',
  },
  {
    name: 'deregistration of nobody',
    text: edited('Expires: 600000', 'Expires: 0'),
    code: 403,
    rule: 'hss-not-registered',
  },
  { name: 'HSS down', faults: ['hss-down'], code: 480, rule: 'icscf-hss-silent' },
  { name: 'HSS cannot comply', faults: ['hss-fails=5012'], code: 480, rule: 'icscf-uaa' },
  { name: 'S-CSCF silent', faults: ['scscf-down'], code: 504, rule: 'icscf-scscf-silent' },
  { name: 'I-CSCF silent', faults: ['icscf-down'], code: 504, rule: 'pcscf-no-answer' },
  { name: 'P-CSCF silent', faults: ['pcscf-down'], status: 'failed', rule: 'ue-timer-f' },
  {
    name: 'capabilities that no S-CSCF has',
    configuration: configuration({ alice: { capabilities: { mandatory: [7] } } }),
    code: 600,
    rule: 'icscf-capabilities',
    config: 'network.scscf',
  },
  { name: 'name server without the zone', faults: ['dns=NXDOMAIN'], code: 504, rule: 'pcscf-no-route' },
  { name: 'name server silent', faults: ['dns=silent'], code: 504, rule: 'pcscf-no-route' },
  { name: 'wrong response', faults: ['corrupt=Authorization.response'], code: 403, rule: 'scscf-answer' },
  {
    name: 'malformed Contact',
    text: edited(/^Contact: .*$/m, 'Contact: <sip:a@b'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Contact: <sip:a@b',
  },
  {
    name: 'malformed Expires',
    text: edited('Expires: 600000', 'Expires: soon'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Expires: soon',
  },
  { name: 'a P-CSCF that the I-CSCF does not know', faults: ['untrusted'], code: 403, rule: 'icscf-trust' },
  {
    name: 'a wrong K and a UE that does not check MAC',
    faults: ['wrong-key', 'mac-unchecked'],
    status: 'failed',
    rule: 'ue-timer-f',
  },
  {
    name: 'AUTS with a wrong MAC-S',
    faults: ['sqn-behind', 'corrupt=Authorization.auts'],
    code: 403,
    rule: 'scscf-resynchronisation',
  },
  {
    name: 'the answer outside the associations',
    faults: ['answer-unprotected'],
    status: 'failed',
    code: 401,
    rule: 'ue-challenges',
  },
  { name: 'Security-Verify left out', faults: ['omit=Security-Verify'], code: 400, rule: 'pcscf-security-missing' },
  {
    name: 'Security-Client left out of the answer',
    faults: ['omit=Security-Client'],
    code: 400,
    rule: 'pcscf-security-missing',
  },
  {
    name: 'the client port of another user',
    faults: ['port-in-use'],
    code: 403,
    rule: 'pcscf-port-in-use',
    range: 'port-c=6100',
  },
  {
    name: 'keys lost between S-CSCF and P-CSCF',
    faults: ['strip=401@scscf1:WWW-Authenticate.ck'],
    code: 500,
    rule: 'pcscf-no-keys',
  },
  {
    name: 'Security-Server lost',
    faults: ['strip=401@pcscf:Security-Server'],
    status: 'failed',
    code: 401,
    rule: 'ue-security-server',
  },
  {
    name: 'challenge lost from the 401',
    faults: ['strip=401@pcscf:WWW-Authenticate'],
    status: 'failed',
    code: 401,
    rule: 'ue-no-challenge',
  },
  {
    name: 'a nonce changed on the way',
    faults: ['tamper=401@pcscf:WWW-Authenticate.nonce'],
    status: 'failed',
    code: 401,
    rule: 'ue-mac',
  },
  { name: 'HSS fails at SAR', faults: ['hss-fails=5012@SAR'], code: 500, rule: 'scscf-cx' },
  { name: 'HSS fails at MAR', faults: ['hss-fails=5012@MAR'], code: 500, rule: 'scscf-cx' },
  { name: 'a profile that is no XML', faults: ['bad-profile'], code: 480, rule: 'scscf-profile' },
  { name: 'another S-CSCF at SAR', faults: ['assigned-elsewhere'], code: 480, rule: 'hss-already-assigned' },
  { name: 'a busy S-CSCF and no other', faults: ['scscf-busy'], code: 480, rule: 'fault-scscf-busy' },
  {
    name: 'a subscriber without AKA keys in the HSS',
    text: `# @subscriber alice\n${edited(/001010000000001@ims/g, 'simba@ims')}`,
    code: 403,
    rule: 'hss-auth-scheme',
    config: 'subscribers.2.impi',
  },
  { name: 'every copy of the REGISTER lost', faults: ['drop=REGISTER'], status: 'failed', rule: 'ue-timer-f' },
];

for (const failure of FAILURES) {
  test(`failure: ${failure.name}`, () => {
    const { result } = run({
      ...(failure.text !== undefined && { text: failure.text }),
      ...(failure.faults && { faults: failure.faults }),
      ...(failure.configuration && { configuration: failure.configuration }),
    });
    const { outcome } = result;
    assert.equal(outcome.status, failure.status ?? 'rejected');
    assert.equal(outcome.code, failure.code);
    const reason = outcome.because.find(one => one.rule === failure.rule);
    assert.ok(reason, `${failure.rule} not in ${outcome.because.map(one => one.rule)}`);
    const range = reason.range && (failure.text ?? REGISTER).slice(reason.range.start, reason.range.end);
    if (failure.range !== undefined) assert.equal(range, failure.range);
    if (failure.config !== undefined) assert.equal(reason.config, failure.config);
    // Every failure is attributable: to a place in the message, to a configuration value, or to a fault.
    assert.ok(outcome.because.some(one => one.range !== undefined || one.config !== undefined));
    assert.ok(result.events.some(event => event.failed));
  });
}
