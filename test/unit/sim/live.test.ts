/** The live network and the live UE, connected in memory: the clock is the test's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Configuration } from '../../../server/src/common/config/configuration.ts';
import {
  type LiveOutput,
  type LivePacket,
  LiveRun,
  type LiveUeOptions,
  liveNetwork,
  liveUe,
} from '../../../server/src/common/sim/live.ts';
import { registerText } from '../../../server/src/common/sim/ownRegisters.ts';
import { randomStream } from '../../../server/src/common/sim/random.ts';
import type { FlowOutcome } from '../../../server/src/common/sim/result.ts';
import { contactIn } from '../../../server/src/common/sim/ueWatcher.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, HOME } from './setting.ts';

const REGISTRAR = { address: '127.0.0.1', port: 5060 };
const UE = { address: '127.0.0.1', port: 6070 };

/** The first REGISTER of the user with a password. */
function simba(): string {
  const subscriber = configuration().subscribers.find(one => one.name === 'simba');
  assert.ok(subscriber);
  return registerText(subscriber, { supported: 'path', expires: 3600 });
}

function sip(outputs: readonly LiveOutput[]): LivePacket[] {
  return outputs.filter(output => output.type === 'sip');
}

interface Exchange {
  readonly outcome: FlowOutcome;
  /** Start-lines in the order in which they crossed the border. */
  readonly lines: readonly string[];
  readonly network: LiveRun;
}

/** Hands every message from one to the other until both wait only for timers. */
function connect(
  changes: Partial<LiveUeOptions> & { readonly core?: Configuration } = {},
  ...actions: ('re-register' | 'deregister')[]
): Exchange {
  const { core = configuration(), ...ueChanges } = changes;
  const network = liveNetwork({ configuration: core, seed: 7 }, REGISTRAR);
  assert.ok(network instanceof LiveRun);
  const common = { configuration: configuration(), seed: 8, message: undefined, local: UE, remote: REGISTRAR };
  const ue = liveUe({ ...common, protocol: 'UDP', ...ueChanges });
  if ('error' in ue) assert.fail(ue.error.message);
  const lines: string[] = [];
  let now = 0;
  for (const action of ['restart', ...actions] as const) {
    ue.run.stimulate('ue', action);
    for (let turn = 0; turn < 20; turn++) {
      now += 10;
      const up = sip(ue.run.advance(now));
      for (const packet of up) network.receive(packet, now);
      const down = sip(network.advance(now));
      for (const packet of down) ue.run.receive(packet, now);
      lines.push(...[...up, ...down].map(packet => packet.text.split('\r\n')[0] ?? ''));
    }
  }
  return { outcome: ue.outcome(), lines, network };
}

const ALICE_ONLY = [`REGISTER sip:${HOME} SIP/2.0`, 'SIP/2.0 401 Unauthorized', `REGISTER sip:${HOME} SIP/2.0`];

test('IMS AKA without security associations', () => {
  const { outcome, lines } = connect();
  assert.equal(outcome.status, 'registered');
  assert.deepEqual(lines, [...ALICE_ONLY, 'SIP/2.0 200 OK']);
});

test('the answer of a wrong key is refused, and the network says why', () => {
  const { outcome, network } = connect({ core: configuration({ alice: { k: '00112233445566778899aabbccddeeff' } }) });
  assert.equal(outcome.code, 403);
  const rules = network.takeEvents().flatMap(event => (event.because ?? []).map(reason => reason.rule));
  assert.ok(rules.includes('scscf-network-rejected'), rules.join());
});

test('a sequence number behind the card is resynchronised', () => {
  const { outcome, lines } = connect({ core: configuration({ alice: { sqn: '000000000020' } }) });
  assert.equal(outcome.status, 'registered');
  assert.equal(lines.filter(line => line === 'SIP/2.0 401 Unauthorized').length, 2);
});

test('SIP Digest, refreshed with the same nonce and removed again', () => {
  const message = parseMessage(simba());
  const { outcome, lines } = connect({ message }, 're-register', 'deregister');
  assert.equal(outcome.status, 'deregistered');
  assert.deepEqual(
    lines.map(line => line.split(' ')[1]),
    [`sip:${HOME}`, '401', `sip:${HOME}`, '200', `sip:${HOME}`, '200', `sip:${HOME}`, '200'],
  );
});

test('the UE asks to watch its registration; a P-CSCF without associations takes nothing but REGISTER', () => {
  const { outcome, lines } = connect({ watches: true });
  assert.equal(outcome.status, 'registered');
  assert.deepEqual(lines.slice(4), [`SUBSCRIBE sip:+12015550001@${HOME} SIP/2.0`, 'SIP/2.0 403 Forbidden']);
});

