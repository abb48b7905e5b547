import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Configuration } from '../../../server/src/common/config/configuration.ts';
import { codeActions } from '../../../server/src/common/features/codeActions.ts';
import { SERVER_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { diagnostics, findingRows } from '../../../server/src/common/features/diagnostics.ts';
import type { CodeAction } from '../../../server/src/common/features/types.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { ALICE, applied, type Marked, marked, NOBODY, textAt } from './markers.ts';

const URI = 'file:///a.sip';
const REGISTER = `REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP a;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:a@b>;tag=1
To: <sip:a@b>
Call-ID: 1
CSeq: 1 REGISTER
Contact: <sip:a@c>
`;

function actions(
  { document, cursor }: Marked,
  only?: readonly string[],
  configuration: Configuration = NOBODY,
): CodeAction[] {
  return codeActions({
    document,
    uri: URI,
    findings: runRules(document, configuration),
    configuration,
    commands: SERVER_COMMANDS,
    range: { start: cursor, end: cursor },
    random: octets => new Uint8Array(octets),
    ...(only ? { only } : {}),
  });
}

test('a finding has its range, code, link and source', () => {
  const { document } = marked(`${REGISTER.replace('CSeq: 1 REGISTER', 'CSeq: 1 INVITE')}Content-Length: 0\n\n`);
  const [found] = diagnostics(document, runRules(document, NOBODY), URI);
  assert.ok(found);
  assert.equal(textAt(document, found.range), 'INVITE');
  assert.equal(found.code, 'cseq-method');
  assert.equal(found.severity, 1);
  assert.equal(found.source, 'sipwright');
  assert.match(found.codeDescription?.href ?? '', /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc3261#section-/);
});

test('positions count in the document, not in the message', () => {
  const { document } = marked(`${REGISTER}Content-Length: 0\n\n### second\n${REGISTER}Content-Length: 9x\n\n`);
  const [found] = diagnostics(document, runRules(document, NOBODY), URI);
  assert.equal(found?.range.start.line, 19);
});

test('the editor and the command line show the same', () => {
  const { document } = marked(`${REGISTER}CSeq: 2 INVITE\nContent-Length: 7\nMax-Fowards: 1\n\n`);
  const findings = runRules(document, NOBODY);
  const editor = diagnostics(document, findings, URI).map(({ code, message, range }) => ({
    rule: code,
    message,
    range,
  }));
  const line = findingRows(document, findings).map(({ rule, message, range }) => ({ rule, message, range }));
  assert.deepEqual(editor, line);
  assert.ok(editor.length >= 3);
});

for (const [title, source, expected] of [
  ['a file that is not SIP gets one hint and nothing else', '%Module foo\nclass A {\n};\n', ['not-sip']],
  ['an empty file gets nothing', '', []],
  ['a comment alone gets nothing', '# hello\n', []],
] as const) {
  test(title, () => {
    const { document } = marked(source);
    const found = diagnostics(document, runRules(document, NOBODY), URI);
    assert.deepEqual(
      found.map(each => each.code),
      [...expected],
    );
    for (const each of found) assert.equal(each.severity, 4);
  });
}

test('a certain repair is a preferred quick fix, and its diagnostic is gone afterwards', () => {
  const source = `${REGISTER}Content-Length: |7\n\nbody`;
  const place = marked(source);
  const fix = actions(place, ['quickfix']).find(action => action.isPreferred);
  assert.ok(fix?.edit);
  assert.equal(fix.kind, 'quickfix');
  const code = fix.diagnostics?.[0]?.code;
  const repaired = marked(applied(place.document, fix.edit.changes[URI] ?? [])).document;
  assert.ok(diagnostics(repaired, runRules(repaired, NOBODY), URI).every(each => each.code !== code));
});

test('a change that is not certain is offered, never preferred and never made with others', () => {
  const source = `REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;ta|g=2
Call-ID: 1@a
CSeq: 2 REGISTER

`;
  const place = marked(source);
  const change = actions(place, ['quickfix']).find(({ title }) => title === 'Take the tag of the REGISTER before');
  assert.equal(change?.isPreferred, false);
  assert.match(applied(place.document, change?.edit?.changes[URI] ?? []), /tag=1\n[\s\S]*tag=1\n/);
  for (const all of actions(place, ['source.fixAll'])) {
    assert.match(applied(place.document, all.edit?.changes[URI] ?? []), /tag=2/);
  }
});

test('source.fixAll repairs everything that is certain, and only when asked for', () => {
  const place = marked(`${REGISTER.replace('Max-Forwards', 'Max-Fowards')}Content-Length: 7\n\nbody|`);
  assert.ok(actions(place).every(action => !action.kind.startsWith('source')));
  const [all] = actions(place, ['source.fixAll']);
  const text = applied(place.document, all?.edit?.changes[URI] ?? []);
  assert.match(text, /^Max-Forwards: 70$/m);
  assert.match(text, /^Content-Length: 4$/m);
});

for (const [title, source] of [
  ['a header', `${REGISTER}Max-|Fowards: 1\n\n`],
  ['the start-line', `${REGISTER.replace('REGISTER sip', 'REG|ISTER sip').replace('Max-Forwards: 70\n', '')}\n`],
] as const) {
  test(`a finding at ${title} can be ignored by a comment`, () => {
    const place = marked(source);
    const before = diagnostics(place.document, runRules(place.document, NOBODY), URI);
    for (const pattern of [/ here$/, / in this file$/]) {
      const action = actions(place).find(each => pattern.test(each.title));
      assert.ok(action?.edit, String(pattern));
      const text = applied(place.document, action.edit.changes[URI] ?? []);
      const { document } = marked(text);
      const after = diagnostics(document, runRules(document, NOBODY), URI);
      assert.equal(after.length, before.length - 1, `${text}\n${JSON.stringify(after)}`);
    }
  });
}

test('the right response is written into the text', () => {
  const head = `${REGISTER}Authorization: Digest username="Mufasa@home.net",realm="home.net",nonce="n",uri="sip:home.net",response=`;
  for (const written of ['"', '"00"', '00', '""']) {
    const place = marked(`${head}|${written}\n\n`);
    const action = actions(place, ['quickfix'], ALICE).find(each => each.title.startsWith('Write the response'));
    if (written === '"') {
      assert.equal(action, undefined, 'a broken header is left alone');
      continue;
    }
    const text = applied(place.document, action?.edit?.changes[URI] ?? []);
    assert.match(text, /response="[0-9a-f]{32}"\n/);
    assert.equal(
      actions(marked(text.replace('response=', 'response=|')), ['quickfix'], ALICE).filter(each =>
        each.title.startsWith('Write'),
      ).length,
      0,
    );
  }
});

test('a REGISTER can be run from its light bulb, other messages not', () => {
  const titles = (source: string): string[] =>
    actions(marked(source), ['refactor']).flatMap(({ command }) => command?.title ?? []);
  assert.deepEqual(titles(REGISTER.replace('To:', 'T|o:')), [
    'Run registration flow',
    'Insert challenge and answer below',
  ]);
  assert.deepEqual(titles('INV|ITE sip:a SIP/2.0\n'), []);
});
