/** Any text that holds SIP messages to `.sip` text: logs, wikis, mails, PDF. */

import { isDissection, readDissection } from './dissection.ts';
import { writeDocument } from './document.ts';
import { readHexDump } from './hexDump.ts';
import { type Line, splitLines } from './lines.ts';
import { messagesIn } from './packets.ts';
import { decodeEntities, hasEntities, repairCharacters } from './repairCharacters.ts';
import { repairHeaders } from './repairHeaders.ts';
import { repairLines, splitStart } from './repairLines.ts';
import { RepairLog } from './repairLog.ts';
import { type RawMessage, scan } from './scan.ts';
import type { ImportResult, Repair, TraceMessage } from './types.ts';

/** Never throws; a text without SIP gives an empty document. Time is linear in the length of the text. */
export function importText(text: string): ImportResult {
  const lines = splitLines(text.startsWith('\ufeff') ? text.slice(1) : text);
  const dump = readHexDump(lines);
  const captured = messagesIn(dump.packets);
  if (captured.messages.length > 0) return result(captured.messages, [], captured.notes);
  if (isDissection(lines)) return result(readDissection(lines), [], []);
  return importLines(/SIP\/2\.0/.test(dump.text) ? splitLines(dump.text) : lines);
}

function importLines(lines: readonly Line[]): ImportResult {
  const { messages, preamble, leftOut } = scan(lines);
  const repairs: Repair[] = [];
  const found = messages.map(raw => repaired(raw, repairs));
  const what = leftOut === 1 ? '1 line is' : `${leftOut} lines are`;
  const notes = leftOut > 0 ? [`${what} no part of a message: left out.`] : [];
  return result(found, repairs, notes, found.length > 0 ? preamble : []);
}

function result(
  messages: readonly TraceMessage[],
  repairs: readonly Repair[],
  notes: readonly string[],
  preamble: readonly string[] = [],
): ImportResult {
  return { text: writeDocument(messages, preamble), messages: messages.length, repairs, notes };
}

function repaired(raw: RawMessage, repairs: Repair[]): TraceMessage {
  const log = new RepairLog();
  const entities = hasEntities([raw.start, ...raw.head]);
  const [first, ...rest] = [raw.start, ...raw.head].map(line => repairCharacters(line, log, entities));
  const { start, head } = splitStart(first ?? raw.start, log);
  const lines = repairHeaders(repairLines([...head, ...rest], log), log);
  const body = raw.body.map(line => (entities ? decodeEntities(line.text) : line.text));
  const firstEmpty = raw.emptyInHead[0];
  if (firstEmpty !== undefined) {
    const what = `empty lines between header fields taken out (${raw.emptyInHead.length})`;
    log.add(firstEmpty, what, '', '', undefined, 'RFC 3261 §7');
  }
  if (raw.emptyMissing) {
    const line = raw.body[0];
    log.add(
      line?.number ?? raw.start.number,
      'empty line put before the body',
      '',
      '',
      'empty-line-missing',
      'RFC 3261 §7',
    );
  }
  repairs.push(...log.repairs.sort((left, right) => left.line - right.line));
  const text = [start.text, ...lines.map(line => line.text), '', ...body].join('\n');
  return {
    text: `${text}\n`,
    title: raw.title,
    marks: raw.marks,
    comments: raw.comments,
    line: raw.start.number,
  };
}
