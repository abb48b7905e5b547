import assert from 'node:assert/strict';
import { createDecipheriv, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { decodeDiameter } from '../../../server/src/common/diameter/codec.ts';
import { avpMembers, avpOctets } from '../../../server/src/common/diameter/message.ts';
import { ladder } from '../../../server/src/common/trace/ladder.ts';
import { mermaid } from '../../../server/src/common/trace/mermaid.ts';
import { crc32c, internetChecksum } from '../../../server/src/common/trace/octets.ts';
import { pcapng, wiresharkEspKeys } from '../../../server/src/common/trace/pcapng.ts';
import { svg } from '../../../server/src/common/trace/svg.ts';
import { run } from './setting.ts';

/** IP packets of a capture. */
function packetsOf(file: Uint8Array): Buffer[] {
  const octets = Buffer.from(file);
  const packets: Buffer[] = [];
  for (let at = 0; at < octets.length; at += octets.readUInt32BE(at + 4)) {
    if (octets.readUInt32BE(at) === 6) packets.push(octets.subarray(at + 28, at + 28 + octets.readUInt32BE(at + 20)));
  }
  return packets;
}

const { result, packets } = run();
const captured = packetsOf(pcapng(result, packets));

test('checksums have their published values', () => {
  assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.equal(internetChecksum(Buffer.from('0001f203f4f5f6f7', 'hex')), ~0xddf2 & 0xffff);
});

test('every packet of the log that has octets is in the capture, with right lengths and checksums', () => {
  const withOctets = packets.filter(
    packet => packet.sip !== undefined || packet.diameter !== undefined || packet.dns !== undefined,
  );
  assert.equal(captured.length, withOctets.length);
  for (const packet of captured) {
    assert.equal(packet.readUInt16BE(2), packet.length);
    assert.equal(internetChecksum(packet.subarray(0, 20)), 0);
  }
});

test('the blocks of the capture are whole and their lengths agree at both ends', () => {
  const octets = Buffer.from(pcapng(result, packets));
  let at = 0;
  while (at < octets.length) {
    const length = octets.readUInt32BE(at + 4);
    assert.equal(length % 4, 0);
    assert.equal(octets.readUInt32BE(at + length - 4), length);
    at += length;
  }
  assert.equal(at, octets.length);
});

test('the same run gives the same capture', () => {
  const again = run();
  assert.deepEqual(pcapng(again.result, again.packets), pcapng(result, packets));
});

test('an ESP packet opens with the keys of its association, and its integrity check is right', () => {
  const sent = packets.filter(packet => packet.sip?.path.association !== undefined)[0]?.sip;
  const association = sent?.path.association;
  const esp = captured.find(packet => packet[9] === 50)?.subarray(20);
  assert.ok(
    sent !== undefined &&
      association?.integrity !== undefined &&
      association.encryption !== undefined &&
      esp !== undefined,
  );
  assert.equal(esp.readUInt32BE(0), association.spi);
  const icv = createHmac('sha1', association.integrity.key.reveal())
    .update(esp.subarray(0, -12))
    .digest()
    .subarray(0, 12);
  assert.deepEqual(esp.subarray(-12), icv);
  const cipher = createDecipheriv(
    'aes-128-cbc',
    association.encryption.key.reveal(),
    esp.subarray(8, 24),
  ).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(esp.subarray(24, -12)), cipher.final()]);
  assert.equal(plain.at(-1), 17);
  assert.equal(plain.subarray(8, plain.length - 2 - (plain.at(-2) ?? 0)).toString(), sent.text);
});

/** Diameter messages inside SCTP. */
function diameterOf(file: readonly Buffer[]): Uint8Array[] {
  return file.filter(packet => packet[9] === 132).map(packet => packet.subarray(48, 32 + packet.readUInt16BE(34)));
}

