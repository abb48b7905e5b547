/** The runner: what an edit costs, suppression, severities, limits, rules that throw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { RULES } from '../../../server/src/common/rules/index.ts';
import type { DialogRule, DocumentRule, MessageRule } from '../../../server/src/common/rules/rule.ts';
import { type DocumentFindings, RuleRunner, runRules } from '../../../server/src/common/rules/run.ts';
import { editDocument, parseDocument, type SipDocument } from '../../../server/src/common/syntax/document.ts';

const request = (callId: string, cseq = 1, more = ''): string =>
  `OPTIONS sip:bob@home.net SIP/2.0\n${more}Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK${callId}${cseq}\nFrom: <sip:a@home.net>;tag=1\n` +
  `To: <sip:bob@home.net>\nCall-ID: ${callId}\nCSeq: ${cseq} OPTIONS\nMax-Forwards: 70\n\n`;

const rulesOf = ({ byMessage }: DocumentFindings): string[][] => byMessage.map(list => list.map(one => one.rule));
const configured = (rules: Configuration['rules']): Configuration => ({ ...DEFAULT_CONFIGURATION, rules });
const ids = (text: string, configuration = DEFAULT_CONFIGURATION): string[] =>
  rulesOf(runRules(parseDocument(text), configuration)).flat();

/** Counts its calls and reports nothing. */
function countingRules(): { readonly message: MessageRule; readonly dialog: DialogRule; readonly calls: string[][] } {
  const calls: string[][] = [];
  const base = { severity: 'info', spec: 'RFC 3261 §7', doc: 'Counts.', good: '', bad: '' } as const;
  return {
    calls,
    message: { ...base, id: 'counts-messages', check: message => calls.push([message.text]) },
    dialog: {
      ...base,
      id: 'counts-dialogs',
      scope: 'dialog',
      lone: true,
      check: messages => calls.push(messages.map(one => one.text)),
    },
  };
}

function edited(document: SipDocument, from: string, to: string): SipDocument {
  const text = document.messages.map(message => message.text).join('');
  const start = text.indexOf(from);
  return editDocument(document, { start, end: start + from.length, text: to });
}

test('an edit checks its message and its Call-ID again, and nothing else', () => {
  const { message, dialog, calls } = countingRules();
  const runner = new RuleRunner(assert.fail, [message, dialog]);
  const document = parseDocument(request('a') + request('b') + request('a', 2));
  runner.run(document, DEFAULT_CONFIGURATION);
  assert.equal(calls.length, 3 + 2);
  calls.length = 0;
  runner.run(document, DEFAULT_CONFIGURATION);
  assert.deepEqual(calls, []);
  const next = edited(document, '2 OPTIONS', '3 OPTIONS');
  runner.run(next, DEFAULT_CONFIGURATION);
  assert.deepEqual(calls, [[next.messages[2]?.text], [next.messages[0]?.text, next.messages[2]?.text]]);
});

test('a dialog rule compares messages; one alone it sees only if it asks for that', () => {
  const { dialog, calls } = countingRules();
  const { lone, ...compares } = dialog;
  const document = parseDocument(request('a') + request('b') + request('a', 2));
  new RuleRunner(assert.fail, [compares]).run(document, DEFAULT_CONFIGURATION);
  assert.equal(lone, true);
  assert.deepEqual(
    calls.map(one => one.length),
    [2],
  );
});

test('no rule that compares messages would say anything about one alone', () => {
  const comparing = RULES.filter(rule => rule.scope === 'dialog' && rule.lone !== true);
  for (const { good, bad } of RULES) {
    for (const message of parseDocument(good + bad.replace(/^ +\^.*$/gm, '')).messages) {
      for (const rule of comparing) {
        const report = () => assert.fail(`${rule.id} needs lone: true: ${message.text}`);
        if (rule.scope === 'dialog') rule.check([message], report, { configuration: DEFAULT_CONFIGURATION });
      }
    }
  }
});

test('a message that leaves a Call-ID is looked at again by the ones that stay', () => {
  const { dialog, calls } = countingRules();
  const runner = new RuleRunner(assert.fail, [dialog]);
  const document = parseDocument(request('a') + request('a', 2));
  runner.run(document, DEFAULT_CONFIGURATION);
  calls.length = 0;
  runner.run(edited(document, 'Call-ID: a\nCSeq: 2', 'Call-ID: b\nCSeq: 2'), DEFAULT_CONFIGURATION);
  assert.deepEqual(
    calls.map(one => one.length),
    [1, 1],
  );
});

