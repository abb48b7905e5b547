/** The flows of the source documents: their steps, in their order. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { compareRuns } from '../../../server/src/common/sim/compare.ts';
import { simulate } from '../../../server/src/common/sim/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { hasMessage } from '../../../server/src/common/syntax/views.ts';
import { IMPI, REGISTER, run, steps } from './setting.ts';

/** Each pattern is found after the one before it. */
function inOrder(all: readonly string[], patterns: readonly RegExp[]): void {
  let at = 0;
  for (const pattern of patterns) {
    const found = all.findIndex((step, i) => i >= at && pattern.test(step));
    assert.ok(found >= 0, `${pattern} is missing after step ${at}: ${all[at - 1]}`);
    at = found + 1;
  }
}

const GPRS_STEPS = [
  /Phase 1: GPRS attach/,
  /ue>sgsn GMM Attach Request/,
  /sgsn>ue GMM Attach Accept/,
  /ue>sgsn GMM Attach Complete/,
  /Phase 2: PDP context activation/,
  /ue>sgsn Activate PDP Context Request/,
  /sgsn>ue Activate PDP Context Accept/,
  /Phase 3: unauthenticated registration attempt/,
  /P-CSCF address \S+ stored/,
  /Public identity \S+ taken from the ISIM/,
  /client and server ports allocated/,
  /ue>pcscf REGISTER/,
  /pcscf>ue 401/,
  /AUTN verified, RES computed/,
  /Phase 4: IPsec/,
  /ue>pcscf SA 1/,
  /pcscf>ue SA 2/,
  /pcscf>ue SA 3/,
  /ue>pcscf SA 4/,
  /Phase 5: authenticated/,
  /ue>pcscf REGISTER/,
  /pcscf>ue 200 OK/,
];

test('S0: power-on to registration, twelve columns, five phases, every step in order', () => {
  const { result, packets } = run({ flow: 'gprs-registration' });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(result.actors.length, 12);
  inOrder(steps(result), GPRS_STEPS);
  const firstSip = result.events.findIndex(event => event.kind === 'sip');
  const accepted = result.events.findIndex(event => event.label === 'Activate PDP Context Accept');
  assert.ok(accepted < firstSip, 'no SIP before there is a bearer');
  const challenge = packets.find(packet => packet.to === 'ue' && packet.sip?.text.startsWith('SIP/2.0 401'));
  assert.doesNotMatch(challenge?.sip?.text ?? '', /ck=|ik=/);
  assert.match(challenge?.sip?.text ?? '', /Security-Server: .*port-c=\d+;port-s=\d+/);
  assert.equal(challenge?.sip?.path.source.port, 5060);
  const answer = packets.filter(packet => packet.from === 'ue' && packet.sip !== undefined)[1];
  const portS = /port-s=(\d+)/.exec(/Security-Server.*/.exec(challenge?.sip?.text ?? '')?.[0] ?? '')?.[1];
  assert.equal(String(answer?.sip?.path.destination.port), portS);
});

test('S0: a refused attach, and a context without the address of a P-CSCF', () => {
  const refused = run({ flow: 'gprs-registration', faults: ['attach-rejected'] }).result;
  assert.equal(refused.outcome.status, 'failed');
  assert.ok(!refused.events.some(event => event.kind === 'sip'));
  const found = run({ flow: 'gprs-registration', faults: ['no-pcscf-address'] }).result;
  assert.equal(found.outcome.status, 'registered');
  inOrder(steps(found), [/ue>dns DNS A\? pcscf/, /P-CSCF address \S+ stored \(from DNS\)/, /ue>pcscf REGISTER/]);
});

const ATCF_STEPS = [
  /ue>pcscf REGISTER/,
  /pcscf>atcf REGISTER/,
  /atcf>icscf REGISTER/,
  /scscf1>hss SAR/,
  /pcscf>ue 200|scscf1>sccas REGISTER/,
  /STN-SR \S+ comes with the registration/,
  /sccas>hss Sh-Pull/,
  /hss>sccas Sh-Pull answer/,
  /sccas>hss Sh-Update/,
  /hss>mme Insert Subscriber Data/,
  /mme>hss Insert Subscriber Data ack/,
];

