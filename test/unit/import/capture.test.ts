/** Captures, written layer by layer, and what is read from them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINK } from '../../../server/src/common/trace/import/frames.ts';
import { importTrace } from '../../../server/src/common/trace/import/importTrace.ts';
import * as writer from './packetWriter.ts';

const { octets, udp, tcp, ipv4, ipv6, ethernet } = writer;

const REGISTER = `REGISTER sip:home.net SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n`;
const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\n';
const INVITE = `INVITE sip:home.net SIP/2.0\r\nCall-ID: 2\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: ${SDP.length}\r\n\r\n${SDP}`;

/** The lines of a result that tell one message from another. */
function summary(text: string): string[] {
  return text.split('\n').filter(line => /^(?:#|[A-Z]+ sip:|SIP\/2\.0 |s=)/.test(line));
}

function read(file: Uint8Array): string[] {
  const { text, fault } = importTrace(file);
  assert.equal(fault, undefined);
  return summary(text);
}

const ONE = [
  '### 1. REGISTER',
  '# @from 192.0.2.1:5060',
  '# @to 192.0.2.2:5060',
  '# @at 0',
  'REGISTER sip:home.net SIP/2.0',
];
const PLAIN = ipv4(udp(octets(REGISTER)));

const FRAMES: readonly (readonly [string, number, Uint8Array])[] = [
  ['Ethernet', LINK.ethernet, ethernet(PLAIN)],
  ['Ethernet with padding behind a short packet', LINK.ethernet, octets(ethernet(PLAIN), new Uint8Array(20))],
  ['Ethernet with VLAN tag', LINK.ethernet, ethernet(PLAIN, 0x0800, 5)],
  ['Linux cooked', LINK.cooked, writer.cooked(PLAIN)],
  ['Linux cooked v2', LINK.cooked2, writer.cooked2(PLAIN)],
  ['raw IP', LINK.raw, PLAIN],
  ['loopback', LINK.null, writer.loopback(PLAIN)],
  ['GTP-U', LINK.raw, ipv4(udp(writer.gtp(PLAIN), 2152, 2152))],
  ['ESP with NULL encryption', LINK.raw, ipv4(writer.esp(udp(octets(REGISTER)), 17), { protocol: 50 })],
  ['IP in IP', LINK.raw, ipv4(PLAIN, { protocol: 4 })],
];

for (const [name, linkType, frame] of FRAMES) {
  test(name, () => {
    const packets = [{ at: 1_700_000_000.25, octets: frame }];
    const expected = ['# Time 0 is 2023-11-14T22:13:20.25Z.', ...ONE];
    assert.deepEqual(read(writer.pcap(packets, linkType)), expected);
    assert.deepEqual(read(writer.pcap(packets, linkType, { little: false, nano: true })), expected);
    assert.deepEqual(read(writer.pcapng(packets, linkType)), expected);
  });
}

test('IPv6, also in fragments that come in the wrong order', () => {
  const datagram = udp(octets(INVITE));
  const cut = 64;
  const parts = [
    writer.fragment6(datagram.subarray(cut), 17, cut, false),
    writer.fragment6(datagram.subarray(0, cut), 17, 0, true),
  ];
  const frames = [ipv6(datagram), ...parts.map(part => ipv6(part, 44))];
  const lines = read(writer.pcap(frames.map((frame, at) => ({ at: at + 1e9, octets: ethernet(frame, 0x86dd) }))));
  const ends = ['# @from [2001:db8::1]:5060', '# @to [2001:db8::2]:5060'];
  const message = ['INVITE sip:home.net SIP/2.0', 's=-'];
  assert.deepEqual(lines.slice(1), [
    ...['### 1. INVITE', ...ends, '# @at 0', ...message],
    ...['### 2. INVITE', ...ends, '# @at 2', ...message],
  ]);
});

test('IPv4 fragments; those of a packet that never completes are counted', () => {
  const datagram = udp(octets(INVITE));
  const frames = [
    ipv4(datagram.subarray(0, 80), { id: 9, more: true }),
    ipv4(datagram.subarray(0, 80), { id: 10, more: true }),
    ipv4(datagram.subarray(80), { id: 9, offset: 80 }),
  ];
  const result = importTrace(writer.pcap(frames.map(frame => ({ at: 1e9, octets: ethernet(frame) }))));
  assert.equal(result.messages, 1);
  assert.match(result.text, /s=-\n$/);
  assert.deepEqual(result.notes, ['1 packet of which fragments are missing: left out.']);
});

/** Segments of one stream as packets, one a second. */
function stream(segments: readonly (readonly [number, string, boolean?])[]): Uint8Array {
  const packets = segments.map(([sequence, data, syn = false], second) => ({
    at: 1e9 + second,
    octets: ethernet(ipv4(tcp(octets(data), { sequence: sequence >>> 0, syn }), { protocol: 6 })),
  }));
  return writer.pcap(packets);
}

const WRAP = 0xffffffff;
const TWO = REGISTER + INVITE;
const STREAMS: readonly (readonly [string, readonly (readonly [number, string, boolean?])[], readonly string[]])[] = [
  [
    'two messages in one segment',
    [
      [5, '', true],
      [6, TWO],
    ],
    ['REGISTER', '0', 'INVITE', '0'],
  ],
  [
    'a message over three segments',
    [
      [6, TWO.slice(0, 40)],
      [46, TWO.slice(40, 200)],
      [206, TWO.slice(200)],
    ],
    ['REGISTER', '0', 'INVITE', '1'],
  ],
  [
    'out of order, over the wrap of the sequence number',
    [
      [WRAP, '', true],
      [50, TWO.slice(50)],
      [0, TWO.slice(0, 50)],
    ],
    ['REGISTER', '0', 'INVITE', '0'],
  ],
  [
    'retransmissions and overlaps',
    [
      [0, TWO.slice(0, 90)],
      [0, TWO.slice(0, 90)],
      [50, TWO.slice(50)],
    ],
    ['REGISTER', '0', 'INVITE', '0'],
  ],
  [
    'the beginning is missing',
    [
      [0, 'tail of something\r\n\r\n'],
      [21, INVITE],
    ],
    ['INVITE', '0'],
  ],
  [
    'keep-alives between messages',
    [
      [0, `${REGISTER}\r\n\r\n`],
      [REGISTER.length + 4, INVITE],
    ],
    ['REGISTER', '0', 'INVITE', '1'],
  ],
  [
    'a new connection on the same ports',
    [
      [0, '', true],
      [1, REGISTER],
      [900, '', true],
      [901, INVITE],
    ],
    ['REGISTER', '0', 'INVITE', '2'],
  ],
];

for (const [name, segments, expected] of STREAMS) {
  test(`TCP: ${name}`, () => {
    const { text, fault } = importTrace(stream(segments));
    assert.equal(fault, undefined);
    const found = [...text.matchAll(/# @at (\d+)\n([A-Z]+)/g)].flatMap(match => [match[2], match[1]]);
    assert.deepEqual(found, expected);
  });
}

test('a gap in a stream loses one message and says how much of it', () => {
  const { text } = importTrace(
    stream([
      [0, INVITE.slice(0, -10)],
      [INVITE.length, REGISTER],
    ]),
  );
  assert.match(text, /# The capture lacks the last 10 octets of the body\./);
  assert.match(text, /\nREGISTER /);
});

test('a body that is no text becomes a comment', () => {
  const message = octets(
    'MESSAGE sip:a@b SIP/2.0\r\nContent-Type: application/vnd.3gpp.sms\r\nContent-Length: 4\r\n\r\n',
    [0, 1, 0xfe, 0x41],
  );
  const { text } = importTrace(writer.pcap([{ at: 1e9, octets: ethernet(ipv4(udp(message))) }]));
  assert.match(
    text,
    /# A body of 4 octets \(application\/vnd\.3gpp\.sms\) is no text and was left out, Content-Length set to 0\.\n# {3}0001fe41\n/,
  );
  assert.match(text, /Content-Length: 0\n\n$/);
});

test('what is no SIP is counted by its kind', () => {
  const frames = [
    ethernet(octets('arp'), 0x0806),
    ethernet(ipv4(udp(octets('dns')))),
    ethernet(ipv4(octets('gre'), { protocol: 47 })),
    ethernet(ipv4(udp(octets('\r\n\r\n')))),
  ];
  const { messages, notes, text } = importTrace(writer.pcap(frames.map(frame => ({ at: 0, octets: frame }))));
  assert.equal(messages, 0);
  assert.equal(text, '');
  assert.deepEqual(notes, [
    '1 packet without IP: left out.',
    '1 packet with UDP that is no SIP: left out.',
    '1 packet with neither UDP nor TCP: left out.',
  ]);
});

const BROKEN: readonly (readonly [string, (file: Uint8Array) => Uint8Array, RegExp, number])[] = [
  [
    'ends in a packet header',
    file => file.subarray(0, file.length - (ethernet(PLAIN).length + 9)),
    /ends inside a packet header at octet \d+ of the capture; 1 packet was read/,
    1,
  ],
  ['ends in a packet', file => file.subarray(0, -1), /ends inside a packet of \d+ octets/, 1],
  ['ends in the file header', file => file.subarray(0, 10), /file header ends too early/, 0],
];

for (const [name, cut, fault, messages] of BROKEN) {
  test(`a capture that ${name} gives what was read so far`, () => {
    const packets = [
      { at: 1e9, octets: ethernet(PLAIN) },
      { at: 1e9, octets: ethernet(PLAIN) },
    ];
    const result = importTrace(cut(writer.pcap(packets)));
    assert.match(result.fault ?? '', fault);
    assert.equal(result.messages, messages);
  });
}

test('pcapng: a block that claims too much, and one that claims too little', () => {
  const file = writer.pcapng([
    { at: 1e9, octets: ethernet(PLAIN) },
    { at: 1e9, octets: ethernet(PLAIN) },
  ]);
  assert.match(importTrace(file.subarray(0, -4)).fault ?? '', /ends inside a block of \d+ octets at octet \d+/);
  assert.equal(importTrace(file.subarray(0, -4)).messages, 1);
  const tiny = Uint8Array.from(file);
  tiny.set([4, 0, 0, 0], 28 + 4);
  assert.match(importTrace(tiny).fault ?? '', /impossible length of 4/);
});

/** Sixteen octets a line, as the programs print them. */
function hexDump(data: Uint8Array, line: (offset: string, hex: readonly string[], text: string) => string): string {
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += 16) {
    const part = [...data.subarray(at, at + 16)];
    const text = part.map(octet => (octet > 32 && octet < 127 ? String.fromCharCode(octet) : '.')).join('');
    lines.push(
      line(
        at.toString(16).padStart(4, '0'),
        part.map(octet => octet.toString(16).padStart(2, '0')),
        text,
      ),
    );
  }
  return lines.join('\n');
}

const pairs = (hex: readonly string[]): string => {
  const groups: string[] = [];
  for (let at = 0; at < hex.length; at += 2) groups.push(`${hex[at]}${hex[at + 1] ?? ''}`);
  return groups.join(' ');
};

const DUMPS: readonly (readonly [string, string])[] = [
  [
    'tcpdump -x',
    `22:13:20.250000 IP 192.0.2.1.5060 > 192.0.2.2.5060: SIP\n${hexDump(PLAIN, (offset, hex) => `\t0x${offset}:  ${pairs(hex)}`)}`,
  ],
  [
    'tcpdump -X',
    `22:13:20.250000 IP x\n${hexDump(PLAIN, (offset, hex, text) => `\t0x${offset}:  ${pairs(hex).padEnd(39)}  ${text}`)}`,
  ],
  [
    'Wireshark',
    hexDump(
      ethernet(PLAIN),
      (offset, hex, text) =>
        `${offset}   ${`${hex.slice(0, 8).join(' ')}  ${hex.slice(8).join(' ')}`.padEnd(48)}   ${text}`,
    ),
  ],
  ['a stream of digits', Buffer.from(ethernet(PLAIN)).toString('hex')],
  [
    'tshark -x',
    `Frame\n\n${hexDump(ethernet(PLAIN), (offset, hex, text) => `${offset}  ${hex.join(' ').padEnd(47)}   ${text}`)}\n`,
  ],
];

for (const [name, dump] of DUMPS) {
  test(`hexadecimal: ${name}`, () => {
    const lines = summary(importTrace(octets(`${dump}\n`)).text).filter(line => !line.startsWith('# @at'));
    assert.deepEqual(
      lines,
      ONE.filter(line => !line.startsWith('# @at')),
    );
  });
}

test('hexadecimal: a followed stream has no packets', () => {
  const dump = hexDump(octets(REGISTER), (offset, hex, text) => `0000${offset}  ${hex.join(' ').padEnd(48)}  ${text}`);
  assert.deepEqual(summary(importTrace(octets(dump)).text), ['### 1. REGISTER', 'REGISTER sip:home.net SIP/2.0']);
});

test('gzip and text in UTF-16', () => {
  assert.match(importTrace(octets([0x1f, 0x8b, 8, 0])).fault ?? '', /gzip/);
  const text = Buffer.from(`\ufeff${REGISTER}`, 'utf16le');
  assert.deepEqual(summary(importTrace(text).text), ['### 1. REGISTER', 'REGISTER sip:home.net SIP/2.0']);
  assert.deepEqual(summary(importTrace(Buffer.from(text).swap16()).text), [
    '### 1. REGISTER',
    'REGISTER sip:home.net SIP/2.0',
  ]);
});
