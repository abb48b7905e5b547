/** The torture messages of RFC 4475: no error in what is valid, an error in what is not, as the verdicts say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findingsIn } from './report.ts';

interface Verdict {
  readonly title: string;
  readonly valid: 'valid' | 'invalid';
  readonly fault?: string;
}

const folder = join(import.meta.dirname, '../data/rfc4475');
const verdicts: Record<string, Verdict> = JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8'));

/** What follows the message in the same datagram is to be ignored (§3.1.1.8), so only its first lines count here. */
const ONLY_FIRST: Readonly<Record<string, number>> = { 'dblreq.dat': 11 };

for (const [name, { title, valid, fault }] of Object.entries(verdicts)) {
  test(`RFC 4475: ${title} (${name}) is ${valid}`, () => {
    const last = ONLY_FIRST[name] ?? Number.POSITIVE_INFINITY;
    const errors = findingsIn(readFileSync(join(folder, name), 'latin1'))
      .filter(finding => finding.severity === 'error' && finding.line <= last)
      .map(({ rule, line, message }) => `${rule} in line ${line}: ${message}`);
    if (valid === 'valid') assert.deepEqual(errors, []);
    else assert.ok(errors.length > 0, fault);
  });
}

/** The fault of each invalid message, found by the right rule in the right line. */
const FAULTS: readonly (readonly [file: string, rule: string, line: number])[] = [
  ['badinv01.dat', 'parameter-empty', 8],
  ['clerr.dat', 'content-length', 10],
  ['ncl.dat', 'integer-expected', 10],
  ['scalar02.dat', 'cseq-range', 5],
  ['scalar02.dat', 'max-forwards-range', 7],
  ['scalarlg.dat', 'warning-malformed', 8],
  ['quotbal.dat', 'quote-unclosed', 2],
  ['ltgtruri.dat', 'request-uri-brackets', 1],
  ['lwsruri.dat', 'request-uri-space', 1],
  ['lwsstart.dat', 'start-line-spaces', 1],
  ['trws.dat', 'start-line-trailing-space', 1],
  ['escruri.dat', 'request-uri-headers', 1],
  ['baddate.dat', 'date-not-gmt', 8],
  ['regbadct.dat', 'address-needs-brackets', 8],
  ['badaspec.dat', 'angle-space', 5],
  ['baddn.dat', 'display-name-needs-quotes', 4],
  ['badvers.dat', 'sip-version-unknown', 1],
  ['mismatch01.dat', 'cseq-method', 6],
  ['mismatch02.dat', 'cseq-method', 6],
  ['bigcode.dat', 'status-code-malformed', 1],
  ['badbranch.dat', 'via-branch-empty', 5],
  ['insuf.dat', 'missing-header', 1],
  ['multi01.dat', 'duplicate-header', 7],
  ['mcl01.dat', 'duplicate-header', 9],
];
for (const [name, rule, line] of FAULTS) {
  test(`RFC 4475: ${name} has ${rule} in line ${line}`, () => {
    const found = findingsIn(readFileSync(join(folder, name), 'latin1')).map(one => `${one.rule} ${one.line}`);
    assert.ok(found.includes(`${rule} ${line}`), found.join(', '));
  });
}
