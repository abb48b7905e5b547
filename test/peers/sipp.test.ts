/** SIPp registers at the live network: MD5 and AKAv1-MD5, right and wrong keys, over UDP and TCP. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseConfiguration } from '../../server/src/common/config/parse.ts';
import { LiveRun, liveNetwork, liveUe } from '../../server/src/common/sim/live.ts';
import { LiveServer } from '../../server/src/node/live/liveServer.ts';
import { SipSockets } from '../../server/src/node/live/sockets.ts';

const isInstalled = spawnSync('sipp', ['-v']).error === undefined;
const options = isInstalled ? {} : { skip: 'SIPp is not installed' };
const folder = mkdtempSync(join(tmpdir(), 'sipwright-sipp-'));

/** TS 35.208 set 2, whose K and OP SIPp 3.6 can read from a scenario. */
const ALICE = {
  name: 'alice',
  impi: 'alice@ims.test',
  impus: ['sip:alice@ims.test'],
  k: 'fec86ba6eb707ed08905757b1bb44b8f',
  op: 'dbc59adcb6f9a0ef735477b7fadf8374',
};
const MUFASA = { name: 'mufasa', impi: 'mufasa@ims.test', impus: ['sip:mufasa@ims.test'], password: 'Circle of Life' };

let server: LiveServer;
let port: number;

before(async () => {
  const { configuration } = parseConfiguration(JSON.stringify({ subscribers: [ALICE, MUFASA] }));
  const sockets = await SipSockets.open('127.0.0.1', 0);
  port = sockets.local.port;
  // The seed gives challenges whose RES has no zero octet, at which SIPp 3.6 would cut it off.
  const run = liveNetwork({ configuration, seed: 1 }, sockets.local);
  assert.ok(run instanceof LiveRun);
  server = new LiveServer(run, sockets, { events: () => {}, trouble: () => {} });
});

after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Attempt {
  readonly user: string;
  readonly credentials: string;
  readonly response: number;
  readonly transport: 'u1' | 't1';
}

const SCENARIO = readFileSync(new URL('sipp/register.xml', import.meta.url), 'utf8');

/** Exit code of SIPp: 0 when every message was the expected one. */
async function sipp({ user, credentials, response, transport }: Attempt): Promise<string> {
  const file = join(folder, 'scenario.xml');
  const scenario = SCENARIO.replaceAll('USER', user).replaceAll('CREDENTIALS', credentials);
  writeFileSync(file, scenario.replaceAll('RESPONSE', String(response)));
  const errors = join(folder, 'errors.log');
  writeFileSync(errors, '');
  const args = `127.0.0.1:${port} -sf ${file} -i 127.0.0.1 -t ${transport} -m 1 -l 1 -auth_uri ims.test -timeout 20`;
  const rest = `-timeout_error -nostdin -trace_err -error_file ${errors}`;
  const child = spawn('sipp', `${args} ${rest}`.split(' '), { cwd: folder, stdio: 'ignore' });
  const code = await new Promise(resolve => child.on('close', resolve));
  return code === 0 ? 'as expected' : readFileSync(errors, 'utf8');
}

const keys = (k: string): string => `aka_K=0x${k} aka_OP=0x${ALICE.op} aka_AMF=0x0000`;

const ROWS: readonly (readonly [string, Omit<Attempt, 'transport'>])[] = [
  ['MD5', { user: MUFASA.impi, credentials: 'password="Circle of Life"', response: 200 }],
  ['MD5 with a wrong password', { user: MUFASA.impi, credentials: 'password=wrong', response: 403 }],
  ['AKAv1-MD5', { user: ALICE.impi, credentials: keys(ALICE.k), response: 200 }],
];

for (const transport of ['u1', 't1'] as const) {
  for (const [name, attempt] of ROWS) {
    test(`SIPp registers with ${name} over ${transport === 'u1' ? 'UDP' : 'TCP'}`, options, async () => {
      assert.equal(await sipp({ ...attempt, transport }), 'as expected');
    });
  }
}

for (const [password, status] of [
  ['Circle of Life', 'registered'],
  ['wrong', 'rejected'],
] as const) {
  test(`our UE at SIPp's registrar: ${status}`, options, async () => {
    const port = await freePort();
    const scenario = fileURLToPath(new URL('sipp/registrar.xml', import.meta.url));
    const args = `-sf ${scenario} -i 127.0.0.1 -p ${port} -m 1 -timeout 20 -nostdin`.split(' ');
    const child = spawn('sipp', args, { cwd: folder, stdio: 'ignore' });
    const ended = new Promise(resolve => child.on('close', resolve));
    assert.equal(await register({ ...MUFASA, password }, port), status);
    assert.equal(await ended, 0);
  });
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const sockets = await SipSockets.open('127.0.0.1', 0);
  await sockets.close();
  return sockets.local.port;
}

/** How our UE fares at the registrar on this port; its own retransmissions bridge the time until that listens. */
async function register(subscriber: object, port: number): Promise<string> {
  const { configuration } = parseConfiguration(JSON.stringify({ subscribers: [subscriber] }));
  const sockets = await SipSockets.open('127.0.0.1', 0);
  const common = { configuration, seed: 1, message: undefined, protocol: 'UDP' } as const;
  const ue = liveUe({ ...common, local: sockets.local, remote: { address: '127.0.0.1', port } });
  if ('error' in ue) assert.fail(ue.error.message);
  const outcome = await new Promise<string>(resolve => {
    const events = (): void => {
      if (ue.hasEnded()) resolve(ue.outcome().status);
    };
    ue.run.stimulate('ue', 'restart');
    const server = new LiveServer(ue.run, sockets, { events, trouble: () => {} });
    server.turn();
  });
  await sockets.close();
  return outcome;
}

test('SIPp finds the network false when its own K is another', options, async () => {
  const credentials = keys('00112233445566778899aabbccddeeff');
  const found = await sipp({ user: ALICE.impi, credentials, response: 200, transport: 'u1' });
  assert.match(found, /MAC != eXpectedMAC/);
});
