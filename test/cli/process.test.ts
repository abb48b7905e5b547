/** The built command line as a process: what only a process can show. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { VERSION } from '../../server/src/common/version.ts';
import { CLEAN, folderWith, REPAIRABLE } from './folder.ts';

const PROGRAM = path.join(import.meta.dirname, '../../server/dist/cli.js');

function sipwright(
  args: string[],
  { input = '', cwd = '/' } = {},
): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env['PATH'] };
  return spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', input, cwd, env });
}

test('--version, --help, no command', () => {
  assert.deepEqual(pick(sipwright(['--version'])), [0, `${VERSION}\n`, '']);
  const help = sipwright(['--help']);
  assert.deepEqual([help.status, help.stderr], [0, '']);
  for (const name of ['check', 'fix', 'explain', 'rules', 'headers', 'parse', 'aka', 'digest', 'flow', 'lsp']) {
    assert.match(help.stdout, new RegExp(`^  ${name} `, 'm'));
    assert.match(sipwright([name, '--help']).stdout, /usage: sipwright/i);
  }
  assert.deepEqual(pick(sipwright([])), [2, '', help.stdout]);
});

function pick({ status, stdout, stderr }: ReturnType<typeof sipwright>): unknown[] {
  return [status, stdout, stderr];
}

test('an unknown command', () => {
  assert.deepEqual(pick(sipwright(['chek'])), [2, '', 'sipwright: there is no command "chek". Did you mean check?\n']);
  assert.match(sipwright(['toString']).stderr, /there is no command "toString"\. "sipwright --help" lists them/);
});

test('exit codes 0, 1 and 2, and standard input', () => {
  const cwd = folderWith({ 'clean.sip': CLEAN, 'faulty.sip': REPAIRABLE });
  assert.deepEqual(pick(sipwright(['check', 'clean.sip'], { cwd })), [0, '1 file checked: nothing to report\n', '']);
  assert.equal(sipwright(['check', 'faulty.sip'], { cwd }).status, 1);
  assert.equal(sipwright(['check', 'none.sip'], { cwd }).status, 2);
  assert.equal(sipwright(['check', '-'], { input: CLEAN }).status, 0);
  assert.equal(sipwright(['check', '-'], { input: REPAIRABLE }).status, 1);
  assert.match(sipwright(['check', '.'], { cwd }).stdout, /^faulty\.sip:1:1: error: /);
});

test('fix writes the file', () => {
  const cwd = folderWith({ 'faulty.sip': REPAIRABLE });
  assert.deepEqual(pick(sipwright(['fix', 'faulty.sip'], { cwd })), [0, '', 'faulty.sip: 2 repairs\n']);
  assert.match(readFileSync(path.join(cwd, 'faulty.sip'), 'utf8'), /^CSeq: 1 OPTIONS$/m);
});

test('a reader that goes away is no failure', async () => {
  const program = spawn(process.execPath, [PROGRAM, 'headers', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  program.stderr.on('data', chunk => {
    stderr += chunk;
  });
  program.stdout.once('data', () => program.stdout.destroy());
  const code = await new Promise(resolve => program.on('close', resolve));
  assert.deepEqual([code, stderr], [0, '']);
});

test('lsp needs its transport', () => {
  const { status, stderr } = sipwright(['lsp']);
  assert.equal(status, 2);
  assert.match(stderr, /^Usage: sipwright lsp --stdio\n/);
});
