/** One mistake in a registration of four messages on Gm: one finding, although several rules compare the messages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';

const folder = join(import.meta.dirname, '../../data/golden-registration');
const read = (name: string): string => readFileSync(join(folder, `${name}.sip`), 'utf8').replaceAll('\r\n', '\n');
const MESSAGES = ['01-REGISTER-ue-pcscf', '10-401-pcscf-ue', '11-REGISTER-ue-pcscf-esp', '22-200-pcscf-ue-esp'].map(
  read,
);
const [FIRST, CHALLENGE, ANSWER, OK] = [0, 1, 2, 3];

/** The vector is that of the published test set, whose AMF says so. */
const CONFIGURATION = { ...DEFAULT_CONFIGURATION, rules: { 'aka-test-amf': 'off' } } as const;

function faultsOf(messages: readonly string[]): string[] {
  const document = parseDocument(messages.map(message => `###\n# @hop Gm\n${message}`).join('\n'));
  const findings = runRules(document, CONFIGURATION).byMessage.flat();
  return findings.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule }) => rule);
}

const MISTAKES: readonly (readonly [message: number, right: string, wrong: string, rule: string])[] = [
  [ANSWER, 'q=0.9', 'q=0.8', 'security-verify-differs'],
  [ANSWER, 'Security-Verify: ipsec-3gpp;q=0.9;', 'Security-Verify: ipsec-3gpp;', 'security-verify-differs'],
  [ANSWER, 'spi-c=3000000001', 'spi-c=3000000009', 'security-verify-differs'],
  [ANSWER, 'Security-Verify', 'Security-Verif', 'misspelt-header'],
  [
    ANSWER,
    '\nSecurity-Verify: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans;spi-c=3000000001;spi-s=3000000002;port-c=5100;port-s=5101',
    '',
    'security-verify-missing',
  ],
  [ANSWER, 'spi-c=1000000001', 'spi-c=1000000007', 'security-client-changed'],
  [ANSWER, 'nonce="I1U8', 'nonce="I2U8', 'nonce-not-offered'],
  [ANSWER, 'realm="ims.', 'realm="imx.', 'realm-foreign'],
  [ANSWER, 'algorithm=AKAv1-MD5', 'algorithm=MD5', 'challenge-algorithm-differs'],
  [ANSWER, 'CSeq: 2', 'CSeq: 3', 'response-without-request'],
  [ANSWER, 'Call-ID: 7d1f@', 'Call-ID: 7d2f@', 'response-without-request'],
  [ANSWER, 'qop=auth,', 'qop=auth-int,', 'challenge-qop-not-offered'],
  [ANSWER, 'uri="sip:ims.mnc001', 'uri="sip:ims.mnc002', 'digest-uri-differs'],
  [ANSWER, 'username="0010', 'username="0020', 'private-identity-not-of-imsi'],
  [ANSWER, '10.45.0.2:6101;branch', '10.45.0.2:5060;branch', 'via-port-not-protected'],
  [ANSWER, '0010100000100', '00101000001', 'pani-cell-id-format'],
  [CHALLENGE, 'z9hG4bK-ue-1', 'z9hG4bK-ue-9', 'response-via'],
  [CHALLENGE, 'tag=ue1', 'tag=ue9', 'response-from'],
  [CHALLENGE, 'CSeq: 1', 'CSeq: 9', 'response-without-request'],
  [
    CHALLENGE,
    '\nSecurity-Server: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans;spi-c=3000000001;spi-s=3000000002;port-c=5100;port-s=5101',
    '',
    'security-server-missing',
  ],
  [CHALLENGE, 'WWW-Authenticate', 'WWW-Authentcate', 'misspelt-header'],
  [CHALLENGE, ',algorithm=AKAv1-MD5', ',algorithm=AKAv1-MD5,ck="00112233445566778899aabbccddeeff"', 'aka-keys-to-ue'],
  [OK, 'z9hG4bK-ue-2', 'z9hG4bK-ue-1', 'response-via'],
  [OK, 'expires=600000', 'expires=7200000', 'expires-raised'],
  [OK, ';expires=600000', '', 'contact-without-expires'],
  [OK, '@10.45.0.2:6101>', '@10.45.0.9:6101>', 'contact-not-registered'],
  [OK, ';+g.3gpp.smsip', '', 'contact-features-lost'],
  [OK, '\nService-Route: <sip:orig@scscf1.ims.mnc001.mcc001.3gppnetwork.org:6060;lr>', '', 'missing-on-hop'],
  [OK, ':6060;lr>', ':6060>', 'loose-routing'],
  [
    OK,
    '\nP-Associated-URI: <sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org>,<tel:+12015550001>',
    '',
    'associated-uri-missing',
  ],
  [OK, 'Service-Route: <sip:orig@', 'Service-Route: sip:orig@', 'angle-unopened'],
  [OK, 'tag=s2', '', 'parameter-empty'],
  [FIRST, 'nonce="",', 'nonce="",integrity-protected="no",', 'integrity-protected-from-ue'],
  [FIRST, 'Require: sec-agree\n', '', 'sec-agree-not-in-proxy-require'],
  [FIRST, 'path,gruu', 'gruu', 'supported-path-missing'],
  [
    FIRST,
    'Content-Length: 0',
    'P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1\nContent-Length: 0',
    'pani-unprotected',
  ],
  [FIRST, 'imei:35625611-012345-0', 'imei:356256110123450', 'instance-imei'],
  [FIRST, 'urn%3Aurn-7%3A3gpp', 'urn:urn-7:3gpp', 'feature-tag-not-encoded'],
];

test('the registration has no fault', () => assert.deepEqual(faultsOf(MESSAGES), []));

for (const [index, right, wrong, rule] of MISTAKES) {
  test(`message ${index + 1}: ${right.trim().slice(0, 40)} -> ${wrong.trim().slice(0, 40)}`, () => {
    assert.ok(MESSAGES[index]?.includes(right), right);
    const changed = MESSAGES.map((message, at) => (at === index ? message.replace(right, () => wrong) : message));
    assert.deepEqual(faultsOf(changed), [rule]);
  });
}
