import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { decodeDiameter, encodeDiameter } from '../../../server/src/common/diameter/codec.ts';
import { CX_APPLICATION } from '../../../server/src/common/diameter/cx.ts';
import { avpText, buildAvps, commandName, outcomeOf } from '../../../server/src/common/diameter/message.ts';
import { diameterLabel, diameterText } from '../../../server/src/common/diameter/text.ts';

const examples: unknown = JSON.parse(
  readFileSync(new URL('../../data/diameter/examples.json', import.meta.url), 'utf8'),
);
const MESSAGES = Object.entries(
  typeof examples === 'object' && examples !== null && 'messages' in examples ? (examples.messages as object) : {},
).map(([name, hex]) => ({ name, octets: Uint8Array.from(Buffer.from(String(hex), 'hex')) }));

function decoded(name: string) {
  const octets = MESSAGES.find(message => message.name === name)?.octets ?? new Uint8Array(0);
  const result = decodeDiameter(octets);
  assert.ok(result.ok, name);
  return result.message;
}

test('there are 45 examples', () => assert.equal(MESSAGES.length, 45));

for (const { name, octets } of MESSAGES) {
  test(`${name}: decoding and encoding gives the same octets, every AVP is known`, () => {
    const result = decodeDiameter(octets);
    assert.ok(result.ok);
    assert.equal(Buffer.from(encodeDiameter(result.message)).toString('hex'), Buffer.from(octets).toString('hex'));
    assert.doesNotMatch(diameterText(result.message), /AVP \d/);
    const isRequest = !/A(-|$)/.test(name.replace('4740-', ''));
    assert.equal(result.message.request, isRequest);
    assert.ok(name.includes(commandName(result.message)), commandName(result.message));
  });
}

test('octets inside a larger buffer, as a socket gives them', () => {
  for (const { octets } of MESSAGES) {
    const buffer = Buffer.concat([Buffer.alloc(5, 0xff), octets]);
    assert.deepEqual(decodeDiameter(buffer.subarray(5)), decodeDiameter(octets));
  }
});

test('a UAR built by names has the octets of the example', () => {
  const example = decoded('UAR-1');
  const avps = buildAvps(CX_APPLICATION, {
    'Session-Id': 'icscf.ims.mnc001.mcc001.3gppnetwork.org;1700000000;1',
    'Vendor-Specific-Application-Id': { 'Vendor-Id': 10415, 'Auth-Application-Id': CX_APPLICATION },
    'Auth-Session-State': 1,
    'Origin-Host': 'icscf.ims.mnc001.mcc001.3gppnetwork.org',
    'Origin-Realm': 'ims.mnc001.mcc001.3gppnetwork.org',
    'Destination-Realm': 'ims.mnc001.mcc001.3gppnetwork.org',
    'User-Name': '001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
    'Public-Identity': 'sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
    'Visited-Network-Identifier': 'ims.mnc001.mcc001.3gppnetwork.org',
    'User-Authorization-Type': 0,
  });
  assert.deepEqual(encodeDiameter({ ...example, avps }), encodeDiameter(example));
});

test('the same number is named by where it stands: base or experimental, Cx or RFC 4740', () => {
  assert.deepEqual(outcomeOf(decoded('UAA-5001')), {
    code: 5001,
    experimental: true,
    name: 'DIAMETER_ERROR_USER_UNKNOWN',
  });
  assert.equal(outcomeOf(decoded('UAA-3002'))?.name, 'DIAMETER_UNABLE_TO_DELIVER');
  assert.equal(outcomeOf(decoded('4740-UAA'))?.name, 'DIAMETER_FIRST_REGISTRATION');
  assert.equal(outcomeOf(decoded('SAA'))?.name, 'DIAMETER_SUCCESS');
  assert.equal(diameterLabel(decoded('UAA-1')), 'UAA 2001 (experimental)');
  assert.equal(diameterLabel(decoded('SAA')), 'SAA 2001');
});

test('key material is masked in the text', () => {
  const text = diameterText(decoded('MAA'));
  for (const secret of ['b40ba9a3c58b2a05bbf0d987b21bf8cb', 'f769bcd751044604127672711c6d3441', 'a54211d5e3ba50bf']) {
    assert.ok(!text.includes(secret));
  }
  assert.match(text, /Confidentiality-Key: \*\*\* \(16 octets\)/);
  assert.ok(!diameterText(decoded('4740-MAA')).includes('93dfce8dfebfae8af4a726982429d23a'));
});

test('octets that are no message give the result code of a peer', () => {
  const good = encodeDiameter(decoded('UAA-1'));
  const version = Uint8Array.from(good);
  version[0] = 2;
  const avpLength = Uint8Array.from(good);
  avpLength[26] = 255;
  for (const [octets, code] of [
    [good.slice(0, 10), 5015],
    [good.slice(0, 40), 5015],
    [version, 5011],
    [avpLength, 5014],
  ] as const) {
    const result = decodeDiameter(octets);
    assert.equal(result.ok ? 0 : result.resultCode, code);
  }
});

test('every octet changed, one at a time: never an exception', () => {
  const good = encodeDiameter(decoded('MAA'));
  for (let i = 0; i < good.length; i++) {
    const bad = Uint8Array.from(good);
    bad[i] = (bad[i] ?? 0) ^ 0xff;
    const result = decodeDiameter(bad);
    if (result.ok) encodeDiameter(result.message);
  }
});

test('text of several octets a character survives', () => {
  const avps = buildAvps(CX_APPLICATION, { 'User-Name': 'zoë😀@home' });
  const result = decodeDiameter(encodeDiameter({ ...decoded('UAR-1'), avps }));
  assert.equal(result.ok && avpText(result.message.avps, 'User-Name'), 'zoë😀@home');
});
