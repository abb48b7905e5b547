/** The server as an editor meets it: a process, JSON-RPC over standard input and output. */

import { Client } from '../lsp/client.ts';
import { documentOfLines, documentOfSize } from './corpus.ts';
import { percentile, print, section } from './print.ts';

const STROKES = 200;
/** Typed in and taken out again: the branch of a message in the middle of the file. */
const MARK = 'branch=';

export async function benchStdio(): Promise<void> {
  section('Language server over stdio (ms)');
  for (const lines of [1_000, 10_000, 100_000]) await keystrokes(`${lines} lines`, documentOfLines(lines));
  await keystrokes('10,000 lines with 1,000 findings', documentOfLines(10_000, 'faulty'), false);
  await requests();
  await open10Megabytes();
}

async function keystrokes(name: string, text: string, hasBudget = true): Promise<void> {
  const client = await Client.start();
  const uri = 'file:///bench/keystrokes.sip';
  await client.open(uri, text);
  await client.published(uri);
  const line = lineOfMark(text, 0.5);
  const character = (text.split('\n')[line] ?? '').indexOf(MARK) + MARK.length;
  const times: number[] = [];
  for (let i = 0; i < STROKES; i++) {
    const end = { line, character: character + (i % 2) };
    const typed = performance.now();
    await client.change(uri, i + 2, { range: { start: { line, character }, end }, text: i % 2 === 0 ? 'x' : '' });
    await client.published(uri);
    times.push(performance.now() - typed);
  }
  await client.stop();
  const warm = times.slice(STROKES / 4);
  for (const [part, must] of [
    [0.5, 1.5],
    [0.99, 6],
  ] as const) {
    const what = `keystroke to diagnostics, ${name}, p${part * 100}`;
    print({ what, value: percentile(warm, part), unit: 'ms', ...(hasBudget ? { must } : {}) });
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

async function open10Megabytes(): Promise<void> {
  const client = await Client.start();
  const uri = 'file:///bench/big.sip';
  const text = documentOfSize(10_000_000);
  const opened = performance.now();
  await client.open(uri, text);
  await client.published(uri);
  print({ what: 'open 10 MB to first diagnostics', value: performance.now() - opened, unit: 'ms', must: 1_000 });
  await client.stop();
}
