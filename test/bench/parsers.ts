/** Our parser beside those of JavaScript: the same messages, in turn, in one process. */

import { createRequire } from 'node:module';
import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { releaseViews } from '../../server/src/common/syntax/cache.ts';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { parseMessage, type SipMessage } from '../../server/src/common/syntax/message.ts';
import { documentOfLines, wireMessages } from './corpus.ts';
import { percentile, print, section } from './print.ts';

const require = createRequire(import.meta.url);
const ROUNDS = 7;
/** Each contestant reads for about so long in a round. */
const ROUND_MS = 300;

/** Lines of the trace that the rules read: some four hundred messages. */
const TRACE_LINES = 10_000;

interface Contestant {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  /** What it reads, one after the other. */
  readonly texts: readonly string[];
}

function contestants(texts: readonly string[]): Contestant[] {
  const jssip = require('jssip/lib/Parser') as { parseMessage(text: string, ua: object): unknown };
  const sip = require('sip') as { parse(text: string): unknown };
  return [
    { name: 'JsSIP 3.13', parse: text => jssip.parseMessage(text, {}), texts },
    { name: 'sip 0.0.6', parse: text => sip.parse(text), texts },
    { name: 'sipwright, whole tree with positions', parse: parseMessage, texts },
    // The same messages as a trace, which is how the rules get them: each call on its own, and a thousand faults.
    { name: 'sipwright, tree and every rule', parse: check, texts: [documentOfLines(TRACE_LINES, 'faulty')] },
    { name: 'sipwright, tree and every rule, one message', parse: check, texts },
  ];
}

function check(text: string): void {
  runRules(parseDocument(text), DEFAULT_CONFIGURATION);
}

/** MB/s of one contestant over all its texts, for about `ROUND_MS`. */
function speed({ parse, texts }: Contestant): number {
  let characters = 0;
  const started = performance.now();
  do {
    for (const text of texts) {
      parse(text);
      characters += text.length;
    }
  } while (performance.now() - started < ROUND_MS);
  return characters / 1000 / (performance.now() - started);
}

export function benchParsers(): void {
  section('Parsing (MB/s, median of rounds in turn)');
  const messages = wireMessages();
  const all = contestants(messages);
  const speeds = all.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contestant] of all.entries()) speeds[index]?.push(speed(contestant));
  }
  // The first rounds warm up.
  const medians = speeds.map(values => percentile(values.slice(2), 0.5));
  for (const [index, { name }] of all.entries())
    print({ what: name, value: medians[index] ?? Number.NaN, unit: 'MB/s' });
  const [jssip = Number.NaN, sip = Number.NaN, ours = Number.NaN, checked = Number.NaN] = medians;
  print({ what: 'whole tree : JsSIP', value: ours / jssip, unit: 'x', must: 10, higherIsBetter: true });
  print({ what: 'whole tree : sip 0.0.6', value: ours / sip, unit: 'x', must: 1, higherIsBetter: true });
  print({
    what: 'tree and every rule : JsSIP without any',
    value: checked / jssip,
    unit: 'x',
    must: 4,
    higherIsBetter: true,
  });
  print({ what: 'memory a parsed message, its text included', value: memoryOfMessage(messages), unit: 'KB', must: 10 });
}

/** Heap and array buffers that 20,000 parsed messages take, each. Needs --expose-gc to be exact. */
function memoryOfMessage(messages: readonly string[]): number {
  const gc = (globalThis as { gc?: () => void }).gc;
  const kept: SipMessage[] = [];
  gc?.();
  const before = used();
  for (let i = 0; i < 20_000; i++) {
    // A text of its own for each message, as a document has it.
    const message = parseMessage(Buffer.from(messages[i % messages.length] ?? '').toString('latin1'));
    releaseViews(message);
    kept.push(message);
  }
  gc?.();
  return (used() - before) / kept.length / 1024;
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
