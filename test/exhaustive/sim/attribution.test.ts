/** Whatever fails can be attributed: a rule, its clause, and the place in the author's message or configuration. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DNS_FAULTS } from '../../../server/src/common/sim/actors/dns.ts';
import { FAULTS } from '../../../server/src/common/sim/faultRows.ts';
import { findFlow } from '../../../server/src/common/sim/flows/index.ts';
import type { Because, FlowOutcome } from '../../../server/src/common/sim/result.ts';
import { simulate } from '../../../server/src/common/sim/run.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, faultSetting, REGISTER, type RunOptions } from '../../unit/sim/setting.ts';

const CONFIGURATION = configuration();

type Attempt = { readonly outcome: FlowOutcome } | { readonly error: { readonly message: string } };

function attempt(text: string | undefined, options: Pick<RunOptions, 'flow' | 'faults'> = {}): Attempt {
  const { flow = 'ims-registration', faults = [] } = options;
  const message = text === undefined ? undefined : parseMessage(text);
  const run = simulate({ configuration: CONFIGURATION, flow, message, faults: faults.map(faultSetting) });
  return 'error' in run ? run : { outcome: run.result.outcome };
}

function isFailure({ status }: FlowOutcome): boolean {
  return status === 'failed' || status === 'rejected';
}

/** A rule's id, a clause, one sentence. */
function assertComplete({ rule, spec, message }: Because, where: string): void {
  assert.match(rule, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$|^fault$/, where);
  assert.match(spec, /\S/, where);
  assert.match(message, /^\S.*[.!?]$/, `${where}: ${message}`);
}

/** Failures of an edited message: each points into it. Returns how many there were. */
function assertPointed(texts: Iterable<readonly [what: string, text: string]>): number {
  let failures = 0;
  for (const [what, text] of texts) {
    const result = attempt(text);
    if ('error' in result) {
      assert.match(result.error.message, /^\S.*\.$/, what);
      continue;
    }
    const { outcome } = result;
    if (!isFailure(outcome)) continue;
    failures++;
    for (const reason of outcome.because) assertComplete(reason, what);
    const ranges = outcome.because.flatMap(reason => reason.range ?? []);
    assert.ok(ranges.length > 0, `${what}: ${outcome.code} ${outcome.reason} ${JSON.stringify(outcome.because)}`);
    for (const { start, end } of ranges) assert.ok(start < end && end <= text.length, what);
  }
  return failures;
}

test('a wrong octet anywhere in the first REGISTER: what fails points into it', () => {
  const texts = [...REGISTER].flatMap((character, at): [string, string][] => {
    if (character === '\r' || character === '\n') return [];
    const other = String.fromCharCode(character.charCodeAt(0) ^ 1);
    const around = JSON.stringify(REGISTER.slice(Math.max(0, at - 20), at + 5));
    return [
      [
        `${other} in place of the octet before the end of ${around}`,
        REGISTER.slice(0, at) + other + REGISTER.slice(at + 1),
      ],
    ];
  });
  assert.ok(assertPointed(texts) > 300);
});

test('a header that is gone, empty or there twice: what fails points into the message', () => {
  const lines = REGISTER.split('\r\n').slice(1, -2);
  const texts = lines.flatMap((line): [string, string][] => {
    const name = line.slice(0, line.indexOf(':'));
    return [
      [`no ${name}`, REGISTER.replace(`${line}\r\n`, '')],
      [`empty ${name}`, REGISTER.replace(line, `${name}:`)],
      [`${name} twice`, REGISTER.replace(line, `${line}\r\n${line}`)],
    ];
  });
  assert.ok(assertPointed(texts) > 10);
});

/** A value for each fault that takes one. */
const VALUES: { readonly [fault: string]: readonly string[] } = {
  drop: ['401:1', 'REGISTER@pcscf>icscf', 'MAA', '@ue>pcscf'],
  delay: ['MAA::9000'],
  duplicate: ['401', 'REGISTER@ue>pcscf'],
  reorder: ['401'],
  'tcp-refused': [''],
  visited: ['elsewhere.example'],
  'min-expires': ['600000'],
  'hss-fails': ['5012', '3004@SAR', '3002@UAR'],
  'assigned-elsewhere': [''],
  'scscf-busy': [''],
  'udp-limit': ['500'],
  tamper: ['401@pcscf:WWW-Authenticate.nonce', 'REGISTER@ue:Authorization.response', '200:Contact'],
  strip: ['401@pcscf:Security-Server', '200:Service-Route', '401:WWW-Authenticate', '200:Contact'],
  omit: ['Security-Verify', 'Authorization'],
  'scscf-down': [''],
  'as-down': [''],
  down: ['icscf', 'pcscf', 'hss'],
  'bearer-address': ['10.9.9.9'],
  line: ['other'],
  dns: DNS_FAULTS,
  corrupt: ['Authorization.response', 'Security-Verify', 'Call-ID'],
};

/** Flows that between them have every actor. */
const BROAD = [
  ...['ims-re-registration', 'ims-deregistration', 'ims-digest-tls', 'ims-outbound', 'ims-giba', 'ims-nass'],
  ...['gprs-registration', 'atcf-registration', 'mc-migration', 'rfc4740-server-authentication'],
];

for (const { name } of FAULTS) {
  test(`fault ${name}: what fails says so`, () => {
    const faults = (VALUES[name] ?? ['']).map(value => (value === '' ? name : `${name}=${value}`));
    const [first = name] = faults;
    const attempts = [
      ...faults.map(fault => ({ flow: 'ims-registration', fault })),
      ...BROAD.map(flow => ({ flow, fault: first })),
    ];
    for (const { flow, fault } of attempts) {
      const where = `${fault} in ${flow}`;
      const hasOwn = findFlow(flow)?.ownRegister !== undefined;
      const result = attempt(hasOwn ? undefined : REGISTER, { flow, faults: [fault] });
      if ('error' in result) {
        // Some flows need what a fault takes away.
        assert.notEqual(flow, 'ims-registration', result.error.message);
        assert.match(result.error.message, /^\S.*\.$/, where);
        continue;
      }
      const { outcome } = result;
      if (!isFailure(outcome)) continue;
      assert.ok(outcome.because.length > 0, `${where}: ${outcome.reason}`);
      for (const reason of outcome.because) assertComplete(reason, where);
    }
  });
}
