/**
 * Messages of a real network with one fault each: every fault is found where it is, and the messages without a fault
 * are silent. Read from SIPWRIGHT_CORPUS, as they are not free to copy.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repaired } from '../unit/rules/repaired.ts';
import { findingsIn, type Located } from './report.ts';

interface Mutant {
  readonly file: string;
  readonly valid: 'valid' | 'invalid' | 'warning';
  readonly base: string;
  readonly fault?: string;
}

/** What is wrong in the messages that count as faultless, and why it is reported all the same. */
const BASELINE_FAULTS: Readonly<Record<string, readonly string[]>> = {
  // A local tel number without phone-context (RFC 3966 §5.1.4), as these devices send it; mutant 082 is this fault.
  SUB: Array(4).fill('error tel-without-phone-context'),
  NOT: Array(2).fill('error tel-without-phone-context'),
  // This P-CSCF adds no P-Charging-Vector and leaves Security-Client in the request (TS 24.229 §5.2.2.1).
  REG2: ['warning missing-on-hop', 'warning not-on-hop'],
};

/** Mutants that cannot be told from what a .sip file may be. */
const ACCEPTED: Readonly<Record<string, string>> = {
  '063-sec-client-md5.sip': 'The baseline offers hmac-md5-96 already, which is a hint there as well.',
  '119-lf-only.sip': 'A .sip file may have LF line ends; on the wire they are sent as CRLF.',
};

/** Faults that need two lines to be seen, and are reported at the other one: by this rule. */
const OTHER_END: Readonly<Record<string, string>> = {
  '059-sec-agree-without-client.sip': 'sec-agree-without-client',
  '060-sec-client-without-require.sip': 'security-client-without-require',
  '074-pani-in-cancel.sip': 'header-out-of-place',
  '081-pai-and-ppi.sip': 'asserted-and-preferred-identity',
  '118-message-with-contact.sip': 'header-out-of-place',
};

const { SIPWRIGHT_CORPUS: corpus } = process.env;
const skip = corpus === undefined ? 'SIPWRIGHT_CORPUS is not set' : false;
const index: readonly Mutant[] =
  corpus === undefined ? [] : JSON.parse(readFileSync(join(corpus, 'mutants/index.json'), 'utf8'));

const read = (file: string): string => readFileSync(join(corpus ?? '', file), 'utf8');
const key = (finding: Located): string => `${finding.severity} ${finding.rule} ${finding.marked}`;
const baselines = new Map(index.filter(one => one.valid === 'valid').map(one => [one.base, read(one.file)]));

/** The lines that differ from the baseline, from 1; one more at each end, as a line may be missing. */
function changedLines(text: string, base: string): { readonly first: number; readonly last: number } {
  const [mine, theirs] = [text.split('\n'), base.split('\n')];
  let first = 0;
  while (first < mine.length && mine[first] === theirs[first]) first++;
  let tail = 0;
  while (tail < mine.length - first && mine[mine.length - 1 - tail] === theirs[theirs.length - 1 - tail]) tail++;
  return { first: first + 1, last: Math.max(first + 1, mine.length - tail) };
}

for (const { file, valid, base, fault } of index) {
  const name = file.slice('mutants/'.length);
  if (valid === 'valid') {
    test(`baseline ${base} has no fault but the known ones`, { skip }, () => {
      const found = findingsIn(read(file)).filter(one => one.severity === 'error' || one.severity === 'warning');
      assert.deepEqual(
        found.map(one => `${one.severity} ${one.rule}`).sort(),
        [...(BASELINE_FAULTS[base] ?? [])].sort(),
      );
    });
    continue;
  }
  test(`mutant ${name}: ${fault ?? ''}`, { skip }, () => {
    const original = baselines.get(base) ?? '';
    const known = new Set(findingsIn(original).map(key));
    const text = read(file);
    const fresh = findingsIn(text).filter(one => !known.has(key(one)));
    if (ACCEPTED[name] !== undefined) {
      assert.deepEqual(fresh.map(key), []);
      return;
    }
    const { first, last } = changedLines(text, original);
    // A header field that is missing is reported in the start-line.
    const isThere = (one: Located): boolean => (one.line >= first && one.line <= last) || one.line === 1;
    const there = fresh.filter(one => isThere(one) || one.rule === OTHER_END[name]);
    assert.ok(
      there.some(one => one.severity !== 'hint'),
      `lines ${first} to ${last}: ${fresh.map(key).join('; ')}`,
    );
  });
}

for (const { file, base } of index) {
  test(`the fixes of ${file} repair`, { skip }, () => {
    const text = read(file);
    // A mutant is one message, so offsets in it are offsets in the file.
    const fixable = findingsIn(text).filter(one => one.fix !== undefined);
    const after = repaired(
      text,
      fixable.map(one => ({ base: 0, ...(one.fix === undefined ? {} : { fix: one.fix }) })),
    );
    const left = new Set(
      findingsIn(after)
        .filter(one => one.fix !== undefined)
        .map(one => one.rule),
    );
    assert.deepEqual(
      fixable.map(one => one.rule).filter(rule => left.has(rule)),
      [],
      `${base}: ${after}`,
    );
  });
}

test('there are mutants', { skip }, () => assert.ok(index.length > 100));