test('what a notifier says of a contact: listed, or gone with its address-of-record (RFC 3680)', () => {
  const own = { contact: 'sip:alice@192.0.2.1', until: 0, associated: ['sip:alice@ims.test'], serviceRoute: [] };
  const document = (state: 'active' | 'terminated', contacts: readonly string[], aor = 'sip:alice@ims.test') => ({
    version: 1,
    state: 'full' as const,
    registrations: [
      {
        aor,
        state,
        contacts: contacts.map(uri => ({ uri, state, event: 'rejected', expires: undefined })),
      },
    ],
  });
  assert.equal(contactIn(document('active', [own.contact]), own)?.state, 'active');
  assert.equal(contactIn(document('terminated', [own.contact]), own)?.event, 'rejected');
  assert.equal(contactIn(document('terminated', []), own)?.state, 'terminated');
  assert.equal(contactIn(document('active', ['sip:alice@192.0.2.2']), own), undefined);
  assert.equal(contactIn(document('terminated', [], 'sip:bob@ims.test'), own), undefined);
  assert.equal(contactIn(document('terminated', []), undefined), undefined);
});

test('whoever has no credentials in its first REGISTER is challenged all the same', () => {
  const text = simba().replace(/^Authorization:.*\n/m, '');
  const { outcome } = connect({ message: parseMessage(text) });
  assert.equal(outcome.status, 'registered');
});

test('over TCP: Via and Contact say so', () => {
  const { network, outcome } = connect({ protocol: 'TCP' });
  assert.equal(outcome.status, 'registered');
  const first = network.takeEvents()[0]?.text ?? '';
  assert.match(first, /^Via: SIP\/2\.0\/TCP 127\.0\.0\.1:6070;/m);
  assert.match(first, /^Contact: <sip:[^>]*@127\.0\.0\.1:6070;transport=tcp>/m);
});

test('an unknown user gets 403', () => {
  const impi = `bob@${HOME}`;
  const { outcome } = connect({ core: configuration({ alice: { impi, impus: [`sip:${impi}`], barred: [] } }) });
  assert.equal(outcome.code, 403);
});

test('a REGISTER that offers IPsec is not sent', () => {
  const message = parseMessage(simba().replace('Supported: path', 'Security-Client: ipsec-3gpp;alg=hmac-sha-1-96'));
  const found = liveUe({
    configuration: configuration(),
    seed: 8,
    message,
    local: UE,
    remote: REGISTRAR,
    protocol: 'UDP',
  });
  assert.ok('error' in found);
  assert.match(found.error.message, /Security-Client/);
});

test('octets that are no SIP message are recorded and answered by nobody', () => {
  const network = liveNetwork({ configuration: configuration(), seed: 7 }, REGISTRAR);
  assert.ok(network instanceof LiveRun);
  const path = { protocol: 'UDP', source: UE, destination: REGISTRAR } as const;
  for (const text of ['', 'hello', 'REGISTER', '\0\0\0', 'SIP/2.0 200 OK\r\n\r\n', 'REGISTER sip:x SIP/2.0\r\n\r\n']) {
    network.receive({ text, path }, 0);
  }
  const answers = sip(network.advance(0)).map(packet => packet.text.split('\r\n')[0]);
  assert.ok(
    answers.every(line => line?.startsWith('SIP/2.0 4')),
    answers.join(),
  );
});

test('the seed decides the nonce', () => {
  const text = simba();
  const nonceOf = (seed: number): string => {
    const network = liveNetwork({ configuration: configuration(), seed }, REGISTRAR);
    assert.ok(network instanceof LiveRun);
    network.receive({ text, path: { protocol: 'UDP', source: UE, destination: REGISTRAR } }, 0);
    return /nonce="([^"]+)"/.exec(sip(network.advance(0))[0]?.text ?? '')?.[1] ?? '';
  };
  assert.equal(nonceOf(1), nonceOf(1));
  assert.notEqual(nonceOf(1), nonceOf(2));
  assert.match(nonceOf(1), /^[0-9a-f]{32}$/);
});

test('a REGISTER with octets changed, taken out or doubled never stops the network', () => {
  const network = liveNetwork({ configuration: configuration(), seed: 7 }, REGISTRAR);
  assert.ok(network instanceof LiveRun);
  const path = { protocol: 'UDP', source: UE, destination: REGISTRAR } as const;
  const stream = randomStream(1, 'test', 'mutants');
  const text = simba();
  for (let i = 0; i < 500; i++) {
    const at = stream.integer(0, text.length - 1);
    const octet = String.fromCharCode(stream.integer(0, 255));
    const mutants = [octet, '', text.slice(at, at + 40).repeat(2)];
    network.receive({ text: text.slice(0, at) + mutants[i % 3] + text.slice(at + 1), path }, i);
    for (const packet of sip(network.advance(i))) assert.match(packet.text, /^SIP\/2\.0 [1-6]\d\d /);
  }
  assert.ok(Object.keys(network.states()).length > 5);
});
