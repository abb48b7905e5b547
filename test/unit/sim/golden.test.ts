import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SipPacket } from '../../../server/src/common/sim/message.ts';
import { mechanismsOf } from '../../../server/src/common/sim/securityAgreement.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { GOLDEN, run } from './setting.ts';

/** The random values of the golden registration. */
const OVERRIDES = {
  'hss/rand': '23553cbe9637a89d218ae64dae47bf35',
  'ue/cnonce': '6f1d2c3b4a596877',
  'pcscf/spi': '3000000001,3000000002',
  'pcscf/port': '5100,5101',
};

const { packets } = run({ overrides: OVERRIDES });

/** The SIP messages of the registration itself, in the order of the golden files. */
const sent = packets
  .filter(packet => packet.sip !== undefined && packet.to !== 'tas' && packet.from !== 'tas')
  .map(packet => packet.sip?.text ?? '')
  .slice(0, 12);
const files = readdirSync(GOLDEN).filter(name => name.endsWith('.sip'));

function packetOf(text: string): SipPacket {
  return SipPacket.author(parseMessage(text));
}

function headerNames(packet: SipPacket): string[] {
  return packet.headers.map(line => line.name).sort();
}

/** Headers whose values are free: identifiers that each run chooses. */
const CHOSEN = new Set(['Via', 'To', 'Call-ID', 'P-Charging-Vector', 'Path', 'WWW-Authenticate', 'Authorization']);
const DIRECTIVES = [
  'username',
  'realm',
  'uri',
  'nonce',
  'response',
  'algorithm',
  'qop',
  'nc',
  'cnonce',
  'ck',
  'ik',
  'integrity-protected',
];

function normal(value: string): string {
  return value.replace(/\s*([,;])\s*/g, '$1');
}

test('twelve messages', () => assert.equal(files.length, 12));

files.forEach((file, i) => {
  test(`${file} in headers, parameters and values`, () => {
    const expected = packetOf(readFileSync(new URL(file, GOLDEN), 'utf8'));
    const actual = packetOf(sent[i] ?? '');
    assert.equal(actual.copy().startLine, expected.copy().startLine);
    assert.deepEqual(headerNames(actual), headerNames(expected));
    for (const { name, value } of expected.headers) {
      if (!CHOSEN.has(name))
        assert.ok(actual.values(name).map(normal).includes(normal(value)), `${name}: ${actual.value(name)}`);
    }
    for (const name of ['Authorization', 'WWW-Authenticate']) {
      for (const directive of DIRECTIVES) {
        assert.equal(actual.directive(name, directive), expected.directive(name, directive), `${name} ${directive}`);
      }
    }
    // The golden messages leave out the `received` that RFC 3581 §4 wants beside a filled-in rport.
    const vias = (packet: SipPacket): unknown =>
      packet
        .vias()
        .map(via => [
          via.transport,
          via.host,
          via.port,
          ...via.params.map(one => one.nameLower).filter(name => name !== 'received'),
        ]);
    assert.deepEqual(vias(actual), vias(expected));
    const charging = (packet: SipPacket): unknown =>
      packet
        .params('P-Charging-Vector')
        .map(one => (one.nameLower === 'icid-value' ? one.nameLower : [one.nameLower, one.value]));
    assert.deepEqual(charging(actual), charging(expected));
    for (const name of ['Security-Client', 'Security-Server', 'Security-Verify']) {
      assert.deepEqual(mechanismsOf(actual, name), mechanismsOf(expected, name));
    }
  });
});
