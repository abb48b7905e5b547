/** Every rule on its own examples: silent on the good one, exactly the marked ranges on the bad one, and repairable. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { RULES } from '../../../server/src/common/rules/index.ts';
import type { Finding, Rule } from '../../../server/src/common/rules/rule.ts';
import { RuleRunner } from '../../../server/src/common/rules/run.ts';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { SYNTAX_ERRORS } from '../../../server/src/common/syntax/errors.ts';
import { marked } from './marked.ts';
import { repaired } from './repaired.ts';

interface Placed extends Finding {
  /** Offset of the message in the document. */
  readonly base: number;
}

/** The findings of one rule in a text, with offsets that count in the text. */
function findingsOf(rule: Rule, text: string): readonly Placed[] {
  const document = parseDocument(text);
  const runner = new RuleRunner(line => assert.fail(line), [rule]);
  const { byMessage } = runner.run(document, DEFAULT_CONFIGURATION);
  return byMessage
    .flatMap((findings, index) => findings.map(finding => ({ ...finding, base: document.starts[index] ?? 0 })))
    .filter(finding => finding.rule === rule.id);
}

const show = (text: string, { start, end }: { start: number; end: number }): string =>
  `${start}-${end} ${JSON.stringify(text.slice(start, end))}`;

for (const rule of RULES) {
  test(`${rule.id}: silent on its good example`, () => {
    const { text } = marked(rule.good);
    assert.deepEqual(
      findingsOf(rule, text).map(one => one.message),
      [],
    );
  });

  test(`${rule.id}: reports its bad example`, () => {
    const { text, ranges } = marked(rule.bad);
    assert.ok(ranges.length > 0, 'The bad example marks nothing.');
    const findings = findingsOf(rule, text);
    const found = findings.map(({ start, end, base }) => show(text, { start: start + base, end: end + base }));
    assert.deepEqual(
      found,
      ranges.map(range => show(text, range)),
    );
    for (const { message, spec } of findings) {
      assert.match(message, /^[A-Z0-9"].*[.?]$/s, 'One sentence, with a capital and a full stop.');
      assert.doesNotMatch(message, /§|RFC \d/, 'The clause stands in spec.');
      assert.ok(message.length < 200, message);
      assert.match(spec, /§|Annex|[Tt]able/);
    }
  });

  test(`${rule.id}: its fixes repair`, () => {
    const { text } = marked(rule.bad);
    const findings = findingsOf(rule, text);
    const changes = findings.map(({ base, fix, suggestion = fix }) => ({
      base,
      ...(suggestion && { fix: suggestion }),
    }));
    const fixable = changes.filter(one => one.fix !== undefined);
    if (fixable.length === 0) return;
    const after = repaired(text, fixable);
    assert.notEqual(after, text);
    assert.equal(documentText(parseDocument(after)), after);
    assert.equal(findingsOf(rule, after).length, findings.length - fixable.length, after);
  });

  test(`${rule.id}: is described`, () => {
    assert.match(rule.spec, /^(RFC \d+|TS \d\d\.\d+).* (§|Annex|[Tt]able)/);
    assert.match(rule.doc, /^[A-Z"].*\.$/s);
    assert.ok(!Object.hasOwn(SYNTAX_ERRORS, rule.id), 'A syntax error has the same id.');
  });
}

test('many rules repair for certain, and none of them what only another message calls wrong', () => {
  const fixing = RULES.filter(rule => findingsOf(rule, marked(rule.bad).text).some(({ fix }) => fix !== undefined));
  assert.ok(fixing.length >= 60, String(fixing.length));
  assert.deepEqual(
    fixing.filter(({ scope = 'message' }) => scope !== 'message').map(({ id }) => id),
    [],
  );
});

test('ids are the file names', () => {
  const folder = join(import.meta.dirname, '../../../server/src/common/rules');
  const files = new Set(readdirSync(folder));
  const missing = RULES.filter(rule => !files.has(`${rule.id}.ts`)).map(rule => rule.id);
  assert.deepEqual(missing, []);
  assert.equal(new Set(RULES.map(rule => rule.id)).size, RULES.length);
});
