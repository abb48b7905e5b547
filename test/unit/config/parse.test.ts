import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { operatorVariant } from '../../../server/src/common/auth/akaFunctions.ts';
import { hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import { type Configuration, findSubscriber } from '../../../server/src/common/config/configuration.ts';
import { type ParseOptions, parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { secretVariable } from '../../../server/src/common/config/subscriber.ts';

const K = '465b5ce8b199b49faa5f0a2ee238a6bc';
const OP = 'cdc202d5123e20f62b6d676ac72cb318';
const OPC = 'cd63cb71954a9f4e48a5994e37a02baf';
const ALICE = '001010000000001@ims.mnc001.mcc001.3gppnetwork.org';

/**
 * The only place that knows the API. `text` has each place where a finding must start and end between « and »; `expected`
 * has, in their order, code and message of each.
 */
function check(text: string, expected: [code: string, message: RegExp][], options: ParseOptions = {}): Configuration {
  const ranges: { start: number; end: number }[] = [];
  const open: number[] = [];
  let plain = '';
  for (const character of text) {
    if (character === '«') open.push(plain.length);
    else if (character === '»') ranges.push({ start: open.pop() ?? -1, end: plain.length });
    else plain += character;
  }
  ranges.sort((a, b) => a.start - b.start);
  const { configuration, findings } = parseConfiguration(plain, options);
  const shown = findings.map(one => `${one.code}: ${one.message} «${plain.slice(one.start, one.end)}»`).join('\n');
  assert.deepEqual(
    findings.map(one => one.code),
    expected.map(([code]) => code),
    shown,
  );
  for (const [i, one] of findings.entries()) {
    assert.match(one.message, expected[i]?.[1] ?? assert.fail());
    assert.deepEqual({ start: one.start, end: one.end }, ranges[i], shown);
    assert.equal(one.file, 'public');
  }
  return configuration;
}

const user = (more: string): string => `{ "subscribers": [{ "name": "a", "imsi": "001010000000001", ${more} }] }`;

test('no file, an empty object, comments and trailing commas', () => {
  assert.deepEqual(parseConfiguration(undefined).configuration.subscribers, []);
  const configuration = check('// nothing\n{ /* yet */ "seed": 7, }', []);
  assert.equal(configuration.seed, 7);
  assert.equal(configuration.network.maxExpires, 600_000);
  assert.deepEqual(configuration.sources.get('/seed'), { file: 'public', start: 31, end: 32 });
});

test('the example file: three subscribers, identities derived, keys usable', () => {
  const text = readFileSync(new URL('../../../examples/sipwright.json', import.meta.url), 'utf8');
  const { subscribers, network } = check(text, []);
  assert.deepEqual(
    subscribers.map(one => one.name),
    ['alice', 'bob', 'mufasa'],
  );
  const [alice, bob, mufasa] = subscribers;
  assert.ok(alice?.usim && bob?.usim && mufasa);
  assert.equal(alice.impi, ALICE);
  assert.equal(hex(operatorVariant(alice.usim.material)), OPC);
  assert.equal(bob.impi, ALICE.replace('1@', '2@'));
  assert.equal(hex(operatorVariant(bob.usim.material)), '53c15671c60a4b731c55b4a441c0bde2');
  assert.deepEqual([alice.usim.sqn, alice.usim.sqnMs], [0x20, 0]);
  assert.equal(mufasa.usim, undefined);
  assert.equal(mufasa.password?.reveal(), 'Circle of Life');
  assert.equal(network.scscf[0]?.host, 'scscf1.ims.mnc001.mcc001.3gppnetwork.org');
  assert.equal(network.as[0]?.uri, 'sip:tas.ims.mnc001.mcc001.3gppnetwork.org');
});

test('the contract example of a subscriber: op given, opc null, password a secret', () => {
  const text = user(`"k": "${K}", "op": "${OP}", "opc": null, "password": "\${secret:alice}"`);
  const { subscribers } = check(text, [], { secret: name => (name === 'alice' ? 'wonderland' : undefined) });
  assert.equal(subscribers[0]?.password?.reveal(), 'wonderland');
  assert.equal(subscribers[0]?.usim?.material.operator.kind, 'op');
});

test('unusable key material: a finding at the value, identities kept, nothing computed', () => {
  const cases: [text: string, code: string, message: RegExp][] = [
    [`"k": «"${K.slice(1)}"», "op": "${OP}"`, 'value', /"k" is not right\. Give 32 or 64 hex.*; this has 31\./],
    [`"k": «"${K.slice(1)}x"», "op": "${OP}"`, 'value', /character 32 is none/],
    [`"k": «"${K}${K}"», "op": "${OP}"`, 'key-material', /Milenage has a K of 32/],
    [`"k": «"${K}"»`, 'key-material', /Without "op" or "opc"/],
    [`"k": "${K}", "op": "${OP}", "opc": «"${OP}"»`, 'key-material', /not the OPc of "op" and "k"/],
    [`"algorithm": "tuak", "k": «"${K}"», "opc": "${OPC}"`, 'key-material', /Without "top" or "topc"/],
  ];
  for (const [more, code, message] of cases) {
    // A K that is left out leaves an operator's value alone; that is not a second mistake.
    const expected: [string, RegExp][] = [[code, message]];
    const [subscriber] = check(user(more), expected).subscribers;
    assert.equal(subscriber?.impi, ALICE);
    assert.equal(subscriber?.usim, undefined);
    assert.equal(subscriber?.hss, undefined);
  }
});

test('op and opc that agree are fine', () => {
  const [subscriber] = check(user(`"k": "${K}", "op": "${OP}", "opc": "${OPC}"`), []).subscribers;
  assert.equal(subscriber?.usim?.material.operator.kind, 'opc');
});

test('the HSS may hold another key or counter', () => {
  const more = `"k": "${K}", "op": "${OP}", "sqn": "000000000100", "hss": { "k": "${OP}", "sqn": "000000000080" }`;
  const [subscriber] = check(user(more), []).subscribers;
  assert.equal(hex(subscriber?.usim?.material.k.reveal() ?? new Uint8Array()), K);
  assert.equal(hex(subscriber?.hss?.material.k.reveal() ?? new Uint8Array()), OP);
  assert.equal(subscriber?.hss?.material.operator.kind, 'op');
  assert.deepEqual([subscriber?.usim?.sqn, subscriber?.usim?.sqnMs, subscriber?.hss?.sqn], [0x100, 0xe0, 0x80]);
});

test('a secret that is not set, and one that is no key', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the syntax of the file.
  const text = user('"k": «"${secret:alice.k}"», "op": "cdc202d5123e20f62b6d676ac72cb318"');
  const unset = check(text, [['secret', /"alice\.k" is not set.*SIPWRIGHT_SECRET_ALICE_K\b/]]);
  assert.equal(unset.subscribers[0]?.usim, undefined);
  const wrong = check(text, [['key-material', /The secret must be 32 or 64 hexadecimal digits/]], {
    secret: () => 'hunter2',
  });
  assert.equal(wrong.subscribers[0]?.usim, undefined);
  const right = check(text.replace(/[«»]/g, ''), [], { secret: () => K });
  assert.equal(right.subscribers[0]?.usim?.material.k.reveal().length, 16);
});

test('unknown keys, wrong types, wrong values: each at its place', () => {
  check('{ «"subscriber"»: [] }', [['unknown-key', /Did you mean "subscribers"\?/]]);
  check('{ «"toString"»: [] }', [['unknown-key', /It is ignored/]]);
  check('{ "subscribers": «{}» }', [['type', /must be a list in brackets/]]);
  check('{ "seed": «true» }', [['type', /must be a whole number/]]);
  check('{ "rules": { "x": «"fatal"» } }', [['value', /"off", "hint", "info", "warning" or "error"/]]);
  check('{ "rules": { "x": «"eror"» } }', [['value', /Did you mean "error"\?/]]);
  check('{ "network": { "quirks": «"kamalio"» } }', [['value', /Did you mean "kamailio"\?/]]);
  check(user('"impi": «"sip:a@b"»'), [['value', /user@domain, without scheme/]]);
  check('{ "subscribers": [«{» "name": "x" }] }', [['missing', /needs "impi", or "imsi"/]]);
  check('{ "subscribers": [«{» "imsi": "001010000000001" }] }', [['missing', /"name" is missing/]]);
  check('{ "network": { "minExpires": «10», "maxExpires": 5 } }', [['conflict', /the defaults hold/]]);
  check(user('"impus": ["sip:a@b"], "barred": [«"sip:c@d"»]'), [['conflict', /none of the "impus"/]]);
  check('{ "network": { "pcscf": { "securityAlgorithms": [«{ "alg": "null" }»] } } }', [['conflict', /aes-gcm/]]);
});

test('rules that do not exist', () => {
  const options = { knownRules: ['via-branch-cookie'] };
  check(
    '{ "rules": { «"via-branch-cokie"»: "off" } }',
    [['unknown-rule', /Did you mean "via-branch-cookie"\?/]],
    options,
  );
  const configuration = check('{ "rules": { "via-branch-cookie": "off" } }', [], options);
  assert.deepEqual(configuration.rules, { 'via-branch-cookie': 'off' });
});

test('duplicates', () => {
  const one = '{ "name": "a", "impi": "a@b" }';
  const name = `{ "subscribers": [${one}, { "name": «"a"», "impi": "c@b" }] }`;
  assert.equal(check(name, [['duplicate', /another subscriber with the name "a"/]]).subscribers.length, 1);
  check(`{ "subscribers": [${one}, { "name": "c", "impi": «"a@b"» }] }`, [['duplicate', /"a" has this private/]]);
  const shared = `{ "subscribers": [${one}, { "name": "c", "impi": "c@b", "impus": [«"SIP:a@B:5060"»] }] }`;
  assert.equal(check(shared, [['duplicate', /look-ups by it find that one/]]).subscribers.length, 2);
  check('{ "network": { "scscf": [{ "name": "s" }, { "name": «"s"» }] } }', [['duplicate', /another S-CSCF/]]);
  check('{ "seed": 1, «"seed"»: 2 }', [['syntax', /twice; the last one counts/]]);
});

test('broken text: findings in it, what can be read is used', () => {
  assert.equal(check('{ "seed": 3«»', [['syntax', /closing brace/]]).seed, 3);
  assert.equal(check('{ "seed" «3» }', [['syntax', /colon/]]).seed, 1);
  check('«»', [['syntax', /value is expected/]]);
});

test('sources have the positions of the configuration, not of the file', () => {
  const text = `{ "subscribers": [{ "name": "no identity" }, { "name": "a", "impi": "a@b", "k": "${K}", "op": "${OP}" }] }`;
  const { configuration } = parseConfiguration(text);
  const source = configuration.sources.get('/subscribers/0/k');
  assert.equal(text.slice(source?.start, source?.end), `"${K}"`);
});

test('the private file lies over the public one', () => {
  const text = `{ "subscribers": [{ "name": "a", "impi": "a@b", "k": "${OP}" }, { "name": "z", "impi": "z@b" }],
    "network": { "minExpires": 30 }, "seed": 1 }`;
  const privateText = `{ "subscribers": [{ "name": "a", "k": "${K}", "op": "${OP}" }, { "name": "c", "impi": "c@b" }],
    "network": { "maxExpires": 40 }, "sed": 2 }`;
  const { configuration, findings } = parseConfiguration(text, { privateText });
  assert.deepEqual(
    findings.map(one => [one.file, one.code]),
    [['private', 'unknown-key']],
  );
  const names = configuration.subscribers.map(one => one.name);
  assert.deepEqual(names, ['a', 'z', 'c']);
  assert.equal(hex(configuration.subscribers[0]?.usim?.material.k.reveal() ?? new Uint8Array()), K);
  assert.deepEqual([configuration.network.minExpires, configuration.network.maxExpires], [30, 40]);
  assert.equal(configuration.sources.get('/subscribers/0/k')?.file, 'private');
  assert.equal(configuration.sources.get('/subscribers/0/impi')?.file, 'public');
});

test('quirks choose how SQN steps unless the file does', () => {
  assert.equal(check('{ "network": { "quirks": "pyhss" } }', []).network.sqnPolicy, 'plus100');
  assert.equal(check('{ "network": { "quirks": "pyhss", "sqnPolicy": "fixed" } }', []).network.sqnPolicy, 'fixed');
});

test('no way of printing a configuration shows a secret', () => {
  const text = user(`"k": "${K}", "op": "${OP}", "password": "hunter2"`);
  const { configuration, findings } = parseConfiguration(text);
  const shown =
    JSON.stringify(configuration) + inspect(configuration, { depth: 20, showHidden: true }) + JSON.stringify(findings);
  const octets = K.match(/../g)?.map(digits => Number.parseInt(digits, 16)) ?? [];
  for (const secret of [K, OP, 'hunter2', octets.join(','), octets.join(', ')]) assert.ok(!shown.includes(secret));
  assert.throws(
    () => assert.equal(configuration.subscribers[0]?.password, 'x'),
    error => !String(error).includes('hunter2'),
  );
});

const directory = parseConfiguration(
  `{ "subscribers": [{ "name": "alice", "impi": "${ALICE}", "impus": ["sip:alice@home.net", "tel:+12125551212"] },
    { "name": "bob", "impi": "bob@home.net" }] }`,
).configuration;
const lookups: [wanted: Parameters<typeof findSubscriber>[1], name: string | undefined][] = [
  [{ username: ALICE }, 'alice'],
  [{ username: ALICE.toUpperCase() }, 'alice'],
  [{ username: 'bob', realm: 'HOME.net' }, 'bob'],
  [{ username: 'BOB', realm: 'home.net' }, undefined],
  [{ username: 'bob' }, undefined],
  [{ username: 'bob', realm: 'other.net' }, undefined],
  [{ username: 'mallory@home.net', impu: 'sip:alice@home.net' }, undefined],
  [{ username: '', impu: 'sip:alice@HOME.net:5060;transport=tcp' }, 'alice'],
  [{ impu: 'tel:+1-212-555-1212' }, 'alice'],
  [{ impu: 'sip:bob@home.net' }, 'bob'],
  [{}, undefined],
];
for (const [wanted, name] of lookups) {
  test(`find ${JSON.stringify(wanted)}`, () => assert.equal(findSubscriber(directory, wanted)?.name, name));
}

test('names of environment variables', () => {
  assert.equal(secretVariable('alice'), 'SIPWRIGHT_SECRET_ALICE');
  assert.equal(secretVariable('alice.k-1'), 'SIPWRIGHT_SECRET_ALICE_K_1');
});

test('no text makes it throw', () => {
  const example = readFileSync(new URL('../../../examples/sipwright.json', import.meta.url), 'utf8');
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"k"',
    'null',
    '1',
    '-',
    '//',
    '/*',
    '\\u12',
    '\ufeff',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 30 }).map(list => list.join('')),
    fc.json(),
    fc
      .tuple(fc.nat(example.length), fc.nat(60), fc.string({ maxLength: 5 }))
      .map(([at, length, insert]) => example.slice(0, at) + insert + example.slice(at + length)),
  );
  fc.assert(
    fc.property(texts, fc.option(texts, { nil: undefined }), (text, privateText) => {
      const { findings } = parseConfiguration(text, { privateText });
      for (const one of findings) {
        const length = (one.file === 'public' ? text : (privateText ?? '')).length;
        assert.ok(one.start >= 0 && one.start <= one.end && one.end <= Math.max(1, length));
      }
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('a hostile nesting is one finding', () => {
  const { findings, configuration } = parseConfiguration('['.repeat(200_000));
  assert.equal(findings.length >= 1 && findings[0]?.code, 'syntax');
  assert.deepEqual(configuration.subscribers, []);
});
