/** Kamailio registers our UE: as a plain registrar, and as an S-CSCF that asks our HSS over Diameter on TCP. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  ALICE,
  ended,
  freePort,
  isProgram,
  MUFASA,
  type Network,
  needs,
  register,
  startNetwork,
  startProgram,
  User,
} from './live.ts';

const isKamailio = isProgram('kamailio', '-v');
const options = needs('kamailio', isKamailio);
const MODULES = modules();
/** The S-CSCF is made of modules of two more packages. */
const isIms = isKamailio && ['ims_auth.so', 'presence.so'].every(name => existsSync(join(MODULES, name)));
const imsOptions = needs('kamailio with its IMS and presence modules', isIms);
const folder = mkdtempSync(join(tmpdir(), 'sipwright-kamailio-'));
after(() => rmSync(folder, { recursive: true }));

/** Where the distribution keeps the modules: under its architecture's name, or not. */
function modules(): string {
  const names = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  const triplets = names.map(name => `/usr/lib/${name}/kamailio/modules/`);
  return ['/usr/lib/kamailio/modules/', ...triplets].find(path => existsSync(path)) ?? '';
}

/** A configuration file of this folder with its upper-case words replaced, in a folder of its own. */
function configured(name: string, words: { readonly [word: string]: string }): string {
  let text = readFileSync(new URL(`kamailio/${name}`, import.meta.url), 'utf8');
  for (const [word, value] of Object.entries(words)) text = text.replaceAll(word, value);
  const file = join(mkdtempSync(join(folder, 'run-')), name);
  writeFileSync(file, text);
  return file;
}

function start(file: string): ChildProcess {
  const own = file.replace(/\/[^/]*$/, '');
  const args = ['-f', file, '-DD', '-E', '-m', '64', '-M', '8', '-w', own, '-Y', own, '-P', join(own, 'pid')];
  return startProgram('kamailio', args, own);
}

for (const algorithm of ['MD5', 'SHA-256']) {
  describe(`Kamailio as registrar with ${algorithm}`, options, () => {
    let kamailio: ChildProcess;
    let port: number;

    before(async () => {
      port = await freePort();
      const words = { SIP_PORT: String(port), ALGORITHM: algorithm, MODULES };
      kamailio = start(configured('registrar.cfg', words));
    });
    after(() => ended(kamailio));

    for (const protocol of ['UDP', 'TCP'] as const) {
      test(`the right password, a refresh, removal over ${protocol}`, async () => {
        const outcome = await register(MUFASA, port, ['re-register', 'deregister'], { protocol });
        assert.equal(outcome.status, 'deregistered', JSON.stringify(outcome));
      });
    }

    test('a wrong password', async () => {
      const outcome = await register({ ...MUFASA, password: 'wrong' }, port);
      assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
      assert.equal(outcome.code, 401);
    });
  });
}

/** Of the S-CSCF tests: the card of bob is ahead of the HSS; carol and dave are there to be registered and ended. */
const named = (name: string, more: object = {}): object => ({
  ...ALICE,
  name,
  impi: `${name}@ims.test`,
  impus: [`sip:${name}@ims.test`],
  ...more,
});
const BOB = named('bob', { sqn: '000000000100' });

describe('Kamailio as S-CSCF with our HSS', imsOptions, () => {
  let kamailio: ChildProcess;
  let network: Network;
  let port: number;

  before(async () => {
    network = await startNetwork(ALICE, MUFASA, BOB, named('carol'), named('dave'));
    port = await freePort();
    const ports = { HSS_PORT: String(network.hssPort), OWN_PORT: String(await freePort()) };
    const words = { SIP_PORT: String(port), CDP_FILE: configured('cdp.xml', ports), MODULES };
    kamailio = start(configured('scscf.cfg', words));
    await network.live.until('connected over Diameter', () => network.live.peers.has('scscf.ims.test'));
  });
  after(async () => {
    await ended(kamailio);
    await network.live.stop();
  });

  /** Labels of what passes between Kamailio and the HSS while something is done. */
  async function exchange(action: () => Promise<unknown>): Promise<string[]> {
    const from = network.live.events.length;
    await action();
    return network.live.events.slice(from).flatMap(event => (event.kind === 'diameter' ? [event.label] : []));
  }

  for (const protocol of ['UDP', 'TCP'] as const) {
    test(`IMS AKA, a refresh, removal over ${protocol}`, async () => {
      const labels = await exchange(async () => {
        const outcome = await register(ALICE, port, ['re-register', 'deregister'], { protocol });
        assert.equal(outcome.status, 'deregistered', JSON.stringify(outcome));
      });
      assert.deepEqual(labels.slice(0, 4), ['MAR', 'MAA 2001', 'SAR', 'SAA 2001']);
    });
  }

  test('SIP Digest', async () => {
    assert.equal((await register(MUFASA, port)).status, 'registered');
  });

  test('SIP Digest with a wrong password', async () => {
    const outcome = await register({ ...MUFASA, password: 'wrong' }, port);
    assert.equal(outcome.status, 'rejected', JSON.stringify(outcome));
    assert.equal(outcome.code, 403);
  });

  test('a wrong K: the UE finds MAC wrong', async () => {
    const outcome = await register({ ...ALICE, k: '00112233445566778899aabbccddeeff' }, port);
    assert.notEqual(outcome.status, 'registered');
    assert.ok(
      outcome.because.some(reason => reason.rule === 'ue-mac'),
      JSON.stringify(outcome),
    );
  });

  test('a card that is ahead of the HSS is resynchronised', async () => {
    const labels = await exchange(async () => {
      const outcome = await register(named('bob', { sqn: '000000002000' }), port);
      assert.equal(outcome.status, 'registered', JSON.stringify(outcome));
    });
    assert.deepEqual(labels.slice(0, 6), ['MAR', 'MAA 2001', 'MAR', 'MAA 2001', 'SAR', 'SAA 2001']);
  });

  test('an unknown user', async () => {
    const outcome = await register(named('eve'), port);
    assert.equal(outcome.status, 'rejected', JSON.stringify(outcome));
  });

  test('the UE watches its registration', async () => {
    const carol = await User.at(port, named('carol'), { watches: true });
    try {
      assert.equal((await carol.perform('restart')).status, 'registered');
      await carol.until('notified', () => /sip:carol@ims\.test active/.test(JSON.stringify(carol.state)));
      const labels = carol.events.map(event => event.label);
      assert.deepEqual(labels.filter(label => /^(?:SUBSCRIBE|NOTIFY)$/.test(label)).slice(0, 2), [
        'SUBSCRIBE',
        'NOTIFY',
      ]);
      assert.equal((await carol.perform('deregister')).status, 'deregistered');
    } finally {
      await carol.stop();
    }
  });

  test('the HSS ends the registration: RTR, and the S-CSCF tells the UE', async () => {
    const dave = await User.at(port, named('dave'), { watches: true });
    try {
      assert.equal((await dave.perform('restart')).status, 'registered');
      await dave.until('notified', () => /sip:dave@ims\.test active/.test(JSON.stringify(dave.state)));
      const labels = await exchange(async () => {
        network.live.stimulate('hss', 'terminate', '0');
        await dave.until('deregistered', () => dave.outcome.status === 'deregistered');
        await network.live.until('answered', () => network.live.events.some(event => event.label === 'RTA 2001'));
      });
      assert.ok(labels.includes('RTR'), labels.join());
    } finally {
      await dave.stop();
    }
  });
});
