/** `sipwright import`: captures, logs and other text to a `.sip` document on standard output. */

import { importTrace } from '../../common/trace/import/importTrace.ts';
import type { ImportResult, Repair } from '../../common/trace/import/types.ts';
import { command, fail, parseAndRun } from './command.ts';
import { type Input, readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';
import { visible } from './terminal.ts';

export function runImport(args: string[], io: CliIo): number {
  const program = command(
    'import',
    'Prints the SIP messages of captures (pcap, pcapng), logs and other text as one .sip document. ' +
      'Repairs are listed on standard error, one a line.',
    io,
  ).argument('<file...>', 'files, globs, or "-" for standard input');
  return parseAndRun(program, args, () => {
    const read = readInputs(program.args, io);
    if (!read.ok) return fail(io, read.message);
    const codes = read.inputs.map((input, index) => importOne(input, read.inputs.length > 1, index, io));
    return Math.max(EXIT.ok, ...codes);
  });
}

function importOne({ path, octets }: Input, isOneOfMany: boolean, index: number, io: CliIo): number {
  const result = importTrace(octets);
  if (result.messages > 0) {
    const gap = index > 0 ? '\n' : '';
    io.stdout(isOneOfMany ? `${gap}# ${path}\n${result.text}` : result.text);
  }
  for (const repair of result.repairs) io.stderr(`${path}:${repair.line + 1}: ${repairText(repair)}\n`);
  for (const note of result.notes) io.stderr(`${path}: ${note}\n`);
  return verdict(path, result, io);
}

function verdict(path: string, { messages, fault }: ImportResult, io: CliIo): number {
  if (fault !== undefined) return fail(io, `${path}: ${fault}`);
  return messages === 0 ? fail(io, `${path}: no SIP message was found.`) : EXIT.ok;
}

/** `misspelt header name: Max=Forwards: 20 → Max-Forwards: 20 (header-name-not-token, RFC 3261 §7.3.1)`. */
function repairText({ what, before, after, rule, spec }: Repair): string {
  const change = before === '' && after === '' ? '' : `: ${visible(before)} → ${visible(after)}`;
  const reasons = [rule, spec].filter(reason => reason !== undefined);
  return `${what}${change}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`;
}
