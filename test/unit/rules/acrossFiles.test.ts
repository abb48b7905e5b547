/** Calls that go over several files of a folder: which files belong together, what is found then, and what is not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { findingRows } from '../../../server/src/common/features/diagnostics.ts';
import { Folder, type FolderFile } from '../../../server/src/common/rules/folder.ts';
import { type DocumentFindings, RuleRunner } from '../../../server/src/common/rules/run.ts';
import { compareNames } from '../../../server/src/common/rules/together.ts';
import { parseDocument, type SipDocument } from '../../../server/src/common/syntax/document.ts';

class File implements FolderFile {
  readonly runner = new RuleRunner(assert.fail);
  checked: SipDocument | undefined;
  #findings: DocumentFindings = { byMessage: [], total: 0 };

  check(text: string, configuration: Configuration): void {
    const document = parseDocument(text);
    this.#findings = this.runner.run(document, configuration);
    this.checked = document;
  }

  took(findings: DocumentFindings): void {
    this.#findings = findings;
  }

  /** Rules of dialogs alone: what a message says alone is tested elsewhere. */
  found(folder: Folder): readonly string[] {
    if (this.checked === undefined) return [];
    return findingRows(this.checked, this.#findings, message => folder.find(message))
      .filter(({ rule }) => WATCHED.includes(rule))
      .map(({ rule, related }) => [rule, ...related.map(one => one.path ?? 'here')].join(' -> '));
  }
}

const WATCHED = [
  ...['nonce-not-offered', 'cseq-not-increased', 'cseq-decreased', 'from-tag-changed', 'response-to', 'response-from'],
  ...['branch-reused', 'response-without-request', 'challenge-not-answered', 'final-responses-differ', 'unused-ignore'],
];

class Desk {
  readonly folder = new Folder();
  readonly files = new Map<string, File>();

  write(name: string, text: string, configuration: Configuration = DEFAULT_CONFIGURATION): void {
    const file = this.files.get(name) ?? new File();
    this.files.set(name, file);
    this.folder.put(name, file);
    file.check(text, configuration);
    this.folder.settle();
  }

  delete(name: string): void {
    this.files.delete(name);
    this.folder.remove(name);
    this.folder.settle();
  }

  get found(): Readonly<Record<string, readonly string[]>> {
    const found = [...this.files].map(([name, file]) => [name, file.found(this.folder)] as const);
    return Object.fromEntries(found.filter(([, rules]) => rules.length > 0));
  }
}

interface Parts {
  readonly nonce?: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly to?: string;
  readonly at?: number;
  readonly vias?: number;
}

function headers(cseq: number, method: string, parts: Parts): string {
  const { branch = `b${cseq}`, tag = '1', to = '', at, vias = 1 } = parts;
  const via = (place: number): string => `Via: SIP/2.0/UDP 10.0.0.${place};branch=z9hG4bK${branch}-${place}\n`;
  const list = Array.from({ length: vias }, (_, index) => via(vias - index)).join('');
  return (
    `${at === undefined ? '' : `# @at ${at}\n`}${list}From: <sip:a@home.net>;tag=${tag}\nTo: <sip:a@home.net>${to}\n` +
    `Call-ID: 1@a\nCSeq: ${cseq} ${method}\n`
  );
}

const register = (cseq: number, parts: Parts = {}): string => {
  const credentials = `Authorization: Digest username="a",realm="home.net",nonce="${parts.nonce}",uri="sip:home.net",response="${'0'.repeat(32)}"\n`;
  return `###\nREGISTER sip:home.net SIP/2.0\n${headers(cseq, 'REGISTER', parts)}${parts.nonce === undefined ? '' : credentials}\n`;
};

const response = (code: number, cseq: number, parts: Parts = {}): string => {
  const challenge = `WWW-Authenticate: Digest realm="home.net",nonce="${parts.nonce}"\n`;
  const own = headers(cseq, 'REGISTER', { to: ';tag=2', ...parts });
  return `###\nSIP/2.0 ${code} X\n${own}${parts.nonce === undefined ? '' : challenge}\n`;
};

const FIRST = register(1);
const CHALLENGE = response(401, 1, { nonce: 'right' });
const ANSWER = register(2, { nonce: 'right' });
const WRONG = register(2, { nonce: 'wrong' });
const OK = response(200, 2);
const REPORTED = { '2.sip': ['nonce-not-offered -> 1.sip'] };

