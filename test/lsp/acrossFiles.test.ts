/** Two files of a folder with parts of one call: what is wrong in one is found with the help of the other. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { folderWith } from '../cli/folder.ts';
import { Client, USUAL_CAPABILITIES } from './client.ts';
import { served } from './support.ts';

const headers = (cseq: number): string =>
  `Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb${cseq};rport\nFrom: <sip:a@home.net>;tag=1\nTo: <sip:a@home.net>\nCall-ID: 1@a\nCSeq: ${cseq} REGISTER\nMax-Forwards: 70\n`;
const challenge = (nonce: string): string =>
  `###\nREGISTER sip:home.net SIP/2.0\n${headers(1)}\n###\nSIP/2.0 401 Unauthorized\n${headers(1)}` +
  `WWW-Authenticate: Digest realm="home.net",nonce="${nonce}"\n\n`;
const ANSWER =
  `REGISTER sip:home.net SIP/2.0\n${headers(2)}Authorization: Digest username="a",realm="home.net",` +
  `nonce="two",uri="sip:home.net",response="${'0'.repeat(32)}"\n\n`;

interface Desk {
  readonly folder: string;
  readonly root: string;
  readonly first: string;
  readonly second: string;
}

function desk(): Desk {
  const folder = folderWith({ 'part 1.sip': challenge('one'), 'part 2.sip': ANSWER });
  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  return { folder, root: uri(''), first: uri('part 1.sip'), second: uri('part 2.sip') };
}

const isFound = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(one => one.code === 'nonce-not-offered');

/** The place at the other end of the finding. */
const otherEnd = (diagnostics: readonly Diagnostic[]): unknown =>
  diagnostics
    .find(one => one.code === 'nonce-not-offered')
    ?.relatedInformation?.map(one => [one.location.uri, one.location.range.start.line]);

async function publishedUntil(client: Client, uri: string, wanted: boolean): Promise<Diagnostic[]> {
  for (;;) {
    const found = await client.published(uri);
    if (isFound(found) === wanted) return found;
  }
}

const PUSHED = desk();
served('pushed: an edit of one file updates the other', { rootUri: PUSHED.root }, async client => {
  const { first, second } = PUSHED;
  await client.open(second, ANSWER);
  // The first part is on the disk only.
  assert.deepEqual(otherEnd(await publishedUntil(client, second, true)), [[first, 17]]);
  await client.open(first, challenge('one'));
  await client.change(first, 2, { text: challenge('two') });
  await publishedUntil(client, second, false);
  await client.change(first, 3, { text: `\n\n${challenge('three')}` });
  assert.deepEqual(otherEnd(await publishedUntil(client, second, true)), [[first, 19]]);
  // What was typed is thrown away, the file counts again.
  await client.close(first);
  assert.deepEqual(otherEnd(await publishedUntil(client, second, true)), [[first, 17]]);
});

const WITHOUT_FILES = 'memfs:/work';
served('without a file system the open documents take part', { rootUri: WITHOUT_FILES }, async client => {
  const [first, second] = [`${WITHOUT_FILES}/1.sip`, `${WITHOUT_FILES}/2.sip`];
  await client.open(second, ANSWER);
  await publishedUntil(client, second, false);
  await client.open(first, challenge('one'));
  assert.deepEqual(otherEnd(await publishedUntil(client, second, true)), [[first, 17]]);
  await client.close(first);
  await publishedUntil(client, second, false);
});

const PULLS: ClientCapabilities = {
  textDocument: { ...USUAL_CAPABILITIES.textDocument, diagnostic: {} },
  workspace: { diagnostics: {}, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
};

type Ids = { uri: string; value: string }[];

const pull = (client: Client, previousResultIds: Ids, more: object = {}): Promise<WorkspaceDiagnosticReport> =>
  client.request('workspace/diagnostic', { identifier: 'sipwright', previousResultIds, ...more });

const idsOf = (items: readonly WorkspaceDocumentDiagnosticReport[]): Ids =>
  items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));

