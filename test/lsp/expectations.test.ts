/** `# @expect` and importing over standard input and output, as the client asks for them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExpectationItem, ImportTraceResult, RunFlowResult } from '../../server/src/common/protocol.ts';
import type { Client } from './client.ts';
import { EXAMPLES_URI, example, served } from './support.ts';

const { uri, text: register } = example('register.sip');
const message = register.slice(register.indexOf('REGISTER sip:'));
const stranger = message.replace('username="001010000000001@', 'username="001010000000009@');

const TEXT = [
  `### Alice\n# @expect 200\n# @expect registered ims-re-registration\n${message}`,
  `### Stranger\n# @expect 403\n${stranger}`,
  `# @expect 200\n${stranger}`,
  `### Odd\n# @expect soon\n# @expect 200 no-such-flow\n# @expect\n${message}`,
].join('\n');

async function outcomeOf(client: Client, item: ExpectationItem): Promise<string> {
  const { range, expected, flow } = item;
  const params = { uri, position: range.start, expected, ...(flow === undefined ? {} : { flow }) };
  const result = await client.request<RunFlowResult>('sipwright/runFlow', params);
  return result.ok ? (result.difference ?? 'passed') : result.message;
}

served('each # @expect is a test with its own verdict', { rootUri: EXAMPLES_URI }, async client => {
  await client.open(uri, TEXT);
  const items = await client.request<ExpectationItem[]>('sipwright/findExpectations', { text: TEXT });
  assert.deepEqual(
    items.map(({ label, expected, flow, range }) => [label, expected, flow, TEXT.split('\n')[range.start.line]]),
    [
      ['Alice', '200', undefined, '# @expect 200'],
      ['Alice', 'registered', 'ims-re-registration', '# @expect registered ims-re-registration'],
      ['Stranger', '403', undefined, '# @expect 403'],
      ['REGISTER', '200', undefined, '# @expect 200'],
      ['Odd', 'soon', undefined, '# @expect soon'],
      ['Odd', '200', 'no-such-flow', '# @expect 200 no-such-flow'],
    ],
  );
  const outcomes: string[] = [];
  for (const item of items) outcomes.push(await outcomeOf(client, item));
  assert.deepEqual(outcomes, [
    'passed',
    'passed',
    'passed',
    'Expected 200, but the run ended with 403 Forbidden (rejected).',
    '"soon" is no end of a run: a status code is needed, or one of registered, rejected, failed, deregistered.',
    'There is no flow "no-such-flow". "SIP: Run Flow..." and "sipwright flow list" name them.',
  ]);
});

served('texts without tests, and what is no text', {}, async client => {
  for (const text of ['', 'prose # @expect 200', `# @expect 200\n`, 17, undefined]) {
    assert.deepEqual(await client.request('sipwright/findExpectations', { text }), [], String(text));
  }
});

const IMPORTS = path.join(import.meta.dirname, '../data/import');

served('a pasted log becomes messages; SIP stays what it is', {}, async client => {
  const log = readFileSync(path.join(IMPORTS, 'asterisk-pjsip.txt'), 'utf8');
  const expected = readFileSync(path.join(IMPORTS, 'asterisk-pjsip.sip'), 'utf8');
  const read = (params: object): Promise<ImportTraceResult> => client.request('sipwright/importTrace', params);
  const imported = await read({ text: log });
  assert.equal(imported.text, expected);
  assert.deepEqual([imported.messages > 0, imported.isSame], [true, false]);
  assert.deepEqual(await read({ base64: Buffer.from(log).toString('base64') }), imported);
  assert.equal((await read({ text: message })).isSame, true);
  const nothing = await read({ text: 'Dear all, nothing to see here.' });
  assert.deepEqual([nothing.messages, nothing.text], [0, '']);
  assert.match((await read({ base64: '=' })).fault ?? '', /did not arrive/);
  assert.match((await read({ base64: Buffer.from([0x1f, 0x8b, 8, 0]).toString('base64') })).fault ?? '', /gzip/);
});
