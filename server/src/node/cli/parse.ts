/** `sipwright parse`: the syntax tree as JSON, for scripts. */

import { parseDocument } from '../../common/syntax/document.ts';
import type { SipMessage } from '../../common/syntax/message.ts';
import { type SyntaxNode, treeOf } from '../../common/syntax/tree.ts';
import { command, fail, parseAndRun } from './command.ts';
import { readInputs } from './inputs.ts';
import { type CliIo, EXIT } from './io.ts';

interface JsonNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Of nodes without children. */
  readonly text?: string;
  readonly children?: readonly JsonNode[];
}

export function runParse(args: string[], io: CliIo): number {
  const program = command(
    'parse',
    'Prints the syntax tree of a file as JSON; offsets are UTF-16 units of the file.',
    io,
  ).argument('<file>', 'a .sip file, or "-" for standard input');
  return parseAndRun(program, args, () => {
    const read = readInputs(program.args.slice(0, 1), io);
    if (!read.ok) return fail(io, read.message);
    const input = read.inputs[0];
    const document = parseDocument(input?.text ?? '');
    const messages = document.messages.map((message, index) => jsonMessage(message, document.starts[index] ?? 0));
    io.stdout(`${JSON.stringify({ path: input?.path, messages }, undefined, 2)}\n`);
    return EXIT.ok;
  });
}

function jsonMessage(message: SipMessage, base: number): unknown {
  return {
    start: base,
    end: base + message.text.length,
    errors: message.errors.map(error => ({ code: error.code, start: base + error.start, end: base + error.end })),
    tree: jsonNode(message, treeOf(message), base),
  };
}

function jsonNode(message: SipMessage, node: SyntaxNode, base: number): JsonNode {
  const place = { kind: node.kind, start: base + node.start, end: base + node.end };
  if (node.children.length === 0) return { ...place, text: message.text.slice(node.start, node.end) };
  return { ...place, children: node.children.map(child => jsonNode(message, child, base)) };
}
