/** The forms of the report: goldens for people, the published formats for machines. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import type { FindingRow } from '../../server/src/common/features/diagnostics.ts';
import { runCheck } from '../../server/src/node/cli/check.ts';
import { REPORTERS, type ReporterName } from '../../server/src/node/cli/reporters/index.ts';
import type { CheckedFile, CheckReport } from '../../server/src/node/cli/reporters/report.ts';
import { golden } from '../support/golden.ts';
import { run } from './fakeIo.ts';
import { CLEAN, folderWith, REPAIRABLE } from './folder.ts';

const GOLDEN = path.join(import.meta.dirname, '../golden/cli');
const ROOT = path.join(import.meta.dirname, '../..');
const PLAIN = { colour: false, columns: undefined };

/** A finding under `marked`, the first place in `text` where it stands. */
function finding(text: string, marked: string, more: Partial<FindingRow> = {}): FindingRow {
  const offset = text.indexOf(marked);
  assert.notEqual(offset, -1, `"${marked}" is not in the text`);
  const place = (at: number): { line: number; character: number } => {
    const before = text.slice(0, at).split('\n');
    return { line: before.length - 1, character: (before.at(-1) ?? '').length };
  };
  return {
    rule: 'cseq-method',
    severity: 'error',
    message: 'What is wrong & where.',
    range: { start: place(offset), end: place(offset + marked.length) },
    spec: { title: 'RFC 3261 §8.1.1.5', url: 'https://www.rfc-editor.org/rfc/rfc3261#section-8.1.1.5' },
    related: [],
    ...more,
  };
}

function reportOf(...files: CheckedFile[]): CheckReport {
  const summary = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const { severity } of file.findings) summary[severity]++;
  return { files, summary };
}

const LONG = `Contact: <sip:alice@192.0.2.1:5060;transport=tcp>;+sip.instance="<urn:gsma:imei:90420156-025763-0>";q=1.0;expires=600000;+g.3gpp.smsip;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"`;
const WIDE = 'From: "日本語 e\u0301 \u{1f600} x" <sip:alice@home.net>;tag=1';
const HIDDEN = 'To: "\u001b[31mred\u202e" <sip:bob@home.net>\tend\u007f';
const TEXT = `OPTIONS sip:bob@home.net SIP/2.0\r\n${LONG}\r\n${WIDE}\r\n${HIDDEN}\r\nCSeq: 1 INVITE\r\n one\r\n two\r\n`;

const MIXED = reportOf(
  {
    path: 'calls/odd name, 100%.sip',
    text: TEXT,
    findings: [
      finding(TEXT, 'OPTIONS', { range: { start: { line: 0, character: 7 }, end: { line: 0, character: 7 } } }),
      finding(TEXT, 'alice@192.0.2.1', { severity: 'warning' }),
      finding(TEXT, 'expires=600000', { severity: 'info', rule: 'delta-seconds-range' }),
      finding(TEXT, 'icsi.mmtel"', { severity: 'hint' }),
      finding(TEXT, '"日本語 e\u0301 \u{1f600} x"'),
      finding(TEXT, 'x" <sip:alice@home.net>'),
      finding(TEXT, '\u001b', { message: 'The control character \u001b stands here.' }),
      finding(TEXT, 'end\u007f'),
      finding(TEXT, '1 INVITE\r\n one', {
        related: [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } }, message: 'The request.' },
        ],
        fix: {
          title: 'Change to OPTIONS',
          edits: [
            { range: finding(TEXT, 'INVITE').range, text: 'OPTIONS' },
            { range: finding(TEXT, ' two').range, text: '' },
          ],
        },
      }),
    ],
  },
  { path: 'clean.sip', text: CLEAN, findings: [] },
  {
    path: 'sipwright.json',
    text: undefined,
    findings: [
      {
        rule: 'configuration-value',
        severity: 'error',
        message: '"k" is not right.',
        range: { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } },
        spec: { title: 'sipwright.json', url: '' },
        related: [],
      },
    ],
  },
);

