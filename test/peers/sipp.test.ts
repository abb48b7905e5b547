/** SIPp and we register at each other: MD5 and AKAv1-MD5, right and wrong keys, over UDP and TCP. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ALICE, freePort, MUFASA, type Network, register, skipWithout, startNetwork } from './live.ts';

const options = skipWithout('sipp', '-v');
const folder = mkdtempSync(join(tmpdir(), 'sipwright-sipp-'));
const SCENARIO = readFileSync(new URL('sipp/register.xml', import.meta.url), 'utf8');

let network: Network;

before(async () => {
  network = await startNetwork(ALICE, MUFASA);
});

after(async () => {
  await network.stop();
  rmSync(folder, { recursive: true });
});

interface Attempt {
  readonly user: string;
  readonly credentials: string;
  readonly response: number;
}

/** What SIPp has to say when a message was not the expected one. */
async function sipp({ user, credentials, response }: Attempt, transport: 'u1' | 't1'): Promise<string> {
  const file = join(folder, 'scenario.xml');
  const scenario = SCENARIO.replaceAll('USER', user).replaceAll('CREDENTIALS', credentials);
  writeFileSync(file, scenario.replaceAll('RESPONSE', String(response)));
  const errors = join(folder, 'errors.log');
  writeFileSync(errors, '');
  const what = `127.0.0.1:${network.port} -sf ${file} -i 127.0.0.1 -t ${transport} -auth_uri ims.test`;
  const how = `-m 1 -l 1 -timeout 20 -timeout_error -nostdin -trace_err -error_file ${errors}`;
  const child = spawn('sipp', `${what} ${how}`.split(' '), { cwd: folder, stdio: 'ignore' });
  const code = await new Promise(resolve => child.on('close', resolve));
  return code === 0 ? 'as expected' : readFileSync(errors, 'utf8');
}

const keys = (k: string): string => `aka_K=0x${k} aka_OP=0x${ALICE.op} aka_AMF=0x0000`;

const ROWS: readonly (readonly [string, Attempt])[] = [
  ['MD5', { user: MUFASA.impi, credentials: `password="${MUFASA.password}"`, response: 200 }],
  ['MD5 with a wrong password', { user: MUFASA.impi, credentials: 'password=wrong', response: 403 }],
  ['AKAv1-MD5', { user: ALICE.impi, credentials: keys(ALICE.k), response: 200 }],
];

for (const [transport, protocol] of [
  ['u1', 'UDP'],
  ['t1', 'TCP'],
] as const) {
  for (const [name, attempt] of ROWS) {
    test(`SIPp registers with ${name} over ${protocol}`, options, async () => {
      assert.equal(await sipp(attempt, transport), 'as expected');
    });
  }
}

test('SIPp finds the network false when its own K is another', options, async () => {
  const credentials = keys('00112233445566778899aabbccddeeff');
  assert.match(await sipp({ user: ALICE.impi, credentials, response: 200 }, 'u1'), /MAC != eXpectedMAC/);
});

for (const [password, status] of [
  [MUFASA.password, 'registered'],
  ['wrong', 'rejected'],
] as const) {
  test(`our UE at SIPp's registrar: ${status}`, options, async () => {
    const port = await freePort();
    const scenario = fileURLToPath(new URL('sipp/registrar.xml', import.meta.url));
    const args = `-sf ${scenario} -i 127.0.0.1 -p ${port} -m 1 -timeout 20 -nostdin`.split(' ');
    const child = spawn('sipp', args, { cwd: folder, stdio: 'ignore' });
    const code = new Promise(resolve => child.on('close', resolve));
    assert.equal((await register({ ...MUFASA, password }, port)).status, status);
    assert.equal(await code, 0);
  });
}
