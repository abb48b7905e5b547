/** New messages: each is a message of its own without a syntax error, and makes no new error or warning. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseConfiguration } from '../../../../server/src/common/config/parse.ts';
import { runRules } from '../../../../server/src/common/rules/run.ts';
import { SipPacket, splitList } from '../../../../server/src/common/sim/message.ts';
import type { SipDocument } from '../../../../server/src/common/syntax/document.ts';
import { parseDocument, positionOf } from '../../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../../server/src/common/syntax/message.ts';
import { toWire } from '../../../../server/src/common/syntax/print.ts';
import { methodOf, startLineOf } from '../../../../server/src/common/syntax/views.ts';
import { bundledTexts } from '../../../support/corpus.ts';
import { mutate } from '../../../support/mutate.ts';
import { seeded } from '../../../support/random.ts';
import { after, refactoringsAt } from '../../../unit/features/refactor/places.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const read = (...names: string[]): string => readFileSync(path.join(ROOT, ...names), 'utf8');
const { configuration } = parseConfiguration(read('examples/sipwright.json'));
const FLOW = 'test/data/golden-registration';
const registration = readdirSync(path.join(ROOT, FLOW)).filter(name => name.endsWith('.sip'));
const examples = [
  ...['call.sip', 'register.sip', 'registration.sip'].map(name => read('examples', name)),
  ...registration.map(name => read(FLOW, name)),
  registration.map(name => `### ${name}\n${read(FLOW, name).trimEnd()}\n\n`).join(''),
];

function findingsOf(document: SipDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { severity, rule } of runRules(document, configuration).byMessage.flat()) {
    if (severity === 'error' || severity === 'warning') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

const wires = (document: SipDocument): string[] =>
  document.messages.flatMap(message => {
    const wire = toWire(message);
    return wire ? [JSON.stringify(wire, ['startLine', 'headers', 'name', 'value', 'body'])] : [];
  });

const NEW = ['refactor.response', 'refactor.request'];

/** Every new message at every start-line of the document; gives the number of them by method and code. */
function deriveEverywhere(text: string, made: Map<string, number>, isClean: boolean): void {
  const document = parseDocument(text);
  const before = wires(document);
  const findings = findingsOf(document);
  for (const [index, message] of document.messages.entries()) {
    const line = startLineOf(message);
    if (line === undefined) continue;
    const cursor = positionOf(document, index, line.start);
    for (const action of refactoringsAt(document, cursor, configuration, NEW)) {
      const { title } = action;
      const changed = parseDocument(after(document, action));
      const all = wires(changed);
      // All others stay as they are, and there is one more.
      const fresh = all.filter(wire => !before.includes(wire));
      assert.equal(all.length, before.length + 1, title);
      assert.ok(fresh.length <= 1, title);
      const added = changed.messages.find(
        each => JSON.stringify(wires(parseDocument(each.text))) === JSON.stringify(fresh),
      );
      made.set(title, (made.get(title) ?? 0) + 1);
      if (!isClean) continue;
      assert.deepEqual(added?.errors ?? [], [], title);
      for (const [rule, count] of findingsOf(changed)) {
        // A fault that the file has may be copied.
        assert.ok(findings.has(rule) || count === 0, `${title}: ${rule}\n${added?.text}`);
      }
    }
  }
}

/** What a file looks like while somebody writes it: the first message, the first two, and so on. */
function beginningsOf(text: string): string[] {
  const { messages } = parseDocument(text);
  return messages.map((_, at) => messages.slice(0, at + 1).reduce((sum, each) => sum + each.text, ''));
}

test('responses and next requests of the examples, at every state of the file', () => {
  const made = new Map<string, number>();
  for (const text of examples.flatMap(beginningsOf)) {
    deriveEverywhere(text, made, true);
    deriveEverywhere(text.replaceAll('\r', '').replaceAll('\n', '\r\n'), made, true);
  }
  for (const expected of [
    'response 200',
    'response 180',
    'response 401',
    'REGISTER',
    'ACK',
    'PRACK',
    'CANCEL',
    'BYE',
  ]) {
    assert.ok(
      [...made.keys()].some(title => title.includes(expected)),
      `${expected}: ${JSON.stringify([...made])}`,
    );
  }
});

const { SIPWRIGHT_CORPUS: corpus } = process.env;
test('the same in the flows of RFC 3665', { skip: corpus === undefined && 'SIPWRIGHT_CORPUS is not set' }, () => {
  const folder = path.join(corpus ?? '', 'rfc/rfc3665');
  const made = new Map<string, number>();
  for (const name of readdirSync(folder)
    .filter(each => each.endsWith('.sip'))
    .slice(0, 60)) {
    deriveEverywhere(readFileSync(path.join(folder, name), 'utf8'), made, false);
  }
  assert.ok(made.size > 5, JSON.stringify([...made]));
});

test('broken messages get no response, or one that leaves the others alone', () => {
  const random = seeded(3);
  const texts = bundledTexts();
  const made = new Map<string, number>();
  for (let i = 0; i < 100; i++) {
    const text = mutate(texts[i % texts.length] ?? '', random);
    try {
      deriveEverywhere(text, made, false);
    } catch (error) {
      throw new Error(`case ${i}: ${JSON.stringify(text)}`, { cause: error });
    }
  }
});

const COMPARED = ['Route', 'From', 'To', 'Call-ID', 'CSeq', 'RAck'] as const;

/** What the standards fix of a request inside a dialog: all but the branch and what is free to add. */
function essence(message: SipMessage): unknown {
  const packet = SipPacket.author(message);
  const vias = packet.vias().map(({ host, port }) => `${host}:${port}`);
  return [
    packet.method,
    packet.requestUri,
    vias,
    COMPARED.map(name => [name, ...packet.values(name).flatMap(splitList)]),
  ];
}

/**
 * Each request of these flows that a refactoring could have made from what stands above it, compared with what it makes;
 * gives the methods.
 */
function remake(text: string): string[] {
  const { messages } = parseDocument(text);
  return messages.flatMap((wanted, at) => {
    const method = methodOf(wanted) ?? '';
    if (startLineOf(wanted)?.type !== 'request' || !/^(?:ACK|BYE|CANCEL|PRACK)$/.test(method)) return [];
    const above = parseDocument(
      messages
        .slice(0, at)
        .map(each => each.text)
        .join(''),
    );
    const made = above.messages.flatMap((message, index) => {
      const line = startLineOf(message);
      if (line === undefined) return [];
      const actions = refactoringsAt(above, positionOf(above, index, line.start), configuration, NEW);
      const next = actions.filter(({ title }) => title === `Add the ${method} that comes next below`);
      return next.flatMap(action =>
        parseDocument(after(above, action)).messages.filter(each => methodOf(each) === method),
      );
    });
    const essences = made.map(message => JSON.stringify(essence(message)));
    const expected = JSON.stringify(essence(wanted));
    assert.ok(essences.includes(expected), `${wanted.text}\n${[...new Set(essences)].join('\n')}\n${expected}`);
    return [method];
  });
}

test('the requests of the example call are those that the refactorings make', () => {
  assert.deepEqual(remake(read('examples/call.sip')), ['PRACK', 'ACK', 'BYE']);
});
