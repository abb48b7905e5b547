/** Runs over standard input and output: lists, outcomes at their headers, states after events, comparison, cancellation. */
import assert from 'node:assert/strict';
import type { CodeAction, CodeLens, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import type {
  CompareRunsResult,
  InspectEventResult,
  ListFlowsResult,
  ReportResult,
  RunFlowResult,
} from '../../server/src/common/protocol.ts';
import type { Client } from './client.ts';
import { EXAMPLES_URI, edited, example, positionOf, served } from './support.ts';

const SECRETS = /465b5ce8b199b49faa5f0a2ee238a6bc|cdc202d5123e20f62b6d676ac72cb318|Circle of Life/i;
const OPTIONS = { rootUri: EXAMPLES_URI };

/** A client that asks for diagnostics when it wants them. */
const PULLS = { ...OPTIONS, capabilities: { textDocument: { diagnostic: {} } } };

async function diagnosticsOf(client: Client, uri: string): Promise<Diagnostic[]> {
  const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
  return report.kind === 'full' ? report.items : [];
}

function run(client: Client, uri: string, text: string, more: object = {}): Promise<RunFlowResult> {
  const position = positionOf(text, 'REGISTER sip:');
  return client.request('sipwright/runFlow', { uri, position, ...more });
}

served('flows in groups, faults, and the settings of this configuration', OPTIONS, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const lists = await client.request<ListFlowsResult>('sipwright/listFlows', { uri });
  assert.deepEqual(
    lists.groups.map(({ title }) => title),
    ['IMS', 'GPRS, ATCF, MC service', 'Diameter SIP application (RFC 4740)', 'Conformance tests (TS 34.229)'],
  );
  const flows = lists.groups.flatMap(group => group.flows);
  assert.ok(flows.length >= 41);
  assert.ok(flows.every(({ id, title, description, clause }) => id && title && description && clause));
  assert.equal(new Set(flows.map(({ id }) => id)).size, flows.length);
  assert.ok(lists.faults.some(({ name, value }) => name === 'drop' && value !== undefined));
  const paths = lists.settings.map(({ path }) => path);
  for (const path of [
    'network.roaming',
    'network.minExpires',
    'subscribers.alice.sqn',
    'network.scscf.scscf1.capabilities',
  ])
    assert.ok(paths.includes(path), `${path} not in ${paths}`);
  assert.ok(lists.settings.every(({ path, isSecret }) => !/\.(?:k|op|opc|password)$/.test(path) || isSecret));
  assert.doesNotMatch(JSON.stringify(lists), SECRETS);
});

served('the header that made a run fail: diagnostic, lens and repair, until it is repaired', PULLS, async client => {
  const { uri, text } = example('register.sip');
  const wrong = text.replace(/(To: <sip:)001010000000001@/, '$1001010000000009@');
  await client.open(uri, wrong);
  const result = await run(client, uri, wrong);
  assert.ok(result.ok);
  assert.equal(result.outcome.code, 403);
  assert.deepEqual(
    result.ladder.events.filter(({ isAtFault }) => isAtFault).map(({ n, label }) => [n, label]),
    [[1, 'REGISTER']],
  );
  const first = await client.request<InspectEventResult>('sipwright/inspectEvent', { run: result.run, n: 1 });
  assert.deepEqual(first.ok && first.because[0]?.range?.start, positionOf(wrong, 'sip:001010000000009'));
  const found = (await diagnosticsOf(client, uri)).find(({ code }) => code === 'run:hss-public-identity');
  assert.ok(found);
  assert.deepEqual(found.range.start, positionOf(wrong, 'sip:001010000000009'));
  assert.match(String(found.message), /^The run ends with 403 Forbidden: /);
  const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const lens = lenses.find(({ command }) => command?.title.startsWith('✗ 403 Forbidden'));
  assert.equal(lens?.range.start.line, found.range.start.line);
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: found.range,
    context: { diagnostics: [found] },
  });
  assert.ok(!actions.some(({ title }) => title.includes('run:')), 'an outcome is nothing to ignore by comment');
  const fix = actions.find(({ diagnostics }) => diagnostics?.[0]?.code === found.code);
  const [edit] = fix?.edit?.changes?.[uri] ?? [];
  assert.ok(edit, JSON.stringify(actions.map(({ title }) => title)));
  const right = edited(wrong, edit);
  await client.change(uri, 2, { text: right });
  assert.ok(!(await diagnosticsOf(client, uri)).some(({ code }) => String(code).startsWith('run:')));
  const again = await run(client, uri, right);
  assert.ok(again.ok && again.outcome.status === 'registered', JSON.stringify(again).slice(0, 300));
});

