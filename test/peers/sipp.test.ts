/** SIPp and we register at each other: MD5 and AKAv1-MD5, right and wrong keys, over UDP and TCP. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  ALICE,
  ended,
  freePort,
  HOST,
  isProgram,
  listening,
  MUFASA,
  type Network,
  needs,
  register,
  startNetwork,
  startProgram,
  within,
} from './live.ts';

const options = needs('sipp', isProgram('sipp', '-v'));
const folder = mkdtempSync(join(tmpdir(), 'sipwright-sipp-'));

let network: Network;

before(async () => {
  network = await startNetwork(ALICE, MUFASA);
});

after(async () => {
  await network.live.stop();
  rmSync(folder, { recursive: true });
});

/** A scenario of this folder with its upper-case words replaced, run once; SIPp's exit code, and what it had to say. */
async function sipp(name: string, words: { readonly [word: string]: string }, args: readonly string[]) {
  const own = mkdtempSync(join(folder, 'run-'));
  let scenario = readFileSync(new URL(`sipp/${name}`, import.meta.url), 'utf8');
  for (const [word, value] of Object.entries(words)) scenario = scenario.replaceAll(word, value);
  writeFileSync(join(own, 'scenario.xml'), scenario);
  const errors = join(own, 'errors.log');
  writeFileSync(errors, '');
  const how = '-m 1 -l 1 -timeout 25 -timeout_error -nostdin -trace_err -error_file'.split(' ');
  // Its control port would be the same for all.
  const ports = ['-i', HOST, '-cp', String(await freePort())];
  const child = startProgram('sipp', ['-sf', 'scenario.xml', ...ports, ...args, ...how, errors], own);
  const closed = new Promise<number | null>(resolve => child.on('close', resolve));
  return {
    /** Its last word. */
    async verdict(): Promise<string> {
      try {
        const code = await within(closed, () => 'SIPp has not ended');
        return code === 0 ? 'as expected' : `exit code ${code}: ${readFileSync(errors, 'utf8')}`;
      } finally {
        await ended(child);
      }
    },
  };
}

interface Attempt {
  readonly user: string;
  /** The header line of the answer. */
  readonly credentials: string;
  readonly response: number;
}

/**
 * SIPp 3.6 keeps a key as octets without an end and looks for keywords in what happens to lie behind them, so that once
 * in a while it cannot load a scenario, before anything is sent.
 */
const MISREAD = 'Syntax error or invalid [keyword] in scenario';

/** What SIPp says as UE: `as expected` when the response to its credentials was the one of the attempt. */
async function asUe({ user, credentials, response }: Attempt, transport: 'u1' | 't1'): Promise<string> {
  const words = { USER: user, CREDENTIALS: credentials, RESPONSE: String(response) };
  const remote = `${HOST}:${network.port}`;
  for (let attempts = 5; ; attempts--) {
    const run = await sipp('register.xml', words, [remote, '-t', transport, '-auth_uri', 'ims.test']);
    const verdict = await run.verdict();
    if (attempts === 1 || !verdict.includes(MISREAD)) return verdict;
  }
}

const password = (text: string): string => `[authentication username=${MUFASA.impi} password="${text}"]`;
const keys = (k: string, op = ALICE.op): string =>
  `[authentication username=${ALICE.impi} aka_K=0x${k} aka_OP=0x${op} aka_AMF=0x0000]`;

/** SIPp computes no answer from keys that do not fit the challenge, so a wrong RES is written out. */
const WRONG_RES =
  `Authorization: Digest username="${ALICE.impi}", realm="ims.test", nonce="[$nonce]", uri="sip:ims.test", ` +
  'response="00112233445566778899aabbccddeeff", algorithm=AKAv1-MD5, qop=auth, nc=00000001, cnonce="1"';

const ROWS: readonly (readonly [string, Attempt])[] = [
  ['MD5', { user: MUFASA.impi, credentials: password(MUFASA.password), response: 200 }],
  ['MD5 with a wrong password', { user: MUFASA.impi, credentials: password('wrong'), response: 403 }],
  ['AKAv1-MD5', { user: ALICE.impi, credentials: keys(ALICE.k), response: 200 }],
  ['AKAv1-MD5 with a wrong RES', { user: ALICE.impi, credentials: WRONG_RES, response: 403 }],
];

for (const [transport, protocol] of [
  ['u1', 'UDP'],
  ['t1', 'TCP'],
] as const) {
  for (const [name, attempt] of ROWS) {
    test(`SIPp registers with ${name} over ${protocol}: ${attempt.response}`, options, async () => {
      assert.equal(await asUe(attempt, transport), 'as expected');
    });
  }

  for (const [name, credentials] of [
    // Octets 00, 0a and 5b would be taken for text of the scenario.
    ['K', keys('112233445566778899aabbccddeeff10')],
    ['OP', keys(ALICE.k, '112233445566778899aabbccddeeff10')],
  ] as const) {
    test(`SIPp with another ${name} finds the network false over ${protocol}`, options, async () => {
      assert.match(await asUe({ user: ALICE.impi, credentials, response: 200 }, transport), /MAC != eXpectedMAC/);
    });
  }

  for (const [secret, status] of [
    [MUFASA.password, 'registered'],
    ['wrong', 'rejected'],
  ] as const) {
    test(`our UE at SIPp's registrar over ${protocol}: ${status}`, options, async () => {
      const port = await freePort();
      const run = await sipp('registrar.xml', {}, ['-p', String(port), '-t', transport]);
      if (protocol === 'TCP') await listening(port);
      const outcome = await register({ ...MUFASA, password: secret }, port, [], { protocol });
      assert.equal(outcome.status, status, JSON.stringify(outcome));
      assert.equal(await run.verdict(), 'as expected');
    });
  }
}
