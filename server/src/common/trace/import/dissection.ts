/** The tree that `tshark -V`, `tshark -O sip` and Wireshark's "Copy as text" print, back to messages. */

import type { Line } from './lines.ts';
import { marksOf } from './marks.ts';
import type { Marks, TraceMessage } from './types.ts';

const SIP = /^\s*Session Initiation Protocol(?: \(.*\))?\s*$/;
const NETWORK = /^Internet Protocol.*, Src: (?:\S+ \()?([0-9a-fA-F.:]+)\)?, Dst: (?:\S+ \()?([0-9a-fA-F.:]+)\)?/;
const TRANSPORT =
  /^(?:User Datagram|Transmission Control) Protocol, Src Port: (?:\S+ \()?(\d+)\)?, Dst Port: (?:\S+ \()?(\d+)\)?/;
const START = /^(?:Request|Status)-Line: (.*)$/;
/** `Media Attribute (a): rtpmap:0 PCMU/8000`. */
const SDP = /^[^()]{1,60}\(([a-z])\): (.*)$/;

export function isDissection(lines: readonly Line[]): boolean {
  return lines.some((line, index) => SIP.test(line.text) && START.test(lines[index + 1]?.text.trimStart() ?? ''));
}

export function readDissection(lines: readonly Line[]): TraceMessage[] {
  const reader = new DissectionReader();
  for (const line of lines) reader.read(line);
  return reader.finish();
}

interface Open {
  readonly line: number;
  /** Columns before the start-line. */
  readonly indent: number;
  readonly marks: Marks;
  readonly head: string[];
  readonly body: string[];
  readonly comments: string[];
  part: 'start' | 'head' | 'body';
}

class DissectionReader {
  readonly #messages: TraceMessage[] = [];
  #addresses: readonly string[] = [];
  #ports: readonly string[] = [];
  #time: Marks = {};
  #open: Open | undefined;

  read({ text, number }: Line): void {
    const indent = text.length - text.trimStart().length;
    const content = text.trim();
    const start = START.exec(content)?.[1];
    if (start !== undefined) this.#begin(start, indent, number);
    else if (this.#open && indent >= this.#open.indent && content !== '') this.#inside(this.#open, indent, content);
    else this.#outside(content);
  }

  finish(): TraceMessage[] {
    this.#close();
    return this.#messages;
  }

  #begin(start: string, indent: number, line: number): void {
    this.#close();
    const end = (side: 0 | 1): string | undefined => {
      const [address, port] = [this.#addresses[side], this.#ports[side]];
      if (address === undefined) return undefined;
      const host = address.includes(':') ? `[${address}]` : address;
      return port === undefined ? host : `${host}:${port}`;
    };
    const [from, to] = [end(0), end(1)];
    const marks = { ...this.#time, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    this.#open = { line, indent, marks, head: [start], body: [], comments: [], part: 'start' };
  }

  #inside(open: Open, indent: number, content: string): void {
    if (indent === open.indent) {
      if (content.startsWith('Message Header')) open.part = 'head';
      else if (content.startsWith('Message Body')) open.part = 'body';
      return;
    }
    if (open.part === 'start') return;
    // Deeper lines take a header field apart, and brackets hold what the dissector concluded.
    const isLeaf = indent - open.indent <= (open.part === 'head' ? 4 : 8);
    if (!isLeaf || /^\[(?!truncated|…)/.test(content)) return;
    if (open.part === 'head') {
      if (/^\[(?:truncated|…)/.test(content)) open.comments.push('# Wireshark cut off the end of a long header field.');
      open.head.push(content.replace(/^\[(?:truncated|…)\]\s*/, ''));
      return;
    }
    const sdp = SDP.exec(content);
    if (sdp) open.body.push(`${sdp[1]}=${sdp[2]}`);
    else if (content.startsWith('eXtensible'))
      open.comments.push('# The body is XML; its text is not in the dissection.');
  }

  #outside(content: string): void {
    this.#close();
    const network = NETWORK.exec(content);
    const transport = TRANSPORT.exec(content);
    if (network) this.#addresses = network.slice(1, 3);
    else if (transport) this.#ports = transport.slice(1, 3);
    else if (/^Frame \d+/.test(content)) [this.#addresses, this.#ports, this.#time] = [[], [], {}];
    else if (/^(?:\[?Epoch |UTC |)(?:Arrival )?Time: /.test(content)) this.#noteTime(content);
  }

  #noteTime(content: string): void {
    const { at, dated } = marksOf(content);
    if (at !== undefined && (dated || !this.#time.dated)) this.#time = { at, ...(dated ? { dated } : {}) };
  }

  #close(): void {
    if (!this.#open) return;
    const { line, marks, head, body, comments } = this.#open;
    const text = `${[...head, '', ...body].join('\n')}\n`;
    this.#messages.push({ text, marks, comments, line });
    this.#open = undefined;
  }
}
