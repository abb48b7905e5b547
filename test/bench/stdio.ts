/** The server as an editor meets it: a process, JSON-RPC over standard input and output. */

import { Client } from '../lsp/client.ts';
import { documentOfLines, documentOfSize } from './corpus.ts';
import { percentile, print, residentMegabytes, section } from './print.ts';

const STROKES = 200;
/** Typed in and taken out again: the branch of a message in the middle of the file. */
const MARK = 'branch=';
const LARGE = 10_000_000;
/** So few that a large file is not checked to its end at the last one. */
const STROKES_MEANWHILE = 80;

export async function benchStdio(): Promise<void> {
  section('Language server over stdio (ms)');
  for (const lines of [1_000, 10_000, 100_000]) await keystrokes(`${lines} lines`, documentOfLines(lines));
  await keystrokes('10,000 lines with 1,000 findings', documentOfLines(10_000, 'faulty'), false);
  await requests();
  await large();
}

async function keystrokes(name: string, text: string, hasBudget = true): Promise<void> {
  const client = await Client.start();
  const uri = 'file:///bench/keystrokes.sip';
  await client.open(uri, text);
  await client.published(uri);
  const times = await typed(client, uri, text, STROKES);
  await client.stop();
  printStrokes(name, times.slice(STROKES / 4), hasBudget ? [1.5, 6] : []);
}

/** Milliseconds from each keystroke to the diagnostics that follow it. */
async function typed(client: Client, uri: string, text: string, strokes: number): Promise<number[]> {
  const line = lineOfMark(text, 0.5);
  const character = (text.split('\n')[line] ?? '').indexOf(MARK) + MARK.length;
  const times: number[] = [];
  for (let i = 0; i < strokes; i++) {
    const end = { line, character: character + (i % 2) };
    const started = performance.now();
    await client.change(uri, i + 2, { range: { start: { line, character }, end }, text: i % 2 === 0 ? 'x' : '' });
    await client.published(uri);
    times.push(performance.now() - started);
  }
  return times;
}

/** `budgets` are those of the 50th and the 99th percentile. */
function printStrokes(name: string, times: readonly number[], budgets: readonly (number | undefined)[]): void {
  for (const [index, part] of [0.5, 0.99].entries()) {
    const must = budgets[index];
    const what = `keystroke to diagnostics, ${name}, p${part * 100}`;
    print({ what, value: percentile(times, part), unit: 'ms', ...(must === undefined ? {} : { must }) });
  }
}

function lineOfMark(text: string, part: number): number {
  const at = text.indexOf(MARK, Math.floor(text.length * part));
  return text.slice(0, at).split('\n').length - 1;
}

async function requests(): Promise<void> {
  const text = documentOfLines(1_000);
  const client = await Client.start();
  const uri = 'file:///bench/requests.sip';
  await client.open(uri, text);
  const position = { line: lineOfMark(text, 0.5), character: 1 };
  for (const [what, method] of [
    ['hover', 'textDocument/hover'],
    ['completion', 'textDocument/completion'],
  ] as const) {
    const times: number[] = [];
    for (let i = 0; i < STROKES; i++) {
      const asked = performance.now();
      await client.request(method, { textDocument: { uri }, position });
      times.push(performance.now() - asked);
    }
    print({ what: `${what}, p50`, value: percentile(times.slice(STROKES / 4), 0.5), unit: 'ms', must: 1.5 });
  }
  await client.stop();
}

/** A large file is checked in slices: something is shown at once, the rest follows, and keys do not wait for it. */
async function large(): Promise<void> {
  const uri = 'file:///bench/large.sip';
  const text = documentOfSize(LARGE);
  const client = await Client.start();
  const opened = performance.now();
  await client.open(uri, text);
  await client.published(uri);
  print({ what: 'open 10 MB to first diagnostics', value: performance.now() - opened, unit: 'ms', must: 1_000 });
  await client.published(uri);
  print({ what: 'open 10 MB to all diagnostics', value: performance.now() - opened, unit: 'ms' });
  print({ what: 'server resident memory, 10 MB open', value: residentMegabytes(client.pid), unit: 'MB' });
  await client.close(uri);
  await client.published(uri);
  await client.open(uri, text);
  await client.published(uri);
  const times = await typed(client, uri, text, STROKES_MEANWHILE);
  // Half of the keys wait for a slice, which the budget of a document at rest does not foresee.
  printStrokes('10 MB, while it is checked', times.slice(STROKES_MEANWHILE / 4), [undefined, 6]);
  await client.stop();
}