test('text: lines, carets, cut lines, wide and hidden characters', () => {
  golden(path.join(GOLDEN, 'text.txt'), REPORTERS.text(MIXED, PLAIN));
  golden(path.join(GOLDEN, 'text-60-columns.txt'), REPORTERS.text(MIXED, { colour: false, columns: 60 }));
});

test('text: nothing to report, nothing to check', () => {
  const clean = { path: 'a.sip', text: CLEAN, findings: [] };
  assert.equal(REPORTERS.text(reportOf(clean), PLAIN), '1 file checked: nothing to report\n');
  assert.equal(REPORTERS.text(reportOf(clean, clean), PLAIN), '2 files checked: nothing to report\n');
});

test('text: a frame is never wider than the terminal', () => {
  for (const columns of [50, 60, 80, 120]) {
    const frames = REPORTERS.text(MIXED, { colour: false, columns }).split('\n');
    for (const line of frames.filter(one => / │/.test(one))) {
      assert.ok(displayWidth(line) <= columns, `${columns}: ${line}`);
    }
  }
});

/** For these texts: CJK and emoji take two columns, the combining accent none. */
function displayWidth(text: string): number {
  return [...text].reduce((sum, one) => sum + (one === '\u0301' ? 0 : /[日本語\u{1f600}]/u.test(one) ? 2 : 1), 0);
}

test('text: colours change nothing but colours', () => {
  const coloured = REPORTERS.text(MIXED, { colour: true, columns: undefined });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of the colours
  const escapes = /\u001b\[\d+m/g;
  assert.ok(escapes.test(coloured));
  assert.equal(coloured.replace(escapes, ''), REPORTERS.text(MIXED, PLAIN));
});

test('text: colours at a terminal, on demand, and never where NO_COLOR stands', () => {
  const coloured = (env: Record<string, string>, columns?: number): boolean =>
    run(runCheck, ['-'], { stdin: REPAIRABLE, env, ...(columns === undefined ? {} : { columns }) }).out.includes(
      '\u001b[',
    );
  assert.equal(coloured({}), false);
  assert.equal(coloured({}, 80), true);
  assert.equal(coloured({ FORCE_COLOR: '1' }), true);
  assert.equal(coloured({ FORCE_COLOR: '0' }, 80), false);
  assert.equal(coloured({ TERM: 'dumb' }, 80), false);
  assert.equal(coloured({ NO_COLOR: '1', FORCE_COLOR: '1' }, 80), false);
});

test('json: the contract', () => {
  const report: unknown = JSON.parse(REPORTERS.json(MIXED, PLAIN));
  const files = MIXED.files.map(file => ({ path: file.path, findings: file.findings }));
  assert.deepEqual(report, JSON.parse(JSON.stringify({ files, summary: MIXED.summary })));
});

const ajv = new Ajv({
  strict: false,
  // One of its patterns is none with the flag u.
  unicodeRegExp: false,
  allErrors: true,
  formats: { uri: isUri, 'uri-reference': true, 'date-time': true },
});

function isUri(text: string): boolean {
  return URL.canParse(text);
}

test('sarif: valid by the schema of SARIF 2.1.0', () => {
  const file = path.join(ROOT, 'test/data/sarif/sarif-schema-2.1.0.json');
  // It says draft-04, whose keywords it uses in the way of draft-07.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const validate = ajv.compile(schema);
  const cwd = folderWith({ 'a.sip': REPAIRABLE, 'sipwright.json': '{ "rules": { "no-such": "off" } }' });
  const outside = folderWith({ 'b c.sip': REPAIRABLE });
  const logs = [
    REPORTERS.sarif(MIXED, PLAIN),
    run(runCheck, ['--reporter', 'sarif', '.', outside], { cwd }).out,
    run(runCheck, ['--reporter', 'sarif', 'examples'], { cwd: ROOT }).out,
  ];
  for (const log of logs) assert.ok(validate(JSON.parse(log)), JSON.stringify(validate.errors?.slice(0, 3)));
  assert.ok(!validate({ version: '2.1.0', runs: [{ results: [{ message: 'no object' }] }] }));
});

test('sarif: places from 1, files as addresses, rules by index, repairs', () => {
  const [run] = JSON.parse(REPORTERS.sarif(MIXED, PLAIN)).runs;
  const [, alice] = run.results;
  assert.equal(run.tool.driver.rules[alice.ruleIndex].id, alice.ruleId);
  assert.deepEqual(alice.locations[0].physicalLocation, {
    artifactLocation: { uri: 'calls/odd%20name%2C%20100%25.sip' },
    region: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 30 },
  });
  const last = run.results.at(-2);
  assert.equal(last.relatedLocations[0].message.text, 'The request.');
  assert.deepEqual(last.fixes[0].artifactChanges[0].replacements, [
    {
      deletedRegion: { startLine: 5, startColumn: 9, endLine: 5, endColumn: 15 },
      insertedContent: { text: 'OPTIONS' },
    },
    { deletedRegion: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 5 } },
  ]);
});

