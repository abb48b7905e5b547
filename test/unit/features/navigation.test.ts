import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../../server/src/common/features/codeLens.ts';
import { CLIENT_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { documentLinks } from '../../../server/src/common/features/documentLinks.ts';
import { documentSymbols } from '../../../server/src/common/features/documentSymbols.ts';
import { foldingRanges } from '../../../server/src/common/features/folding.ts';
import { inlayHints } from '../../../server/src/common/features/inlayHints.ts';
import { definition, documentHighlights, references } from '../../../server/src/common/features/occurrences.ts';
import { selectionRanges } from '../../../server/src/common/features/selectionRanges.ts';
import { signatureHelp } from '../../../server/src/common/features/signatureHelp.ts';
import type { SelectionRange } from '../../../server/src/common/features/types.ts';
import { workspaceSymbols } from '../../../server/src/common/features/workspaceSymbols.ts';
import { ALICE, ALL_HINTS, marked, NOBODY, textAt } from './markers.ts';

const TRACE = `### Registration
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP a;branch=z9hG4bK1
From: <sip:a@b>;tag=11
To: <sip:a@b>
Call-ID: c1
CSeq: 1 REGISTER

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP a;branch=z9hG4bK1
From: <sip:a@b>;tag=11
To: <sip:a@b>;tag=22
Call-ID: c1
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="b",nonce="xyz"

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP a;branch=z9hG4bK2
From: <sip:a@b>;tag=11
To: <sip:a@b>
Call-ID: c1
CSeq: 2 REGISTER
Authorization: Digest realm="b",nonce="xyz"
Content-Length: 4

body
`;

function at(fragment: string, source: string = TRACE): ReturnType<typeof marked> {
  const plain = fragment.replace('|', '');
  return marked(source.replace(plain, fragment));
}

test('symbols: title, method and answer; headers and body beneath', () => {
  const symbols = documentSymbols(marked(TRACE).document);
  assert.deepEqual(
    symbols.map(({ name, detail }) => [name, detail]),
    [
      ['Registration', 'REGISTER → 401 · sip:home.net'],
      ['401 Unauthorized (REGISTER)', ''],
      ['REGISTER', 'sip:home.net'],
    ],
  );
  assert.deepEqual(
    symbols[2]?.children?.map(child => child.name),
    ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Authorization', 'Content-Length', 'Body'],
  );
  for (const { range, selectionRange, children } of symbols) {
    assert.ok(range.start.line <= selectionRange.start.line && selectionRange.end.line <= range.end.line);
    for (const child of children ?? []) assert.ok(child.range.end.line <= range.end.line);
  }
});

test('folding: messages, the header block in front of a body, the body, comments, folded headers', () => {
  const { document } = marked(`# one\n# two\n${TRACE}\n###\nOPTIONS sip:a SIP/2.0\nSubject: a\n b\n`);
  assert.deepEqual(
    foldingRanges(document).map(({ startLine, endLine, kind }) => [startLine, endLine, kind]),
    [
      [0, 1, 'comment'],
      [2, 8, 'region'],
      [10, 16, 'region'],
      [18, 27, 'region'],
      [19, 25, undefined],
      [29, 32, 'region'],
      [31, 32, undefined],
    ],
  );
});

for (const [title, fragment, text, line] of [
  ['a response leads to its request', '401 Un|authorized', 'REGISTER sip:home.net SIP/2.0', 1],
  ['a tag leads to where it stands first', 'tag=2|2', '22', 11],
  ['a nonce leads to its challenge', 'realm="b",nonce="x|yz"\nContent', '"xyz"', 14],
  ['a Call-ID leads to where it stands first', 'Call-ID: c|1\nCSeq: 2', 'c1', 5],
] as const) {
  test(`definition: ${title}`, () => {
    const { document, cursor } = at(fragment);
    const range = definition(document, cursor);
    assert.ok(range);
    assert.equal(textAt(document, range), text);
    assert.equal(range.start.line, line);
  });
}

for (const [fragment, count] of [
  ['Call-ID: c|1\nCSeq: 2', 3],
  ['branch=z9hG4bK1|\nFrom: <sip:a@b>;tag=11\nTo: <sip:a@b>\n', 2],
  ['nonce="x|yz"\n\nREG', 2],
  ['tag=1|1', 3],
  ['To: <sip:a|@b>\nCall', 6],
  ['401 Un|authorized', 2],
  ['Max|', 0],
] as const) {
  test(`references of ${JSON.stringify(fragment)}: ${count}`, () => {
    const { document, cursor } = at(fragment);
    assert.equal(references(document, cursor).length, count);
    if (!fragment.startsWith('401')) assert.equal(documentHighlights(document, cursor).length, count);
  });
}

test('selection grows from the token to the document', () => {
  const { document, cursor } = at('branch=z9hG|4bK1');
  const texts: string[] = [];
  for (let each: SelectionRange | undefined = selectionRanges(document, [cursor])[0]; each; each = each.parent) {
    texts.push(textAt(document, each.range).split('\n')[0] ?? '');
  }
  assert.deepEqual(texts, [
    'z9hG4bK1',
    'branch=z9hG4bK1',
    'SIP/2.0/UDP a;branch=z9hG4bK1',
    'Via: SIP/2.0/UDP a;branch=z9hG4bK1',
    'REGISTER sip:home.net SIP/2.0',
    '### Registration',
    '### Registration',
  ]);
});

test('links: clauses in comments open at their publisher', () => {
  const { document } = marked('# see RFC 3261 §20.10 and TS 24.229 §5.1\nOPTIONS sip:a SIP/2.0\nSubject: RFC 3262\n');
  assert.deepEqual(
    documentLinks(document).map(link => [textAt(document, link.range), link.target]),
    [
      ['RFC 3261 §20.10', 'https://www.rfc-editor.org/rfc/rfc3261#section-20.10'],
      ['TS 24.229 §5.1', 'https://www.3gpp.org/dynareport/24229.htm'],
    ],
  );
});

test('lenses: run from each REGISTER, insert where no answer follows', () => {
  const { document } = marked(TRACE);
  assert.deepEqual(
    codeLenses(document, 'file:///a.sip', CLIENT_COMMANDS).map(({ range, command }) => [
      range.start.line,
      command.command,
    ]),
    [
      [1, 'sipwright.runFlow'],
      [16, 'sipwright.runFlow'],
      [16, 'sipwright.insertChallengeAndAnswer'],
      [16, 'sipwright.computeResponse'],
      [16, 'sipwright.verifyCredentials'],
    ],
  );
});

const EVERYWHERE = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const ALL = ALL_HINTS;
const HINTS = `REGISTER sip:home.net SIP/2.0
Expires: 600000
Authorization: Digest username="Mufasa@home.net",realm="home.net",nonce="n",uri="sip:home.net",response="00"
Contact: <sip:a@b>;expires=3600
WWW-Authenticate: Digest realm="b",algorithm=AKAv1-MD5,nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M="
`;

test('hints: durations, nonce, response; each can be switched off', () => {
  const { document } = marked(HINTS);
  const shown = (settings: typeof ALL, configuration = ALICE): string[] =>
    inlayHints(document, EVERYWHERE, configuration, settings).map(hint => hint.label);
  assert.equal(shown(ALL).length, 5);
  assert.match(shown(ALL).join('\n'), /^6 d 22 h 40 min$/m);
  assert.match(shown(ALL).join('\n'), /^✗ expected [0-9a-f]{32}$/m);
  assert.match(shown(ALL).join('\n'), /^RAND 2355…bf35 · AMF b9b9/m);
  assert.equal(shown({ ...ALL, expires: false }).length, 3);
  assert.equal(shown({ ...ALL, nonce: false }).length, 4);
  assert.equal(shown({ ...ALL, response: false }).length, 4);
  // Without keys nothing is said about the response.
  assert.equal(shown(ALL, NOBODY).length, 3);
});

test('hints: only those of the range that is asked for', () => {
  const { document } = marked(HINTS);
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 20 } };
  assert.deepEqual(
    inlayHints(document, range, ALICE, ALL).map(hint => hint.label),
    ['6 d 22 h 40 min'],
  );
});

