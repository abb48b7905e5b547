import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeActions } from '../../../server/src/common/features/codeActions.ts';
import { codeLenses } from '../../../server/src/common/features/codeLens.ts';
import { SERVER_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { completion } from '../../../server/src/common/features/completion.ts';
import { diagnostics } from '../../../server/src/common/features/diagnostics.ts';
import { documentLinks } from '../../../server/src/common/features/documentLinks.ts';
import { documentSymbols } from '../../../server/src/common/features/documentSymbols.ts';
import { foldingRanges } from '../../../server/src/common/features/folding.ts';
import { hover } from '../../../server/src/common/features/hover.ts';
import { inlayHints } from '../../../server/src/common/features/inlayHints.ts';
import { definition, documentHighlights, references } from '../../../server/src/common/features/occurrences.ts';
import { selectionRanges } from '../../../server/src/common/features/selectionRanges.ts';
import { semanticTokens } from '../../../server/src/common/features/semanticTokens.ts';
import { signatureHelp } from '../../../server/src/common/features/signatureHelp.ts';
import type { Position, Range } from '../../../server/src/common/features/types.ts';
import { OpenDocument } from '../../../server/src/common/lsp/documents.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { bundledTexts } from '../../support/corpus.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';
import { ALICE, ALL_HINTS } from '../../unit/features/markers.ts';

const texts = bundledTexts();

/** Every feature on a text, each at a few random places; the first throw fails the test. */
function useEverything(text: string, random: (below: number) => number): void {
  const document = parseDocument(text);
  const lines = text.split('\n');
  const findings = runRules(document, ALICE);
  const whole: Range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const inside = ({ start, end }: Range): void => {
    assert.ok(start.line <= end.line && end.line < lines.length, JSON.stringify({ start, end, lines: lines.length }));
    assert.ok(end.character <= (lines[end.line]?.length ?? 0), JSON.stringify({ start, end }));
  };
  for (const { range } of diagnostics(document, findings, 'file:///a')) inside(range);
  for (const { range } of documentSymbols(document)) inside(range);
  for (const { startLine, endLine } of foldingRanges(document))
    assert.ok(startLine < endLine && endLine < lines.length);
  semanticTokens(document);
  documentLinks(document);
  codeLenses(document, 'file:///a', SERVER_COMMANDS);
  inlayHints(document, whole, ALICE, ALL_HINTS);
  for (let i = 0; i < 12; i++) {
    const line = random(lines.length);
    const at: Position = { line, character: random((lines[line]?.length ?? 0) + 1) };
    const found = hover(document, at, ALICE);
    if (found) inside(found.range);
    const options = {
      configuration: ALICE,
      snippets: true,
      reopens: true,
      random: (count: number) => new Uint8Array(count),
    };
    for (const { textEdit } of completion(document, at, options)?.items.slice(0, 1) ?? []) inside(textEdit.range);
    signatureHelp(document, at);
    selectionRanges(document, [at]);
    const names = documentHighlights(document, at);
    assert.ok(names.length === 0 || references(document, at).length === names.length);
    definition(document, at);
    const range = { start: at, end: at };
    const commands = SERVER_COMMANDS;
    const { random: octets } = options;
    const actions = { document, uri: 'file:///a', findings, configuration: ALICE, commands, range, random: octets };
    codeActions(actions);
    codeActions({ ...actions, only: ['refactor'] });
  }
}

test('no feature throws, and no range leaves the text, whatever the text', () => {
  const random = seeded(7);
  for (let i = 0; i < 150; i++) {
    const text = mutate(texts[i % texts.length] ?? '', random);
    try {
      useEverything(text, random);
    } catch (error) {
      throw new Error(`case ${i}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
});

test('a document that was edited is the document that was opened', () => {
  const random = seeded(11);
  for (let i = 0; i < 60; i++) {
    let text = texts[i % texts.length] ?? '';
    const document = new OpenDocument('file:///a', 1, text, () => {});
    for (let version = 2; version < 8; version++) {
      const lines = text.split('\n');
      const line = random(lines.length);
      // In the middle of a CRLF there is no position, so an edit goes to the end of the line's text.
      const length = (lines[line] ?? '').replace(/\r$/, '').length;
      const start = random(length + 1);
      const end = start + random(length - start + 1);
      const inserted = mutate('', random);
      const before = lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0);
      text = text.slice(0, before + start) + inserted + text.slice(before + end);
      document.change(version, [
        { range: { start: { line, character: start }, end: { line, character: end } }, text: inserted },
      ]);
    }
    assert.ok(document.sip);
    assert.equal(documentText(document.sip), text);
    const fresh = parseDocument(text);
    assert.deepEqual(
      diagnostics(document.sip, document.findings(ALICE), 'file:///a'),
      diagnostics(fresh, runRules(fresh, ALICE), 'file:///a'),
    );
  }
});
