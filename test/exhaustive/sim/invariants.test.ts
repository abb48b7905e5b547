import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { challengeAndAnswer } from '../../../server/src/common/sim/challengeAndAnswer.ts';
import { FAULTS } from '../../../server/src/common/sim/faultRows.ts';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { printWire, toWire } from '../../../server/src/common/syntax/print.ts';
import { ladder } from '../../../server/src/common/trace/ladder.ts';
import { mermaid } from '../../../server/src/common/trace/mermaid.ts';
import { svg } from '../../../server/src/common/trace/svg.ts';
import { transcript } from '../../../server/src/common/trace/transcript.ts';
import { configuration, edited, REGISTER, run } from '../../unit/sim/setting.ts';

/** Runs that between them send most kinds of messages. */
const SCENARIOS: readonly { readonly name: string; readonly options: Parameters<typeof run>[0] }[] = [
  ...FLOWS.map(flow => ({ name: flow.id, options: { flow: flow.id } })),
  { name: 'resynchronisation', options: { faults: ['sqn-behind'] } },
  { name: 'wrong key', options: { faults: ['wrong-key'] } },
  { name: 'interval too brief', options: { text: edited('Expires: 600000', 'Expires: 30') } },
  { name: 'roaming refused', options: { faults: ['visited=elsewhere.example'] } },
  { name: 'no Security-Client', options: { text: edited(/^Security-Client:.*\r?\n/m, '') } },
  { name: 'lost challenge', options: { faults: ['drop=401:1'] } },
  { name: 'wrong response', options: { faults: ['corrupt=Authorization.response'] } },
];

/** What the linter rightly says of a flow, because the flow is like that. */
const EXPECTED_OF_FLOW: Readonly<Record<string, readonly string[]>> = {
  // The 200 behind the ATCF has a Path that the REGISTER before the ATCF has not: both are of one transaction here.
  'atcf-registration': ['path-not-echoed'],
  // AKA without security associations.
  'mc-migration': ['answer-not-on-protected-port'],
  'mc-migration-draft': ['answer-not-on-protected-port'],
  'ims-registration-unprotected': [
    'missing-on-hop',
    'security-server-missing',
    'answer-not-on-protected-port',
    'unprotected-answer-accepted',
  ],
  // The linter expects IMS AKA with security agreement; these accesses have none.
  'ims-digest': ['missing-on-hop'],
  'ims-digest-re-registration': ['missing-on-hop'],
  'ims-outbound-flows': ['missing-on-hop'],
  'ims-digest-tls-first': ['missing-on-hop'],
  'ims-akav2-tls': ['missing-on-hop'],
  'ims-giba': ['missing-on-hop'],
  'ims-nass': ['missing-on-hop'],
};

for (const { name, options } of SCENARIOS) {
  test(`${name}: the same bytes again, and after another run`, () => {
    const first = JSON.stringify(run(options).result);
    run({ seed: 77 });
    assert.equal(JSON.stringify(run(options).result), first);
  });

  test(`${name}: every SIP message parses, and printing what was parsed gives the same octets`, () => {
    for (const { sip } of run(options).packets) {
      if (sip === undefined) continue;
      const message = parseMessage(sip.text);
      assert.deepEqual(message.errors, [], sip.text);
      const wire = toWire(message);
      assert.equal(wire && printWire(wire), sip.text);
    }
  });

  test(`${name}: nothing is on the wrong side of the P-CSCF`, () => {
    for (const { from, to, sip } of run(options).packets) {
      if (sip === undefined) continue;
      const isGm = from === 'ue' || to === 'ue';
      const forbidden = isGm
        ? /^P-Charging-|[,\s](?:ck|ik)=|integrity-protected|^P-Visited-Network-ID/im
        : /^Security-(?:Client|Verify|Server)|sec-agree/im;
      assert.doesNotMatch(sip.text, forbidden, `${from} > ${to}`);
    }
  });

  test(`${name}: the transcript parses without an error and each event's line is its own`, () => {
    const { result } = run(options);
    const { text, lines } = transcript(result);
    const document = parseDocument(text);
    assert.deepEqual(
      document.messages.flatMap(message => message.errors),
      [],
    );
    const rows = text.split('\n');
    for (const event of result.events)
      assert.match(rows[lines[event.n - 1] ?? -1] ?? '', new RegExp(`^### ${event.n}\\. `));
  });

  test(`${name}: the linter has no error and no warning for what the simulator sends`, () => {
    // An AMF as networks have it, in place of that of the test vectors.
    const own = configuration({ alice: { amf: '8000' } });
    const document = parseDocument(transcript(run({ ...options, configuration: own }).result).text);
    const findings = runRules(document, own).byMessage.flat();
    // What the author got wrong is found, too.
    const expected = [
      ...(options?.text === undefined ? [] : ['missing-on-hop', 'sec-agree-without-client']),
      ...(EXPECTED_OF_FLOW[name] ?? []),
    ];
    const serious = findings.filter(one => ['error', 'warning'].includes(one.severity) && !expected.includes(one.rule));
    assert.deepEqual(
      serious.map(one => `${one.rule}: ${one.message}`),
      [],
    );
  });

  test(`${name}: no key and no expected response in anything that is shown`, () => {
    const { result, packets } = run(options);
    const secrets = packets
      .flatMap(({ sip }) => [...(sip?.text ?? '').matchAll(/[,\s](?:ck|ik)="([0-9a-f]{32})"/g)])
      .map(match => match[1] ?? '');
    const keys = [
      ...secrets,
      '465b5ce8b199b49faa5f0a2ee238a6bc',
      'cdc202d5123e20f62b6d676ac72cb318',
      'cd63cb71954a9f4e48a5994e37a02baf',
    ];
    const shown = [JSON.stringify(result), transcript(result).text, ladder(result), svg(result), mermaid(result)]
      .join('\n')
      .toLowerCase();
    for (const key of keys) assert.ok(!shown.includes(key));
  });
}

