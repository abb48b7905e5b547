import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authoredUri, sourceOf, transcriptParts } from '../../../client/src/common/transcriptUri.ts';

const NAMES: readonly [string, string][] = [
  ['file:///ws/trace.sip', '/ws/trace run.sip'],
  ['file:///c%3A/my%20files/a.b.sip', '/c:/my files/a.b run.sip'],
  ['untitled:Untitled-1', '/Untitled-1 run.sip'],
  ['vscode-vfs://github/o/r/reg.sip?ref=x/y', '/o/r/reg run.sip'],
  ['file:///bad%ZZ.sip', '/bad%ZZ run.sip'],
];
for (const [source, path] of NAMES) {
  test(source, () => {
    const parts = transcriptParts(source);
    assert.equal(parts.path, path);
    const uri = `${parts.scheme}:${encodeURI(parts.path)}?${encodeURIComponent(parts.query)}`;
    assert.equal(sourceOf(uri), source);
  });
}

test('other documents have no source', () => {
  assert.equal(sourceOf('file:///a.sip?x'), undefined);
  assert.equal(sourceOf('sipwright-transcript:/a.sip'), undefined);
});

test('runs of other kinds and the live registrar have transcripts of their own', () => {
  const parts = transcriptParts('file:///ws/trace.sip', 'sent');
  assert.equal(parts.path, '/ws/trace sent.sip');
  assert.equal(
    authoredUri(`sipwright-live:/ws/a live.sip?${encodeURIComponent('file:///ws/a.sip')}`),
    'file:///ws/a.sip',
  );
});

test('a transcript of a transcript leads to the text that somebody wrote', () => {
  const uri = (source: string) => `sipwright-transcript:/x run.sip?${encodeURIComponent(source)}`;
  assert.equal(authoredUri(uri(uri('file:///ws/a.sip'))), 'file:///ws/a.sip');
  assert.equal(authoredUri('file:///ws/a.sip'), 'file:///ws/a.sip');
});
