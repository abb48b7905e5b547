/** Hexadecimal dumps: `tcpdump -x`, `tshark -x`, Wireshark's "Copy as hex dump" and "Follow stream", `xxd`. */

import { utf8Text } from '../../diameter/octets.ts';
import type { Packet } from './captureFile.ts';
import { LINK } from './frames.ts';
import type { Line } from './lines.ts';
import { marksOf } from './marks.ts';

export interface HexDump {
  /** What begins like a frame or an IP packet. */
  readonly packets: readonly Packet[];
  /** What does not: the octets of a stream as text. */
  readonly text: string;
}

const LINE = /^(\s*)(?:0x)?([0-9a-fA-F]{4,8}):?\s{1,4}((?:[0-9a-fA-F]{2}|[0-9a-fA-F]{4})(?:\s.*|))$/;
/** Wireshark's "Copy as hex stream": a packet on one line. */
const STREAM = /^\s*(?:0x)?((?:[0-9a-fA-F]{2}){40,})\s*$/;
const PER_LINE = 16;
/** No SIP message is shorter; a few numbers in a column are no dump. */
const SHORTEST = 40;

export function readHexDump(lines: readonly Line[]): HexDump {
  const reader = new HexReader();
  for (const line of lines) reader.read(line.text);
  reader.close();
  return reader;
}

class HexReader implements HexDump {
  readonly packets: Packet[] = [];
  text = '';
  #octets: number[] = [];
  #base = 0;
  #indent = '';
  #at: number | undefined;

  read(line: string): void {
    const match = LINE.exec(line);
    if (!match) {
      this.close();
      const stream = STREAM.exec(line)?.[1];
      if (stream !== undefined) {
        this.#octets = octetPairs(stream);
        this.close();
        return;
      }
      if (line.trim() !== '') this.#at = marksOf(line).at;
      return;
    }
    const [, indent = '', offset = '', rest = ''] = match;
    const position = Number.parseInt(offset, 16);
    if (position !== this.#base + this.#octets.length || indent !== this.#indent || position === 0) {
      this.close();
      this.#base = position;
      this.#indent = indent;
    }
    this.#octets.push(...octetsOf(rest));
  }

  /** Ends the packet; what it holds is kept by its kind. */
  close(): void {
    const octets = Uint8Array.from(this.#octets);
    this.#octets = [];
    this.#base = 0;
    if (octets.length < SHORTEST) return;
    const linkType = linkTypeOf(octets);
    if (linkType === undefined) this.text += `${utf8Text(octets)}\n`;
    else this.packets.push({ at: this.#at, linkType, octets });
  }
}

/** Pairs of digits up to the column of characters, which begins after 16 octets or three blanks. */
function octetsOf(rest: string): number[] {
  const octets: number[] = [];
  let at = 0;
  while (octets.length < PER_LINE) {
    const digits = /^[0-9a-fA-F]+(?=\s|$)/.exec(rest.slice(at, at + 40))?.[0] ?? '';
    if (digits.length !== 2 && digits.length !== 4) break;
    octets.push(...octetPairs(digits));
    at += digits.length;
    const gap = /^ {1,2}(?! )/.exec(rest.slice(at, at + 3))?.[0];
    if (gap === undefined) break;
    at += gap.length;
  }
  return octets.slice(0, PER_LINE);
}

function octetPairs(digits: string): number[] {
  const octets: number[] = [];
  for (let at = 0; at < digits.length; at += 2) octets.push(Number.parseInt(digits.slice(at, at + 2), 16));
  return octets;
}

function linkTypeOf(octets: Uint8Array): number | undefined {
  const word = (at: number): number => ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
  const isIpType = (type: number): boolean => type === 0x0800 || type === 0x86dd || type === 0x8100;
  if (isIpType(word(12)) && (octets[14] ?? 0) >> 4 !== 0) return LINK.ethernet;
  if (isIpType(word(14)) && octets[0] === 0) return LINK.cooked;
  if (isIpType(word(0)) && word(2) === 0) return LINK.cooked2;
  // `E` is 0x45, so the length must agree as well: a message may begin with that letter.
  if ((octets[0] ?? 0) >> 4 === 4 && word(2) === octets.length) return LINK.raw;
  return (octets[0] ?? 0) >> 4 === 6 && word(4) + 40 === octets.length ? LINK.raw : undefined;
}
