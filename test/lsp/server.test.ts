import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  Hover,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
} from 'vscode-languageserver-protocol';
import type { InsertResult, RunFlowResult } from '../../server/src/common/protocol.ts';
import { Client, USUAL_CAPABILITIES } from './client.ts';
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
Content-Length: 0

`;

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(each => each.code);

served('diagnostics are pushed, and again after each change', {}, async client => {
  await client.open(URI, MESSAGE);
  assert.deepEqual(await client.published(URI), []);
  const end = { line: 6, character: 15 };
  await client.change(URI, 2, { range: { start: { line: 6, character: 8 }, end }, text: 'INVITE' });
  const [found, ...others] = await client.published(URI);
  assert.deepEqual(others, []);
  assert.equal(found?.code, 'cseq-method');
  assert.deepEqual(found?.range, { start: { line: 6, character: 8 }, end: { line: 6, character: 14 } });
  assert.match(found?.codeDescription?.href ?? '', /^https:/);
  await client.change(URI, 3, { text: MESSAGE });
  assert.deepEqual(await client.published(URI), []);
  await client.close(URI);
  assert.deepEqual(await client.published(URI), []);
});

const PULLING = { ...USUAL_CAPABILITIES, textDocument: { ...USUAL_CAPABILITIES.textDocument, diagnostic: {} } };

served('a client that pulls gets the same, and nothing is pushed', { capabilities: PULLING }, async client => {
  await client.open(URI, MESSAGE.replace('1 OPTIONS', '1 INVITE'));
  const pull = (): Promise<{ kind: string; items: Diagnostic[] }> =>
    client.request('textDocument/diagnostic', { textDocument: { uri: URI } });
  const report = await pull();
  assert.equal(report.kind, 'full');
  assert.deepEqual(codes(report.items), ['cseq-method']);
  await client.change(URI, 2, { text: MESSAGE });
  assert.deepEqual((await pull()).items, []);
});

served('the source trace is marked where it is wrong', {}, async client => {
  const { uri, text } = example('source-trace.sip');
  await client.open(uri, text);
  const found = await client.published(uri);
  const at = (fragment: string): Diagnostic[] =>
    found.filter(each => each.range.start.line === positionOf(text, fragment).line && (each.severity ?? 4) <= 2);
  for (const fragment of [
    'SIP/2.0 401',
    'P-Charging-Vector: 2d834d',
    'Service-Route: <sip:172.16.106.95:5060;transport=udp;lr>',
    'P-Access-Network-Info',
  ]) {
    assert.ok(at(fragment).length > 0, `${fragment}: ${JSON.stringify(codes(found))}`);
  }
});

served('hover, completion with its documentation, signature', {}, async client => {
  await client.open(URI, MESSAGE);
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument: { uri: URI },
    position: { line: 2, character: 3 },
  });
  assert.match(JSON.stringify(hover.contents), /\*\*Max-Forwards\*\*/);
  await client.change(URI, 2, {
    range: { start: { line: 8, character: 0 }, end: { line: 8, character: 0 } },
    text: 'Sup',
  });
  const list = await client.request<CompletionList>('textDocument/completion', {
    textDocument: { uri: URI },
    position: { line: 8, character: 3 },
  });
  const item = list.items.find(each => each.label === 'Supported');
  assert.ok(item);
  assert.equal(item.documentation, undefined);
  const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
  assert.match(JSON.stringify(resolved.documentation), /\*\*Supported \(k\)\*\*/);
  const help = await client.request<object>('textDocument/signatureHelp', {
    textDocument: { uri: URI },
    position: { line: 1, character: 20 },
  });
  assert.match(JSON.stringify(help), /Via: SIP\/2\.0\/transport/);
});

served('an applied quick fix takes its diagnostic away', {}, async client => {
  const wrong = MESSAGE.replace('Content-Length: 0', 'Content-Type: text/plain\nContent-Length: 7');
  await client.open(URI, `${wrong}body`);
  const [found] = await client.published(URI);
  assert.ok(found);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: URI },
    range: found.range,
    context: { diagnostics: [found], only: ['quickfix'] },
  });
  const edits = actions.find(action => action.isPreferred)?.edit?.changes?.[URI] ?? [];
  assert.equal(edits.length, 1);
  await client.change(URI, 2, ...edits.map(({ range, newText }) => ({ range, text: newText })));
  assert.deepEqual(await client.published(URI), []);
});

served('symbols, folding, links, lenses, navigation', {}, async client => {
  const { uri, text } = example('source-trace.sip');
  await client.open(uri, text);
  const textDocument = { uri };
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  assert.equal(symbols.length, 4);
  const folds = await client.request<object[]>('textDocument/foldingRange', { textDocument });
  assert.ok(folds.length >= 4);
  const lenses = await client.request<{ command: { command: string } }[]>('textDocument/codeLens', { textDocument });
  assert.equal(lenses[0]?.command.command, 'sipwright.server.runFlow');
  const position = positionOf(text, 'SIP/2.0 401');
  const definition = await client.request<{ uri: string; range: object }>('textDocument/definition', {
    textDocument,
    position,
  });
  assert.equal(definition.uri, uri);
  for (const method of ['references', 'documentHighlight', 'selectionRange', 'documentLink']) {
    const context = { includeDeclaration: true };
    const answer = await client.request<object[]>(`textDocument/${method}`, {
      textDocument,
      position,
      positions: [position],
      context,
    });
    assert.ok(Array.isArray(answer), method);
  }
  assert.ok((await client.request<object[]>('workspace/symbol', { query: '401' })).length > 0);
});

served('semantic tokens: full, delta, range', {}, async client => {
  await client.open(URI, MESSAGE);
  const textDocument = { uri: URI };
  const full = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  await client.change(URI, 2, {
    range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
    text: 'X-A: 1\n',
  });
  const delta = await client.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: full.resultId,
  });
  const data = [...full.data];
  for (const { start, deleteCount, data: inserted = [] } of delta.edits) data.splice(start, deleteCount, ...inserted);
  const again = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  assert.deepEqual(data, again.data);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 40 } };
  const part = await client.request<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range });
  assert.deepEqual(part.data, again.data.slice(0, part.data.length));
});

served('a registration runs, from the text as it is now', { rootUri: EXAMPLES_URI }, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const position = positionOf(text, 'REGISTER sip:');
  const run = (): Promise<RunFlowResult> => client.request('sipwright/runFlow', { uri, position });
  const result = await run();
  assert.ok(result.ok);
  assert.equal(result.outcome.status, 'registered');
  const lines = result.transcript.split('\n');
  for (const event of result.ladder.events) {
    assert.match(lines[event.transcriptLine ?? -1] ?? '', new RegExp(`^### ${event.n}\\.`));
  }
  assert.deepEqual({ ...(await run()), run: result.run }, result);
  const user = positionOf(text, '001010000000001@ims');
  // Another user name, which nobody knows: the run fails at the place that decided.
  const username = positionOf(text, 'username="0');
  const range = {
    start: { line: username.line, character: username.character + 10 },
    end: { line: username.line, character: username.character + 25 },
  };
  await client.change(uri, 2, { range, text: '999999999999999' });
  const refused = await run();
  assert.ok(refused.ok);
  assert.equal(refused.outcome.status, 'rejected');
  assert.ok(
    refused.because.some(each => each.range !== undefined),
    JSON.stringify(refused.because),
  );
  assert.ok(user.line >= 0);
});