test('a long Call-ID is checked in stretches, and an edit touches one of them', () => {
  const { dialog, calls } = countingRules();
  const runner = new RuleRunner(assert.fail, [dialog]);
  const document = parseDocument(Array.from({ length: 300 }, (_, index) => request('a', 1000 + index)).join(''));
  runner.run(document, DEFAULT_CONFIGURATION);
  assert.ok(calls.every(one => one.length <= 64));
  calls.length = 0;
  runner.run(edited(document, '1250 OPTIONS', '1250 INVITE'), DEFAULT_CONFIGURATION);
  assert.equal(calls.length, 1);
});

test('the same registration pasted twice is two stretches', () => {
  const { dialog, calls } = countingRules();
  const pasted = request('a', 1) + request('a', 2);
  new RuleRunner(assert.fail, [dialog]).run(parseDocument(pasted + pasted), DEFAULT_CONFIGURATION);
  assert.deepEqual(
    calls.map(one => one.length),
    [2, 2],
  );
});

test('edits give the same findings as a fresh run', () => {
  const runner = new RuleRunner(assert.fail);
  let document = parseDocument(request('a') + request('b') + request('a', 2, 'X-Lab: 1\n'));
  runner.run(document, DEFAULT_CONFIGURATION);
  const steps: [string, string][] = [
    ['Max-Forwards: 70', 'Max-Forwards: 700'],
    ['CSeq: 2 OPTIONS', 'CSeq: 2 INVITE'],
    ['X-Lab: 1\n', '# @ignore-file max-forwards-range\n'],
    ['Max-Forwards: 700', 'Max-Forwards: 70'],
    ['Call-ID: b', 'Call-ID: a'],
  ];
  for (const [from, to] of steps) {
    document = edited(document, from, to);
    const text = document.messages.map(message => message.text).join('');
    assert.deepEqual(
      runner.run(document, DEFAULT_CONFIGURATION),
      runRules(parseDocument(text), DEFAULT_CONFIGURATION),
      to,
    );
  }
});

test('severities come from the configuration, also those of syntax errors', () => {
  const text = request('a').replace('70', '700').replace('<sip:a@home.net>', '<sip:a@home.net');
  const severities = (rules: Configuration['rules']): string[] =>
    runRules(parseDocument(text), configured(rules))
      .byMessage.flat()
      .map(one => `${one.rule} ${one.severity}`);
  assert.deepEqual(severities({}), ['angle-unclosed error', 'max-forwards-range error']);
  assert.deepEqual(severities({ 'max-forwards-range': 'hint', 'angle-unclosed': 'off' }), ['max-forwards-range hint']);
});

test('syntax errors carry the sentence and the clause of their code', () => {
  const [finding] = runRules(parseDocument(request('a').replace('70', 'x')), DEFAULT_CONFIGURATION).byMessage.flat();
  assert.equal(finding?.rule, 'integer-expected');
  assert.match(finding?.message ?? '', /number/);
  assert.match(finding?.spec ?? '', /§/);
});

test('a header with a syntax error gets no second finding', () => {
  assert.deepEqual(ids(request('a').replace('CSeq: 1 OPTIONS', 'CSeq: 1 INVITE extra')), ['text-unexpected']);
});

const wrong = request('a').replace('70', '700');
const suppressions: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['above the message', `# @ignore max-forwards-range lab\n${wrong}`, []],
  ['above the header', wrong.replace('Max-', '# @ignore max-forwards-range lab\nMax-'), []],
  [
    'above another header',
    wrong.replace('CSeq', '# @ignore max-forwards-range\nCSeq'),
    ['unused-ignore', 'max-forwards-range'],
  ],
  ['of another rule', `# @ignore cseq-range\n${wrong}`, ['unused-ignore', 'max-forwards-range']],
  ['without a rule', `# @ignore\n${wrong}`, ['unused-ignore', 'max-forwards-range']],
  ['for the file', `# @ignore-file max-forwards-range lab\n${request('b')}\n${wrong}`, []],
  ['for the file, from below', `${wrong}\n# @ignore-file max-forwards-range lab\n${request('b')}`, []],
  ['for the file, unused', `# @ignore-file cseq-range lab\n${request('b')}`, ['unused-ignore']],
  ['for the file, of a document rule', `# @ignore-file trace-incomplete lab\n${request('b')}`, []],
  ['of no rule', `# @ignore max-forward-range lab\n${wrong}`, ['unused-ignore', 'max-forwards-range']],
  ['of a syntax error', `# @ignore integer-expected\n${wrong.replace('700', 'x')}`, []],
  [
    'in one message only',
    `# @ignore max-forwards-range\n${wrong}\n${wrong.replaceAll('Call-ID: a', 'Call-ID: b')}`,
    ['max-forwards-range'],
  ],
];
for (const [name, text, expected] of suppressions) test(`@ignore ${name}`, () => assert.deepEqual(ids(text), expected));

