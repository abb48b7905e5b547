/** Messages of the UE that are changed on the way, octet by octet and header by header: none of them registers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, Io, TransportPath } from '../../../server/src/common/sim/actor.ts';
import { readStart } from '../../../server/src/common/sim/authored.ts';
import { planFaults } from '../../../server/src/common/sim/faults.ts';
import { findFlow } from '../../../server/src/common/sim/flows/index.ts';
import { type HeaderLine, type OutgoingMessage, withoutHeaders } from '../../../server/src/common/sim/message.ts';
import { World } from '../../../server/src/common/sim/world.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { configuration, REGISTER } from '../../unit/sim/setting.ts';

type Change = (message: OutgoingMessage, path: TransportPath) => OutgoingMessage;

/** The UE with a change to everything that it sends. */
function changed(ue: Actor, change: Change): Actor {
  const outgoing = (io: Io): Io =>
    Object.create(io, {
      sip: {
        value: (message: OutgoingMessage, path: TransportPath, shown?: Parameters<Io['sip']>[2]) =>
          io.sip(change(message, path), path, shown),
      },
    });
  return {
    id: ue.id,
    label: ue.label,
    addresses: ue.addresses,
    on: (event, io) => ue.on(event, outgoing(io)),
    state: now => ue.state(now),
  };
}

interface Ending {
  readonly isRegistered: boolean;
  /** Labels of what the UE got. */
  readonly received: readonly string[];
  /** Rules that had something to say. */
  readonly rules: readonly string[];
}

/** The standard registration with a change to the UE's messages. */
function runWith(change: Change): Ending {
  const plan = planFaults(configuration(), []);
  const flow = findFlow('ims-registration');
  assert.ok('plan' in plan && flow);
  const start = readStart(parseMessage(REGISTER), plan.plan.configuration, flow);
  assert.ok(!('error' in start));
  const { packet: authored, subscriber, address, vantage } = start;
  const { configuration: own } = plan.plan;
  const scenario = flow.build({ configuration: own, authored, subscriber, address, vantage, faults: plan.plan });
  const actors = scenario.actors.map(actor => (actor.id === 'ue' ? changed(actor, change) : actor));
  const world = new World(actors, {
    seed: 1,
    eventBound: 10_000,
    linkFaults: [],
    tampers: [],
    udpLimit: Number.POSITIVE_INFINITY,
    overrides: {},
  });
  for (const { actor, name, value, at } of scenario.stimuli) world.stimulate(actor, name, value, at);
  assert.equal(world.run(scenario.horizon), 'done');
  return {
    isRegistered: scenario.outcome().status === 'registered',
    received: world.log.filter(event => event.kind === 'sip' && event.to === 'ue').map(event => event.label),
    rules: world.log.flatMap(event => (event.because ?? []).map(reason => reason.rule)),
  };
}

/** Changes a header of the protected REGISTER and of nothing else. */
function ofAnswer(name: string, change: (value: string) => string): Change {
  return (message, path) => {
    if (path.association === undefined || !message.startLine.startsWith('REGISTER ')) return message;
    const headers = message.headers.map(
      (line): HeaderLine => (line.name === name ? { ...line, value: change(line.value) } : line),
    );
    return { ...message, headers };
  };
}

/** The headers of the answer as they are sent when nobody changes them. */
function sentAnswer(): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  runWith((message, path) => {
    if (path.association !== undefined && message.startLine.startsWith('REGISTER '))
      for (const { name, value } of message.headers) values.set(name, value);
    return message;
  });
  return values;
}

const ANSWER = sentAnswer();

test('the run without a change registers', () => assert.equal(runWith(message => message).isRegistered, true));

/** Where the octets of a directive's value, or of a whole value, stand. */
function extent(name: string, directive: string | undefined): { readonly start: number; readonly end: number } {
  const value = ANSWER.get(name) ?? '';
  if (directive === undefined) return { start: 0, end: value.length };
  const match = new RegExp(`(?<=[\\s,;])${directive}="?([^",;]*)`, 'd').exec(value);
  const [start, end] = match?.indices?.[1] ?? [0, 0];
  return { start, end };
}

const PROTECTED: readonly (readonly [header: string, directive?: string])[] = [
  ...['username', 'realm', 'nonce', 'uri', 'response', 'algorithm', 'qop', 'nc', 'cnonce'].map(
    directive => ['Authorization', directive] as const,
  ),
  ['Security-Verify'],
  ['Security-Client'],
  ['Call-ID'],
];

for (const [name, directive] of PROTECTED) {
  const { start, end } = extent(name, directive);
  const what = directive === undefined ? name : `${directive} of ${name}`;
  test(`no octet of ${what} can be another: ${end - start} runs`, () => {
    assert.ok(end > start);
    for (let at = start; at < end; at++) {
      const { isRegistered, received } = runWith(
        // The lowest bit: no letter becomes the same one in the other case.
        ofAnswer(name, value => {
          const octet = String.fromCharCode(value.charCodeAt(at) ^ 1);
          return value.slice(0, at) + octet + value.slice(at + 1);
        }),
      );
      const changedTo = `${what}, octet ${at - start}`;
      assert.equal(isRegistered, false, changedTo);
      assert.ok(!received.some(label => label.startsWith('200')), changedTo);
    }
  });
}

/** Takes a header out of the answer and out of nothing else. */
function without(name: string): Change {
  return (message, path) =>
    path.association === undefined ? message : { ...message, headers: withoutHeaders(message.headers, name) };
}

/** Mandatory in the answer with IMS AKA (TS 24.229 §5.1.1.5.1; RFC 3261 §8.1.1). */
const MANDATORY = [
  ...['Via', 'From', 'To', 'Call-ID', 'CSeq'],
  ...['Authorization', 'Security-Client', 'Security-Verify', 'Require', 'Proxy-Require'],
];

for (const name of MANDATORY) {
  test(`an answer without ${name} never registers`, () => {
    assert.ok(ANSWER.has(name));
    const { isRegistered, received } = runWith(without(name));
    assert.equal(isRegistered, false);
    assert.ok(!received.some(label => label.startsWith('200')));
  });
}

test('an answer without Supported: path registers, and a note says that a registrar need not take it', () => {
  assert.match(ANSWER.get('Supported') ?? '', /path/);
  const { isRegistered, rules } = runWith(without('Supported'));
  assert.equal(isRegistered, true);
  assert.ok(rules.includes('scscf-path-unsupported'), rules.join());
});

test('an answer without Contact only asks what is registered', () => {
  assert.equal(runWith(without('Contact')).isRegistered, false);
});