test('S1: the session transfer number of the ATCF reaches SCC AS, HSS and MME', () => {
  const { result } = run({ flow: 'atcf-registration' });
  assert.equal(result.outcome.status, 'registered');
  inOrder(steps(result), ATCF_STEPS);
  const number = /STN-SR (\S+) comes/.exec(steps(result).join('\n'))?.[1];
  assert.ok(number !== undefined);
  for (const actor of ['sccas', 'hss', 'mme', 'atcf'])
    assert.ok(JSON.stringify(result.state[actor]).includes(number), actor);
});

/** The source trace with keys of a test set, since its own are unknown. */
function traceRun(flow: string, roaming: readonly string[]) {
  const text = readFileSync(new URL('../../../examples/source-trace.sip', import.meta.url), 'utf8');
  const message = parseDocument(text).messages.find(hasMessage);
  const subscriber = {
    name: 'trace',
    impi: '8613911000057@ims.mnc000.mcc000.3gppnetwork.org',
    impus: ['sip:460003911000057@ims.mnc000.mcc000.3gppnetwork.org', 'tel:+8613911000057'],
    k: '465b5ce8b199b49faa5f0a2ee238a6bc',
    op: 'cdc202d5123e20f62b6d676ac72cb318',
    sqn: '000000000020',
  };
  const network = { homeDomain: 'ims.mnc000.mcc000.3gppnetwork.org', roaming };
  const { configuration } = parseConfiguration(JSON.stringify({ subscribers: [subscriber], network }));
  const result = simulate({ flow, message, configuration });
  assert.ok(!('error' in result) && message !== undefined);
  return { ...result, message };
}

test('S1: the trace itself runs from behind the P-CSCF: REGISTER, 401, REGISTER, 200', () => {
  const { result, packets } = traceRun('atcf-registration', ['sip:pcscf@172.16.106.81:6070']);
  assert.equal(result.outcome.status, 'registered');
  assert.deepEqual(
    steps(result, 'sip').filter(step => step.includes('pcscf')),
    ['pcscf>icscf REGISTER', 'icscf>pcscf 401 Unauthorized', 'pcscf>icscf REGISTER', 'icscf>pcscf 200 OK'],
  );
  assert.match(JSON.stringify(result.state['mme']), /\+12340000000/);
  const challenge = packets.find(packet => packet.sip?.text.startsWith('SIP/2.0 401'));
  assert.match(challenge?.sip?.text ?? '', /WWW-Authenticate: Digest .*ck=.*ik=/);
});

test('S1: the visited network of the trace matches no roaming list, and the run says where', () => {
  const { result, message } = traceRun('ims-registration', []);
  assert.equal(result.outcome.code, 403);
  const [reason] = result.outcome.because;
  assert.equal(reason?.rule, 'hss-roaming');
  assert.equal(message.text.slice(reason?.range?.start, reason?.range?.end), 'sip:pcscf@172.16.106.81:6070');
});

/** The steps as RFC 4740 §6 numbers them. */
const RFC4740: Readonly<Record<string, readonly string[]>> = {
  'rfc4740-server-authentication': [
    'uac>sip1 REGISTER',
    'sip1>diam UAR',
    'diam>sip1 UAA 2003',
    'sip1>sip2 REGISTER',
    'sip2>diam MAR',
    'diam>sip2 MAA 1001',
    'sip2>sip1 401 Unauthorized',
    'sip1>uac 401 Unauthorized',
    'uac>sip1 REGISTER',
    'sip1>diam UAR',
    'diam>sip1 UAA 2004',
    'sip1>sip2 REGISTER',
    'sip2>diam MAR',
    'diam>sip2 MAA 2001',
    'sip2>sip1 200 OK',
    'sip1>uac 200 OK',
    'sip2>diam SAR',
    'diam>sip2 SAA 2001',
  ],
  'rfc4740-delegated-authentication': [
    'uac>sip1 REGISTER',
    'sip1>diam UAR',
    'diam>sip1 UAA 2003',
    'sip1>sip2 REGISTER',
    'sip2>diam MAR',
    'diam>sip2 MAA 2001',
    'sip2>sip1 401 Unauthorized',
    'sip1>uac 401 Unauthorized',
    'uac>sip1 REGISTER',
    'sip1>diam UAR',
    'diam>sip1 UAA 2004',
    'sip1>sip2 REGISTER',
    'sip2>diam SAR',
    'diam>sip2 SAA 2001',
    'sip2>sip1 200 OK',
    'sip1>uac 200 OK',
  ],
  'rfc4740-proxy-authentication': [
    'caller>sip1 INVITE',
    'sip1>diam MAR',
    'diam>sip1 MAA 2008',
    'sip1>caller 407 Proxy Authentication Required',
    'caller>sip1 ACK',
    'caller>sip1 INVITE',
    'sip1>diam MAR',
    'diam>sip1 MAA 2006',
    'sip1>uas INVITE',
    'uas>sip1 200 OK',
    'sip1>caller 200 OK',
    'caller>uas ACK',
  ],
};

