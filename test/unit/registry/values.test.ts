/** What the value tables can compute. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCESS_TYPES, cellIdCoding, splitCellId } from '../../../server/src/common/registry/accessTypes.ts';
import { reasonCauses } from '../../../server/src/common/registry/reasons.ts';
import {
  ENCRYPTION_ALGORITHMS,
  INTEGRITY_ALGORITHMS,
  IPSEC_COMBINATIONS,
  ipsecCombination,
} from '../../../server/src/common/registry/securityMechanisms.ts';
import { SERVICE_IDS_ENCODED } from '../../../server/src/common/registry/serviceIds.ts';

const CELLS: readonly [access: string, cell: string, parts: string | undefined][] = [
  ['3GPP-NR-TDD', '001010000010000000A1', '001 01 000001 0000000A1'],
  ['3GPP-NR-FDD', '310260000001000000A1B', '310 260 000001 000000A1B'],
  ['3GPP-NR', '001010000010000000A1', '001 01 000001 0000000A1'],
  ['3GPP-E-UTRAN-FDD', '0010100010000001', '001 01 0001 0000001'],
  ['3GPP-E-UTRAN-TDD', '46000123456789AB', '460 00 1234 56789AB'],
  ['3gpp-utran-fdd', '23415D2A0000F123', '234 15 D2A0 000F123'],
  ['3GPP-GERAN', '0010100FF0001', '001 01 00FF 0001'],
  ['3GPP-NR-TDD', '0010100001', undefined],
  ['3GPP-E-UTRAN-FDD', '00101000G0000001', undefined],
  ['3GPP-E-UTRAN-FDD', '0A10100010000001', undefined],
];

for (const [access, cell, parts] of CELLS) {
  test(`cell ${cell} of ${access}`, () => {
    const coding = cellIdCoding(access);
    assert.ok(coding);
    const split = splitCellId(coding, cell);
    assert.equal(split && [split.mcc, split.mnc, split.area, split.cell].join(' '), parts);
  });
}

test('WLAN and wireline have no cell', () => {
  for (const access of ['IEEE-802.11', 'ADSL', '3GPP-WLAN', 'token']) assert.equal(cellIdCoding(access), undefined);
});

test('every 3GPP radio type has a coding', () => {
  const radio = ACCESS_TYPES.filter(row => /^3GPP-/.test(row.value));
  assert.ok(radio.length > 8);
  for (const { value } of radio) assert.ok(cellIdCoding(value), value);
});

test('pairs of IPsec algorithms: each algorithm is in one, aes-gcm only with alg=null', () => {
  for (const { value } of INTEGRITY_ALGORITHMS)
    assert.ok(
      IPSEC_COMBINATIONS.some(pair => pair.alg === value),
      value,
    );
  for (const { value } of ENCRYPTION_ALGORITHMS)
    assert.ok(
      IPSEC_COMBINATIONS.some(pair => pair.ealg === value),
      value,
    );
  assert.equal(ipsecCombination('hmac-sha-1-96', 'aes-cbc')?.deprecated, false);
  assert.equal(ipsecCombination('HMAC-SHA-1-96')?.ealg, 'null');
  assert.equal(ipsecCombination('hmac-md5-96', 'null')?.deprecated, true);
  assert.equal(ipsecCombination('null', 'aes-gcm')?.deprecated, false);
  assert.equal(ipsecCombination('null', 'null'), undefined);
  assert.equal(ipsecCombination('aes-gmac', 'aes-cbc'), undefined);
  assert.equal(ipsecCombination('hmac-sha-1-96', 'aes-gcm'), undefined);
});

test('causes by protocol', () => {
  assert.match(reasonCauses('q.850').find(row => row.value === '16')?.doc ?? '', /clearing/);
  assert.equal(reasonCauses('SIP').find(row => row.value === '487')?.doc, 'Request Terminated.');
  assert.deepEqual(reasonCauses('unknown'), []);
});

test('service identifiers in feature tags are percent-encoded', () => {
  assert.equal(SERVICE_IDS_ENCODED[0]?.value, 'urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel');
});
