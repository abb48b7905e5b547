import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsText } from '../../../client/src/common/counts.ts';
import { hideSecrets } from '../../../client/src/common/hideSecrets.ts';

const SECRET = '465b5ce8b199b49faa5f0a2ee238a6bc';
const HIDDEN: readonly string[] = [
  `Sending response 'sipwright/readSecret - (4)'. Processing request took 1ms.\nResult: "${SECRET}"`,
  `Sending response 'sipwright/readConfiguration - (5)'. Processing request took 1ms.\nResult: {\n "text": "${SECRET}"\n}`,
  JSON.stringify({ isLSPMessage: true, type: 'send-response', message: { id: 4, result: { text: SECRET } } }),
  `Received response 'sipwright/showReport - (7)' in 3ms.\nResult: {\n "text": "${SECRET}"\n}`,
  JSON.stringify({ type: 'receive-response', message: { id: 7, result: { confidential: true, text: SECRET } } }),
  `Sending request 'sipwright/compareRuns - (8)'.\nParams: {\n "change": { "value": "${SECRET}" }\n}`,
  JSON.stringify({ type: 'send-request', message: { method: 'sipwright/compareRuns', params: { value: SECRET } } }),
  `{"type":"send-response", broken ${SECRET}`,
];
for (const line of HIDDEN) {
  test(`hidden: ${line.slice(0, 50)}`, () => assert.ok(!hideSecrets(line).includes(SECRET)));
}

const KEPT: readonly string[] = [
  "Sending response 'workspace/configuration - (4)'. Processing request took 1ms.\nResult: []",
  'Received request \'sipwright/readSecret - (4)\'.\nParams: {\n "name": "alice"\n}',
  "Sending response 'sipwright/readSecret - (4)'. Processing request took 1ms. Request failed: no (-32603).",
  '{"isLSPMessage":true,"type":"receive-response","message":{"result":[]}}',
];
for (const line of KEPT) test(`kept: ${line.slice(0, 50)}`, () => assert.equal(hideSecrets(line), line));

const COUNTS: readonly [number, number, string][] = [
  [0, 0, 'No problems found'],
  [1, 0, '1 error'],
  [2, 1, '2 errors, 1 warning'],
  [0, 3, '3 warnings'],
];
for (const [errors, warnings, text] of COUNTS) test(text, () => assert.equal(countsText({ errors, warnings }), text));
