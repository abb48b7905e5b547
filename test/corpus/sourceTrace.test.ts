/** The source trace as it stands in examples: exactly these findings, in these messages, at these texts. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { applyFixes } from '../../server/src/common/features/fixAll.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { repaired } from '../unit/rules/repaired.ts';

const NONCE = '"89pxm4eQF/BAwKVAYTTZYQAAAAAAALm5/UxxNqNHseE="';

/** Rows are those of the list of faults (T-01 to T-36); T-37, T-38 and T-40 are silence. */
const EXPECTED: readonly (readonly [row: string, message: number, severity: string, rule: string, marked: string])[] = [
  ['T-01', 2, 'error', 'challenge-missing', '401'],
  ['T-02', 3, 'error', 'nonce-not-offered', NONCE],
  ['T-03', 2, 'error', 'aka-keys-never-sent', 'Unauthorized'],
  ['T-04', 4, 'error', 'charging-vector-icid', '2d834d66ac1947be8d2c75938ce7038e'],
  ['T-05', 4, 'error', 'associated-uri-missing', '200'],
  ['T-06', 4, 'error', 'contact-not-registered', '172.16.106.94'],
  ['T-07', 4, 'warning', 'contact-features-lost', '<sip:460003911000057@172.16.106.94>;q=1.0;expires=600000'],
  ['T-08', 1, 'error', 'header-not-allowed', 'Service-Route'],
  ['T-09', 3, 'error', 'unprotected-answer-accepted', 'integrity-protected="no"'],
  ['T-10', 3, 'warning', 'answer-not-on-protected-port', '5060'],
  ['T-11', 1, 'info', 'sec-agree-left-over', 'sec-agree'],
  ['T-11', 3, 'info', 'sec-agree-left-over', 'sec-agree'],
  ['T-12', 1, 'error', 'parameter-malformed', 'sip:172.16.106.81:5060'],
  ['T-12', 3, 'error', 'parameter-malformed', 'sip:172.16.106.81:5060'],
  ['T-13', 1, 'warning', 'pani-cell-id-missing', '3GPP-NR-TDD'],
  ['T-13', 3, 'warning', 'pani-cell-id-missing', '3GPP-NR-TDD'],
  ['T-14', 1, 'warning', 'pani-unprotected', 'P-Access-Network-Info'],
  [
    'T-15',
    1,
    'info',
    'pani-private-parameter',
    'lr;transport=udp;ue-ip=172.16.106.92;ue-port=5060;raw-ip=172.16.106.92;raw-port=5060',
  ],
  [
    'T-15',
    3,
    'info',
    'pani-private-parameter',
    'lr;transport=udp;ue-ip=172.16.106.92;ue-port=5060;raw-ip=172.16.106.92;raw-port=5060',
  ],
  ['T-16', 1, 'warning', 'visited-network-uri', '"sip:pcscf@172.16.106.81:6070"'],
  ['T-16', 3, 'warning', 'visited-network-uri', '"sip:pcscf@172.16.106.81:6070"'],
  ['T-17', 1, 'warning', 'ioi-type', 'orig-ioi=visited.net'],
  ['T-17', 3, 'warning', 'ioi-type', 'orig-ioi=visited.net'],
  ['T-17', 4, 'warning', 'ioi-type', 'orig-ioi=visited.net'],
  ['T-17', 4, 'warning', 'ioi-type', 'term-ioi=ims.mnc000.mcc000.3gppnetwork.org'],
  ['T-18', 4, 'warning', 'charging-info-name', 'access-network-charging-info=test'],
  ['T-19', 1, 'warning', 'home-domain-not-of-imsi', 'ims.mnc000.mcc000.3gppnetwork.org'],
  ['T-19', 3, 'warning', 'home-domain-not-of-imsi', 'ims.mnc000.mcc000.3gppnetwork.org'],
  ['T-20', 1, 'warning', 'private-identity-not-of-imsi', '"8613911000057@ims.mnc000.mcc000.3gppnetwork.org"'],
  ['T-20', 3, 'warning', 'private-identity-not-of-imsi', '"8613911000057@ims.mnc000.mcc000.3gppnetwork.org"'],
  ['T-21', 3, 'warning', 'from-tag-changed', 'tag=243426378'],
  ['T-22', 1, 'warning', 'via-rport-missing', '172.16.106.92'],
  ['T-22', 1, 'hint', 'via-keep-missing', '172.16.106.92'],
  ['T-22', 3, 'warning', 'via-rport-missing', '172.16.106.92'],
  ['T-22', 3, 'hint', 'via-keep-missing', '172.16.106.92'],
  [
    'T-23',
    1,
    'warning',
    'contact-without-instance',
    '<sip:460003911000057@172.16.106.92>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";+g.3gpp.ics="principal"',
  ],
  [
    'T-23',
    3,
    'warning',
    'contact-without-instance',
    '<sip:460003911000057@172.16.106.92>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";+g.3gpp.ics="principal"',
  ],
  ['T-24', 1, 'warning', 'contact-without-port', '172.16.106.92'],
  ['T-24', 3, 'warning', 'contact-without-port', '172.16.106.92'],
  ['T-25', 1, 'warning', 'atcf-path', '"<sip:pcscf@172.16.106.81:6070;transport=udp;lr>"'],
  ['T-25', 3, 'warning', 'atcf-path', '"<sip:pcscf@172.16.106.81:6070;transport=udp;lr>"'],
  ['T-26', 1, 'info', 'route-between-networks', 'Route'],
  ['T-26', 3, 'info', 'route-between-networks', 'Route'],
  ['T-27', 2, 'info', 'require-path-without-path', 'path'],
  ['T-28', 3, 'warning', 'aka-test-amf', NONCE],
  ['T-29', 3, 'warning', 'aka-sqn-zero', NONCE],
  ['T-30', 3, 'hint', 'cnonce-weak', '"a1b2c3d4e5f6"'],
  ['T-31', 3, 'info', 'response-unverified', 'response="2c8fd97ca4f530ad249af5e4662ddf4c"'],
  [
    'T-32',
    3,
    'hint',
    'path-changed-in-retry',
    '<sip:172.16.106.81:6070;transport=udp;lr;key=0a04f65a2b9bdd01d9d7a4b866>',
  ],
  ['T-33', 1, 'hint', 'unknown-header', 'P-Track-ID'],
  ['T-33', 1, 'hint', 'unknown-header', 'P-UserAgent-Info'],
  ['T-33', 3, 'hint', 'unknown-header', 'P-Track-ID'],
  ['T-33', 3, 'hint', 'unknown-header', 'P-UserAgent-Info'],
  ['T-36', 4, 'hint', 'authentication-info-missing', '200'],
  ['T-39', 4, 'info', 'trace-incomplete', '200'],
];