for (const [flow, expected] of Object.entries(RFC4740)) {
  test(`S4: ${flow} takes the steps of the figure`, () => {
    assert.deepEqual(steps(run({ flow }).result, 'sip', 'diameter'), expected);
  });
}

const LATER: Readonly<Record<string, readonly RegExp[]>> = {
  'rfc4740-locate': [
    /caller>sip1 INVITE/,
    /sip1>diam LIR/,
    /diam>sip1 LIA 2001/,
    /sip1>sip2 INVITE/,
    /sip2>uac INVITE/,
  ],
  'rfc4740-profile-update': [/diam>sip2 PPR/, /sip2>diam PPA 2001/],
  'rfc4740-termination': [/diam>sip2 RTR/, /sip2>diam RTA 2001/],
  'rfc4740-redirect': [/sip1>sl UAR/, /sl>sip1 UAA 3006/, /sip1>diam UAR/, /diam>sip1 UAA 2003/],
  'rfc4740-deregistration': [/sip2>diam SAR/, /sip2>diam SAR/, /sip2>sip1 200 OK/],
};

for (const [flow, patterns] of Object.entries(LATER))
  test(`S4: ${flow}`, () => inOrder(steps(run({ flow }).result), patterns));

test('S4: a pushed profile and a terminated registration change the SIP server', () => {
  assert.match(JSON.stringify(run({ flow: 'rfc4740-profile-update' }).result.state['sip2']), /version=\\"2\\"/);
  assert.match(JSON.stringify(run({ flow: 'rfc4740-termination' }).result.state['sip2']), /"bindings":\[\]/);
});

test('S4: a wrong password and an unknown address of record', () => {
  for (const flow of ['rfc4740-server-authentication', 'rfc4740-delegated-authentication']) {
    const wrong = run({ flow, faults: ['corrupt=Authorization.response'] }).result;
    assert.equal(wrong.outcome.code, 403);
  }
  const text =
    'REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/UDP 10.45.0.3:5060;branch=z9hG4bK-1\nMax-Forwards: 70\nFrom: <sip:nobody@example.com>;tag=1\nTo: <sip:nobody@example.com>\nCall-ID: 1@a\nCSeq: 1 REGISTER\nContact: <sip:nobody@10.45.0.3>\n\n';
  const { outcome } = run({ flow: 'rfc4740-delegated-authentication', text }).result;
  assert.equal(outcome.code, 404);
  assert.equal(text.slice(outcome.because[0]?.range?.start, outcome.because[0]?.range?.end), 'sip:nobody@example.com');
});

const MIGRATION_STEPS = [
  /ue>partner REGISTER/,
  /partner>mmsp Get SIP authentication information request/,
  /mmsp>mmsp Partner identities mapped/,
  /mmsp>mmsh Get SIP authentication information request/,
  /mmsh>sipdb Get SIP authentication information request/,
  /sipdb>mmsh Get SIP authentication information response/,
  /mmsh>mmsp Get SIP authentication information response/,
  /mmsp>mmsp Primary identities mapped/,
  /mmsp>partner Get SIP authentication information response/,
  /partner>ue 401 Unauthorized/,
  /ue>partner REGISTER/,
  /partner>ue 200 OK/,
];