served('states and changes after each event; stepping back is one event less', OPTIONS, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const result = await run(client, uri, text);
  assert.ok(result.ok);
  const inspect = (n: number): Promise<InspectEventResult> =>
    client.request('sipwright/inspectEvent', { run: result.run, n });
  const { events } = result.ladder;
  const texts: string[] = [];
  for (const { n } of events) {
    const details = await inspect(n);
    assert.ok(details.ok);
    texts.push(JSON.stringify(details));
  }
  assert.doesNotMatch(texts.join(), SECRETS);
  assert.equal(JSON.stringify(await inspect(1)), texts[0]);
  const rowsOf = (at: number, actor: string): string => {
    const details: InspectEventResult = JSON.parse(texts[at] ?? '');
    assert.ok(details.ok);
    return JSON.stringify(details.states.find(({ id }) => id === actor)?.rows);
  };
  assert.match(rowsOf(0, 'hss'), /not-registered/);
  assert.match(rowsOf(events.length - 1, 'hss'), /"registered"/);
  // The four associations are made at once; each of them shows what changed.
  const made = events.filter(({ kind }) => kind === 'ipsec').map(({ n }) => n - 1);
  assert.ok(made.length >= 4);
  for (const at of made.slice(0, 4)) assert.match(rowsOf(at, 'ue') + rowsOf(at, 'pcscf'), /"isChanged":true/);
  assert.match(rowsOf(0, 'ue'), /"timers"/);
  assert.match(rowsOf(events.length - 1, 'pcscf'), /security associations/);
  const sent = events.findIndex(({ from, label }) => from === 'pcscf' && label.startsWith('REGISTER'));
  assert.match(texts[sent] ?? '', /"role":"P-CSCF".*TS 24\.229 §5\.2\.2\.1/);
  const hops = await client.request<ReportResult>('sipwright/showHops', { run: result.run });
  assert.ok(hops.ok && hops.text.includes('P-CSCF: REGISTER'));
  assert.equal((await inspect(events.length + 1)).ok, false);
  const gone = await client.request<InspectEventResult>('sipwright/inspectEvent', { run: 999, n: 1 });
  assert.equal(gone.ok, false);
});

served('what if: one setting or one fault, both runs and why they part', OPTIONS, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const position = positionOf(text, 'REGISTER sip:');
  const compare = (more: object): Promise<CompareRunsResult> =>
    client.request('sipwright/compareRuns', { uri, position, ...more });
  const visited = await compare({ change: { path: 'network.visitedNetwork', value: 'elsewhere.example' } });
  assert.ok(visited.ok);
  assert.match(visited.left, /^Outcome: registered 200 OK$/m);
  assert.match(visited.right, /^Outcome: rejected 403 Forbidden$/m);
  assert.match(visited.right, /^ {4}because: .*\(TS 29\.228/m);
  assert.match(visited.summary, /instead of registered 200 OK/);
  const down = await compare({ faults: [{ name: 'hss-down' }] });
  assert.ok(down.ok && down.summary.includes('hss-down'), JSON.stringify(down));
  const same = await compare({ change: { path: 'network.maxExpires', value: '600000' } });
  assert.ok(same.ok && same.left.split('\n').slice(2).join() === same.right.split('\n').slice(2).join());
  const key = await compare({ change: { path: 'subscribers.alice.k', value: '00112233445566778899aabbccddeeff' } });
  assert.ok(key.ok);
  assert.doesNotMatch(JSON.stringify(key), /00112233445566778899aabbccddeeff/i);
  for (const [change, pattern] of [
    [{ path: 'network.minExpires', value: 'soon' }, /minExpires|integer|number/i],
    [{ path: 'network.none', value: '1' }, /none/],
  ] as const) {
    const refused = await compare({ change });
    assert.ok(!refused.ok);
    assert.match(refused.message, pattern);
  }
  const contradictory = await compare({ change: { path: 'network.minExpires', value: '900000' } });
  assert.ok(!contradictory.ok);
  assert.match(contradictory.message, /"minExpires" \(900000\) is more than "maxExpires" \(600000\)/);
});