const CASES: readonly [what: string, files: Readonly<Record<string, string>>, found: object][] = [
  ['a right call in two files', { '1.sip': FIRST + CHALLENGE, '2.sip': ANSWER + OK }, {}],
  [
    'a wrong nonce, with the other end in the other file',
    { '1.sip': FIRST + CHALLENGE, '2.sip': WRONG + OK },
    REPORTED,
  ],
  [
    'numbers are numbers',
    { '9.sip': FIRST + CHALLENGE, '10.sip': WRONG },
    { '10.sip': ['nonce-not-offered -> 9.sip'] },
  ],
  [
    'a message a file',
    { '1.sip': FIRST, '2.sip': CHALLENGE, '3.sip': WRONG, '4.sip': OK },
    { '3.sip': ['nonce-not-offered -> 2.sip'] },
  ],
  [
    'the hops of one transaction, forwards and backwards',
    {
      '1.sip': FIRST,
      '2.sip': register(1, { vias: 2 }),
      '3.sip': response(401, 1, { vias: 2, nonce: 'right' }),
      '4.sip': CHALLENGE,
      '5.sip': WRONG,
    },
    { '5.sip': ['nonce-not-offered -> 4.sip'] },
  ],
  [
    'a copy of the whole',
    { '1.sip': FIRST + CHALLENGE + ANSWER, '2.sip': FIRST + CHALLENGE + WRONG },
    { '2.sip': ['nonce-not-offered -> here'] },
  ],
  ['a copy of the first file', { '1.sip': FIRST + CHALLENGE, '1 copy.sip': FIRST + CHALLENGE, '2.sip': WRONG }, {}],
  ['two variants of the second part', { '1.sip': FIRST + CHALLENGE, '2.sip': WRONG, '3.sip': ANSWER }, {}],
  ['a variant with another branch', { '1.sip': FIRST, '2.sip': register(1, { branch: 'other' }) }, {}],
  ['another response to what has ended', { '1.sip': ANSWER + OK, '2.sip': response(403, 2, { branch: 'x' }) }, {}],
  [
    'tests that share a Call-ID by chance',
    { '1.sip': FIRST + CHALLENGE, '2.sip': register(2, { tag: '9', nonce: 'w' }) },
    {},
  ],
  ['the order of the names goes back', { 'b.sip': FIRST + CHALLENGE, 'a.sip': WRONG + OK }, {}],
  ['requests here, responses there', { '1.sip': FIRST + WRONG, '2.sip': CHALLENGE + OK }, {}],
  [
    'the same with times',
    {
      '1.sip': register(1, { at: 0 }) + register(2, { nonce: 'wrong', at: 2 }),
      '2.sip': response(401, 1, { nonce: 'right', at: 1 }) + response(200, 2, { at: 3 }),
    },
    { '1.sip': ['nonce-not-offered -> 2.sip'] },
  ],
  [
    'times of which each file has its own',
    {
      '1.sip': register(1, { at: 0 }) + register(2, { nonce: 'wrong', at: 2 }),
      '2.sip': response(401, 1, { nonce: 'right', at: 0 }) + response(200, 2, { at: 3 }),
    },
    {},
  ],
  [
    'their own times, and when they began',
    {
      'a.sip': `# Time 0 is 2026-11-20T08:00:05.500Z.\n\n${register(2, { nonce: 'wrong', at: 0 })}`,
      'b.sip': `# Time 0 is 2026-11-20T08:00:00Z.\n\n${register(1, { at: 0 })}${response(401, 1, { nonce: 'right', at: 1 })}`,
    },
    { 'a.sip': ['nonce-not-offered -> b.sip'] },
  ],
  [
    'ignored, and the ignore is needed',
    {
      '1.sip': FIRST + CHALLENGE,
      '2.sip': WRONG.replace('###', '###\n# @ignore nonce-not-offered the test is about it'),
    },
    {},
  ],
  [
    'an ignore that a right call needs no more',
    { '1.sip': FIRST + CHALLENGE, '2.sip': ANSWER.replace('###', '###\n# @ignore nonce-not-offered once') },
    { '2.sip': ['unused-ignore'] },
  ],
];

for (const [what, files, found] of CASES) {
  test(what, () => {
    for (const names of [Object.keys(files), Object.keys(files).reverse()]) {
      const desk = new Desk();
      for (const name of names) desk.write(name, files[name] ?? '');
      assert.deepEqual(desk.found, found);
    }
  });
}

test('an edit of one file changes the findings of the other, and so does its end', () => {
  const desk = new Desk();
  desk.write('1.sip', FIRST + CHALLENGE);
  desk.write('2.sip', WRONG + OK);
  assert.deepEqual(desk.found, REPORTED);
  desk.write('1.sip', FIRST + response(401, 1, { nonce: 'wrong' }));
  assert.deepEqual(desk.found, {});
  desk.write('1.sip', FIRST + CHALLENGE);
  assert.deepEqual(desk.found, REPORTED);
  desk.write('1.sip', (FIRST + CHALLENGE).replaceAll('1@a', '2@a'));
  assert.deepEqual(desk.found, {});
  desk.write('1.sip', FIRST + CHALLENGE);
  desk.delete('1.sip');
  assert.deepEqual(desk.found, {});
});

test('the configuration can keep the files apart', () => {
  const desk = new Desk();
  const configuration = { ...DEFAULT_CONFIGURATION, dialogsAcrossFiles: false };
  desk.write('1.sip', FIRST + CHALLENGE, configuration);
  desk.write('2.sip', WRONG + OK, configuration);
  assert.deepEqual(desk.found, {});
});

test('a hundred files are a trace in parts, more are a pile', () => {
  const desk = new Desk();
  desk.write('1.sip', FIRST + CHALLENGE);
  desk.write('2.sip', WRONG);
  for (let n = 3; n <= 100; n++) desk.write(`${n}.sip`, register(n, { nonce: 'right' }));
  assert.deepEqual(desk.found, REPORTED);
  desk.write('101.sip', register(101));
  assert.deepEqual(desk.found, {});
});

test('names with numbers', () => {
  const names = ['10.sip', '9.sip', 'a10b2', 'a10b10', 'a9', 'a', '010.sip', 'B'];
  assert.deepEqual(names.sort(compareNames), ['9.sip', '010.sip', '10.sip', 'B', 'a', 'a9', 'a10b2', 'a10b10']);
});