test('an ignore of a rule that is off is not called unused, one of no rule is told what was meant', () => {
  const ignoring = (rule: string): string => `# @ignore ${rule} lab\n${request('a')}`;
  assert.deepEqual(ids(ignoring('cseq-range'), configured({ 'cseq-range': 'off' })), []);
  assert.deepEqual(ids(ignoring('pani-unprotected'), { ...DEFAULT_CONFIGURATION, profile: 'rfc3261' }), []);
  const [finding] = runRules(parseDocument(ignoring('cseq-rang')), DEFAULT_CONFIGURATION).byMessage.flat();
  assert.equal(finding?.message, 'There is no rule "cseq-rang", so this ignores nothing. Did you mean "cseq-range"?');
});

test('an ignore that is not needed can be removed, unless that may depend on other files', () => {
  const text = `# @ignore cseq-range lab\r\n# @ignore nonce-not-offered lab\r\n${request('a')}`;
  const found = runRules(parseDocument(text), DEFAULT_CONFIGURATION).byMessage.flat();
  assert.deepEqual(
    found.map(one => one.fix?.edits.map(edit => text.slice(edit.start, edit.end))),
    [['# @ignore cseq-range lab\r\n'], undefined],
  );
});

test('the directive itself is reported when it is unused', () => {
  const text = `# @ignore cseq-range\n${request('a')}`;
  const [finding] = runRules(parseDocument(text), DEFAULT_CONFIGURATION).byMessage.flat();
  assert.equal(text.slice(finding?.start, finding?.end), '# @ignore cseq-range');
});

test('a rule that throws is logged once with its id, and the others still run', () => {
  const { message } = countingRules();
  const broken: MessageRule = { ...message, id: 'broken', check: ({ text }) => assert.fail(`no luck with ${text}`) };
  const lines: string[] = [];
  const runner = new RuleRunner(line => lines.push(line), [broken, ...RULES]);
  const found = runner.run(parseDocument(wrong + wrong), DEFAULT_CONFIGURATION);
  assert.deepEqual(rulesOf(found), [['max-forwards-range'], ['max-forwards-range']]);
  assert.equal(lines.length, 1);
  // Nothing of the message: it may hold a password.
  assert.match(lines[0] ?? '', /^Rule broken failed: AssertionError at [^\n]*run\.test\.ts:\d+:\d+\)?$/);
});

test('a document rule sees the whole document and can be ignored', () => {
  const rule: DocumentRule = {
    ...countingRules().message,
    id: 'counts-document',
    scope: 'document',
    check: (messages, report) => {
      const last = messages.at(-1);
      if (last !== undefined) report(last, { start: 0, end: 1 }, `There are ${messages.length} messages.`);
    },
  };
  const run = (text: string) =>
    new RuleRunner(assert.fail, [rule]).run(parseDocument(text), DEFAULT_CONFIGURATION).byMessage;
  assert.deepEqual(
    run(request('a') + request('b')).map(list => list.length),
    [0, 1],
  );
  assert.deepEqual(run(`${request('a')}# @ignore counts-document\n${request('b')}`).flat(), []);
});

test('a file of another program has one hint', () => {
  const { byMessage, total } = runRules(
    parseDocument('%Module(name=PyQt5.QtCore)\n%Include x.sip\nclass A {\n};\n'),
    DEFAULT_CONFIGURATION,
  );
  assert.equal(total, 1);
  assert.deepEqual(
    byMessage.flat().map(one => `${one.rule} ${one.severity}`),
    ['not-sip hint'],
  );
});

test('an empty file has nothing', () => assert.deepEqual(ids(''), []));

test('the first thousand findings are shown, and one that says so', () => {
  const text = Array.from({ length: 1200 }, (_, index) => wrong.replaceAll('Call-ID: a', `Call-ID: ${index}`)).join('');
  const { byMessage, total } = runRules(parseDocument(text), DEFAULT_CONFIGURATION);
  const all = byMessage.flat();
  assert.equal(total, 1200);
  assert.equal(all.length, 1001);
  assert.equal(all.at(-1)?.rule, 'too-many-findings');
  assert.equal(all.filter(one => one.rule === 'max-forwards-range').length, 1000);
});
