/**
 * `npm run bench`: our figures beside the peers' and the budgets, in one run. `npm run bench parsers keystrokes` runs
 * only the sections named.
 */

import { benchEngine } from './engine.ts';
import { benchKeystrokes } from './keystrokes.ts';
import { benchLinear } from './linear.ts';
import { benchParsers } from './parsers.ts';
import { benchStartup } from './startup.ts';
import { benchStdio } from './stdio.ts';

const SECTIONS: Readonly<Record<string, () => void | Promise<void>>> = {
  parsers: benchParsers,
  keystrokes: benchKeystrokes,
  engine: benchEngine,
  stdio: benchStdio,
  startup: benchStartup,
  linear: benchLinear,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.`);
  process.exit(2);
}
console.log(
  `Node ${process.version}, ${process.arch}. Compare ratios of one run; absolute figures depend on the machine.`,
);
for (const [name, run] of Object.entries(SECTIONS)) {
  if (wanted.length === 0 || wanted.includes(name)) await run();
}
