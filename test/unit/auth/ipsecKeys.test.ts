import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { bytesFromHex, hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import {
  type EncryptionAlgorithm,
  encryptionKey,
  type IntegrityAlgorithm,
  type IpsecKey,
  integrityKey,
  isEncryptionAlgorithm,
  isIntegrityAlgorithm,
  isLegalPair,
  securityAssociations,
} from '../../../server/src/common/auth/ipsecKeys.ts';
import { ipXfrmCommands, wiresharkEspTable } from '../../../server/src/common/auth/ipsecText.ts';
import { readTable } from './vectors.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);
const golden = readTable('golden-numbers.json').row('milenage');
const expected = golden.row('ipsec');
const ck = bytes(golden.text('CK'));
const ik = bytes(golden.text('IK'));
const keyOf = (key: IpsecKey | undefined): string => hex(key?.key.reveal() ?? new Uint8Array(0));
const saltOf = (key: IpsecKey | undefined): string => hex(key?.salt?.reveal() ?? new Uint8Array(0));

test('keys of TS 33.203 Annex I', () => {
  assert.equal(keyOf(integrityKey('hmac-sha-1-96', ck, ik)), expected.text('auth_hmac_sha1_96'));
  assert.equal(keyOf(encryptionKey('aes-cbc', ck, ik)), expected.text('enc_aes_cbc'));
  assert.equal(keyOf(integrityKey('aes-gmac', ck, ik)), expected.text('gmac_key'));
  assert.equal(saltOf(integrityKey('aes-gmac', ck, ik)), expected.text('gmac_salt'));
  assert.equal(keyOf(encryptionKey('aes-gcm', ck, ik)), expected.text('gcm_key'));
  assert.equal(saltOf(encryptionKey('aes-gcm', ck, ik)), expected.text('gcm_salt'));
});

test('the algorithms that went with Release 13', () => {
  assert.equal(keyOf(integrityKey('hmac-md5-96', ck, ik)), golden.text('IK'));
  const triple = encryptionKey('des-ede3-cbc', ck, ik)?.key.reveal() ?? assert.fail();
  assert.equal(triple.length, 24);
  assert.equal(hex(triple.slice(0, 8)), hex(triple.slice(16)));
  for (const [i, octet] of triple.entries()) {
    assert.equal(octet.toString(2).replaceAll('0', '').length % 2, 1);
    assert.equal(octet & 0xfe, (ck[i % 16] ?? 0) & 0xfe);
  }
});

test('null has no key, unknown names are unknown, gcm stands alone', () => {
  assert.equal(integrityKey('null', ck, ik), undefined);
  assert.equal(encryptionKey('null', ck, ik), undefined);
  assert.ok(isIntegrityAlgorithm('aes-gmac') && !isIntegrityAlgorithm('aes-cbc'));
  assert.ok(isEncryptionAlgorithm('aes-gcm') && !isEncryptionAlgorithm('toString'));
  assert.ok(isLegalPair('hmac-sha-1-96', 'null') && isLegalPair('null', 'aes-gcm'));
  assert.ok(isLegalPair('aes-gmac', 'null') && !isLegalPair('aes-gmac', 'aes-cbc'));
  assert.ok(!isLegalPair('null', 'null') && !isLegalPair('hmac-sha-1-96', 'aes-gcm'));
});

const ENDS = {
  ue: { address: '10.45.0.2', spiC: 1000000001, spiS: 1000000002, portC: 6100, portS: 6101 },
  pcscf: { address: '10.0.1.10', spiC: 3000000001, spiS: 3000000002, portC: 5100, portS: 5101 },
};

test('four associations, SPI of the receiver, keys not printed', () => {
  const sas = securityAssociations({ ...ENDS, alg: 'hmac-sha-1-96', ealg: 'aes-cbc', ck, ik });
  const table = sas.map(sa => `${sa.number} ${sa.from} ${sa.source.port}>${sa.destination.port} ${sa.spi}`);
  assert.deepEqual(table, [
    '1 UE 6100>5101 3000000002',
    '2 P-CSCF 5101>6100 1000000001',
    '3 P-CSCF 5100>6101 1000000002',
    '4 UE 6101>5100 3000000001',
  ]);
  assert.equal(new Set(sas.map(sa => sa.spi)).size, 4);
  const shown = JSON.stringify(sas) + inspect(sas, { depth: 9, showHidden: true });
  assert.ok(!shown.includes(golden.text('IK')) && !shown.includes(golden.text('CK')));
});

const CK = golden.text('CK');
const IK = golden.text('IK');
const texts: [pair: [IntegrityAlgorithm, EncryptionAlgorithm], wireshark: string | undefined, xfrm: string][] = [
  [
    ['hmac-sha-1-96', 'aes-cbc'],
    `"AES-CBC [RFC3602]","0x${CK}","HMAC-SHA-1-96 [RFC2404]","0x${IK}00000000"`,
    `auth-trunc 'hmac(sha1)' 0x${IK}00000000 96 enc 'cbc(aes)' 0x${CK}`,
  ],
  [
    ['hmac-md5-96', 'null'],
    `"NULL","","HMAC-MD5-96 [RFC2403]","0x${IK}"`,
    `auth-trunc 'hmac(md5)' 0x${IK} 96 enc 'ecb(cipher_null)' ''`,
  ],
  [
    ['null', 'aes-gcm'],
    `"AES-GCM with 16 octet ICV [RFC4106]","0x${CK}${expected.text('gcm_salt')}","NULL",""`,
    `aead 'rfc4106(gcm(aes))' 0x${CK}${expected.text('gcm_salt')} 128`,
  ],
  [['aes-gmac', 'null'], undefined, `aead 'rfc4543(gcm(aes))' 0x${IK}${expected.text('gmac_salt')} 128`],
];
for (const [[alg, ealg], wireshark, xfrm] of texts) {
  test(`text for other programs: ${alg} ${ealg}`, () => {
    const sas = securityAssociations({ ...ENDS, alg, ealg, ck, ik });
    const line = wiresharkEspTable(sas)?.split('\n')[0];
    assert.equal(line, wireshark && `"IPv4","10.45.0.2","10.0.1.10","0xb2d05e02",${wireshark}`);
    const ends = 'src 10.45.0.2 dst 10.0.1.10';
    const command = `ip xfrm state add ${ends} proto esp spi 0xb2d05e02 mode transport ${xfrm}`;
    assert.equal(ipXfrmCommands(sas).split('\n')[0], `${command} sel ${ends} sport 6100 dport 5101`);
    assert.equal(ipXfrmCommands(sas).trimEnd().split('\n').length, 4);
  });
}