const text = readFileSync(join(import.meta.dirname, '../../examples/source-trace.sip'), 'utf8');

function found(source: string): string[] {
  const document = parseDocument(source);
  return runRules(document, DEFAULT_CONFIGURATION)
    .byMessage.flatMap((findings, index) =>
      findings.map(({ severity, rule, start, end }) => {
        const marked = document.messages[index]?.text.slice(start, end);
        return `${index + 1} ${severity} ${rule} ${marked}`;
      }),
    )
    .sort();
}

test('the source trace has exactly the findings that were told', () => {
  const expected = EXPECTED.map(([, message, severity, rule, marked]) => `${message} ${severity} ${rule} ${marked}`);
  assert.deepEqual(found(text), expected.sort());
});

test('the hops are found without being stated, and then the vantage is told (T-35)', () => {
  const bare = text.replaceAll(/# @hop Mw\r?\n/g, '');
  const expected = EXPECTED.map(([, message, severity, rule, marked]) => `${message} ${severity} ${rule} ${marked}`);
  expected.push('4 info charging-vector-vantage P-Charging-Vector');
  assert.deepEqual(found(bare), expected.sort());
});

test('a trailing space after the reason phrase is a hint (T-34)', () => {
  const spaced = text.replace('2.0 200 OK', '2.0 200 OK ').replace('2.0 401 Unauthorized', '2.0 401 Unauthorized ');
  const added = found(spaced).filter(line => line.includes('reason-phrase'));
  assert.deepEqual(added, ['2 hint reason-phrase-trailing-space  ', '4 hint reason-phrase-trailing-space  ']);
});

test('the certain fixes leave what peers sent each other as it is', () => {
  const document = parseDocument(text);
  const fixed = applyFixes(document, runRules(document, DEFAULT_CONFIGURATION)).text;
  const kept = /aka-keys-never-sent|unprotected-answer-accepted|contact-not-registered|from-tag-changed/;
  const evidence = (lines: readonly string[]): readonly string[] => lines.filter(line => kept.test(line));
  assert.ok(evidence(found(text)).length >= 3);
  assert.deepEqual(evidence(found(fixed)), evidence(found(text)));
});

test('the fixes and suggestions of T-01 to T-09 leave only the keys that nobody can tell', () => {
  const document = parseDocument(text);
  const { byMessage } = runRules(document, DEFAULT_CONFIGURATION);
  const rules = new Set(EXPECTED.filter(([row]) => row <= 'T-09').map(([, , , rule]) => rule));
  const fixes = byMessage.flatMap((findings, index) =>
    findings.flatMap(({ rule, fix, suggestion = fix }) =>
      rules.has(rule) && suggestion !== undefined ? [{ base: document.starts[index] ?? 0, fix: suggestion }] : [],
    ),
  );
  const left = found(repaired(text, fixes)).filter(line => / error /.test(line));
  assert.deepEqual(left, [
    '1 error parameter-malformed sip:172.16.106.81:5060',
    '2 error aka-keys-missing AKAv1-MD5',
    '3 error parameter-malformed sip:172.16.106.81:5060',
  ]);
});