test('another seed gives other values and the same steps', () => {
  const labels = (seed: number): string[] =>
    run({ seed })
      .result.events.filter(event => event.kind === 'sip')
      .map(event => event.label);
  assert.deepEqual(labels(5), labels(6));
  assert.notEqual(JSON.stringify(run({ seed: 5 }).result), JSON.stringify(run({ seed: 6 }).result));
});

/** Fields of the answer to the challenge; one wrong character in any of them must never register. */
const SECURITY_FIELDS = [
  'Authorization.username',
  'Authorization.realm',
  'Authorization.nonce',
  'Authorization.uri',
  'Authorization.response',
  'Authorization.cnonce',
  'Authorization.nc',
  'Authorization.qop',
  'Authorization.algorithm',
  'Security-Verify.alg',
  'Security-Verify.ealg',
  'Security-Verify.spi-c',
  'Security-Verify.spi-s',
  'Security-Verify.port-c',
  'Security-Verify.port-s',
  'Security-Client.spi-c',
  'Security-Client.spi-s',
  'Security-Client.port-c',
  'Security-Client.port-s',
  'Call-ID',
  'Security-Verify',
  'Security-Client',
];

for (const field of SECURITY_FIELDS) {
  test(`a wrong ${field} in the answer never registers`, () => {
    const { result } = run({ faults: [`corrupt=${field}`] });
    assert.notEqual(result.outcome.status, 'registered');
    assert.ok(!result.events.some(event => event.label.startsWith('200 ') && event.to === 'ue'));
  });
}

test('no vector is used twice', () => {
  for (const { name, options } of SCENARIOS) {
    // A retransmitted 401 is the same message again, so texts are taken once.
    const challenges = new Set(
      run(options).packets.flatMap(({ sip, from }) =>
        sip?.text.startsWith('SIP/2.0 401') && from.startsWith('scscf') ? [sip.text] : [],
      ),
    );
    const nonces = [...challenges].map(text => /nonce="([^"]*)"/.exec(text)?.[1]);
    assert.equal(new Set(nonces).size, nonces.length, name);
  }
});

test('a failed first registration leaves no S-CSCF name in the HSS and no association', () => {
  const { result } = run({ faults: ['corrupt=Authorization.response'] });
  const { hss, pcscf, ue } = result.state;
  assert.match(JSON.stringify(hss), /"server":null/);
  assert.match(JSON.stringify(pcscf), /"securityAssociations":\[\]/);
  assert.match(JSON.stringify(ue), /"securityAssociations":\[\]/);
});

test('every fault has a name, a sentence, and can be planned or says what it needs', () => {
  for (const fault of FAULTS) {
    assert.match(fault.name, /^[a-z]+(?:-[a-z]+)*$/);
    assert.match(fault.title, /^[A-Z].*\.$/);
  }
});

test('challenge and answer can be put below the REGISTER', () => {
  const result = challengeAndAnswer(parseMessage(REGISTER), configuration(), 1);
  assert.ok('text' in result);
  const document = parseDocument(result.text);
  assert.equal(document.messages.length, 2);
  assert.deepEqual(
    document.messages.flatMap(message => message.errors),
    [],
  );
  assert.match(
    result.text,
    /^### 401 Unauthorized$[\s\S]*^SIP\/2\.0 401 Unauthorized$[\s\S]*^REGISTER sip:.*$[\s\S]*^Security-Verify: /m,
  );
  assert.doesNotMatch(result.text, /[,\s](?:ck|ik)=/);
});

test('without a challenge it says why', () => {
  const text = edited('username="001010000000001@', 'username="001010000000009@');
  const result = challengeAndAnswer(parseMessage(text), configuration(), 1);
  assert.ok('error' in result);
  assert.match(result.error.message, /403 Forbidden: The HSS knows no private identity/);
});
