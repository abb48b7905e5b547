/** The authentication bench over standard input and output: requests of our client, commands of every other editor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Hover, InlayHint, TextEdit } from 'vscode-languageserver-protocol';
import type { ComputeEditResult, ReportResult } from '../../server/src/common/protocol.ts';
import { Client } from './client.ts';
import { EXAMPLES_URI, edited, example, positionOf, served } from './support.ts';

const SECRETS =
  /465b5ce8b199b49faa5f0a2ee238a6bc|cdc202d5123e20f62b6d676ac72cb318|cd63cb71954a9f4e48a5994e37a02baf|Circle of Life/i;
const RESPONSE = /response="[0-9a-f]{32}"/;

served('a wrong response: hint, its tooltip on demand, hover and repair', { rootUri: EXAMPLES_URI }, async client => {
  const { uri, text } = example('registration.sip');
  const wrong = text.replace(RESPONSE, `response="${'0'.repeat(32)}"`);
  await client.open(uri, wrong);
  const position = positionOf(wrong, 'response="0');
  const textDocument = { uri };
  const range = { start: position, end: position };
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
  const hint = hints.find(each => String(each.label).startsWith('✗ expected'));
  assert.ok(hint && hint.tooltip === undefined);
  const resolved = await client.request<InlayHint>('inlayHint/resolve', hint);
  const hover = await client.request<Hover>('textDocument/hover', { textDocument, position });
  assert.deepEqual(resolved.tooltip, hover.contents);
  assert.match(JSON.stringify(hover), /None of the usual mistakes|\*\*Why:\*\*/);
  const context = { diagnostics: [], only: ['quickfix'] };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', { textDocument, range, context });
  const [edit] = actions[0]?.edit?.changes?.[uri] ?? [];
  assert.ok(edit);
  assert.match(edited(wrong, edit), RESPONSE);
  assert.ok(text.includes(edit.newText));
  assert.doesNotMatch(JSON.stringify([hints, resolved, actions]), SECRETS);
});

served('reports and edits as requests', { rootUri: EXAMPLES_URI }, async client => {
  const { uri, text } = example('registration.sip');
  await client.open(uri, text);
  const position = positionOf(text, 'CSeq: 2');
  const report = (name: string, params: object = { uri, position }): Promise<ReportResult> =>
    client.request('sipwright/showReport', { ...params, report: name });
  const table = await report('verifyCredentials');
  assert.ok(table.ok && !table.confidential);
  assert.match(table.text, /1 right, 0 wrong/);
  const chain = await report('revealChain');
  assert.ok(chain.ok && chain.confidential);
  assert.equal((await report('toString')).ok, false);
  assert.equal((await report('verifyCredentials', { uri })).ok, false);
  assert.equal((await report('verifyCredentials', { uri: 'file:///none.sip', position })).ok, false);
  const edit = await client.request<ComputeEditResult>('sipwright/computeEdit', { uri, position, edit: 'makeAuts' });
  assert.ok(edit.ok);
  assert.deepEqual([edit.version, edit.edits.length], [1, 2]);
});

test('the same as server commands: edits applied, reports shown, confidential ones only given back', async context => {
  const applied: TextEdit[] = [];
  const client = await Client.start(
    {
      rootUri: EXAMPLES_URI,
      answers: {
        'workspace/applyEdit': ({ edit }) => {
          applied.push(...(edit?.documentChanges[0]?.edits ?? []));
          return { applied: true };
        },
      },
    },
    context,
  );
  const { uri, text } = example('registration.sip');
  await client.open(uri, text.replace(RESPONSE, 'response=""'));
  const execute = (name: string): Promise<unknown> =>
    client.request('workspace/executeCommand', {
      command: `sipwright.server.${name}`,
      arguments: [uri, positionOf(text, 'CSeq: 2')],
    });
  await execute('computeResponse');
  assert.ok(text.includes(`response=${applied[0]?.newText}`));
  await execute('saTable');
  assert.match(await client.message(), /Security associations/);
  assert.match(JSON.stringify(await execute('revealChain')), /H\(A1\)/);
  await execute('buildChallenge');
  assert.match(applied[1]?.newText ?? '', /SIP\/2\.0 401 Unauthorized/);
  // Nothing confidential was shown or logged.
  assert.deepEqual(client.shown, []);
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
});
