import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { codeActions } from '../../server/src/common/features/codeActions.ts';
import { CLIENT_COMMANDS } from '../../server/src/common/features/commands.ts';
import { offsetAt } from '../../server/src/common/features/locate.ts';
import type { TextEdit } from '../../server/src/common/features/types.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { documentText, parseDocument, type SipDocument } from '../../server/src/common/syntax/document.ts';
import { runFix } from '../../server/src/node/cli/fix.ts';
import { run } from './fakeIo.ts';
import { CLEAN, folderWith, REPAIRABLE } from './folder.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../examples');
const URI = 'file:///x.sip';

test('repairs are written, said on standard error, and nothing is left to repair', () => {
  const cwd = folderWith({ 'a.sip': REPAIRABLE, 'b.sip': CLEAN });
  const { code, out, err, written } = run(runFix, ['.'], { cwd });
  assert.deepEqual([code, out, err], [0, '', 'a.sip: 2 repairs\n']);
  assert.deepEqual([...written.keys()], [path.join(cwd, 'a.sip')]);
  const repaired = written.get(path.join(cwd, 'a.sip')) ?? '';
  assert.match(repaired, /^Max-Forwards: 70$/m);
  assert.match(repaired, /^CSeq: 1 OPTIONS$/m);
  assert.deepEqual(run(runFix, ['-'], { stdin: repaired }).out, repaired);
});

test('--check writes nothing and says so by its exit code', () => {
  const cwd = folderWith({ 'a.sip': REPAIRABLE, 'b.sip': CLEAN });
  const found = run(runFix, ['--check', '.'], { cwd });
  assert.deepEqual([found.code, found.err, found.written.size], [1, 'a.sip: 2 repairs to make\n', 0]);
  const clean = run(runFix, ['--check', 'b.sip'], { cwd });
  assert.deepEqual([clean.code, clean.err], [0, '1 file: nothing to repair\n']);
});

test('standard input is printed repaired, also when there is nothing to repair', () => {
  assert.equal(run(runFix, ['-'], { stdin: CLEAN }).out, CLEAN);
  assert.match(run(runFix, ['-'], { stdin: REPAIRABLE }).out, /^CSeq: 1 OPTIONS$/m);
  assert.equal(run(runFix, ['--check', '-'], { stdin: REPAIRABLE }).out, '');
});

test('line ends and a byte order mark stay as they are', () => {
  const mark = '\ufeff';
  const cwd = folderWith({ 'a.sip': mark + REPAIRABLE.replaceAll('\n', '\r\n') });
  const repaired = run(runFix, ['.'], { cwd }).written.get(path.join(cwd, 'a.sip')) ?? '';
  assert.ok(repaired.startsWith(`${mark}OPTIONS`));
  assert.ok(!/(?<!\r)\n/.test(repaired));
});

test('what cannot be written back is not touched', () => {
  const latin = Buffer.from(REPAIRABLE.replace('From: ', 'From: \u00e9 '), 'latin1');
  const cwd = folderWith({ 'a.sip': REPAIRABLE, 'latin.sip': latin });
  const spoilt = run(runFix, ['.'], { cwd });
  assert.deepEqual([spoilt.code, spoilt.written.size], [2, 0]);
  assert.equal(spoilt.err, 'sipwright: latin.sip: the file is not UTF-8, so nothing was changed.\n');
  const full = run(runFix, ['a.sip'], { cwd, readOnly: true });
  assert.deepEqual([full.code, full.err], [2, 'sipwright: a.sip: the file cannot be written.\n']);
});

function applied(document: SipDocument, edits: readonly TextEdit[]): string {
  const places = edits.map(({ range, newText }) => ({
    start: offsetAt(document, range.start),
    end: offsetAt(document, range.end),
    newText,
  }));
  // As LSP has it: what is put in at a place comes before what is replaced there.
  places.sort((a, b) => a.start - b.start || a.end - b.end);
  const text = documentText(document);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of places) {
    assert.ok(start >= at, 'edits overlap');
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

/** The editor's "fix all" as often as it finds something. */
function fixedInEditor(text: string): string {
  let current = text;
  for (let round = 0; round < 10; round++) {
    const document = parseDocument(current);
    const [action] = codeActions({
      document,
      uri: URI,
      findings: runRules(document, DEFAULT_CONFIGURATION),
      configuration: DEFAULT_CONFIGURATION,
      commands: CLIENT_COMMANDS,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      random: octets => new Uint8Array(octets),
      only: ['source.fixAll'],
    });
    if (!action) return current;
    current = applied(document, action.edit?.changes?.[URI] ?? []);
  }
  return current;
}

for (const name of readdirSync(EXAMPLES).filter(file => file.endsWith('.sip'))) {
  test(`${name}: "fix" and the editor's "fix all" come to the same text, and it is final`, () => {
    const text = readFileSync(path.join(EXAMPLES, name), 'utf8');
    const { out } = run(runFix, ['-'], { stdin: text });
    assert.equal(out, fixedInEditor(text));
    assert.equal(run(runFix, ['-'], { stdin: out }).out, out);
  });
}
