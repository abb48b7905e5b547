import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canonicalImpu,
  deriveIdentities,
  domainOf,
  impiFromImpu,
  instanceIdFromImei,
  mncLengthHint,
} from '../../../server/src/common/auth/identities.ts';

test('IMSI with an MNC of two digits', () => {
  const result = deriveIdentities('460003911000057', 2);
  assert.deepEqual(result, {
    ok: true,
    value: {
      mcc: '460',
      mnc: '00',
      msin: '3911000057',
      homeDomain: 'ims.mnc000.mcc460.3gppnetwork.org',
      impi: '460003911000057@ims.mnc000.mcc460.3gppnetwork.org',
      temporaryImpu: 'sip:460003911000057@ims.mnc000.mcc460.3gppnetwork.org',
      conferenceFactory: 'sip:mmtel@conf-factory.ims.mnc000.mcc460.3gppnetwork.org',
    },
  });
});

test('IMSI with an MNC of three digits', () => {
  const result = deriveIdentities('310410123456789', 3);
  assert.equal(result.ok && result.value.homeDomain, 'ims.mnc410.mcc310.3gppnetwork.org');
  assert.equal(mncLengthHint('310410123456789'), 3);
  assert.equal(mncLengthHint('460003911000057'), 2);
});

for (const imsi of ['', '46000x', '12345', '1234567890123456']) {
  test(`no IMSI: ${JSON.stringify(imsi)}`, () => assert.equal(deriveIdentities(imsi, 2).ok, false));
}

const same: [impu: string, canonical: string][] = [
  ['sip:Alice@Home.NET:5060;transport=tcp?Subject=x', 'sip:Alice@home.net'],
  ['SIPS:alice@home.net', 'sips:alice@home.net'],
  ['sip:%61lice@home.net', 'sip:alice@home.net'],
  ['sip:a%2fb@home.net', 'sip:a%2Fb@home.net'],
  ['sip:alice:secret@home.net', 'sip:alice@home.net'],
  ['sip:home.net;lr', 'sip:home.net'],
  ['sip:u@[2001:DB8::1]:5060', 'sip:u@[2001:db8::1]'],
  ['tel:+1-212-555.1212;isub=1', 'tel:+12125551212'],
  ['tel:863-1234;phone-context=+1-914-555', 'tel:8631234;phone-context=+1-914-555'],
  ['urn:service:sos', 'urn:service:sos'],
  ['', ''],
];
for (const [impu, canonical] of same) {
  test(`canonical ${impu}`, () => {
    assert.equal(canonicalImpu(impu), canonical);
    assert.equal(canonicalImpu(canonical), canonical);
  });
}

test('IMPI of a REGISTER without credentials', () => {
  assert.equal(impiFromImpu('sip:001010000000001@IMS.example;user=phone'), '001010000000001@ims.example');
  assert.equal(impiFromImpu('sip:ims.example'), undefined);
  assert.equal(impiFromImpu('tel:+1'), undefined);
});

test('domain of an identity', () => {
  assert.equal(domainOf('alice@Home.NET'), 'home.net');
  assert.equal(domainOf('sip:alice@Home.NET:5060'), 'home.net');
  assert.equal(domainOf('tel:+1'), undefined);
});

const imeis: [imei: string, id: string | undefined][] = [
  ['35625611012345', 'urn:gsma:imei:35625611-012345-0'],
  ['356256110123458', 'urn:gsma:imei:35625611-012345-0'],
  ['35625611-012345-0', 'urn:gsma:imei:35625611-012345-0'],
  ['3562561101234512', 'urn:gsma:imei:35625611-012345-0'],
  ['3562561101234', undefined],
  ['35625611012345x', undefined],
];
for (const [imei, id] of imeis) {
  test(`instance id of ${imei}`, () => {
    const result = instanceIdFromImei(imei);
    assert.equal(result.ok ? result.value : undefined, id);
  });
}
