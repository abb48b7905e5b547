/**
 * The printed grammars as judges of the parser: good examples follow them, bad ones do not, and texts made from each
 * grammar parse without an error: 20 a header, or as many as SIPWRIGHT_SAMPLES says.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HEADERS } from '../../../server/src/common/registry/index.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { follows, readGrammar, samples } from './abnf.ts';

const { SIPWRIGHT_SAMPLES = '20' } = process.env;
const SAMPLES = Number(SIPWRIGHT_SAMPLES);

function abnf(name: string): string {
  return readFileSync(new URL(`../../data/abnf/${name}.abnf`, import.meta.url), 'utf8');
}

const BASE = [abnf('rfc3261'), abnf('rfc3840')];
const FIXES = abnf('fixes');

/** Where a header's rule has another name, or stands in another file than its specification's. */
const RULES: ReadonlyMap<string, { readonly file?: string; readonly rule?: string }> = new Map([
  ['Privacy', { rule: 'Privacy-hdr' }],
  ['P-Asserted-Identity', { rule: 'PAssertedID' }],
  ['P-Preferred-Identity', { rule: 'PPreferredID' }],
  ['P-Asserted-Service', { rule: 'PAssertedService' }],
  ['P-Preferred-Service', { rule: 'PPreferredService' }],
  ['Geolocation', { rule: 'Geolocation-header' }],
  ['Geolocation-Routing', { rule: 'Georouting-header' }],
  ['User-to-User', { rule: 'UUI' }],
  ['P-Served-User', { file: 'rfc8498' }],
  ['Diversion', { file: 'ts24229' }],
  ['Remote-Party-ID', { file: 'ts24229' }],
  ['Identity-Info', { file: 'ts24229' }],
]);

/** What the grammar allows and the parser refuses, reviewed: nobody sends it. */
const REFUSED: ReadonlyMap<string, RegExp> = new Map([
  // `generic-param` in place of yes or no: the value of a value has no meaning.
  ['Geolocation-Routing', /:[^"]*=/],
  // A port in a parameter value: RFC 5503 alone has it.
  ['P-DCS-LAES', /content\s*=\s*\S+:\d/],
]);

/** A generator of numbers from 0 to 1 (mulberry32): the same texts in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function parseErrors(line: string): string[] {
  return parseMessage(`OPTIONS sip:a@b SIP/2.0\r\n${line}\r\n\r\n`).errors.map(error => error.code);
}

for (const row of HEADERS) {
  if (row.shape === 'text') continue;
  const { file, rule = row.name } = RULES.get(row.name) ?? {};
  const source = file ?? row.spec.replace(/ §.*$/, '').replace(/[ .]/g, '').toLowerCase();
  const grammar = readGrammar(...BASE, abnf(source), FIXES);

  test(`${row.name}: the grammar agrees with the examples`, () => {
    for (const value of row.examples.good) {
      assert.ok(follows(grammar, rule, `${row.name}: ${value}`), `not in the grammar: ${row.name}: ${value}`);
    }
    for (const value of row.examples.bad) {
      assert.ok(!follows(grammar, rule, `${row.name}: ${value}`), `in the grammar: ${row.name}: ${value}`);
    }
  });

  test(`${row.name}: ${SAMPLES} texts of the grammar parse`, () => {
    const next = samples(grammar, numbers(row.name.length * 7919 + row.name.charCodeAt(0)));
    for (let count = 0; count < SAMPLES; count++) {
      const line = next(rule);
      if (REFUSED.get(row.name)?.test(line)) continue;
      assert.deepEqual(parseErrors(line), [], JSON.stringify(line));
    }
  });
}
