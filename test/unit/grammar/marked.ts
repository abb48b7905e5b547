/**
 * Marker texts for scopes: below a line stand lines of carets, each with the end of a scope that the columns above
 * must have, or `!` and one that they must not have.
 *
 *     REGISTER sip:home.net SIP/2.0
 *     ^^^^^^^^ keyword.control.method
 */
import assert from 'node:assert/strict';
import { type Line, tokenize } from './tokenizer.ts';

const CARETS = /^( *)(\^+) (!?)(\S+)$/;

interface Expectation {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly absent: boolean;
  readonly scope: string;
}

/** The text without its marker lines, and what they say. */
export function readMarkers(marked: string): { text: string; expectations: Expectation[] } {
  const lines: string[] = [];
  const expectations: Expectation[] = [];
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const match = CARETS.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, blanks = '', carets = '', absent, scope = ''] = match;
    const from = blanks.length;
    expectations.push({ line: lines.length - 1, from, to: from + carets.length, absent: absent === '!', scope });
  }
  return { text: lines.join('\n'), expectations };
}

function scopesAt(line: Line, column: number): readonly string[] {
  let start = 0;
  for (const token of line.tokens) {
    if (column < start + token.text.length) return token.scopes;
    start += token.text.length;
  }
  return [];
}

/** Asserts every marker; the carets must cover whole tokens, so that a scope that is too wide is seen as well. */
export function checkScopes(marked: string, grammar?: Parameters<typeof tokenize>[1]): void {
  const { text, expectations } = readMarkers(marked);
  assert.notEqual(expectations.length, 0, 'a marker text without markers checks nothing');
  const lines = tokenize(text, grammar);
  for (const { line, from, to, absent, scope } of expectations) {
    const tokenized = lines[line];
    assert.ok(tokenized, `no line above the marker for ${scope}`);
    const has = (column: number) => scopesAt(tokenized, column).some(name => matches(name, scope));
    for (let column = from; column < to; column++) {
      const where: string = `${JSON.stringify(tokenized.text)} column ${column}: ${scopesAt(tokenized, column).join(' ')}`;
      assert.equal(has(column), !absent, `${absent ? 'unwanted' : 'expected'} ${scope} in ${where}`);
    }
    if (absent) continue;
    assert.ok(!has(to) || to >= tokenized.text.length, `${scope} goes on after column ${to} of ${tokenized.text}`);
    assert.ok(from === 0 || !has(from - 1), `${scope} begins before column ${from} of ${tokenized.text}`);
  }
}

/** `constant.numeric` is met by `constant.numeric.port.sip-message`. */
function matches(name: string, scope: string): boolean {
  return name === scope || name.startsWith(`${scope}.`);
}
