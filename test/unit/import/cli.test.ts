/** The two subcommands: what they print where, and how they end. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runAnonymise } from '../../../server/src/node/cli/anonymise.ts';
import { runImport } from '../../../server/src/node/cli/import.ts';
import { run } from '../../cli/fakeIo.ts';
import { ethernet, ipv4, octets, pcap, udp } from './packetWriter.ts';

const DATA = new URL('../../data/import/', import.meta.url).pathname;
const SIP = 'OPTIONS sip:a@home.net SIP/2.0\r\nCall-ID: 1234\r\nContent-Length: 0\r\n\r\n';

test('the document on standard output, repairs one a line on standard error', () => {
  const { code, out, err } = run(runImport, [`${DATA}eventstudio.txt`]);
  assert.equal(code, 0);
  assert.equal(out, readFileSync(`${DATA}eventstudio.sip`, 'utf8'));
  assert.match(
    err,
    /eventstudio\.txt:2: misspelt header name: Max=Forwards: 20 → Max-Forwards: 20 \(header-name-not-token, RFC 3261 §7\.3\.1\)\n/,
  );
  assert.match(err, /2 lines are no part of a message: left out\.\n$/);
});

test('standard input; a capture that is cut is a failure that gives what was read', () => {
  const packet = { at: 1e9, octets: ethernet(ipv4(udp(octets(SIP)))) };
  const capture = pcap([packet, packet]);
  const whole = run(runImport, ['-'], { stdin: capture });
  assert.equal(whole.code, 0);
  assert.equal(whole.err, '');
  const cut = run(runImport, ['-'], { stdin: capture.subarray(0, -1) });
  assert.equal(cut.code, 2);
  assert.match(cut.out, /\nOPTIONS sip:a@home\.net SIP\/2\.0\n/);
  assert.match(
    cut.err,
    /^sipwright: -: The capture ends inside a packet of \d+ octets at octet \d+ of the capture; 1 packet was read before it\.\n$/,
  );
});

test('nothing found, no such file, no argument: usage or failure', () => {
  const nothing = run(runImport, ['-'], { stdin: 'prose' });
  assert.deepEqual([nothing.code, nothing.out], [2, '']);
  assert.match(nothing.err, /-: no SIP message was found\.\n$/);
  assert.equal(run(runImport, ['/no/such/file']).code, 2);
  assert.equal(run(runImport, []).code, 2);
});

test('several files: each is named', () => {
  const { code, out } = run(runImport, [`${DATA}wiki.txt`, `${DATA}pjsip.txt`]);
  assert.equal(code, 0);
  assert.match(out, /^# \S*wiki\.txt\n### 2\.register\n[\s\S]*\n\n# \S*pjsip\.txt\n### 1\. REGISTER\n/);
});

test('anonymise: result, summary, seed and its limits', () => {
  const one = run(runAnonymise, ['-', '--seed', '1'], { stdin: SIP });
  assert.equal(one.code, 0);
  assert.match(one.out, /^OPTIONS sip:a@\w+\.example|^OPTIONS sip:\w@home\.example|^OPTIONS sip:\w@\w+\.example/);
  assert.doesNotMatch(one.out, /home\.net|1234/);
  assert.match(one.err, /^-: Replaced: .*domain.*\.\n$/);
  assert.notEqual(run(runAnonymise, ['-', '--seed', '2'], { stdin: SIP }).out, one.out);
  assert.equal(run(runAnonymise, ['-', '--seed', '-1'], { stdin: SIP }).code, 2);
  assert.equal(run(runAnonymise, ['/no/such/file']).code, 2);
});
