import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { CONFIGURATION_SCHEMA } from '../../../server/src/common/config/schema.ts';

const EXAMPLE_FILE = new URL('../../../examples/sipwright.json', import.meta.url);

// strict: false, since editors' keywords (patternErrorMessage, defaultSnippets) are no JSON schema.
const validate = new Ajv({ strict: false }).compile(CONFIGURATION_SCHEMA);

/** What ajv and the parser say of the same text; both must be silent, or both must complain. */
function check(text: string, good: boolean): void {
  assert.equal(validate(parse(text)), good, `ajv: ${text}`);
  const { findings } = parseConfiguration(text);
  const complaints = findings.filter(one => one.severity !== 'info' && one.code !== 'secret');
  assert.equal(complaints.length === 0, good, `parser: ${text} ${JSON.stringify(findings)}`);
}

const K = '"k": "465b5ce8b199b49faa5f0a2ee238a6bc"';
const OP = '"op": "cdc202d5123e20f62b6d676ac72cb318"';
const user = (more: string): string => `{ "subscribers": [{ "name": "a", "imsi": "001010000000001", ${more} }] }`;
const network = (more: string): string => `{ "network": { ${more} } }`;

test('the example file is good', () => check(readFileSync(EXAMPLE_FILE, 'utf8'), true));

const good = [
  '{}',
  '{ "seed": 4294967295, "rules": { "via-branch-cookie": "off" } }',
  user(`${K}, ${OP}, "opc": null`),
  user(`${K}, "opc": "cd63cb71954a9f4e48a5994e37a02baf", "sqn": "00000000FFE0", "amf": "8000", "concealSqn": false`),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the syntax of the file.
  user('"k": "${secret:k}", "op": "${secret:op}", "password": "${secret:p.w-d_1}"'),
  user(`"algorithm": "tuak", ${K}, "top": "${'5'.repeat(64)}", "tuak": { "iterations": 2, "resBits": 128 }`),
  user(`${K}, ${OP}, "milenage": { "c": [${Array(5).fill(`"${'0'.repeat(32)}"`)}], "r": [1, 2, 3, 4, 127] }`),
  user(`${K}, ${OP}, "hss": { "k": "${'0'.repeat(32)}" }`),
  user('"impus": ["sip:a@b", "SIPS:a@b:5061;x=y", "tel:+1-2"], "barred": ["tel:+12"], "implicitSets": [["sip:a@b"]]'),
  user('"capabilities": { "mandatory": [0], "optional": [4294967295] }, "roaming": ["x"], "imei": "35625611012345"'),
  network('"homeDomain": "home.net", "scscf": [{ "name": "s", "capabilities": [] }], "as": [{ "name": "t" }]'),
  network('"sqn": { "indexBits": 5, "ageLimit": 32 }, "sqnPolicy": "plus100", "quirks": "pyhss"'),
  network('"pcscf": { "securityAlgorithms": [{ "alg": "null", "ealg": "aes-gcm" }, { "alg": "hmac-md5-96" }] }'),
];
for (const text of good) test(`good: ${text}`, () => check(text, true));

const bad = [
  '[]',
  '1',
  '{ "subscribers": {} }',
  '{ "subscribers": [1] }',
  '{ "subscribers": [{}] }',
  '{ "subscriber": [] }',
  '{ "seed": -1 }',
  '{ "seed": 1.5 }',
  '{ "seed": "1" }',
  '{ "rules": { "x": "fatal" } }',
  '{ "rules": [] }',
  user('"k": "465b5ce8b199b49faa5f0a2ee238a6b"'),
  user('"k": "465b5ce8b199b49faa5f0a2ee238a6bg"'),
  user('"k": 12'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the syntax of the file.
  user('"k": "${secret:}"'),
  user(`${K}, "op": "cdc2"`),
  user(`${K}, ${OP}, "amf": "80"`),
  user(`${K}, ${OP}, "sqn": 32`),
  user(`${K}, ${OP}, "sqn": "20"`),
  user(`${K}, ${OP}, "milenage": { "r": [1, 2, 3, 4, 5] }`),
  user(`${K}, ${OP}, "milenage": { "c": [], "r": [1, 2, 3, 4, 5] }`),
  user('"algorithm": "comp128"'),
  user('"tuak": { "resBits": 65 }'),
  user('"mncLength": 4'),
  user('"imsi": "12x45678"'),
  user('"imei": "356256"'),
  user('"impi": "sip:a@b"'),
  user('"impi": "alice"'),
  user('"impus": ["<sip:a@b>"]'),
  user('"impus": "sip:a@b"'),
  user('"impus": ["mailto:a@b"]'),
  user('"passwort": "x"'),
  user('"hss": { "name": "x" }'),
  network('"homeDomain": "sip:home.net"'),
  network('"scscf": [{ "capabilities": [1] }]'),
  network('"scscf": [{ "name": "s", "capabilities": ["1"] }]'),
  network('"as": [{ "name": "t", "defaultHandling": "ignore" }]'),
  network('"as": [{ "name": "t", "registrationTypes": ["again"] }]'),
  network('"quirks": "asterisk"'),
  network('"sqnPolicy": "random"'),
  network('"sqn": { "delta": 0 }'),
  network('"pcscf": { "port": 70000 }'),
  network('"pcscf": { "securityAlgorithms": [{ "ealg": "aes-cbc" }] }'),
  network('"minExpires": "60"'),
];
for (const text of bad) test(`bad: ${text}`, () => check(text, false));