served('a message that starts no flow says why and where', { rootUri: EXAMPLES_URI }, async client => {
  const { uri } = example('register.sip');
  await client.open(uri, MESSAGE);
  const result = await client.request<RunFlowResult>('sipwright/runFlow', { uri, position: { line: 3, character: 0 } });
  assert.ok(!result.ok);
  assert.match(result.message, /OPTIONS/);
  assert.deepEqual(result.range?.start, { line: 0, character: 0 });
  const closed = await client.request<RunFlowResult>('sipwright/runFlow', {
    uri: 'file:///other.sip',
    position: { line: 0, character: 0 },
  });
  assert.ok(!closed.ok);
});

served('challenge and answer are computed, and the answer is right', { rootUri: EXAMPLES_URI }, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  await client.published(uri);
  const position = positionOf(text, 'REGISTER sip:');
  const result = await client.request<InsertResult>('sipwright/insertChallengeAndAnswer', { uri, position });
  assert.ok(result.ok);
  const place = { start: result.position, end: result.position };
  const whole = edited(text, { range: place, newText: result.text });
  await client.change(uri, 2, { range: place, text: result.text });
  const serious = (await client.published(uri)).filter(each => (each.severity ?? 4) <= 2);
  assert.deepEqual(serious, []);
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
  const labels = hints.map(hint => String(hint.label));
  assert.ok(labels.includes('✓ alice'), labels.join('\n'));
  assert.ok(
    labels.some(label => /^MAC ✓ · SQN \w+ ✓ · RAND /.test(label)),
    labels.join('\n'),
  );
  assert.equal((whole.match(/^REGISTER /gm) ?? []).length, 2);
});

