/** What made a run fail, at its header: range, clause, severity, and the repair where there is one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeLenses } from '../../../server/src/common/features/codeLens.ts';
import { CLIENT_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { failureFindings, withFailure } from '../../../server/src/common/features/runFailure.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../server/src/common/syntax/message.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, edited, run } from '../sim/setting.ts';

function failureOf(text: string, message: SipMessage = parseMessage(text), own = configuration()) {
  const { result } = run({ text, configuration: own });
  return { message, title: result.title, outcome: result.outcome };
}

/** One mistake each, and what the repair writes. */
const REPAIRS: readonly (readonly [text: string, rule: string, fix: string])[] = [
  [
    edited('username="001010000000001@', 'username="001010000000009@'),
    'run:hss-private-identity',
    'Write 001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
  ],
  [
    edited(/^To: <sip:001010000000001/m, 'To: <sip:001010000000009'),
    'run:hss-public-identity',
    'Write sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
  ],
  [edited('CSeq: 1 REGISTER', 'CSeq: 1 INVITE'), 'run:pcscf-cseq', 'Write REGISTER'],
  [edited('Max-Forwards: 70', 'Max-Forwards: 0'), 'run:pcscf-max-forwards', 'Write Max-Forwards: 70'],
  [edited('Proxy-Require: sec-agree', 'Proxy-Require: sec-agree, magic'), 'run:pcscf-option', 'Remove magic'],
  [edited('Proxy-Require: sec-agree', 'Proxy-Require: magic, sec-agree'), 'run:pcscf-option', 'Remove magic'],
  [edited(/^Require: sec-agree/m, 'Require: sec-agree\r\nRequire: magic'), 'run:scscf-option', 'Remove magic'],
  [edited('REGISTER sip:ims.', 'REGISTER sip:imx.'), 'run:pcscf-no-route', 'Write ims.mnc001.mcc001.3gppnetwork.org'],
];

for (const [text, rule, fix] of REPAIRS) {
  test(`${rule}: "${fix}" and the next run goes further`, () => {
    const found = failureFindings(failureOf(text), configuration()).find(each => each.rule === rule);
    assert.ok(found?.fix);
    assert.equal(found.fix.title, fix);
    assert.equal(found.severity, 'error');
    assert.match(found.message, /^The run ends with [4-6]\d\d /);
    assert.match(found.spec, /^(?:TS|RFC) \d/);
    const right = found.fix.edits.reduce(
      (all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end),
      text,
    );
    const { outcome } = run({ text: right }).result;
    assert.equal(outcome.status, 'registered', outcome.because.map(each => each.message).join());
  });
}

test('too short an expiry gets what the registrar grants at least', () => {
  const text = edited('Expires: 600000', 'Expires: 30');
  const own = configuration({ network: { minExpires: 600 } });
  const findings = failureFindings(failureOf(text, undefined, own), own);
  const fix = findings.find(({ rule }) => rule === 'run:scscf-interval-too-brief')?.fix;
  assert.match(fix?.edits[0]?.text ?? '', /600$/);
});

test('what lies outside of the message is told at its start-line, with the setting', () => {
  const text = edited('Expires: 600000', 'Expires: 600000 ');
  const own = configuration({ alice: { capabilities: { mandatory: [7] } } });
  const [found] = failureFindings(failureOf(text, undefined, own), own);
  assert.ok(found);
  assert.equal(text.slice(found.start, found.end), text.slice(0, text.indexOf('\r\n')).trimEnd());
  assert.match(found.message, /\(sipwright\.json: network\.scscf\)$/);
});

test('an end that was expected is no error', () => {
  const text = `# @expect 403\r\n${edited(/^To: <sip:001010000000001/m, 'To: <sip:001010000000009')}`;
  assert.ok(failureFindings(failureOf(text), configuration()).every(({ severity }) => severity === 'info'));
});

test('the failure goes with its message, and leaves with the first edit', () => {
  const text = edited('Max-Forwards: 70', 'Max-Forwards: 0');
  const document = parseDocument(`### one\n\n${text}`);
  const message = document.messages.find(each => each.text.includes('REGISTER'));
  assert.ok(message);
  const failure = failureOf(message.text, message);
  const findings = runRules(document, configuration());
  const all = withFailure(document, findings, failure, configuration());
  assert.ok(all.total > findings.total);
  const lens = codeLenses(document, 'file:///a.sip', CLIENT_COMMANDS, failure).find(({ command }) =>
    command.title.startsWith('✗ 483'),
  );
  assert.equal(lens?.command.command, 'sipwright.showLadder');
  const other = parseDocument(`### one\n\n${text}`);
  assert.equal(withFailure(other, findings, failure, configuration()), findings);
});