test('github: workflow commands, one line each', () => {
  const lines = REPORTERS.github(MIXED, PLAIN).trimEnd().split('\n');
  assert.equal(lines.length, MIXED.files.flatMap(file => file.findings).length);
  const form =
    /^::(?:error|warning|notice) file=[^,:\r\n]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[^,:\r\n]+::.+$/;
  for (const line of lines) assert.match(line, form);
  assert.equal(
    lines[1],
    '::warning file=calls/odd name%2C 100%25.sip,line=2,endLine=2,col=15,endColumn=30,title=cseq-method (RFC 3261 §8.1.1.5)::What is wrong & where.',
  );
});

test('gitlab: Code Quality, with fingerprints that stay when the file grows above', () => {
  const issues = (report: CheckReport): { fingerprint: string; severity: string; location: unknown }[] =>
    JSON.parse(REPORTERS.gitlab(report, PLAIN));
  const all = issues(MIXED);
  assert.equal(new Set(all.map(issue => issue.fingerprint)).size, all.length);
  for (const issue of all) assert.match(issue.severity, /^(?:info|minor|major|critical|blocker)$/);
  assert.deepEqual(all[1]?.location, {
    path: 'calls/odd name, 100%.sip',
    positions: { begin: { line: 2, column: 15 }, end: { line: 2, column: 30 } },
  });
  const grown = `# one more\n${REPAIRABLE}`;
  const names = (text: string): string[] =>
    issues(reportOf({ path: 'a.sip', text, findings: [finding(text, 'INVITE'), finding(text, '1 INVITE')] })).map(
      issue => issue.fingerprint,
    );
  assert.deepEqual(names(grown), names(REPAIRABLE));
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of a text that is well-formed XML; throws otherwise. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.on('opentag', tag => elements.push({ name: tag.name, attributes: { ...tag.attributes } }));
  parser.write(xml).close();
  return elements;
}

test('junit: well-formed XML whose counts are right', () => {
  const elements = elementsOf(REPORTERS.junit(MIXED, PLAIN));
  const count = (name: string): number => elements.filter(element => element.name === name).length;
  const suites = elements.filter(element => element.name === 'testsuite');
  const sum = (key: string): number => suites.reduce((total, suite) => total + Number(suite.attributes[key]), 0);
  assert.equal(suites.length, MIXED.files.length);
  assert.equal(sum('tests'), count('testcase'));
  assert.equal(sum('failures'), count('failure'));
  assert.equal(count('failure'), 9);
  assert.ok(elements.some(({ attributes: { message } }) => message === 'What is wrong & where.'));
});

test('every form of an empty report is complete', () => {
  const nothing = reportOf();
  const forms: Record<ReporterName, string | RegExp> = {
    text: '0 files checked: nothing to report\n',
    json: /^\{\n {2}"files": \[\],/,
    sarif: /"results": \[\]/,
    github: '',
    gitlab: '[]\n',
    junit: /<testsuites name="sipwright">\n<\/testsuites>/,
  };
  for (const name of ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const) {
    const form = forms[name];
    const shown = REPORTERS[name](nothing, PLAIN);
    if (typeof form === 'string') assert.equal(shown, form);
    else assert.match(shown, form);
  }
});
