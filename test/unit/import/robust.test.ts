/** Broken input of every kind: never an exception, never a hang, and what comes out can be read. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { hasMessage } from '../../../server/src/common/syntax/views.ts';
import { importTrace } from '../../../server/src/common/trace/import/importTrace.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';
import { esp, ethernet, gtp, ipv4, octets, pcap, pcapng, tcp, udp } from './packetWriter.ts';

const FOLDER = new URL('../../data/import/', import.meta.url).pathname;
const TEXTS = readdirSync(FOLDER)
  .filter(file => file.endsWith('.txt') && !file.endsWith('.repairs.txt'))
  .map(file => readFileSync(FOLDER + file, 'utf8'));

test('mutated texts', () => {
  const random = seeded(1);
  for (let round = 0; round < 600; round++) {
    const text = mutate(TEXTS[random(TEXTS.length)] ?? '', random);
    const { text: document, messages } = importTrace(Buffer.from(text));
    assert.ok(parseDocument(document).messages.filter(hasMessage).length >= messages, JSON.stringify(text));
  }
});

test('mutated captures', () => {
  const random = seeded(2);
  const message = octets('OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nab');
  const plain = ipv4(udp(message));
  const packets = [
    plain,
    ipv4(udp(gtp(plain), 2152, 2152)),
    ipv4(esp(udp(message), 17), { protocol: 50 }),
    ipv4(tcp(message.subarray(0, 30), { sequence: 0 }), { protocol: 6 }),
    ipv4(tcp(message.subarray(30), { sequence: 30 }), { protocol: 6 }),
  ].map((packet, at) => ({ at, octets: ethernet(packet) }));
  const files = [pcap(packets), pcapng(packets), pcap(packets, 252), pcap(packets, 276)];
  for (let round = 0; round < 1500; round++) {
    const file = Uint8Array.from(files[random(files.length)] ?? []);
    for (let left = 1 + random(6); left > 0; left--) file[4 + random(file.length - 4)] = random(256);
    const { messages, text } = importTrace(file.subarray(0, random(4) > 0 ? file.length : random(file.length)));
    assert.ok(messages >= 0 && typeof text === 'string');
  }
});

test('octets of no meaning', () => {
  const random = seeded(3);
  for (let round = 0; round < 200; round++) {
    const noise = Uint8Array.from({ length: random(300) }, () => random(256));
    assert.equal(importTrace(noise).messages, 0);
  }
});

/** Texts at which a pattern with backtracking, or a loop in a loop, would stand still. */
const LONG: readonly (readonly [string, string])[] = [
  ['tags', `REGISTER sip:a SIP/2.0\nVia: a${' <br>'.repeat(60_000)}x`],
  ['blanks', `REGISTER sip:a SIP/2.0\nVia: a<${'\t'.repeat(300_000)}x\n## a${' '.repeat(300_000)}x`],
  ['commas', `REGISTER sip:a SIP/2.0, To: a${' ,;'.repeat(100_000)}x`],
  ['broken lines', `REGISTER sip:a SIP/2.0\nVia: a,\n${'b,\n'.repeat(100_000)}`],
  [
    'a promise of a long body',
    'NOTIFY sip:a SIP/2.0\nContent-Type: message/sipfrag\nContent-Length: 999999\n\nSIP/2.0 200 OK\n'.repeat(3_000),
  ],
];

for (const [name, text] of LONG) {
  test(`long input: ${name}`, () => {
    assert.ok(importTrace(Buffer.from(text)).messages > 0);
  });
}

const CORPUS = process.env['SIPWRIGHT_CORPUS'];

test('messages of real captures come out as they went in', {
  skip: CORPUS === undefined || !existsSync(CORPUS),
}, () => {
  const folder = `${CORPUS}/pcap`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.sip'));
  assert.ok(files.length > 0);
  for (const file of files) {
    const message = readFileSync(`${folder}/${file}`);
    const capture = pcap([{ at: 1e9, octets: ethernet(ipv4(udp(message))) }]);
    const { text, messages } = importTrace(capture);
    assert.equal(messages, 1, file);
    const expected = message.toString('utf8').replace(/\r\n/g, '\n').replace(/\n*$/, '');
    assert.ok(text.includes(expected), file);
  }
});
