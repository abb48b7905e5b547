/**
 * Folders of messages, one a file, as the RFCs print them: what is found once the files of one call are read together
 * must be a fault of the example, never of the reading. Copies and variants (the mutants) give nothing at all.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { checkTogether, SipFile } from '../../server/src/node/cli/checkFiles.ts';
import type { CheckedFile } from '../../server/src/node/cli/reporters/report.ts';

const { SIPWRIGHT_CORPUS: corpus = '' } = process.env;
const skip = corpus === '' ? 'SIPWRIGHT_CORPUS is not set' : false;
const ROOT = join(import.meta.dirname, '../..');

const REVIEWED: readonly (readonly [file: RegExp, rules: readonly string[], reason: string])[] = [
  [/.*/, ['ack-missing'], 'An excerpt prints no ACK; the finding is an information.'],
  [/rfc3665\/079/, ['branch-reused'], 'The proxy of §3.8 uses the branch of its INVITE for BYE.'],
  [/rfc3680\/002/, ['response-without-request'], 'The request is printed with CSeq 9887, the response with 9987.'],
  [/rfc5373\/003/, ['response-from'], 'From is atlanta.example.com in the request, example.com in the response.'],
  [/rfc5629\/00[34]/, ['response-to'], 'To is example.org in the request, example.com in the response.'],
  [/rfc5630\/00[34]/, ['contact-not-registered'], 'bobpc is registered, bobphone is listed.'],
  [/rfc6913\/002/, ['response-to', 'contact-not-registered'], 'pexample.com became example.com, pc33 was lost.'],
  [
    /rfc4730\/01[45]/,
    ['request-uri-not-remote-target'],
    'The NOTIFY goes to sip:pa@example.com and not to the Contact of the SUBSCRIBE.',
  ],
  [/rfc8688\/002/, ['response-via'], 'The response has another branch than the INVITE.'],
];

/** Folders with at least two files. */
function foldersBelow(folder: string): readonly string[][] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && /\.(?:sip|dat|txt)$/.test(entry.name))
    .map(entry => join(folder, entry.name))
    .filter(file => statSync(file).size < 1_000_000);
  const below = entries.filter(entry => entry.isDirectory()).flatMap(entry => foldersBelow(join(folder, entry.name)));
  return files.length < 2 ? below : [files, ...below];
}

/** What is found together and not alone, as `file rule`. */
function news(root: string): readonly string[] {
  return foldersBelow(root).flatMap(files => {
    const read = files.map(file => new SipFile(file, readFileSync(file, 'utf8'), DEFAULT_CONFIGURATION, assert.fail));
    const alone = read.map(file => file.report(() => undefined));
    return checkTogether(read).flatMap((file, index) => {
      const known = new Set(rulesOf(alone[index]));
      const name = relative(root, file.path).split(sep).join('/');
      return rulesOf(file).flatMap(rule => (known.has(rule) ? [] : [`${name} ${rule}`]));
    });
  });
}

function rulesOf(file: CheckedFile | undefined): readonly string[] {
  return (file?.findings ?? []).map(({ rule, range }) => `${rule} in line ${range.start.line + 1}`);
}

test('the examples and the registration that is bundled', () => {
  assert.deepEqual(news(join(ROOT, 'examples')), []);
  assert.deepEqual(news(join(ROOT, 'test/data/golden-registration')), [
    '20-200-scscf-icscf.sip authentication-info-missing in line 1',
    '21-200-icscf-pcscf.sip authentication-info-missing in line 1',
    '22-200-pcscf-ue-esp.sip authentication-info-missing in line 1',
  ]);
});

test('mutants of one message are copies', { skip }, () => assert.deepEqual(news(join(corpus, 'mutants')), []));

test('the messages of the RFCs', { skip }, () => {
  const used = new Set<unknown>();
  const unexpected = news(join(corpus, 'rfc')).filter(line => {
    const rows = REVIEWED.filter(([file, rules]) => file.test(line) && rules.some(rule => line.includes(` ${rule} `)));
    for (const row of rows) used.add(row);
    return rows.length === 0;
  });
  assert.deepEqual(unexpected, []);
  assert.deepEqual(
    REVIEWED.filter(row => !used.has(row)).map(([, rules]) => rules),
    [],
  );
});
