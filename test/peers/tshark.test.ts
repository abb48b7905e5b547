/** Wireshark's dissectors judge the captures of every flow: nothing malformed, no expert note, ESP opens. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FLOWS } from '../../server/src/common/sim/flows/index.ts';
import { pcapng, wiresharkEspKeys } from '../../server/src/common/trace/pcapng.ts';
import { run } from '../unit/sim/setting.ts';

const isInstalled = spawnSync('tshark', ['--version']).status === 0;
const options = isInstalled ? {} : { skip: 'tshark is not installed' };
const folder = mkdtempSync(join(tmpdir(), 'sipwright-tshark-'));
after(() => rmSync(folder, { recursive: true }));

/** Standard output of tshark on a capture, with the keys of its associations. */
function tshark(file: string, keys: string, args: readonly string[]): string {
  const lines = keys.split('\n').filter(line => line !== '');
  const settings = [
    'esp.enable_encryption_decode:TRUE',
    'esp.enable_authentication_check:TRUE',
    ...lines.map(line => `uat:esp_sa:${line}`),
  ].flatMap(setting => ['-o', setting]);
  const { status, stdout } = spawnSync('tshark', ['-n', '-r', file, ...settings, ...args], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout;
}

/** Note (0x200000) and above. */
const BAD = '_ws.malformed || _ws.expert.severity >= 0x200000';

for (const flow of FLOWS) {
  test(`tshark finds nothing wrong in ${flow.id}`, options, () => {
    const { result, packets } = run({ flow: flow.id });
    const file = join(folder, `${flow.id}.pcapng`);
    writeFileSync(file, pcapng(result, packets));
    const keys = wiresharkEspKeys(packets);
    assert.equal(tshark(file, keys, ['-Y', BAD]), '');
    const esp = tshark(file, keys, [
      '-Y',
      'esp',
      '-T',
      'fields',
      '-e',
      'esp.icv_good',
      '-e',
      'sip.Method',
      '-e',
      'sip.Status-Code',
    ]);
    for (const line of esp.split('\n').filter(one => one !== ''))
      assert.match(line, /^(?:1|True)\t(?:[A-Z]+\t|\t\d{3})/);
  });
}

test('the filter finds a corrupted capture', options, () => {
  const { result, packets } = run();
  const octets = pcapng(
    result,
    packets.filter(packet => packet.diameter !== undefined),
  );
  // The length of the first AVP of the first Diameter message.
  const start = Buffer.from(octets).indexOf(Buffer.from('00000107', 'hex'));
  octets[start + 6] = 0xff;
  const file = join(folder, 'corrupted.pcapng');
  writeFileSync(file, octets);
  assert.notEqual(tshark(file, '', ['-Y', BAD]), '');
});