test('S3: eleven steps, partner identities never reach the primary system', () => {
  const { result } = run({ flow: 'mc-migration' });
  assert.equal(result.outcome.status, 'registered');
  inOrder(steps(result), MIGRATION_STEPS);
  for (const event of result.events) {
    const isPrimary = event.to === 'mmsh' || event.to === 'sipdb' || event.from === 'sipdb';
    if (isPrimary) assert.doesNotMatch(event.text ?? '', /partner\.example/);
  }
});

test('S2: the older version authenticates the user first and then takes the same steps', () => {
  const older = run({ flow: 'mc-migration-draft' }).result;
  inOrder(steps(older), [
    /ue>idms MC service user authentication/,
    /idms>ue MC service user authenticated/,
    ...MIGRATION_STEPS,
  ]);
  const difference = compareRuns(older, run({ flow: 'mc-migration' }).result);
  assert.deepEqual(
    difference.filter(step => step.left === undefined || step.right === undefined).map(step => step.step),
    [
      'MC service UE → IdM server MC service user authentication',
      'IdM server → MC service UE MC service user authenticated',
    ],
  );
});

for (const [fault, code, rule] of [
  ['mc-no-binding', 403, 'fault-mc-no-binding'],
  ['mc-unknown-identity', 403, 'fault-mc-unknown-identity'],
  ['mc-no-vectors', 403, 'fault-mc-no-vectors'],
  ['wrong-key', 403, 'ue-mac'],
  ['down=mmsh', 504, 'partner-no-vector'],
  ['corrupt=Authorization.response', 403, 'partner-response'],
] as const) {
  test(`S3 fails with ${fault}`, () => {
    const { outcome } = run({ flow: 'mc-migration', faults: [fault] }).result;
    assert.equal(outcome.code, code);
    assert.ok(outcome.because.some(reason => reason.rule === rule));
  });
}

test('S3: a sequence number behind the card is resynchronised through all servers', () => {
  const { result } = run({ flow: 'mc-migration', faults: ['sqn-behind'] });
  assert.equal(result.outcome.status, 'registered');
  assert.equal(steps(result).filter(step => step.startsWith('mmsh>sipdb')).length, 2);
});

test('S3: the default identities of the ISIM are unknown to the partner', () => {
  const { outcome } = run({ flow: 'mc-migration', text: REGISTER }).result;
  assert.equal(outcome.code, 403);
  assert.equal(REGISTER.slice(outcome.because[0]?.range?.start, outcome.because[0]?.range?.end), IMPI);
});

test('S2: without user authentication there is no registration', () => {
  const { result } = run({ flow: 'mc-migration-draft', faults: ['mc-user-refused'] });
  assert.equal(result.outcome.status, 'failed');
  assert.ok(!result.events.some(event => event.kind === 'sip'));
});

test('S4: with sessions ASR and STR take the place of RTR and SAR', () => {
  const aborted = run({ flow: 'rfc4740-session-abort' }).result;
  const later = (result: typeof aborted): string[] =>
    steps({ ...result, events: result.events.filter(event => event.at >= 10_000) }, 'diameter');
  assert.deepEqual(later(aborted), ['diam>sip2 ASR', 'sip2>diam ASA 2001', 'sip2>diam STR', 'diam>sip2 STA 2001']);
  const sessions = aborted.events.filter(event => ['SAR', 'ASR', 'STR'].includes(event.label));
  assert.equal(new Set(sessions.map(event => /Session-Id: (\S+)/.exec(event.text ?? '')?.[1])).size, 1);
  assert.match(JSON.stringify(aborted.state['sip2']), /"bindings":\[\],"sessions":\[\]/);
  const ended = run({ flow: 'rfc4740-session-termination' }).result;
  assert.equal(ended.outcome.status, 'deregistered');
  assert.ok(later(ended).includes('sip2>diam STR') && !later(ended).includes('sip2>diam SAR'));
  assert.match(ended.events.find(event => event.label === 'STR')?.text ?? '', /DIAMETER_LOGOUT \(1\)/);
});
