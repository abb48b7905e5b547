import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { runFormat } from '../../server/src/node/cli/format.ts';
import { run } from './fakeIo.ts';
import { CLEAN, folderWith } from './folder.ts';

const MESSY = CLEAN.replace('Call-ID: ', 'call-id :').replace('To: ', 'To:   ');

test('files are formatted in place, said on standard error, and are final then', () => {
  const cwd = folderWith({ 'a.sip': MESSY, 'b.sip': CLEAN });
  const { code, out, err, written } = run(runFormat, ['.'], { cwd });
  assert.deepEqual([code, out, err], [0, '', 'a.sip: 4 changes\n']);
  assert.deepEqual([...written], [[path.join(cwd, 'a.sip'), CLEAN]]);
  assert.equal(run(runFormat, ['-'], { stdin: CLEAN }).out, CLEAN);
});

test('--check writes nothing and says so by its exit code', () => {
  const cwd = folderWith({ 'a.sip': MESSY, 'b.sip': CLEAN });
  const found = run(runFormat, ['--check', '.'], { cwd });
  assert.deepEqual([found.code, found.err, found.written.size], [1, 'a.sip: 4 changes to make\n', 0]);
  const clean = run(runFormat, ['--check', 'b.sip'], { cwd });
  assert.deepEqual([clean.code, clean.err], [0, '1 file: nothing to format\n']);
});

test('line ends, a byte order mark and what is no UTF-8 are kept as in "fix"', () => {
  const mark = '\ufeff';
  const cwd = folderWith({
    'a.sip': mark + MESSY.replaceAll('\n', '\r\n'),
    'latin.sip': Buffer.from('To: \u00e9', 'latin1'),
  });
  const formatted = run(runFormat, ['a.sip'], { cwd }).written.get(path.join(cwd, 'a.sip'));
  assert.equal(formatted, mark + CLEAN.replaceAll('\n', '\r\n'));
  assert.equal(run(runFormat, ['latin.sip'], { cwd }).code, 2);
});
