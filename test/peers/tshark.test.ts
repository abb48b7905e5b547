/** Wireshark's dissectors judge the captures: nothing malformed, nothing to note, ESP opens, digests are right. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { DigestSecret } from '../../server/src/common/auth/digest.ts';
import { findAlgorithm } from '../../server/src/common/auth/digestAlgorithm.ts';
import { Secret } from '../../server/src/common/auth/secret.ts';
import { FLOWS } from '../../server/src/common/sim/flows/index.ts';
import type { Run } from '../../server/src/common/sim/run.ts';
import { answerValue } from '../../server/src/common/sim/ueChallenge.ts';
import { pcapng, wiresharkEspKeys } from '../../server/src/common/trace/pcapng.ts';
import { configuration, REGISTER, type RunOptions, run } from '../unit/sim/setting.ts';
import { isProgram, needs } from './live.ts';

const options = needs('tshark', isProgram('tshark', '--version'));
const folder = mkdtempSync(join(tmpdir(), 'sipwright-tshark-'));
after(() => rmSync(folder, { recursive: true }));

/** Standard output of tshark on a capture. */
async function tshark(octets: Uint8Array, settings: readonly string[], args: readonly string[]): Promise<string> {
  const file = join(mkdtempSync(join(folder, 'capture-')), 'run.pcapng');
  writeFileSync(file, octets);
  const all = ['-n', '-r', file, ...settings.flatMap(setting => ['-o', setting]), ...args];
  const child = spawn('tshark', all, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  assert.equal(await new Promise(resolve => child.on('close', resolve)), 0);
  return output;
}

interface Frame {
  readonly isMalformed: boolean;
  readonly severities: readonly number[];
  readonly protocols: readonly string[];
  readonly hasGoodIcv: boolean;
  /** Of SIP: method or status. */
  readonly subject: string;
}

const FIELDS = [
  '_ws.malformed',
  '_ws.expert.severity',
  'frame.protocols',
  'esp.icv_good',
  'sip.Method',
  'sip.Status-Code',
];

/** What tshark makes of every frame, with the keys of the associations. */
async function dissected(octets: Uint8Array, keys = ''): Promise<Frame[]> {
  const settings = [
    'esp.enable_encryption_decode:TRUE',
    'esp.enable_authentication_check:TRUE',
    ...keys.split('\n').flatMap(line => (line === '' ? [] : [`uat:esp_sa:${line}`])),
  ];
  // Wireshark keeps TCP port 6060, the one of our S-CSCF, for X11.
  const args = ['-d', 'tcp.port==6060,sip', '-T', 'fields', ...FIELDS.flatMap(field => ['-e', field])];
  const lines = (await tshark(octets, settings, args)).split('\n').slice(0, -1);
  return lines.map(line => {
    const [malformed = '', severity = '', protocols = '', icv = '', method = '', status = ''] = line.split('\t');
    return {
      isMalformed: malformed !== '',
      severities: severity === '' ? [] : severity.split(',').map(Number),
      protocols: protocols.split(':'),
      hasGoodIcv: /^(?:1|True)/.test(icv),
      subject: method + status,
    };
  });
}

const NOTE = 0x200000;

function isBad({ isMalformed, severities }: Frame): boolean {
  return isMalformed || severities.some(severity => severity >= NOTE);
}

/** tshark finds nothing wrong, knows every frame for what it is, and opens all that is protected. */
async function judge({ result, packets }: Run, hasKeys = false): Promise<Frame[]> {
  const frames = await dissected(pcapng(result, packets, hasKeys), wiresharkEspKeys(packets));
  assert.deepEqual(frames.filter(isBad), []);
  for (const frame of frames) {
    assert.ok(
      ['sip', 'diameter', 'dns'].some(name => frame.protocols.includes(name)),
      frame.protocols.join(':'),
    );
    if (frame.protocols.includes('sip')) assert.notEqual(frame.subject, '');
    if (frame.protocols.includes('esp')) assert.ok(frame.hasGoodIcv);
  }
  return frames;
}

describe('tshark', { ...options, concurrency: 2 }, () => {
  for (const flow of FLOWS) {
    test(`finds nothing wrong in ${flow.id}`, async () => {
      await judge(run({ flow: flow.id }));
    });
  }

  const OTHERS: readonly (readonly [string, RunOptions])[] = [
    ['a resynchronisation', { faults: ['sqn-behind'] }],
    ['a network that the UE refuses', { faults: ['wrong-key'] }],
    ['a refused registration', { faults: ['visited=elsewhere.example'] }],
    ['a failure of the HSS', { faults: ['hss-fails=5012'] }],
    ['a network without datagrams', { faults: ['udp-limit=100'] }],
    ['lost and repeated messages', { faults: ['drop=401:1', 'duplicate=200'] }],
  ];
  for (const [name, scenario] of OTHERS) {
    test(`finds nothing wrong in ${name}`, async () => {
      await judge(run(scenario));
    });
  }

  test('finds nothing wrong in a capture with keys', async () => {
    const frames = await judge(run(), true);
    assert.ok(frames.some(frame => frame.protocols.includes('diameter')));
  });

  // 3DES is not computed here.
  for (const [alg, ealg] of [
    ['hmac-sha-1-96', 'aes-cbc'],
    ['hmac-sha-1-96', 'null'],
    ['hmac-md5-96', 'aes-cbc'],
    ['hmac-md5-96', 'null'],
    ['null', 'aes-gcm'],
  ] as const) {
    test(`opens what ${alg} and ${ealg} protect`, async () => {
      const text = REGISTER.replace('alg=hmac-sha-1-96;ealg=aes-cbc', `alg=${alg};ealg=${ealg}`);
      const network = { pcscf: { securityAlgorithms: [{ alg, ealg }] } };
      const scenario = run({ text, configuration: configuration({ network }) });
      const frames = await judge(scenario);
      assert.ok(frames.filter(frame => frame.protocols.includes('esp')).length >= 2);
    });
  }

  const CHALLENGE = { realm: 'ims.test', nonce: 'vcivHDxBRQ', opaque: undefined, qop: ['auth'] };
  const RES = Buffer.from('8011c48c0c214ed2', 'hex');

  /** Whether Wireshark's own check finds the digest of a REGISTER wrong; `password` is as its table takes it. */
  async function isDigestWrong(algorithm: 'MD5' | 'AKAv1-MD5', secret: DigestSecret, password: string) {
    const { result, packets } = run({ flow: 'ims-digest' });
    const known = findAlgorithm(algorithm);
    const [packet] = packets;
    assert.ok(known && packet?.sip);
    const value = answerValue(
      { ...CHALLENGE, algorithm: known },
      { username: 'alice', uri: 'sip:ims.test', cnonce: '4711', nonceCount: '00000001', secret, body: '' },
    );
    const text = packet.sip.text.replace(/^Authorization:.*$/m, `Authorization: ${value}\r`);
    assert.ok(text.includes('cnonce="4711"'));
    const user = `uat:authorization_users_sip:"alice","ims.test","${password}"`;
    const octets = pcapng(result, [{ ...packet, sip: { ...packet.sip, text } }]);
    const shown = await tshark(octets, ['sip.validate_authorization:TRUE', user], ['-Y', 'sip.authorization.invalid']);
    return shown !== '';
  }

  test('finds the MD5 digest of a password right, and that of another wrong', async () => {
    const secret: DigestSecret = { kind: 'password', value: new Secret('Circle of Life') };
    assert.equal(await isDigestWrong('MD5', secret, 'Circle of Life'), false);
    assert.equal(await isDigestWrong('MD5', secret, 'Circle of Death'), true);
  });

  test('finds the AKAv1-MD5 digest of RES right, and that of another wrong', async () => {
    const secret: DigestSecret = { kind: 'aka', value: new Secret({ res: RES, ck: RES, ik: RES }) };
    const escaped = (octets: Uint8Array): string =>
      [...octets].map(octet => `\\x${octet.toString(16).padStart(2, '0')}`).join('');
    assert.equal(await isDigestWrong('AKAv1-MD5', secret, escaped(RES)), false);
    assert.equal(await isDigestWrong('AKAv1-MD5', secret, escaped(RES.toReversed())), true);
  });

  test('finds what is wrong in a corrupted capture', async () => {
    const { result, packets } = run();
    const diameter = packets.filter(packet => packet.diameter !== undefined);
    const octets = pcapng(result, diameter);
    // The length of the first AVP of the first Diameter message.
    const start = Buffer.from(octets).indexOf(Buffer.from('00000107', 'hex'));
    octets[start + 6] = 0xff;
    assert.ok((await dissected(octets)).some(isBad));
  });
});
