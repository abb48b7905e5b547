import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { explain } from '../../server/src/common/features/explain.ts';
import { HEADERS } from '../../server/src/common/registry/index.ts';
import { ALL_FINDINGS } from '../../server/src/common/rules/known.ts';
import { runExplain } from '../../server/src/node/cli/explain.ts';
import { runHeaders, runRules } from '../../server/src/node/cli/lists.ts';
import { plainText } from '../../server/src/node/cli/plainText.ts';
import { cells } from '../../server/src/node/cli/terminal.ts';
import { golden } from '../support/golden.ts';
import { run } from './fakeIo.ts';

const GOLDEN = path.join(import.meta.dirname, '../golden/cli');

for (const topic of ['cseq-method', 'Max-Forwards', 'REGISTER', '423', 'sec-agree', 'replaces']) {
  test(`explain ${topic}`, () => {
    const { code, out, err } = run(runExplain, [topic]);
    assert.deepEqual([code, err], [0, '']);
    golden(path.join(GOLDEN, `explain-${topic}.txt`), out);
  });
}

const TOPICS: [topic: string, ...pages: RegExp[]][] = [
  ['utran-cell-id-3gpp', /parameter of Cellular-Network-Info, P-Access-Network-Info/],
  ['3GPP-E-UTRAN-FDD', /value of .*P-Access-Network-Info[\s\S]*TAC with 4 hex digits, ECI with 7/],
  ['q', /parameter of Security-Client, Security-Server, Security-Verify/, /parameter of .*Contact/],
  ['lr', /parameter of a URI/],
  ['rn', /parameter of a tel URI/],
  ['verstat', /parameter of a tel URI/],
  ['Q.850', /value of Reason[\s\S]*16/],
  ['Q.850 16', /cause of Q\.850[\s\S]*Normal call clearing/],
  ['17', /cause of Q\.850[\s\S]*User busy/],
  ['+g.3gpp.icsi-ref', /parameter of .*Contact/, /parameter of Feature-Caps/],
  ['isfocus', /parameter of .*Contact/],
  ['reg', /value of .*Event[\s\S]*application\/reginfo\+xml/],
  ['g.3gpp.ussd', /value of Info-Package/],
  ['ipsec-3gpp', /value of Security-Client, Security-Server, Security-Verify[\s\S]*aes-gmac/],
  ['hmac-sha-1-96', /value of alg in Security-Client/],
  ['399', /value of Warning/],
  ['AKAv1-MD5', /value of algorithm in/],
  ['deactivated', /value of reason in Subscription-State/],
  ['history', /value of Privacy/],
  ['ets', /namespace of Resource-Priority/],
  ['wps.0', /value of .*Resource-Priority/],
  ['urn:urn-7:3gpp-service.ims.icsi.mmtel', /value of P-Asserted-Service/],
  ['application/sdp', /value of .*Content-Type/],
  ['a=ptime', /\*\*ptime\*\*/],
  ['EVS', /\*\*EVS\*\*/],
  ['tel:', /URI scheme/],
  ['replaces', /header field/, /option tag/],
  ['timer', /option tag/],
];
for (const [topic, ...pages] of TOPICS) {
  test(`explain ${topic}: every meaning`, () => {
    const { code, out } = run(runExplain, ['--markdown', topic]);
    assert.equal(code, 0);
    for (const page of pages) assert.match(out, page);
    assert.match(out, /\]\(https:\/\/|URI scheme/);
    const said = out.split('\n\n---\n\n');
    assert.equal(new Set(said).size, said.length, 'no page stands twice');
  });
}

test('every parameter and value has a page', () => {
  for (const row of HEADERS) {
    for (const { name } of row.params ?? []) assert.match(explain(name) ?? '', /parameter of /, name);
    for (const { value } of row.values ?? []) assert.ok(explain(value), `${row.name} ${value}`);
    for (const value of (row.params ?? []).flatMap(param => param.values ?? [])) assert.ok(explain(value.value));
  }
});

test('a compact form is its header field', () => {
  assert.ok(run(runExplain, ['m']).out.startsWith(run(runExplain, ['contact']).out.trimEnd()));
});

test('every rule and header field has a page, without marks of Markdown and not too wide', () => {
  for (const topic of [...ALL_FINDINGS.map(info => info.id), ...HEADERS.map(row => row.name)]) {
    const { code, out } = run(runExplain, [topic], { columns: 80 });
    assert.equal(code, 0, topic);
    const prose = out.split('\n').filter(line => !line.startsWith('  '));
    for (const line of prose) {
      assert.ok(cells(line) <= 80 || !line.trim().includes(' '), `${topic}: ${line}`);
      assert.doesNotMatch(line, /(?<!\d)\*\*|\]\(|```|\\[_*<>]/, `${topic}: ${line}`);
    }
  }
});

test('--markdown keeps the marks', () => {
  assert.match(run(runExplain, ['--markdown', 'cseq-method']).out, /^\*\*cseq-method\*\* · error · \[RFC 3261/);
});

const UNKNOWN: [topic: string, hint: RegExp][] = [
  ['via-branch-cokie', /Did you mean via-branch-cookie\?/],
  ['Contct', /Did you mean Contact/],
  ['branch-cook', /Did you mean .*via-branch-cookie/],
  ['utran-cell-id', /Did you mean .*utran-cell-id-3gpp/],
  ['qqqqqqqq', /"qqqqqqqq"\.\n$/],
  ['999', /"999"\.\n$/],
];
for (const [topic, hint] of UNKNOWN) {
  test(`explain ${topic}: unknown`, () => {
    const { code, out, err } = run(runExplain, [topic]);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^sipwright: there is no rule, header field, method, code, option tag, parameter or value /);
    assert.match(err, hint);
  });
}

test('lists: a line a row for grep, broken lines in a terminal, all of it as JSON', () => {
  for (const [command, count] of [
    [runRules, ALL_FINDINGS.length],
    [runHeaders, HEADERS.length],
  ] as const) {
    const lines = run(command, []).out.trimEnd().split('\n');
    assert.equal(lines.length, count);
    const broken = run(command, [], { columns: 100 }).out.trimEnd().split('\n');
    assert.ok(broken.length > count);
    // A URN longer than the line stands on a line of its own.
    for (const line of broken) assert.ok(cells(line) <= 110 || !line.trim().includes(' '), line);
    const rows: unknown = JSON.parse(run(command, ['--json']).out);
    assert.ok(Array.isArray(rows));
    assert.equal(rows.length, count);
  }
});

test('Markdown in plain words', () => {
  const cases: [markdown: string, plain: string][] = [
    ['**a** · *b* · `c`', 'a · b · c'],
    ['[RFC](http://x.y)', 'RFC <http://x.y>'],
    ['`` ` `` and \\*', '` and *'],
    ['| a | bb |\n|---|---|\n| `ccc` | d\\|e |\n', '  a    bb\n  ccc  d|e\n'],
    ['```sip-message\nA: **b**\n```', '    A: **b**'],
    ['- one two three four\n- five', '- one two three\n  four\n- five'],
    ['one two three four five', 'one two three\nfour five'],
    ['aaa\n\n---\n\nbbb', `aaa\n\n${'─'.repeat(16)}\n\nbbb`],
  ];
  for (const [markdown, plain] of cases) assert.equal(plainText(markdown, 16), plain);
});
