/** What the benchmark reads: the messages of the examples, as many as are needed. */

import { readFileSync } from 'node:fs';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { printWire, toWire } from '../../server/src/common/syntax/print.ts';

/** The trace is full of faults, the others have not even a hint. */
const CLEAN = ['register.sip', 'call.sip'];
const OTHERS = ['source-trace.sip', 'registration.sip'];

/** Single messages as on the wire, CRLF, no comments: what every contestant can read. */
export function wireMessages(files: readonly string[] = [...OTHERS, ...CLEAN]): string[] {
  return files.flatMap(file => {
    const text = readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
    return parseDocument(text).messages.flatMap(message => {
      const wire = toWire(message);
      return wire ? [printWire(wire)] : [];
    });
  });
}

/** A document of at least so many lines and few findings; with `faulty` it has more than an editor shows. */
export function documentOfLines(lines: number, kind: 'clean' | 'faulty' = 'clean'): string {
  const messages = wireMessages(kind === 'clean' ? CLEAN : undefined).map(text => text.replaceAll('\r\n', '\n'));
  const parts: string[] = [];
  for (let count = 0, next = 0; count < lines; next++) {
    // Call-IDs differ, as in a real trace: what belongs together is a handful of messages, not the whole file.
    const text = (messages[next % messages.length] ?? '').replace(
      /^(Call-ID:.*)$/im,
      `$1.${Math.floor(next / messages.length)}`,
    );
    parts.push(`${text}\n`);
    count += text.split('\n').length;
  }
  return parts.join('');
}

/** A document of at least so many characters, every message of which has the same Call-ID. */
export function documentOfOneCall(size: number): string {
  const text = documentOfLines(2_000).replace(/^Call-ID:.*$/gim, 'Call-ID: one@home.net');
  return text.repeat(Math.ceil(size / text.length));
}

/** A document of about so many characters. */
export function documentOfSize(size: number): string {
  const lines = 2_000;
  return documentOfLines(Math.ceil((lines * size) / documentOfLines(lines).length));
}
