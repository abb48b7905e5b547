import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFlow } from '../../../server/src/common/sim/run.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, edited, REGISTER, run, steps } from './setting.ts';

test('the whole happy path in order', () => {
  const { result } = run();
  assert.equal(result.outcome.status, 'registered');
  assert.deepEqual(
    steps(result, 'sip', 'diameter')
      .filter(step => !/SUBSCRIBE|NOTIFY|LI[RA]/.test(step))
      .slice(0, 22),
    [
      'ue>pcscf REGISTER',
      'pcscf>icscf REGISTER',
      'icscf>hss UAR',
      'hss>icscf UAA 2001 (experimental)',
      'icscf>scscf1 REGISTER',
      'scscf1>hss MAR',
      'hss>scscf1 MAA 2001',
      'scscf1>icscf 401 Unauthorized',
      'icscf>pcscf 401 Unauthorized',
      'pcscf>ue 401 Unauthorized',
      'ue>pcscf REGISTER',
      'pcscf>icscf REGISTER',
      'icscf>hss UAR',
      'hss>icscf UAA 2002 (experimental)',
      'icscf>scscf1 REGISTER',
      'scscf1>hss SAR',
      'hss>scscf1 SAA 2001',
      'scscf1>icscf 200 OK',
      'icscf>pcscf 200 OK',
      'pcscf>ue 200 OK',
      'scscf1>tas REGISTER',
      'tas>scscf1 200 OK',
    ],
  );
  // UE and P-CSCF watch the registration, each with its own subscription.
  for (const step of ['ue>pcscf SUBSCRIBE', 'pcscf>icscf SUBSCRIBE', 'pcscf>ue NOTIFY', 'scscf1>pcscf NOTIFY']) {
    assert.ok(steps(result).includes(step), step);
  }
});

test('without a message the subscriber sends its own REGISTER', () => {
  const result = runFlow({ flow: 'ims-registration', message: undefined, configuration: configuration() });
  assert.equal('outcome' in result && result.outcome.status, 'registered');
});

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

/** One-token edits, one configuration value or one fault each. */
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

test('an expiry that is too brief is raised and granted', () => {
  const text = edited('Expires: 600000', 'Expires: 30');
  const { result } = run({ text });
  assert.equal(result.outcome.status, 'registered');
  const [reason] = result.outcome.because;
  assert.equal(reason?.rule, 'scscf-interval-too-brief');
  assert.equal(text.slice(reason?.range?.start, reason?.range?.end), '30');
  assert.ok(steps(result).includes('pcscf>ue 423 Interval Too Brief'));
  assert.ok(result.events.some(event => event.label === 'Registered for 60 s'));
});

test('a sequence number behind the card is resynchronised', () => {
  const { result } = run({ faults: ['sqn-behind'] });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(steps(result, 'diameter').filter(step => step.includes('MAR')).length, 2);
  assert.equal(steps(result, 'sip').filter(step => step === 'pcscf>ue 401 Unauthorized').length, 2);
});

test('another S-CSCF is chosen when the first is silent', () => {
  const network = {
    scscf: [
      { name: 'scscf1', capabilities: [1] },
      { name: 'scscf2', address: '10.0.1.31', capabilities: [1] },
    ],
  };
  const { result } = run({ configuration: configuration({ network }), faults: ['scscf-down'] });
  assert.equal(result.outcome.status, 'registered');
  assert.ok(steps(result).includes('icscf>scscf2 REGISTER'));
});

test('lost messages are sent again', () => {
  for (const label of ['REGISTER:1', '401:1', '401:2', '401:3', 'MAA', '200:1', '200:3', 'UAA:2']) {
    const { result } = run({ faults: [`drop=${label}`] });
    const isDiameter = label.startsWith('MAA') || label.startsWith('UAA');
    assert.equal(result.outcome.status, isDiameter ? 'rejected' : 'registered', label);
  }
});

interface BadStart {
  readonly name: string;
  readonly text: string;
  readonly message: RegExp;
  readonly range?: string;
}

const BAD_STARTS: readonly BadStart[] = [
  { name: 'nothing', text: '', message: /no SIP message/ },
  { name: 'prose', text: 'Dear all,\n', message: /no SIP message/ },
  { name: 'a response', text: 'SIP/2.0 200 OK\n', message: /This is a 200 response/, range: 'SIP/2.0 200 OK' },
  { name: 'an INVITE', text: edited(/^REGISTER/, 'INVITE'), message: /This is an INVITE/, range: 'INVITE' },
  { name: 'an unfinished request line', text: 'REGISTER', message: /unfinished|no SIP message/ },
  {
    name: 'an unfinished REGISTER',
    text: 'REGISTER sip:a SIP/2.0\nTo: <sip:a@b>\n',
    message: /Via, From, Call-ID, CSeq are missing/,
  },
  {
    name: 'an answer to a challenge',
    text: edited('nonce="",response=""', 'nonce="abc",response="def"'),
    message: /answers a challenge/,
    range: 'abc',
  },
  {
    name: 'an unknown subscriber directive',
    text: `# @subscriber nobody\n${REGISTER}`,
    message: /no subscriber "nobody"/,
    range: '# @subscriber nobody',
  },
];

for (const bad of BAD_STARTS) {
  test(`no start: ${bad.name}`, () => {
    const result = runFlow({
      flow: 'ims-registration',
      message: parseMessage(bad.text),
      configuration: configuration(),
    });
    assert.ok('error' in result);
    assert.match(result.error.message, bad.message);
    if (bad.range !== undefined)
      assert.equal(bad.text.slice(result.error.range?.start, result.error.range?.end), bad.range);
  });
}

test('no start: configurations', () => {
  const message = parseMessage(REGISTER);
  const errorOf = (changed: ReturnType<typeof configuration>): string => {
    const result = runFlow({ flow: 'ims-registration', message, configuration: changed });
    return 'error' in result ? `${result.error.message} ${result.error.config}` : '';
  };
  const good = configuration();
  assert.match(errorOf({ ...good, subscribers: [] }), /No subscriber is configured.* subscribers$/);
  assert.match(errorOf({ ...good, network: { ...good.network, scscf: [] } }), /no S-CSCF.* network\.scscf$/);
  assert.match(errorOf({ ...good, network: { ...good.network, minExpires: 700_000 } }), /greater than maxExpires/);
  const [alice] = good.subscribers;
  assert.ok(alice);
  assert.match(
    errorOf({ ...good, subscribers: [{ ...alice, usim: undefined }] }),
    /"alice" has no keys.* subscribers\.0$/,
  );
});

test('no start: unknown flow and faults', () => {
  const request = { message: parseMessage(REGISTER), configuration: configuration() };
  for (const [extra, expected] of [
    [{ flow: 'nonsense' }, /no flow "nonsense"/],
    [{ flow: 'ims-registration', faults: [{ name: 'nonsense' }] }, /no fault "nonsense"/],
    [{ flow: 'ims-registration', faults: [{ name: 'dns', value: 'x' }] }, /Fault "dns" needs/],
  ] as const) {
    const result = runFlow({ ...request, ...extra });
    assert.match('error' in result ? result.error.message : '', expected);
  }
});

test('the event bound stops a run and says so', () => {
  const { result } = run({ limits: { events: 10 } });
  assert.equal(result.outcome.status, 'failed');
  assert.match(result.outcome.because[0]?.message ?? '', /stopped after 10 events/);
});