test('key material is zeros in a capture unless somebody asks for it', () => {
  for (const [hasKeys, expected] of [
    [false, /^0{32}$/],
    [true, /^(?!0{32})[0-9a-f]{32}$/],
  ] as const) {
    const messages = diameterOf(packetsOf(pcapng(result, packets, hasKeys))).map(octets => decodeDiameter(octets));
    const answer = messages.find(message => message.ok && message.message.command === 303 && !message.message.request);
    assert.ok(answer?.ok);
    const item = avpMembers(answer.message.avps, 'SIP-Auth-Data-Item');
    assert.match(Buffer.from(avpOctets(item, 'Confidentiality-Key') ?? []).toString('hex'), expected);
  }
});

test('one line of Wireshark keys for each association that was used', () => {
  const lines = wiresharkEspKeys(packets).trim().split('\n');
  assert.equal(lines.length, 2);
  for (const line of lines)
    assert.match(
      line,
      /^"IPv4","[\d.]+","[\d.]+","0x[0-9a-f]{8}","AES-CBC \[RFC3602\]","0x[0-9a-f]{32}","HMAC-SHA-1-96 \[RFC2404\]","0x[0-9a-f]{40}"$/,
    );
});

/** What a line of a sequence diagram may be; labels hold no character that ends a statement. */
const MERMAID = [
  /^sequenceDiagram$/,
  /^ {2}%% [^\n]*$/,
  /^ {2}participant a\d+ as [^#;<>"%:]+$/,
  /^ {2}Note over a\d+(?:,a\d+)?: (?:[^#;<>"%:]|#\d+;|<br\/>)+$/,
  /^ {2}a\d+(?:->>|-->>|--\)|-x)a\d+: (?:[^#;<>"%:]|#\d+;)+$/,
];

test('every line of a Mermaid diagram is a statement, and the drawings name every reason and the ending', () => {
  for (const faults of [
    [],
    ['wrong-key', 'mac-unchecked'],
    ['drop=401:1'],
    ['udp-limit=1300', 'tcp-refused'],
    ['dns=silent'],
  ]) {
    for (const flow of ['ims-registration', 'gprs-registration']) {
      const { result: drawn } = run({ flow, faults });
      const diagram = mermaid(drawn);
      for (const line of diagram.trimEnd().split('\n'))
        assert.ok(
          MERMAID.some(form => form.test(line)),
          line,
        );
      const picture = svg(drawn)
        .replace(/&quot;/g, '"')
        .replace(/&gt;/g, '>')
        .replace(/&lt;/g, '<')
        .replace(/&amp;/g, '&');
      for (const { spec } of drawn.outcome.because) {
        assert.ok(picture.includes(spec), spec);
        assert.ok(diagram.includes(spec.replace(/[#;<>"%:]/g, one => `#${one.charCodeAt(0)};`)), spec);
        assert.ok(ladder(drawn).includes(spec), spec);
      }
      assert.match(picture, /^<svg [^>]*>[\s\S]*<\/svg>\n$/);
    }
  }
});

test('phases stand across all actors in every drawing', () => {
  const { result: drawn } = run({ flow: 'gprs-registration' });
  const titles = drawn.events.filter(event => event.phase).map(event => event.label);
  assert.equal(titles.length, 5);
  for (const title of titles) {
    assert.match(ladder(drawn), new RegExp(`^ +[\\d.]+ {2}-- ${title} -+`, 'm'));
    assert.ok(mermaid(drawn).includes(`Note over a0,a11: ${title.replace(':', '#58;')}`));
    assert.ok(
      svg(drawn).includes(`font-weight="bold">${drawn.events.find(event => event.label === title)?.n} ${title}<`),
    );
  }
});

test('a reason is the comment of its packet', () => {
  const refused = run({ faults: ['visited=elsewhere.example'] });
  const text = Buffer.from(pcapng(refused.result, refused.packets)).toString('latin1');
  assert.match(text, /because The subscriber may not register in the visited network "elsewhere\.example"/);
});
