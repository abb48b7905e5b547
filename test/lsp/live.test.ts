/** The live registrar and our UE in the server process: they register with one another over loopback. */
import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { SendRegisterResult, StartLiveResult } from '../../server/src/common/protocol.ts';
import type { Client } from './client.ts';
import { EXAMPLES_URI, example, positionOf, served } from './support.ts';

const HERE = { address: '127.0.0.1', port: 0, allowsRemote: false };
const REGISTER = example('register.sip');
const PLAIN = REGISTER.text.replace(/^(?:Security-Client|Require|Proxy-Require):.*\n/gm, '');

async function start(client: Client, params: object = {}): Promise<StartLiveResult> {
  return client.request('sipwright/startLive', { uri: REGISTER.uri, ...HERE, ...params });
}

async function port(client: Client): Promise<number> {
  const started = await start(client);
  assert.ok(started.ok, JSON.stringify(started));
  return started.port;
}

function transcriptOf(client: Client): () => string {
  let transcript = '';
  client.connection.onNotification('sipwright/liveReport', (report: { transcript?: string }) => {
    transcript += report.transcript ?? '';
  });
  return () => transcript;
}

function send(client: Client, to: string, params: object = {}): Promise<SendRegisterResult> {
  const position = positionOf(PLAIN, 'REGISTER sip:');
  return client.request('sipwright/sendRegister', { uri: REGISTER.uri, position, to, allowsRemote: false, ...params });
}

for (const transport of ['udp', 'tcp']) {
  served(`our UE registers at our registrar over ${transport}`, { rootUri: EXAMPLES_URI }, async client => {
    const transcript = transcriptOf(client);
    await client.open(REGISTER.uri, PLAIN);
    const result = await send(client, `127.0.0.1:${await port(client)};transport=${transport}`);
    assert.ok(result.ok, JSON.stringify(result));
    assert.deepEqual([result.outcome.status, result.outcome.code], ['registered', 200]);
    const labels = result.ladder.events.map(event => event.label);
    assert.deepEqual(labels.filter(label => /^(?:REGISTER|\d)/.test(label)).slice(0, 4), [
      'REGISTER',
      '401 Unauthorized',
      'REGISTER',
      '200 OK',
    ]);
    for (const text of [result.transcript, transcript()]) {
      assert.match(text, /SIP\/2\.0 401 [\s\S]*response="[0-9a-f]{32}"[\s\S]*SIP\/2\.0 200 OK/);
      assert.doesNotMatch(text, /465b5ce8b199b49faa5f0a2ee238a6bc|cdc202d5123e20f62b6d676ac72cb318/i);
    }
    assert.match(transcript(), /MAR|MAA/);
  });
}

served('a registrar that refuses: the outcome says why', { rootUri: EXAMPLES_URI }, async client => {
  await client.open(REGISTER.uri, PLAIN.replaceAll('001010000000001', '001010000000009'));
  const params = { position: positionOf(PLAIN, 'REGISTER sip:') };
  const result = await send(client, `127.0.0.1:${await port(client)}`, params);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual([result.outcome.status, result.outcome.code], ['rejected', 403]);
  assert.match(JSON.stringify(result.because), /The HSS knows no private identity/);
  assert.match(result.transcript, /# Because: The HSS knows/);
});

served('nobody answers: the run can be cancelled, and is over when it is', { rootUri: EXAMPLES_URI }, async client => {
  await client.open(REGISTER.uri, PLAIN);
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const source = new CancellationTokenSource();
  socket.once('message', () => source.cancel());
  const params = { uri: REGISTER.uri, position: positionOf(PLAIN, 'REGISTER sip:'), allowsRemote: false };
  const to = `127.0.0.1:${socket.address().port}`;
  const result: SendRegisterResult = await client.connection.sendRequest(
    'sipwright/sendRegister',
    { ...params, to },
    source.token,
  );
  socket.close();
  assert.ok(result.ok);
  assert.deepEqual([result.outcome.status, result.outcome.code], ['failed', undefined]);
  assert.match(result.because[0]?.message ?? '', /^No final answer came from 127\.0\.0\.1:\d+\./);
});

served('an agreement is refused at its header, or left out on request', { rootUri: EXAMPLES_URI }, async client => {
  await client.open(REGISTER.uri, REGISTER.text);
  const to = `127.0.0.1:${await port(client)}`;
  const refused = await send(client, to);
  assert.ok(!refused.ok && refused.hasAgreement);
  assert.deepEqual(refused.range?.start, positionOf(REGISTER.text, 'Security-Client'));
  const result = await send(client, to, { dropsAgreement: true });
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.outcome.status, 'registered');
  assert.doesNotMatch(result.transcript, /sec-agree|^Security-/m);
});

served('loopback only, unless the setting allows more', { rootUri: EXAMPLES_URI }, async client => {
  await client.open(REGISTER.uri, PLAIN);
  for (const address of ['192.0.2.1', '2001:db8::1', '0.0.0.0', '::', 'localhost']) {
    const started = await start(client, { address });
    assert.ok(!started.ok, address);
  }
  const remote = await send(client, '192.0.2.1:5060');
  assert.ok(!remote.ok && /allowRemote/.test(remote.message));
  for (const to of ['here', '127.0.0.1:99999', '127.0.0.1:5060;transport=ws', '']) {
    assert.equal((await send(client, to)).ok, false, to);
  }
  for (const wrong of [-1, 70_000, 1.5]) assert.equal((await start(client, { port: wrong })).ok, false);
});

served(
  'a port in use has one clear message, and is free again after a stop',
  { rootUri: EXAMPLES_URI },
  async client => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);
    const started = await start(client, { port: address.port });
    assert.ok(!started.ok);
    assert.match(
      started.message,
      new RegExp(`^127\\.0\\.0\\.1:${address.port}: The port is in use by another program`),
    );
    other.close();
    const own = await port(client);
    await client.request('sipwright/stopLive', {});
    const socket = createSocket('udp4');
    socket.bind({ address: '127.0.0.1', port: own, exclusive: true });
    await once(socket, 'listening');
    socket.close();
  },
);

served('a contradictory configuration starts nothing', { answers: CONTRADICTORY(), ...OURS() }, async client => {
  const started = await start(client);
  assert.ok(!started.ok && /network/.test(started.message), JSON.stringify(started));
});

function OURS(): object {
  return { initializationOptions: { readsConfiguration: true } };
}

function CONTRADICTORY(): Readonly<Record<string, () => unknown>> {
  const text = JSON.stringify({ network: { pcscf: { host: 'a.test' }, hss: { host: 'a.test' } } });
  return {
    'sipwright/readConfiguration': () => ({ uri: 'file:///sipwright.json', text, privateUri: null, privateText: null }),
  };
}
