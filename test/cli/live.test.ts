/** `flow serve` and `flow send` as processes that talk over loopback. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import { folderWith } from './folder.ts';

const PROGRAM = path.join(import.meta.dirname, '../../server/dist/cli.js');

const ALICE = {
  name: 'alice',
  impi: 'alice@ims.test',
  impus: ['sip:alice@ims.test'],
  k: 'fec86ba6eb707ed08905757b1bb44b8f',
  op: 'dbc59adcb6f9a0ef735477b7fadf8374',
  sqn: '9d0277595ffc',
};
const MUFASA = { name: 'mufasa', impi: 'mufasa@ims.test', impus: ['sip:mufasa@ims.test'], password: 'Circle of Life' };

const cwd = folderWith({
  'sipwright.json': JSON.stringify({ subscribers: [ALICE, MUFASA] }),
  'digest.json': JSON.stringify({ subscribers: [MUFASA] }),
  'wrong.json': JSON.stringify({ subscribers: [{ ...MUFASA, password: 'wrong' }] }),
});

interface Network {
  readonly port: string;
  /** Ends it and gives its exit code. */
  stop(): Promise<number | null>;
  output(): string;
}

const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

async function serve(...args: string[]): Promise<Network> {
  const child = spawn(process.execPath, [PROGRAM, 'flow', 'serve', '--port', '0', ...args], { cwd });
  running.add(child);
  let output = '';
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      output += chunk;
      const ready = /^listening on \S+:(\d+)$/m.exec(output)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.on('close', code => reject(new Error(`ended with ${code}`)));
  });
  const stop = (): Promise<number | null> => {
    const ended = new Promise<number | null>(resolve => child.on('close', resolve));
    running.delete(child);
    child.kill('SIGTERM');
    return ended;
  };
  return { port, stop, output: () => output };
}

function sipwright(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, out: stdout, err: stderr };
}

test('AKA over UDP, digest over TCP, removal, a wrong password; the transcript has no secret', async () => {
  const { port, stop, output } = await serve('--transcript', 'transcript.sip');
  const to = ['flow', 'send', '--to', `127.0.0.1:${port}`];
  const aka = sipwright(...to);
  assert.deepEqual([aka.code, aka.err], [0, '']);
  assert.match(aka.out, /UE → P-CSCF {2}REGISTER\n.*401 Unauthorized\n.*REGISTER\n.*200 OK\nregistered: 200 OK\n$/);
  const watching = sipwright(...to, '--watch');
  assert.equal(watching.code, 0, watching.err);
  assert.match(watching.out, /registered: 200 OK\n$/);
  assert.match(watching.out, /UE → P-CSCF {2}SUBSCRIBE\n.*P-CSCF → UE {2}403 Forbidden\n/);
  const digest = sipwright(
    ...to,
    '--config',
    'digest.json',
    '--transport',
    'tcp',
    '--deregister',
    '--reporter',
    'json',
  );
  assert.equal(digest.code, 0, digest.err);
  assert.equal(JSON.parse(digest.out).outcome.status, 'deregistered');
  const wrong = sipwright(...to, '--config', 'wrong.json');
  assert.equal(wrong.code, 1);
  assert.match(wrong.out, /rejected: 403 Forbidden/);
  assert.equal(await stop(), 0);
  assert.match(output(), /403 Forbidden\n {4}The response is not the digest of these credentials\. \(TS 24\.229/);
  const transcript = readFileSync(path.join(cwd, 'transcript.sip'), 'utf8');
  assert.match(transcript, /^### 5\. I-CSCF → HSS {2}UAR /m);
  assert.doesNotMatch(transcript, /Circle of Life|fec86ba6eb707ed08905757b1bb44b8f|[ci]k="(?!0{32}")/i);
});

test('a stream that is no SIP is closed, and the network goes on', async () => {
  const { port, stop } = await serve();
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
  assert.equal(sipwright('flow', 'send', '--to', `127.0.0.1:${port}`).code, 0);
  assert.equal(await stop(), 0);
});

test('nobody takes the connection: an end at once', () => {
  const to = ['flow', 'send', '--to', '127.0.0.1:1', '--transport', 'tcp', '--timeout', '50'];
  const { code, out } = sipwright(...to);
  assert.equal(code, 1);
  assert.match(
    out,
    /failed: {2}No connection\n {4}The P-CSCF takes no TCP connection\. .*\n {4}127\.0\.0\.1:1 takes no/,
  );
});

test('nobody answers', () => {
  // Port 9 is discard: nothing listens there on a test machine.
  const { code, out } = sipwright('flow', 'send', '--to', '127.0.0.1:9', '--timeout', '1');
  assert.equal(code, 1);
  assert.match(out, /failed: {2}The run ended before the UE got a final answer\./);
});

const USAGE: readonly (readonly [readonly string[], RegExp])[] = [
  [['serve', '--bind', '192.0.2.1'], /other machines reach this address; --allow-remote says that they may/],
  [['serve', '--bind', '0.0.0.0', '--allow-remote'], /name the one address/],
  [['serve', '--bind', 'localhost'], /an IP address is needed/],
  [['serve', '--port', '70000'], /a number from 0 to 65535/],
  [['serve', '--bind', '192.0.2.1', '--allow-remote'], /192\.0\.2\.1:5060: .*EADDRNOTAVAIL/],
  [['serve', '--config', 'none.json'], /none\.json: the configuration cannot be read/],
  [['send'], /required option '--to/],
  [['send', '--to', 'example.com'], /an IP address and a port are needed/],
  [['send', '--to', '192.0.2.1:5060'], /--local is needed/],
  [['send', '--to', '127.0.0.1:5060', '--timeout', '0'], /from 1 to 600 seconds/],
  [['send', '--to', '127.0.0.1:5060', '--from', 'none.sip'], /none\.sip/],
];

for (const [args, expected] of USAGE) {
  test(`flow ${args.join(' ')}`, () => {
    const { code, err } = sipwright('flow', ...args);
    assert.equal(code, 2);
    assert.match(err, expected);
  });
}
