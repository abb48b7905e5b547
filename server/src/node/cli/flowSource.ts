/** The message from which a flow starts, and whether the flow ended as the message expects. */

import { difference, expectationsOf } from '../../common/sim/expectation.ts';
import type { FaultSetting } from '../../common/sim/faults.ts';
import type { FlowResult } from '../../common/sim/result.ts';
import { parseDocument } from '../../common/syntax/document.ts';
import { positionIn } from '../../common/syntax/lines.ts';
import type { SipMessage } from '../../common/syntax/message.ts';
import { hasMessage, startLineOf } from '../../common/syntax/views.ts';
import { readInputs } from './inputs.ts';
import type { CliIo } from './io.ts';

export interface Source {
  readonly path: string;
  readonly message: SipMessage;
  /** Line of the file on which the message begins, from 0. */
  readonly line: number;
}

/** The message that `--from` names, or one sentence why there is none. */
export function readSource(from: string, io: CliIo): Source | string {
  const match = /^(.+?)(?::(\d+))?$/s.exec(from);
  const path = match?.[1] ?? from;
  const read = readInputs([path], io);
  if (!read.ok) return read.message;
  const document = parseDocument(read.inputs[0]?.text ?? '');
  const places = document.messages.map((message, i) => ({ path, message, line: document.lines[i] ?? 0 }));
  const messages = places.filter(place => hasMessage(place.message));
  if (messages.length === 0) return `${path}: there is no SIP message.`;
  if (match?.[2] === undefined)
    return messages.find(place => isRegister(place.message)) ?? messages[0] ?? `${path}: empty.`;
  const chosen = messages[Number(match[2]) - 1];
  return chosen ?? `${path}: there is no message ${match[2]}; the file has ${messages.length}.`;
}

function isRegister(message: SipMessage): boolean {
  const line = startLineOf(message);
  return line?.type === 'request' && line.method === 'REGISTER';
}

export function placeOf(source: Source, offset: number): string {
  const { line, character } = positionIn(source.message, offset);
  return `${source.path}:${source.line + line + 1}:${character + 1}`;
}

/** Without `# @expect` a registration is expected to succeed. */
export function endedAsExpected(result: FlowResult, message: SipMessage | undefined): boolean {
  const all = message === undefined ? [] : expectationsOf(message);
  const [expectation] = [...all.filter(({ flow }) => flow === result.flow), ...all.filter(({ flow }) => !flow)];
  if (expectation !== undefined) return difference(expectation.expected, result.outcome) === undefined;
  return result.outcome.status === 'registered' || result.outcome.status === 'deregistered';
}

/** `name` or `name=value`. */
export function faultOf(text: string): FaultSetting {
  const at = text.indexOf('=');
  return at < 0 ? { name: text } : { name: text.slice(0, at), value: text.slice(at + 1) };
}
