/** The only place that knows how features are called; the tests beside it are tables of texts and expectations. */
import assert from 'node:assert/strict';
import type { Configuration } from '../../../server/src/common/config/configuration.ts';
import { DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import type { CompletionOptions } from '../../../server/src/common/features/completion.ts';
import { completion } from '../../../server/src/common/features/completion.ts';
import { hover } from '../../../server/src/common/features/hover.ts';
import { offsetAt, placeAt, rangeAt } from '../../../server/src/common/features/locate.ts';
import type { CompletionItem, Position, Range, TextEdit } from '../../../server/src/common/features/types.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/common/lsp/settings.ts';
import type { SipDocument } from '../../../server/src/common/syntax/document.ts';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';

/** A document and the places of the `|` in its source. */
export interface Marked {
  readonly document: SipDocument;
  readonly cursors: readonly Position[];
  readonly cursor: Position;
}

export function marked(source: string): Marked {
  const parts = source.split('|');
  const document = parseDocument(parts.join(''));
  const cursors: Position[] = [];
  let before = '';
  for (const part of parts.slice(0, -1)) {
    before += part;
    const lines = before.split('\n');
    cursors.push({ line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
  }
  return { document, cursors, cursor: cursors[0] ?? { line: 0, character: 0 } };
}

/** The public test set of TS 35.208 §4.3.1 as a subscriber, and one with a password. */
export const ALICE: Configuration = parseConfiguration(
  JSON.stringify({
    subscribers: [
      {
        name: 'alice',
        impi: 'alice@home.net',
        impus: ['sip:alice@home.net', 'tel:+12015550001'],
        k: '465b5ce8b199b49faa5f0a2ee238a6bc',
        op: 'cdc202d5123e20f62b6d676ac72cb318',
        amf: 'b9b9',
        sqn: 'ff9bb4d0b607',
      },
      { name: 'mufasa', impi: 'Mufasa@home.net', impus: ['sip:mufasa@home.net'], password: 'Circle of Life' },
    ],
    network: { homeDomain: 'home.net' },
  }),
).configuration;

export const ALL_HINTS = DEFAULT_SETTINGS.inlayHints;

export const NOBODY = DEFAULT_CONFIGURATION;

export function textAt(document: SipDocument, range: Range): string {
  return documentText(document).slice(offsetAt(document, range.start), offsetAt(document, range.end));
}

export function applied(document: SipDocument, edits: readonly TextEdit[]): string {
  let text = documentText(document);
  const sorted = edits
    .map(edit => ({ start: offsetAt(document, edit.range.start), end: offsetAt(document, edit.range.end), edit }))
    .sort((a, b) => b.start - a.start || b.end - a.end);
  for (const { start, end, edit } of sorted) text = text.slice(0, start) + edit.newText + text.slice(end);
  return text;
}

/** `expected` is matched against the Markdown; null where nothing may be shown. */
export function checkHover(source: string, expected: RegExp | null, configuration: Configuration = NOBODY): string {
  const { document, cursor } = marked(source);
  const result = hover(document, cursor, configuration);
  if (expected === null) assert.equal(result, null);
  else {
    assert.match(result?.contents.value ?? 'no hover', expected);
    const at = placeAt(document, cursor);
    const range = result?.range ?? rangeAt(document, at?.index ?? 0, { start: 0, end: 0 });
    assert.ok(textAt(document, range).length > 0, 'the hover has a range');
  }
  return result?.contents.value ?? '';
}

const PLAIN: CompletionOptions = {
  configuration: NOBODY,
  snippets: true,
  reopens: false,
  random: octets => new Uint8Array(octets).fill(0xab),
};

/** The items at the cursor in the order in which an editor shows them. */
export function completions(source: string, options: Partial<CompletionOptions> = {}): CompletionItem[] {
  const { document, cursor } = marked(source);
  const items = completion(document, cursor, { ...PLAIN, ...options })?.items ?? [];
  for (const { textEdit } of items) {
    const { start, end } = textEdit.range;
    assert.ok(start.line === cursor.line && end.line === cursor.line, 'an item replaces text of one line');
    assert.ok(start.character <= cursor.character && cursor.character <= end.character, 'the cursor is inside');
  }
  const order = (item: CompletionItem): string => item.sortText ?? item.label;
  return items.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

export function labels(source: string, options: Partial<CompletionOptions> = {}): string[] {
  return completions(source, options).map(item => item.label);
}

/** The text after the item of this label is accepted. */
export function accepted(source: string, label: string, options: Partial<CompletionOptions> = {}): string {
  const item = completions(source, options).find(each => each.label === label);
  assert.ok(item, `${label} is offered`);
  return applied(marked(source).document, [item.textEdit]);
}
