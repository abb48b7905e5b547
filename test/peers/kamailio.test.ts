/** Kamailio registers our UE: as a plain registrar, and as an S-CSCF that asks our HSS over Diameter on TCP. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FlowEvent } from '../../server/src/common/sim/result.ts';
import { ALICE, ended, freePort, MUFASA, type Network, register, skipWithout, startNetwork } from './live.ts';

const options = skipWithout('kamailio', '-v');
const MODULES = modules();
/** The S-CSCF is made of modules of two more packages. */
const isIms = ['ims_auth.so', 'presence.so'].every(name => existsSync(join(MODULES, name)));
const imsOptions = isIms ? options : { skip: 'the IMS and presence modules of Kamailio are not installed' };
const folder = mkdtempSync(join(tmpdir(), 'sipwright-kamailio-'));
after(() => rmSync(folder, { recursive: true }));

/** Where the distribution keeps the modules: under its architecture's name, or not. */
function modules(): string {
  const triplets = readdirSync('/usr/lib').map(name => `/usr/lib/${name}/kamailio/modules/`);
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
  return spawn('kamailio', args, { stdio: 'ignore' });
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

    test('the right password, a refresh, removal', async () => {
      const outcome = await register(MUFASA, port, 're-register', 'deregister');
      assert.equal(outcome.status, 'deregistered', JSON.stringify(outcome));
    });

    test('a wrong password', async () => {
      const outcome = await register({ ...MUFASA, password: 'wrong' }, port);
      assert.equal(outcome.status, 'failed', JSON.stringify(outcome));
      assert.equal(outcome.code, 401);
    });
  });
}

describe('Kamailio as S-CSCF with our HSS', imsOptions, () => {
  let kamailio: ChildProcess;
  let network: Network;
  let port: number;

  before(async () => {
    // The card of bob is ahead of the HSS.
    const bob = { ...ALICE, name: 'bob', impi: 'bob@ims.test', impus: ['sip:bob@ims.test'], sqn: '000000000100' };
    network = await startNetwork(ALICE, MUFASA, bob);
    port = await freePort();
    const ports = { HSS_PORT: String(network.hssPort), OWN_PORT: String(await freePort()) };
    const words = { SIP_PORT: String(port), CDP_FILE: configured('cdp.xml', ports), MODULES };
    kamailio = start(configured('scscf.cfg', words));
    assert.equal(await network.peer, 'scscf.ims.test');
  });
  after(async () => {
    await ended(kamailio);
    await network.stop();
  });

  /** Labels of what passed between Kamailio and the HSS since `from` events. */
  function exchange(from: number): string[] {
    return network.events
      .slice(from)
      .filter((event: FlowEvent) => event.kind === 'diameter')
      .map(event => event.label);
  }

  test('IMS AKA, a refresh, removal', async () => {
    const from = network.events.length;
    const outcome = await register(ALICE, port, 're-register', 'deregister');
    assert.equal(outcome.status, 'deregistered', JSON.stringify(outcome));
    assert.deepEqual(exchange(from).slice(0, 4), ['MAR', 'MAA 2001', 'SAR', 'SAA 2001']);
  });

  test('SIP Digest', async () => {
    assert.equal((await register(MUFASA, port)).status, 'registered');
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
    const from = network.events.length;
    const ahead = { ...ALICE, name: 'bob', impi: 'bob@ims.test', impus: ['sip:bob@ims.test'], sqn: '000000002000' };
    assert.equal((await register(ahead, port)).status, 'registered');
    assert.deepEqual(exchange(from).slice(0, 4), ['MAR', 'MAA 2001', 'MAR', 'MAA 2001']);
  });

  test('an unknown user', async () => {
    const outcome = await register({ ...ALICE, impi: 'eve@ims.test', impus: ['sip:eve@ims.test'] }, port);
    assert.equal(outcome.status, 'rejected', JSON.stringify(outcome));
  });
});
