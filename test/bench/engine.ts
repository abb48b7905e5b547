/** The engine behind the editor: cryptography per second, registrations in the simulator, one keystroke in credentials. */

import { readFileSync } from 'node:fs';
import { computeDigest } from '../../server/src/common/auth/digest.ts';
import { findAlgorithm } from '../../server/src/common/auth/digestAlgorithm.ts';
import { bytesFromHex } from '../../server/src/common/auth/encoding.ts';
import { f1, f2345 } from '../../server/src/common/auth/milenage.ts';
import { Secret } from '../../server/src/common/auth/secret.ts';
import { parseConfiguration } from '../../server/src/common/config/parse.ts';
import { inlayHints } from '../../server/src/common/features/inlayHints.ts';
import { DEFAULT_SETTINGS } from '../../server/src/common/lsp/settings.ts';
import { runFlow } from '../../server/src/common/sim/run.ts';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { parseMessage } from '../../server/src/common/syntax/message.ts';
import { percentile, print, section } from './print.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, EXAMPLES), 'utf8');

/** Calls a second, the best of several rounds. */
function rate(call: () => void, calls: number): number {
  let best = 0;
  for (let round = 0; round < 6; round++) {
    const started = performance.now();
    for (let i = 0; i < calls; i++) call();
    best = Math.max(best, (calls * 1000) / (performance.now() - started));
  }
  return best;
}

function octets(hex: string): Uint8Array {
  return bytesFromHex(hex) ?? new Uint8Array(0);
}

export function benchEngine(): void {
  section(
    'Cryptography (thousands a second; SIPp in C was measured at 272 digests and 363 Milenage vectors elsewhere)',
  );
  const algorithm = findAlgorithm('MD5');
  if (algorithm) {
    const secret = { kind: 'password', value: new Secret('Circle of Life') } as const;
    const input = {
      algorithm,
      username: 'Mufasa',
      realm: 'http-auth@example.org',
      secret,
      method: 'GET',
      uri: '/dir/index.html',
    };
    const digest = {
      ...input,
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      qop: 'auth',
      nc: '00000001',
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    } as const;
    print({ what: 'MD5 digest responses', value: rate(() => computeDigest(digest), 3_000) / 1000, unit: 'k/s' });
  }
  const keys = { k: octets('465b5ce8b199b49faa5f0a2ee238a6bc'), opc: octets('cd63cb71954a9f4e48a5994e37a02baf') };
  const [rand, sqn, amf] = [octets('23553cbe9637a89d218ae64dae47bf35'), octets('ff9bb4d0b607'), octets('b9b9')];
  const vector = () => {
    f1(keys, rand, sqn, amf);
    f2345(keys, rand);
  };
  print({ what: 'Milenage vectors', value: rate(vector, 2_000) / 1000, unit: 'k/s' });
  benchSimulator();
}

function benchSimulator(): void {
  section('Simulator and authentication in the text (ms)');
  const { configuration } = parseConfiguration(read('sipwright.json'));
  const message = parseMessage(read('register.sip'));
  const register = () => runFlow({ flow: 'ims-registration', message, configuration, seed: 1 });
  print({
    what: 'one IMS AKA registration, every hop parsed again, p50',
    value: median(register, 60),
    unit: 'ms',
    must: 10,
  });
  const week = () => runFlow({ flow: 'ims-week', message, configuration, seed: 1 });
  print({ what: 'a virtual week of re-registrations, p50', value: median(week, 5), unit: 'ms', must: 1_000 });
  const text = read('registration.sip');
  const hints = () => {
    const document = parseDocument(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    inlayHints(document, range, configuration, DEFAULT_SETTINGS.inlayHints);
  };
  print({
    what: 'all that the hints of registration.sip compute, p50',
    value: median(hints, 100),
    unit: 'ms',
    must: 1,
  });
}

function median(call: () => unknown, calls: number): number {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const started = performance.now();
    call();
    times.push(performance.now() - started);
  }
  return percentile(times.slice(Math.floor(calls / 3)), 0.5);
}
