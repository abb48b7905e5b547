import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  semanticTokenEdits,
  semanticTokens,
  semanticTokensInRange,
  TOKEN_TYPES,
} from '../../../server/src/common/features/semanticTokens.ts';
import type { SipDocument } from '../../../server/src/common/syntax/document.ts';
import { documentText, editDocument } from '../../../server/src/common/syntax/document.ts';
import { marked } from './markers.ts';

/** `text:type` of each token, in order. */
function tokens(document: SipDocument, data: readonly number[]): string[] {
  const lines = documentText(document).split('\n');
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines1 = 0, characters = 0, length = 0, type = 0] = data.slice(i, i + 4);
    character = lines1 === 0 ? character + characters : characters;
    line += lines1;
    found.push(`${lines[line]?.slice(character, character + length)}:${TOKEN_TYPES[type]}`);
  }
  return found;
}

test('tokens of a message', () => {
  const { document } = marked(
    '### Title\n# note\n# @hop Gm\nREGISTER sip:a@b:5060;lr SIP/2.0\nvia: SIP/2.0/UDP c;branch=z9\nFoo: 1\nFrom: "A" <sip:b>;tag=1\n',
  );
  assert.deepEqual(tokens(document, semanticTokens(document)), [
    'Title:macro',
    '# note:comment',
    'hop:decorator',
    'Gm:string',
    'REGISTER:method',
    'sip:namespace',
    'a:variable',
    'b:type',
    '5060:number',
    'lr:parameter',
    'SIP/2.0:keyword',
    'via:property',
    'SIP/2.0:keyword',
    'UDP:keyword',
    'c:type',
    'branch:parameter',
    'z9:enumMember',
    'Foo:label',
    'From:property',
    '"A":string',
    'sip:namespace',
    'b:type',
    'tag:parameter',
    '1:enumMember',
  ]);
});

test('a range gives the tokens of its lines', () => {
  const { document } = marked('OPTIONS sip:a SIP/2.0\nFoo: 1\nBar: 2\n\nOPTIONS sip:b SIP/2.0\nQuux: 1\n');
  const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } };
  assert.deepEqual(tokens(document, semanticTokensInRange(document, range)), [
    'Bar:label',
    'OPTIONS:method',
    'sip:namespace',
    'b:type',
    'SIP/2.0:keyword',
  ]);
});

test('a delta turns the old tokens into the new ones', () => {
  const source =
    'OPTIONS sip:a SIP/2.0\nFoo: 1\n\nsome words\n\nOPTIONS sip:b SIP/2.0\nVia: SIP/2.0/UDP c\n\nOPTIONS sip:c SIP/2.0\n';
  const { document } = marked(source);
  for (const start of [0, 22, 28, 30, 41, 43, source.length]) {
    for (const text of ['', 'X', '\n', '\n\n', 'Bar: 1\n', '### t\n', '\nOPTIONS sip:d SIP/2.0\n\n', 'é']) {
      for (const end of [start, Math.min(start + 30, source.length)]) {
        const edited = editDocument(document, { start, end, text });
        const result = semanticTokens(document);
        for (const edit of semanticTokenEdits(document, edited))
          result.splice(edit.start, edit.deleteCount, ...edit.data);
        assert.deepEqual(result, semanticTokens(edited), JSON.stringify({ start, end, text }));
      }
    }
  }
  assert.deepEqual(semanticTokenEdits(document, marked('').document)[0]?.deleteCount, semanticTokens(document).length);
});

test('tokens never overlap and never leave their line, whatever the text', () => {
  for (const source of [
    'To: "a\n b" <sip:c>\n',
    'Via: \n',
    '"',
    'INVITE \u{1f600} SIP/2.0\r\nTo: "\u{1f600}" <sip:a>\r\n',
    '\0\n',
  ]) {
    const { document } = marked(`OPTIONS sip:a SIP/2.0\r\n${source}`);
    const lines = documentText(document).split('\n');
    const data = semanticTokens(document);
    let [line, character, last] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 5) {
      if ((data[i] ?? 0) > 0) last = 0;
      line += data[i] ?? 0;
      character = (data[i] ?? 0) > 0 ? (data[i + 1] ?? 0) : character + (data[i + 1] ?? 0);
      assert.ok(character >= last, source);
      last = character + (data[i + 2] ?? 0);
      assert.ok(last <= (lines[line]?.length ?? 0), source);
    }
  }
});
