/** Every good example parses without an error, every bad one has one, in the header's own value. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VENDOR_FAMILIES } from '../../../server/src/common/registry/headers/vendor.ts';
import { HEADERS } from '../../../server/src/common/registry/index.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';

/** The codes of the errors in `name: value`. */
function errorsOf(name: string, value: string): readonly string[] {
  const text = `OPTIONS sip:a@b SIP/2.0\n${name}: ${value}\n\n`;
  const message = parseMessage(text);
  for (const { start, end, code } of message.errors) {
    assert.ok(start >= text.indexOf(':', 20) && end <= text.length && start <= end, `${code} stands outside the value`);
  }
  return message.errors.map(error => error.code);
}

for (const row of [...HEADERS, ...VENDOR_FAMILIES]) {
  const name = row.name.replace('*', 'Test');
  for (const value of row.examples.good) {
    test(`good ${name}: ${value}`, () => assert.deepEqual(errorsOf(name, value), []));
  }
  for (const value of row.examples.bad) {
    test(`bad ${name}: ${value}`, () => assert.notEqual(errorsOf(name, value).length, 0));
  }
}