const itemsOf = (items: readonly WorkspaceDocumentDiagnosticReport[], uri: string): readonly Diagnostic[] => {
  const report = items.find(one => one.uri === uri);
  assert.equal(report?.kind, 'full');
  return report.kind === 'full' ? report.items : [];
};

const PULLED = desk();
served(
  'pulled: documents, and the workspace with result ids',
  { rootUri: PULLED.root, capabilities: PULLS },
  async client => {
    const { first, second, folder } = PULLED;
    assert.deepEqual(client.capabilities.diagnosticProvider, {
      identifier: 'sipwright',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    const { items } = await pull(client, []);
    assert.deepEqual(items.map(one => one.uri).sort(), [first, second]);
    assert.deepEqual(otherEnd(itemsOf(items, second)), [[first, 17]]);

    // Nothing is new, so the answer waits until a file changes; it has that file and the one that depends on it.
    const waiting = pull(client, idsOf(items));
    writeFileSync(path.join(folder, 'part 1.sip'), challenge('two'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: first, type: 2 }] });
    const changed = await waiting;
    assert.equal(isFound(itemsOf(changed.items, second)), false);

    // An open document answers for itself, with what is typed in it.
    await client.open(first, challenge('three'));
    await client.open(second, ANSWER);
    const report = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: second },
    });
    assert.ok(report.kind === 'full');
    // The first document was not asked for yet; asking for it makes the other one know.
    await client.request('textDocument/diagnostic', { textDocument: { uri: first } });
    const again = await client.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: second },
    });
    assert.ok(again.kind === 'full' && isFound(again.items));

    // A file that is gone has no findings; one that is not open is reported, an open one is not.
    await client.close(second);
    rmSync(path.join(folder, 'part 2.sip'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: second, type: 3 }],
    });
    const last = await pull(client, [{ uri: second, value: 'x' }]);
    assert.deepEqual(last.items, [{ uri: second, version: null, kind: 'full', items: [] }]);
  },
);

const STREAMED = desk();
test('partial results, new files, folders below, and a request that is cancelled', async context => {
  const client = await Client.start({ rootUri: STREAMED.root, capabilities: PULLS }, context);
  const { folder, first } = STREAMED;
  mkdirSync(path.join(folder, 'below', 'node_modules'), { recursive: true });
  writeFileSync(path.join(folder, 'below', 'third.sip'), ANSWER);
  writeFileSync(path.join(folder, 'below', 'node_modules', 'foreign.sip'), ANSWER);
  const streamed: string[] = [];
  client.connection.onNotification('$/progress', ({ value }: { value: { items: { uri: string }[] } }) => {
    streamed.push(...value.items.map(one => path.basename(one.uri)));
  });
  const { items } = await pull(client, [], { partialResultToken: 'p' });
  assert.deepEqual(items, []);
  assert.deepEqual(streamed.sort(), ['part%201.sip', 'part%202.sip', 'third.sip']);
  const whole = await pull(client, []);
  // The third file lies in another folder: it is no part of the call.
  assert.equal(isFound(itemsOf(whole.items, pathToFileURL(path.join(folder, 'below', 'third.sip')).href)), false);
  assert.equal(isFound(itemsOf(whole.items, first)), false);
  const event = { added: [], removed: [{ uri: STREAMED.root, name: 'test' }] };
  const error = await client.cancelled('workspace/diagnostic', {
    identifier: 'sipwright',
    previousResultIds: idsOf(whole.items),
  });
  assert.equal(error?.code, -32800);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  const left = await pull(client, idsOf(whole.items));
  assert.deepEqual(
    left.items.map(one => one.kind === 'full' && one.items.length),
    [0, 0, 0],
  );
  assert.equal(await client.stop(), 0);
  assert.deepEqual(client.log, []);
});
