import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Hover } from 'vscode-languageserver-protocol';
import type { Client } from './client.ts';
import { served } from './support.ts';

const URI = 'file:///nowhere/a.sip';

/** Asks for everything; nothing may fail. */
async function askEverything(client: Client, uri: string): Promise<void> {
  const textDocument = { uri };
  const position = { line: 1, character: 2 };
  const range = { start: { line: 0, character: 0 }, end: { line: 50, character: 0 } };
  const context = { diagnostics: [], includeDeclaration: true };
  for (const method of [
    'hover',
    'completion',
    'signatureHelp',
    'documentSymbol',
    'foldingRange',
    'selectionRange',
    'documentHighlight',
    'documentLink',
    'definition',
    'references',
    'inlayHint',
    'codeLens',
    'codeAction',
    'semanticTokens/full',
    'semanticTokens/range',
    'diagnostic',
  ]) {
    await client.request(`textDocument/${method}`, { textDocument, position, positions: [position], range, context });
  }
  await client.request('sipwright/runFlow', { uri, position });
  await client.request('sipwright/insertChallengeAndAnswer', { uri, position });
}

for (const [title, text, expected] of [
  ['an empty file', '', []],
  ['bytes of a picture', '\ufffdPNG\r\n\u001a\n\0\0\0\rIHDR\0\0\ufffd\ufffd', ['not-sip']],
  ['PyQt bindings', '%Module(name=foo)\n\nclass A {\npublic:\n  A();\n};\n', ['not-sip']],
  ['a lone line end', '\r', []],
  ['lone surrogates', 'OPTIONS sip:\ud83d SIP/2.0\nTo: \ude00\n', null],
  ['broken UTF-8', 'OPTIONS sip:\ufffd@a SIP/2.0\nTo: "\ufffd\ufffd" <sip:a>\nSubject: \ufffd\n', null],
  ['separators alone', '###\n###\n###', []],
] as const) {
  served(`${title} does no harm`, {}, async client => {
    await client.open(URI, text);
    const found = await client.published(URI);
    if (expected !== null)
      assert.deepEqual(
        found.map(each => each.code),
        [...expected],
      );
    await askEverything(client, URI);
    await client.change(URI, 2, {
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } },
      text: 'OPTIONS',
    });
    await client.published(URI);
    await askEverything(client, URI);
  });
}

served('positions outside of the text, and documents that nobody opened', {}, async client => {
  await client.open(URI, 'OPTIONS sip:a SIP/2.0\n');
  await client.published(URI);
  for (const position of [
    { line: 99, character: 0 },
    { line: 0, character: 9999 },
  ]) {
    await client.request('textDocument/hover', { textDocument: { uri: URI }, position });
    await client.request('textDocument/completion', { textDocument: { uri: URI }, position });
    await client.change(URI, 2, { range: { start: position, end: position }, text: 'x' });
    await client.published(URI);
  }
  await askEverything(client, 'file:///other.sip');
  await client.close('file:///other.sip');
  await client.change('file:///other.sip', 2, { text: 'x' });
});

served('a file of 50 MB gets one clear message, and the others are served on', {}, async client => {
  const line = `Subject: ${'x'.repeat(989)}\n`;
  const text = `OPTIONS sip:a SIP/2.0\n${line.repeat(50_051)}`;
  await client.open(URI, text);
  assert.deepEqual(await client.published(URI), []);
  assert.match(await client.message(), /a\.sip has more than 50 million characters/);
  await askEverything(client, URI);
  await client.change(URI, 2, {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    text: 'X',
  });
  await client.open('file:///b.sip', 'OPTIONS sip:a SIP/2.0\nVia: a\n');
  assert.ok((await client.published('file:///b.sip')).length > 0);
  assert.deepEqual(client.shown, []);
  // Cut down to size it is served like any other.
  await client.change(URI, 3, { text: 'OPTIONS sip:a SIP/2.0\n' });
  const position = { line: 0, character: 2 };
  const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri: URI }, position });
  assert.match(JSON.stringify(hover), /OPTIONS/);
});

const SECRET = '465b5ce8b199b49faa5f0a2ee238a6bc';

function subscriber(k: string): string {
  return JSON.stringify({
    subscribers: [{ name: 'a', impi: 'a@b', impus: ['sip:a@b'], k, op: 'cdc202d5123e20f62b6d676ac72cb318' }],
  });
}

for (const [title, text, expected] of [
  ['that is broken', '{ "subscribers": [ }', /^configuration-syntax$/],
  ['with a K of 31 digits', subscriber(SECRET.slice(1)), /^configuration-/],
  ['with a rule that does not exist', '{ "rules": { "via-brunch-cookie": "off" } }', /^configuration-unknown-rule$/],
] as const) {
  served(`a sipwright.json ${title}: a finding there, and the messages are checked on`, {}, async (client, context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sipwright-'));
    context.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, 'sipwright.json'), text);
    const [uri, configuration] = ['a.sip', 'sipwright.json'].map(name => pathToFileURL(path.join(folder, name)).href);
    assert.ok(uri !== undefined && configuration !== undefined);
    await client.open(uri, 'OPTIONS sip:a SIP/2.0\nVia: a\n');
    const [found] = await client.published(configuration);
    assert.match(String(found?.code), expected);
    assert.doesNotMatch(JSON.stringify(found), new RegExp(SECRET.slice(1)));
    assert.ok((await client.published(uri)).length > 0);
    // The editor's text counts before the file's, and what is repaired is no longer marked.
    await client.open(configuration, text, 'jsonc');
    await client.change(configuration, 2, { text: '{}' });
    let left: Diagnostic[] = [
      found ?? { message: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    ];
    while (left.length > 0) left = await client.published(configuration);
  });
}