for (const [source, marker] of [
  ['Via: SIP/2.0/U|DP a;branch=1', 'SIP/2.0/transport'],
  ['Via: SIP/2.0/UDP a;br|anch=1', 'branch'],
  ['CSeq: 1 RE|G', 'METHOD'],
  ['CSeq: |', 'number'],
  ['Authorization: Digest username="a",re|alm="b"', 'realm'],
  ['Authorization: Dig|est', 'Digest'],
] as const) {
  test(`signature of ${source}`, () => {
    const { document, cursor } = marked(`REGISTER sip:a SIP/2.0\n${source}\n`);
    const help = signatureHelp(document, cursor);
    const signature = help?.signatures[0];
    const [start = 0, end = 0] = signature?.parameters[help?.activeParameter ?? -1]?.label ?? [];
    assert.ok(signature?.label.slice(start, end).includes(marker), `${signature?.label} ${start} ${end}`);
  });
}

test('no signature outside of a known header', () => {
  for (const source of [
    'REG|ISTER sip:a SIP/2.0\n',
    'REGISTER sip:a SIP/2.0\nFoo: |1\n',
    'REGISTER sip:a SIP/2.0\nV|ia: a\n',
  ]) {
    const { document, cursor } = marked(source);
    assert.equal(signatureHelp(document, cursor), null);
  }
});

test('workspace symbols by title, Call-ID and identity', () => {
  const documents = [['file:///a.sip', marked(TRACE).document] as const];
  for (const [query, count] of [
    ['registration', 1],
    ['C1', 3],
    ['sip:a@b', 3],
    ['401', 2],
    ['nothing', 0],
  ] as const) {
    assert.equal(workspaceSymbols(documents, query).length, count, query);
  }
  assert.equal(workspaceSymbols(documents, '', 2).length, 2);
});
