import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Diagnostic, DiagnosticSeverity, type InlayHint } from 'vscode-languageserver-protocol';
import { type Asked, Client, USUAL_CAPABILITIES } from './client.ts';
import { served } from './support.ts';

const URI = 'memfs:/work/a.sip';
/** How sipwright.json names a secret. */
const REFERENCE = '$' + '{secret:pw}';
const RANGE = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };
const REGISTER =
  'REGISTER sip:b SIP/2.0\nCSeq: 1 REGISTER\nAuthorization: Digest username="a@b",realm="b",nonce="n",uri="sip:b",response="00"\n';

/** The verdicts on responses. */
const labels = async (client: Client): Promise<string[]> => {
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', {
    textDocument: { uri: URI },
    range: RANGE,
  });
  return hints.map(hint => String(hint.label)).filter(label => /^[✓✗]/.test(label));
};

test('our client reads the files and the secrets, and tells when they change', async context => {
  const asked: Asked[] = [];
  let password = 'first';
  const configuration = { subscribers: [{ name: 'a', impi: 'a@b', impus: ['sip:a@b'], password: REFERENCE }] };
  const client = await Client.start(
    {
      initializationOptions: { readsConfiguration: true },
      answers: {
        'sipwright/readConfiguration': params => {
          asked.push(params);
          return {
            uri: 'memfs:/work/sipwright.json',
            text: JSON.stringify(configuration),
            privateUri: null,
            privateText: null,
          };
        },
        'sipwright/readSecret': params => {
          asked.push(params);
          return password;
        },
      },
    },
    context,
  );
  await client.open(URI, REGISTER);
  const [first] = await labels(client);
  assert.match(first ?? '', /^✗ expected [0-9a-f]{32}$/);
  assert.deepEqual(asked, [{ uri: URI }, { name: 'pw' }]);
  password = 'second';
  assert.deepEqual(await labels(client), [first]);
  await client.connection.sendNotification('sipwright/configurationChanged', {});
  const [second] = await labels(client);
  assert.notEqual(second, first);
  const lenses = await client.request<{ command: { command: string } }[]>('textDocument/codeLens', {
    textDocument: { uri: URI },
  });
  assert.deepEqual(
    lenses.map(lens => lens.command.command),
    [
      ...['sipwright.runFlow', 'sipwright.insertChallengeAndAnswer'],
      ...['sipwright.computeResponse', 'sipwright.verifyCredentials'],
    ],
  );
  assert.equal(await client.stop(), 0);
  assert.doesNotMatch(client.log.join(''), /first|second/);
});

test('a client that fails to read them does not stop the server', async context => {
  const client = await Client.start(
    {
      capabilities: USUAL_CAPABILITIES,
      initializationOptions: { readsConfiguration: true },
      answers: {
        'sipwright/readConfiguration': () => {
          throw new Error('no such folder');
        },
      },
    },
    context,
  );
  await client.open(URI, REGISTER);
  assert.ok((await client.published(URI)).length > 0);
  assert.equal(client.log.length, 1);
  assert.match(client.log[0] ?? '', /^reading sipwright\.json failed/);
  assert.equal(await client.stop(), 0);
});

served(
  'without our client a secret comes from the environment',
  { environment: { SIPWRIGHT_SECRET_PW: 'x' } },
  async client => {
    const text = JSON.stringify({
      subscribers: [{ name: 'a', impi: 'a@b', impus: ['sip:a@b'], password: REFERENCE }],
    });
    await client.open('memfs:/work/sipwright.json', text, 'jsonc');
    await client.open(URI, REGISTER);
    assert.match((await labels(client))[0] ?? '', /^✗ expected/);
  },
);

test('severities of the settings, below those of sipwright.json', async context => {
  const text = 'REGISTER sip:b SIP/2.0\nCSeq: 1 INVITE\nVia: SIP/2.0/UDP a;branch=1\n\n';
  let severity: object = { 'cseq-method': 'hint', 'via-branch-cookie': 'off', 'no-such-rule': 'off', seed: 1 };
  const configuration = { rules: { 'via-branch-cookie': 'info' } };
  const client = await Client.start(
    {
      capabilities: { ...USUAL_CAPABILITIES, workspace: { configuration: true } },
      initializationOptions: { readsConfiguration: true },
      answers: {
        'workspace/configuration': () => [{ rules: { severity } }],
        'sipwright/readConfiguration': () => ({
          uri: 'memfs:/work/sipwright.json',
          text: JSON.stringify(configuration),
          privateUri: null,
          privateText: null,
        }),
      },
    },
    context,
  );
  await client.open(URI, text);
  const severities = (found: readonly Diagnostic[]): unknown[] =>
    ['cseq-method', 'via-branch-cookie'].map(code => found.find(each => each.code === code)?.severity);
  let found = await client.published(URI);
  while (severities(found)[0] !== DiagnosticSeverity.Hint) found = await client.published(URI);
  assert.deepEqual(severities(found), [DiagnosticSeverity.Hint, DiagnosticSeverity.Information]);
  severity = {};
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  while (severities(found)[0] === DiagnosticSeverity.Hint) found = await client.published(URI);
  assert.deepEqual(severities(found), [DiagnosticSeverity.Error, DiagnosticSeverity.Information]);
  assert.equal(await client.stop(), 0);
  assert.deepEqual(client.log, []);
});

test('profiles: settings of the window and of a folder, then sipwright.json, then its overrides', async context => {
  const message =
    'REGISTER sip:home.net SIP/2.0\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKa\nFrom: <sip:a@home.net>;tag=1\n' +
    'To: <sip:a@home.net>\nCall-ID: 1@a\nCSeq: 1 REGISTER\nMax-Forwards: 70\nP-Charging-Vector: icid-value=1\n\n';
  let configuration = {};
  const client = await Client.start(
    {
      rootUri: 'memfs:/work/gm',
      capabilities: { ...USUAL_CAPABILITIES, workspace: { configuration: true } },
      initializationOptions: { readsConfiguration: true },
      answers: {
        'workspace/configuration': () => [{ profile: 'rfc3261' }, { profile: '3gpp-gm', rules: { severity: {} } }],
        'sipwright/readConfiguration': () => ({
          ...{ uri: 'memfs:/work/sipwright.json', text: JSON.stringify(configuration) },
          ...{ privateUri: null, privateText: null },
        }),
      },
    },
    context,
  );
  const [outside, inside] = ['memfs:/work/a.sip', 'memfs:/work/gm/a%20b.sip'];
  const found = async (uri: string): Promise<string> => {
    const one = (await client.published(uri)).find(({ code }) => code === 'not-on-hop');
    return one === undefined ? 'none' : one.severity === DiagnosticSeverity.Error ? 'error' : 'other';
  };
  const until = async (uri: string, wanted: string): Promise<void> => {
    while ((await found(uri)) !== wanted);
  };
  await client.open(outside, message);
  await until(outside, 'none');
  await client.open(inside, message);
  await until(inside, 'error');
  configuration = { profile: '3gpp-gm', overrides: [{ files: ['gm/a b.sip'], rules: { 'not-on-hop': 'hint' } }] };
  await client.connection.sendNotification('sipwright/configurationChanged', {});
  await until(outside, 'error');
  await until(inside, 'other');
  assert.equal(await client.stop(), 0);
});
