/** `flow serve --diameter-port`: the HSS as a process that any Diameter node may ask over TCP. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { decodeDiameter, encodeDiameter } from '../../server/src/common/diameter/codec.ts';
import { CX_APPLICATION } from '../../server/src/common/diameter/cx.ts';
import { type AvpValues, avpMembers, avpOctets, buildAvps } from '../../server/src/common/diameter/message.ts';
import { diameterLabel } from '../../server/src/common/diameter/text.ts';
import type { DiameterMessage } from '../../server/src/common/diameter/types.ts';
import { folderWith } from './folder.ts';

const PROGRAM = path.join(import.meta.dirname, '../../server/dist/cli.js');
const HOST = '127.0.0.1';
const ALICE = {
  name: 'alice',
  impi: 'alice@ims.test',
  impus: ['sip:alice@ims.test'],
  k: 'fec86ba6eb707ed08905757b1bb44b8f',
  op: 'dbc59adcb6f9a0ef735477b7fadf8374',
};

let child: ChildProcess;
let port = 0;
let output = '';

before(async () => {
  const cwd = folderWith({ 'sipwright.json': JSON.stringify({ subscribers: [ALICE] }) });
  const args = [PROGRAM, 'flow', 'serve', '--port', '0', '--diameter-port', '0'];
  child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      output += chunk;
      if (/^listening on /m.test(output)) resolve();
    });
    child.on('close', code => reject(new Error(`ended with ${code}`)));
  });
  port = Number(/^HSS listening on \S+:(\d+)$/m.exec(output)?.[1]);
});
after(() => child.kill());

function request(application: number, command: number, avps: AvpValues = {}): DiameterMessage {
  const origin = { 'Origin-Host': 'scscf.example', 'Origin-Realm': 'example' };
  return {
    application,
    command,
    request: true,
    proxiable: application !== 0,
    error: false,
    retransmitted: false,
    hopByHop: command,
    endToEnd: command,
    avps: buildAvps(application, { ...avps, ...origin }),
  };
}

const CX = { 'Vendor-Specific-Application-Id': { 'Vendor-Id': 10415, 'Auth-Application-Id': CX_APPLICATION } };
const CER = request(0, 257, CX);
const MAR = request(CX_APPLICATION, 303, {
  'Session-Id': 'scscf.example;1;1',
  ...CX,
  'Auth-Session-State': 1,
  'Destination-Realm': 'ims.test',
  'User-Name': ALICE.impi,
  'Public-Identity': ALICE.impus[0],
  'SIP-Number-Auth-Items': 1,
  'SIP-Auth-Data-Item': { 'SIP-Authentication-Scheme': 'Digest-AKAv1-MD5' },
  'Server-Name': 'sip:scscf.example',
});

/** Sends octets, and takes answers until there are as many or the other side closes. */
async function exchange(
  octets: Uint8Array,
  count: number,
  piece = octets.length,
): Promise<DiameterMessage[] | 'closed'> {
  const socket: Socket = connect(port, HOST);
  const messages: DiameterMessage[] = [];
  let rest = Buffer.alloc(0);
  const ended = new Promise<DiameterMessage[] | 'closed'>((resolve, reject) => {
    socket.on('data', chunk => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= rest.readUIntBE(1, 3)) {
        const length = rest.readUIntBE(1, 3);
        const decoded = decodeDiameter(rest.subarray(0, length));
        if (!decoded.ok) return reject(new Error(decoded.message));
        messages.push(decoded.message);
        rest = rest.subarray(length);
      }
      if (messages.length >= count) resolve(messages);
    });
    socket.on('close', () => resolve('closed'));
    socket.on('error', () => resolve('closed'));
    socket.setTimeout(20_000, () => reject(new Error('no answer')));
  });
  for (let at = 0; at < octets.length; at += piece) socket.write(octets.subarray(at, at + piece));
  try {
    return await ended;
  } finally {
    socket.destroy();
  }
}

function joined(...messages: readonly DiameterMessage[]): Uint8Array {
  return Buffer.concat(messages.map(encodeDiameter));
}

test('capabilities, watchdog, a vector, farewell: in one piece and octet by octet', async () => {
  const octets = joined(CER, request(0, 280), MAR, request(0, 282));
  for (const piece of [octets.length, 1]) {
    const answers = await exchange(octets, 4, piece);
    assert.ok(answers !== 'closed');
    assert.deepEqual(answers.map(diameterLabel), ['CEA 2001', 'DWA 2001', 'MAA 2001', 'DPA 2001']);
    const maa = answers.find(answer => answer.command === 303);
    const item = avpMembers(maa?.avps ?? [], 'SIP-Auth-Data-Item');
    assert.deepEqual(
      ['SIP-Authenticate', 'SIP-Authorization', 'Confidentiality-Key', 'Integrity-Key'].map(
        name => avpOctets(item, name)?.length,
      ),
      [32, 8, 16, 16],
    );
  }
  assert.match(output, /^Diameter peer scscf\.example$/m);
});

const CLOSING: readonly (readonly [string, Uint8Array])[] = [
  ['whoever does not introduce itself', joined(MAR)],
  ['what is no Diameter', Buffer.from('REGISTER sip:ims.test SIP/2.0\r\n\r\n')],
  ['a length that is none', Buffer.concat([joined(CER).subarray(0, 1), Buffer.from('000007', 'hex'), joined(CER)])],
  ['an AVP that is longer than its message', joined(CER).map((octet, at) => (at === 25 ? 0xff : octet))],
];

for (const [name, octets] of CLOSING) {
  test(`${name}: the connection is closed, and the HSS goes on`, async () => {
    assert.equal(await exchange(octets, 2), 'closed');
    const answers = await exchange(joined(CER), 1);
    assert.ok(answers !== 'closed');
    assert.deepEqual(answers.map(diameterLabel), ['CEA 2001']);
  });
}
