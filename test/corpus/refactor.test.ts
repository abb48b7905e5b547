/** What every rewriting keeps, over the bundled messages and broken copies of them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runRules } from '../../server/src/common/rules/run.ts';
import type { SipDocument } from '../../server/src/common/syntax/document.ts';
import { parseDocument, positionOf } from '../../server/src/common/syntax/document.ts';
import { bodyOf, headersOf, startLineOf } from '../../server/src/common/syntax/views.ts';
import { bundledTexts } from '../support/corpus.ts';
import { mutate } from '../support/mutate.ts';
import { seeded } from '../support/random.ts';
import { NOBODY } from '../unit/features/markers.ts';
import { after, refactoringsAt } from '../unit/features/refactor/places.ts';

const FLOWS = path.join(import.meta.dirname, '../data/golden-registration');
const flows = readdirSync(FLOWS).filter(name => name.endsWith('.sip'));
const texts = [...bundledTexts(), ...flows.map(name => readFileSync(path.join(FLOWS, name), 'utf8'))];

/** Commas between values become values of their own; white space between pieces does not count. */
function valuesOf(text: string, isList: boolean): readonly string[] {
  const pieces = text.match(/"(?:[^"\\]|\\[\s\S])*"|<[^>]*>|[\s\S]/g) ?? [];
  const values = [''];
  for (const piece of pieces) {
    if (piece === ',' && isList) values.push('');
    else if (!/^\s$/.test(piece) || !/[;,=]$/.test(values.at(-1) ?? '')) values.push((values.pop() ?? '') + piece);
  }
  return values.map(value =>
    value
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ (?=[;,=])/g, '')
      .trim(),
  );
}

/** What the messages say: start-lines, values by header name in their order, bodies. */
function meaning(document: SipDocument): unknown {
  return document.messages.map(message => {
    const line = startLineOf(message);
    const values = new Map<string, string[]>();
    for (const { name, row, raw } of headersOf(message)) {
      const list = values.get(name.toLowerCase()) ?? [];
      values.set(name.toLowerCase(), [...list, ...valuesOf(raw, row?.list === 'list' || row?.list === 'orEmpty')]);
    }
    const fields = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
    return [message.text.slice(line?.start, line?.end), fields, bodyOf(message)?.text];
  });
}

const errorsOf = (document: SipDocument): number =>
  document.messages.reduce((sum, each) => sum + each.errors.length, 0);

function findingsOf(document: SipDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, rule } of runRules(document, NOBODY).byMessage.flat()) {
    if (severity === 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

const REWRITE = ['refactor.rewrite'];
const REWRITES = /^(?:Write|Fold|Unfold|Give|Sort)/;
/** What takes a rewriting back. */
const INVERSE: ReadonlyMap<string, string> = new Map([
  ['Write all header names in compact', 'Write all header names in long'],
  ['Write all header names in long', 'Write all header names in compact'],
  ['Fold', 'Unfold'],
  ['Give each', 'Write all values'],
  ['Write all values', 'Give each'],
]);

interface Tally {
  done: number;
  undone: number;
}

/** Every rewriting at the start of every header field. */
function rewriteEverywhere(text: string, tally: Tally): void {
  const document = parseDocument(text);
  if (!document.isSip) return;
  const [before, errors, findings] = [meaning(document), errorsOf(document), findingsOf(document)];
  for (const [index, message] of document.messages.entries()) {
    const line = startLineOf(message);
    const offsets = [...(line ? [line.start] : []), ...headersOf(message).map(header => header.start)];
    for (const offset of offsets) {
      const cursor = positionOf(document, index, offset);
      for (const action of refactoringsAt(document, cursor, NOBODY, REWRITE).filter(({ title }) =>
        REWRITES.test(title),
      )) {
        tally.done++;
        const rewritten = parseDocument(after(document, action));
        assert.deepEqual(meaning(rewritten), before, action.title);
        assert.ok(errorsOf(rewritten) <= errors, action.title);
        for (const [rule, count] of findingsOf(rewritten)) {
          // Each of the values of a list that should not be there is one of its own now.
          const isSplit = action.title.startsWith('Give each') && findings.has(rule);
          assert.ok(isSplit || count <= (findings.get(rule) ?? 0), `${action.title}: ${rule}`);
        }
        takeBack(rewritten, cursor, action.title, before, tally);
      }
    }
  }
}

function takeBack(
  document: SipDocument,
  cursor: { line: number; character: number },
  title: string,
  before: unknown,
  tally: Tally,
): void {
  const inverse = [...INVERSE].find(([start]) => title.startsWith(start))?.[1];
  if (inverse === undefined) return;
  const back = refactoringsAt(document, cursor, NOBODY, REWRITE).find(each => each.title.startsWith(inverse));
  if (back === undefined) return;
  tally.undone++;
  assert.deepEqual(meaning(parseDocument(after(document, back))), before, `${title}, then ${back.title}`);
}

test('rewriting keeps the meaning, makes no new error, and can be taken back', () => {
  const tally: Tally = { done: 0, undone: 0 };
  for (const text of texts) rewriteEverywhere(text, tally);
  assert.ok(tally.done > 300 && tally.undone > 150, JSON.stringify(tally));
});

test('the same in broken messages', () => {
  const random = seeded(11);
  const tally: Tally = { done: 0, undone: 0 };
  for (let i = 0; i < 60; i++) {
    const text = mutate(texts[i % texts.length] ?? '', random);
    try {
      rewriteEverywhere(text, tally);
    } catch (error) {
      throw new Error(`case ${i}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
  assert.ok(tally.done > 100, JSON.stringify(tally));
});
