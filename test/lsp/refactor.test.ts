import assert from 'node:assert/strict';
import type { CodeAction, Position, TextEdit } from 'vscode-languageserver-protocol';
import type { Client } from './client.ts';
import { EXAMPLES_URI, edited, example, positionOf, served } from './support.ts';

const URI = 'file:///nowhere/a.sip';
const MESSAGE = `OPTIONS sip:home.net SIP/2.0
Via: SIP/2.0/UDP a;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:a@b>;tag=1
To: <sip:a@b>
Call-ID: 1
CSeq: 1 OPTIONS
Contact: <sip:a@c>
Accept: application/sdp
Supported: path, timer
Content-Length: 0

`;

/** The text after edits that do not overlap, in any order. */
function withEdits(text: string, edits: readonly TextEdit[]): string {
  const isLater = (a: Position, b: Position): number => b.line - a.line || b.character - a.character;
  return edits.toSorted((a, b) => isLater(a.range.start, b.range.start)).reduce(edited, text);
}

async function refactorings(client: Client, uri: string, position: Position): Promise<CodeAction[]> {
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['refactor'] },
  });
  return actions.filter(({ edit }) => edit !== undefined);
}

async function refactored(
  client: Client,
  uri: string,
  text: string,
  position: Position,
  title: string,
): Promise<string> {
  const actions = await refactorings(client, uri, position);
  const action = actions.find(each => each.title.startsWith(title));
  assert.ok(action, actions.map(each => each.title).join('; '));
  return withEdits(text, action.edit?.changes?.[uri] ?? []);
}

served('refactorings of a header field and of its message', {}, async client => {
  await client.open(URI, MESSAGE);
  assert.deepEqual(await client.published(URI), []);
  const supported = positionOf(MESSAGE, 'path');
  const split = await refactored(client, URI, MESSAGE, supported, 'Give each value of Supported');
  assert.match(split, /^Supported: path\nSupported: timer\n/m);
  const compact = await refactored(client, URI, MESSAGE, supported, 'Write all header names in compact form');
  assert.match(compact, /^v: SIP.*\nMax-Forwards: 70\nf: .*\nt: .*\ni: 1\n/m);
  await client.change(URI, 2, { text: compact });
  assert.deepEqual(await client.published(URI), []);
  assert.equal(await refactored(client, URI, compact, supported, 'Write all header names in long form'), MESSAGE);
  const answered = await refactored(client, URI, compact, { line: 0, character: 0 }, 'Add the response 200 OK');
  await client.change(URI, 3, { text: answered });
  assert.deepEqual(await client.published(URI), []);
  // The identifiers come from the server's own source of randomness.
  const made = await Promise.all(
    [0, 1].map(() => refactored(client, URI, compact, supported, 'Make a new branch, From tag and Call-ID')),
  );
  assert.notEqual(made[0], made[1]);
});

served('the answer to a 401 with the keys of sipwright.json', { rootUri: EXAMPLES_URI }, async client => {
  const { uri, text } = example('registration.sip');
  const second = text.indexOf('###', text.indexOf('401 Unauthorized'));
  const challenged = text.slice(0, second);
  await client.open(uri, challenged);
  await client.published(uri);
  const position = positionOf(challenged, 'SIP/2.0 401');
  const answered = await refactored(client, uri, challenged, position, 'Add the REGISTER that answers');
  await client.change(uri, 2, { text: answered });
  const found = await client.published(uri);
  assert.deepEqual(
    found.filter(({ severity = 1 }) => severity <= 2).map(({ code }) => code),
    [],
  );
  assert.match(answered, /^Authorization: Digest username=.*response="[0-9a-f]{32}"/m);
});

served('formatting of a document, of ranges and while typing', {}, async client => {
  const messy = MESSAGE.replace('Via: ', 'via:').replace('To: ', 'to :  ').replace('CSeq: ', 'cseq:');
  await client.open(URI, messy);
  const textDocument = { uri: URI };
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await client.request<TextEdit[]>('textDocument/formatting', { textDocument, options });
  assert.equal(withEdits(messy, edits), MESSAGE);
  const lineOf = (name: string): { start: Position; end: Position } => {
    const at = positionOf(messy, name);
    return { start: at, end: at };
  };
  const one = await client.request<TextEdit[]>('textDocument/rangeFormatting', {
    ...{ textDocument, options },
    range: lineOf('via'),
  });
  assert.equal(withEdits(messy, one), messy.replace('via:', 'Via: '));
  const two = await client.request<TextEdit[]>('textDocument/rangesFormatting', {
    ...{ textDocument, options },
    ranges: [lineOf('via'), lineOf('cseq')],
  });
  assert.equal(withEdits(messy, two), messy.replace('via:', 'Via: ').replace('cseq:', 'CSeq: '));
  const typed = await client.request<TextEdit[]>('textDocument/onTypeFormatting', {
    ...{ textDocument, options, ch: '\n' },
    position: { line: 2, character: 0 },
  });
  assert.equal(withEdits(messy, typed), messy.replace('via:', 'Via: '));
});
