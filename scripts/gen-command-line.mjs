/** Writes the help of every subcommand into docs/cli.md, between its two marks; the rest of the page is written by hand. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { help, SUBCOMMANDS } from '../server/src/node/cli/subcommands.ts';
import { root } from './paths.mjs';
import { put } from './put.mjs';

const page = 'docs/cli.md';
const marks = ['<!-- Made by scripts/gen-command-line.mjs; do not edit. -->', '<!-- End of what is made. -->'];

async function helpOf(args, run) {
  let text = '';
  const print = more => {
    text += more;
  };
  await run([...args, '--help'], { stdout: print, stderr: print, env: () => undefined, cwd: root, columns: undefined });
  return text;
}

/** `flow` has subcommands of its own. */
const under = { flow: [['list'], ['run'], ['compare'], ['test'], ['serve'], ['send']] };

const blocks = [];
for (const [name, { run }] of Object.entries(SUBCOMMANDS)) {
  const texts = [];
  for (const args of under[name] ?? [[]]) texts.push(`\`\`\`\n${(await helpOf(args, run)).trim()}\n\`\`\``);
  blocks.push(`### ${name}\n\n${texts.join('\n\n')}`);
}

const text = readFileSync(path.join(root, page), 'utf8');
const [start, end] = marks.map(mark => text.indexOf(mark));
if (start < 0 || end < start) throw new Error(`${page} has lost its marks ${marks.join(' and ')}`);
const made = [marks[0], `\`\`\`\n${help().trim()}\n\`\`\``, ...blocks, ''].join('\n\n');
put(page, text.slice(0, start) + made + text.slice(end));
