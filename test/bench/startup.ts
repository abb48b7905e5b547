/** Start, idle memory, load time and sizes of what ships. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { Client } from '../lsp/client.ts';
import { percentile, print, residentMegabytes, section } from './print.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const STARTS = 9;

export async function benchStartup(): Promise<void> {
  section('Start and size');
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const started = performance.now();
    const client = await Client.start();
    times.push(performance.now() - started);
    await client.stop();
  }
  print({ what: 'spawn to the initialize answer, p50', value: percentile(times, 0.5), unit: 'ms', must: 100 });
  const client = await Client.start();
  print({ what: 'server resident memory, idle', value: residentMegabytes(client.pid), unit: 'MB', must: 80 });
  await client.stop();
  print({ what: 'client bundle load, p50', value: loadTime(), unit: 'ms', must: 60 });
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string };
  const vsix = `${ROOT}.build/sipwright-${version}.vsix`;
  if (existsSync(vsix)) print({ what: 'VSIX', value: statSync(vsix).size / 1000, unit: 'KB', must: 1000 });
  else console.log('  VSIX: npm run package makes it');
}

/** `require` of the client bundle in a fresh process, `vscode` replaced by an object that answers everything. */
function loadTime(): number {
  const script = `
    const { Module } = require('node:module');
    const anything = new Proxy(class {}, { get: (target, name) => name === 'prototype' ? target.prototype : anything });
    const load = Module._load;
    Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));
    const started = performance.now();
    require(${JSON.stringify(`${ROOT}client/dist/extension.js`)});
    console.log(performance.now() - started);`;
  const times: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    times.push(Number(stdout));
  }
  return percentile(times, 0.5);
}