served('a run with faults; another subscriber; bad input in one sentence', PULLS, async client => {
  const { uri, text } = example('register.sip');
  await client.open(uri, text);
  const down = await run(client, uri, text, { faults: [{ name: 'hss-down' }] });
  assert.ok(down.ok && down.outcome.status === 'rejected');
  // A fault is no mistake of the message.
  assert.ok(!(await diagnosticsOf(client, uri)).some(({ code }) => String(code).startsWith('run:')));
  const digest = await run(client, uri, text, { flow: 'ims-digest' });
  assert.ok(!digest.ok);
  assert.match(digest.message, /^Subscriber "alice" has no password, .*\(sipwright\.json: subscribers\.0\)$/);
  assert.ok((await run(client, uri, text, { flow: 'ims-digest', isOwn: true })).ok);
  for (const more of [{ flow: 'no-such-flow' }, { faults: [{ name: 'no-such-fault' }] }]) {
    const refused = await run(client, uri, text, more);
    assert.ok(!refused.ok && /^There is no (?:flow|fault) "no-such-/.test(refused.message));
  }
  for (const params of [{}, { uri }, { uri, position: 'here' }, { uri: 7 }]) {
    assert.equal((await client.request<RunFlowResult>('sipwright/runFlow', params)).ok, false);
  }
});

served('a failure is pushed to editors that do not pull, and a cancelled run is none', OPTIONS, async client => {
  const { uri, text } = example('register.sip');
  const wrong = text.replace('Max-Forwards: 70', 'Max-Forwards: 0');
  await client.open(uri, wrong);
  await client.published(uri);
  const position = positionOf(wrong, 'REGISTER sip:');
  assert.equal((await client.cancelled('sipwright/runFlow', { uri, position }))?.code, -32800);
  assert.ok((await run(client, uri, wrong)).ok);
  const [found] = (await client.published(uri)).filter(({ code }) => code === 'run:pcscf-max-forwards');
  assert.equal(found?.range.start.line, positionOf(wrong, 'Max-Forwards').line);
});

/** What nobody can run: the sentence, and where it points. */
const UNUSABLE: readonly (readonly [text: string, message: RegExp, at: string])[] = [
  ['INVITE sip:a@b SIP/2.0\nVia: x\n\n', /^This is an INVITE; a registration starts from a REGISTER\.$/, 'INVITE'],
  ['SIP/2.0 200 OK\nVia: x\n\n', /^This is a 200 response; a registration starts from a REGISTER\.$/, 'SIP/2.0'],
  [
    'REGISTER sip:a SIP/2.0\nTo: <sip:a>\n\n',
    /^The REGISTER is unfinished: Via, From, Call-ID, CSeq are missing/,
    'REGISTER',
  ],
  ['# @subscriber nobody\nREGISTER sip:a SIP/2.0', /The REGISTER is unfinished|no subscriber "nobody"/, 'REGISTER'],
  ['plain words', /^There is no SIP message|no SIP message/, ''],
];

served('what is no start of a run: one sentence that says what is missing and where', OPTIONS, async client => {
  for (const [at, [text, message, place]] of UNUSABLE.entries()) {
    const uri = `${EXAMPLES_URI}/unusable-${at}.sip`;
    await client.open(uri, text);
    const position = positionOf(text, place);
    const refused = await client.request<RunFlowResult>('sipwright/runFlow', { uri, position });
    assert.ok(!refused.ok, text);
    assert.match(refused.message, message);
    if (refused.range) assert.deepEqual(refused.range.start, position, text);
  }
});
