/**
 * Real traffic and the flows of RFC 3665: no error but those of a reviewed list, each with the reason why it is right.
 * Read from SIPWRIGHT_CORPUS.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingsIn, joined } from './report.ts';

interface Reviewed {
  readonly rule: string;
  /** What is marked. */
  readonly marked: RegExp;
  readonly reason: string;
}

const { SIPWRIGHT_CORPUS: corpus } = process.env;
const skip = corpus === undefined ? 'SIPWRIGHT_CORPUS is not set' : false;

const CAPTURES: readonly Reviewed[] = [
  {
    rule: 'tel-without-phone-context',
    marked: /^tel:0\d+$/,
    reason: 'The devices write local numbers without phone-context, which RFC 3966 §5.1.4 demands.',
  },
  {
    rule: 'aka-keys-to-ue',
    marked: /^[ci]k=/,
    reason: 'This P-CSCF (Kamailio) forwards ck and ik to the UE; TS 24.229 §5.2.2 has it remove them.',
  },
  {
    rule: 'header-not-allowed',
    marked: /^Security-Server$/,
    reason: 'The device sends Security-Server in requests inside the dialog; it is a response header (RFC 3329 §2.6).',
  },
  {
    rule: 'angle-unclosed',
    marked: /^<sip:\d+@$/,
    reason: 'The core writes the text <null> as the host of P-Asserted-Identity.',
  },
  {
    rule: 'uri-parameter-repeated',
    marked: /^alias=/,
    reason: 'The P-CSCF (Kamailio) adds alias to Contact twice; a URI has a parameter once (RFC 3261 §19.1.1).',
  },
];

const RFC3665: readonly Reviewed[] = [
  {
    rule: 'digest-response-length',
    marked: /^"[0-9a-f]{23,33}"$/,
    reason: 'The responses of the examples are made up: 23, 26, 31 and 33 digits.',
  },
  {
    rule: 'nonce-not-offered',
    marked: /wf84f1ceczx41ae6cbe5aea9c8e88d359/,
    reason: 'The challenge offers f84f1cec41e6cbe5aea9c8e88d359, which the printed answers misspell.',
  },
  {
    rule: 'branch-reused',
    marked: /^z9hG4bK/,
    reason: 'Proxies of the examples use one branch for INVITE, ACK and BYE.',
  },
  { rule: 'element-empty', marked: /^,$/, reason: 'A line of the printed example was broken and got two commas.' },
  {
    rule: 'to-tag-missing-in-response',
    marked: /^Bob/,
    reason: 'The 200 to CANCEL is printed without a To tag (RFC 3261 §8.2.6.2).',
  },
  {
    rule: 'digest-qop-incomplete',
    marked: /^qop="auth"$/,
    reason: 'The example in §2.2 has qop without cnonce and nc.',
  },
  { rule: 'comma-missing', marked: /^$/, reason: 'A comma was lost where the example in §2.1 was broken into lines.' },
  { rule: 'missing-header', marked: /^REGISTER$/, reason: 'The REGISTER in §2.5 has no Max-Forwards.' },
];

function unexpected(text: string, reviewed: readonly Reviewed[], used: Set<Reviewed>): string[] {
  return findingsIn(text)
    .filter(finding => finding.severity === 'error')
    .filter(finding => {
      const entry = reviewed.find(one => one.rule === finding.rule && one.marked.test(finding.marked));
      if (entry !== undefined) used.add(entry);
      return entry === undefined;
    })
    .map(({ rule, line, marked, message }) => `${rule} in line ${line} "${marked}": ${message}`);
}

const usedInCaptures = new Set<Reviewed>();
for (const name of ['ipsec_reg', 'nonipsec_reg', 'ipsec_to_ipsec_call']) {
  test(`capture ${name} has no error but the reviewed ones`, { skip }, () => {
    assert.deepEqual(unexpected(joined(join(corpus ?? '', 'pcap', name)), CAPTURES, usedInCaptures), []);
  });
}

test('every reviewed fault of the captures is still found', { skip }, () => {
  assert.deepEqual(
    CAPTURES.filter(one => !usedInCaptures.has(one)).map(one => one.rule),
    [],
  );
});

/** The messages of each flow, in order, as one text. */
function flowsOfRfc3665(): ReadonlyMap<string, string> {
  const folder = corpus ?? '';
  const index: readonly { readonly file: string; readonly section: string }[] = JSON.parse(
    readFileSync(join(folder, 'rfc/rfc3665/index.json'), 'utf8'),
  );
  const flows = new Map<string, string>();
  for (const { file, section } of index) {
    const text = readFileSync(join(folder, file), 'utf8').replace(/[\r\n]*$/, '\r\n\r\n');
    flows.set(section, `${flows.get(section) ?? ''}###\r\n${text}`);
  }
  return flows;
}

test('the flows of RFC 3665 have no error but the reviewed ones', { skip }, () => {
  const used = new Set<Reviewed>();
  const found = [...flowsOfRfc3665()].flatMap(([section, text]) =>
    unexpected(text, RFC3665, used).map(line => `§${section} ${line}`),
  );
  assert.deepEqual(found, []);
  assert.deepEqual(
    RFC3665.filter(one => !used.has(one)).map(one => one.rule),
    [],
  );
});