test('an editor without our client runs the commands of the server', async context => {
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
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const position = positionOf(text, 'REGISTER sip:');
  const execute = (command: string, ...args: unknown[]): Promise<unknown> =>
    client.request('workspace/executeCommand', { command, arguments: args });
  await execute('sipwright.server.insertChallengeAndAnswer', uri, position);
  assert.equal(applied.length, 1);
  assert.match(applied[0]?.newText ?? '', /SIP\/2\.0 401 [\s\S]*response="[0-9a-f]{32}"/);
  await execute('sipwright.server.runFlow', uri, position);
  assert.match(await client.message(), /registered/);
  assert.equal(await execute('sipwright.server.runFlow', 1), null);
  assert.match(await client.message(), /needs the uri/);
  assert.equal(await client.stop(), 0);
});

served('a cancelled request is answered as cancelled, and the next one is served', {}, async client => {
  await client.open(URI, MESSAGE);
  await client.published(URI);
  const params = { textDocument: { uri: URI }, position: { line: 2, character: 3 } };
  assert.equal((await client.cancelled('textDocument/hover', params))?.code, -32800);
  assert.ok(await client.request<Hover>('textDocument/hover', params));
});

served('UTF-16: positions behind a surrogate pair are right', {}, async client => {
  const text = MESSAGE.replace('To: <sip:a@b>', 'To: "\u{1f600}é" <sip:a@b>').replace(
    'CSeq',
    'Organization: \u{1f600}\nCSeq',
  );
  await client.open(URI, text);
  assert.deepEqual(await client.published(URI), []);
  const { line } = positionOf(text, 'To:');
  // Behind the emoji: character 7, since it counts two.
  await client.change(URI, 2, { range: { start: { line, character: 7 }, end: { line, character: 8 } }, text: '<' });
  assert.deepEqual(await client.published(URI), []);
  await client.change(URI, 3, { range: { start: { line, character: 8 }, end: { line, character: 9 } }, text: '' });
  const found = await client.published(URI);
  assert.ok(found.length > 0 && found.every(each => each.range.start.line >= line));
});

test('settings switch hints off and limit the list', async context => {
  let settings: object = { inlayHints: { expires: false }, diagnostics: { maxProblems: 1 } };
  const client = await Client.start(
    {
      capabilities: { ...USUAL_CAPABILITIES, workspace: { configuration: true } },
      answers: { 'workspace/configuration': () => [settings] },
    },
    context,
  );
  await client.open(URI, MESSAGE.replace('Content-Length: 0', 'Expires: 600000\nFoo Bar\nBar Foo'));
  let found = await client.published(URI);
  while (found.length !== 1) found = await client.published(URI);
  const range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
  const hints = (): Promise<InlayHint[]> =>
    client.request('textDocument/inlayHint', { textDocument: { uri: URI }, range });
  assert.deepEqual(await hints(), []);
  settings = {};
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  while (found.length === 1) found = await client.published(URI);
  assert.equal((await hints()).length, 1);
  assert.equal(await client.stop(), 0);
});
