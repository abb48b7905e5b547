/** No key of a subscriber leaves by any channel, whatever form it has: only what the message itself carries is shown. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openChallenge, parseNonce } from '../../../server/src/common/auth/aka.ts';
import { akaFunctions, operatorVariant } from '../../../server/src/common/auth/akaFunctions.ts';
import { computeDigest } from '../../../server/src/common/auth/digest.ts';
import {
  base64FromBytes,
  bytesFromHex,
  bytesFromUtf8,
  hexFromBytes,
} from '../../../server/src/common/auth/encoding.ts';
import type { Configuration } from '../../../server/src/common/config/configuration.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { makeEdits, makeReport } from '../../../server/src/common/features/bench/index.ts';
import { codeActions } from '../../../server/src/common/features/codeActions.ts';
import { codeLenses } from '../../../server/src/common/features/codeLens.ts';
import { CLIENT_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { completion } from '../../../server/src/common/features/completion.ts';
import { digestHeaders, digestTask } from '../../../server/src/common/features/credentials.ts';
import { diagnostics } from '../../../server/src/common/features/diagnostics.ts';
import { documentSymbols } from '../../../server/src/common/features/documentSymbols.ts';
import { hover } from '../../../server/src/common/features/hover.ts';
import { inlayHints } from '../../../server/src/common/features/inlayHints.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { FLOWS } from '../../../server/src/common/sim/flows/index.ts';
import { runFlow } from '../../../server/src/common/sim/run.ts';
import type { SipDocument } from '../../../server/src/common/syntax/document.ts';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { param } from '../../../server/src/common/syntax/values.ts';
import { ladder } from '../../../server/src/common/trace/ladder.ts';
import { mermaid } from '../../../server/src/common/trace/mermaid.ts';
import { svg } from '../../../server/src/common/trace/svg.ts';
import { transcript } from '../../../server/src/common/trace/transcript.ts';
import { ALL_HINTS } from '../../unit/features/markers.ts';

const EXAMPLES = path.resolve(import.meta.dirname, '../../../examples');
const { configuration } = parseConfiguration(readFileSync(path.join(EXAMPLES, 'sipwright.json'), 'utf8'));
const EXAMPLE_FILES = readdirSync(EXAMPLES).filter(name => name.endsWith('.sip'));

/** Every way in which a key may be written. */
function forms(octets: Uint8Array): string[] {
  const hex = hexFromBytes(octets);
  return [hex, hex.toUpperCase(), base64FromBytes(octets).replace(/=+$/, '')];
}

/** K, OP and OPc, passwords. */
function keysOf({ subscribers }: Configuration): string[] {
  return subscribers.flatMap(({ usim, hss, password }) => [
    ...[usim, hss].flatMap(one =>
      one === undefined
        ? []
        : [one.material.k.reveal(), one.material.operator.value.reveal(), operatorVariant(one.material)].flatMap(forms),
    ),
    ...(password ? [password.reveal(), ...forms(bytesFromUtf8(password.reveal()))] : []),
  ]);
}

/** CK and IK of every nonce, and H(A1) of every answer. */
function sessionSecretsOf(document: SipDocument): string[] {
  return document.messages.flatMap(message =>
    digestHeaders(message, configuration).flatMap(digest => {
      const usim = digest.subscriber?.usim;
      const nonce = parseNonce(param(digest.params, 'nonce')?.value ?? '');
      const opened = usim && nonce.ok ? openChallenge(akaFunctions(usim.material), nonce) : undefined;
      const task = digestTask(message, digest);
      const computed = task.kind === 'ready' ? computeDigest(task.input) : undefined;
      const ha1 = computed?.ok ? bytesFromHex(computed.chain.ha1.reveal()) : undefined;
      return [...(opened ? [opened.ck, opened.ik] : []), ...(ha1 ? [ha1] : [])].flatMap(forms);
    }),
  );
}

/** Everything that an editor gets to show about a document. */
function* shown(document: SipDocument, text: string): Iterable<readonly [string, unknown]> {
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const findings = runRules(document, configuration);
  const random = (octets: number): Uint8Array => new Uint8Array(octets).fill(0x21);
  yield ['diagnostics', diagnostics(document, findings, 'file:///a.sip')];
  yield ['symbols', documentSymbols(document)];
  yield ['lenses', codeLenses(document, 'file:///a.sip', CLIENT_COMMANDS)];
  yield ['hints', inlayHints(document, range, configuration, ALL_HINTS)];
  for (const [line, content] of lines.entries()) {
    for (let character = 0; character <= content.length; character += 5) {
      const position = { line, character };
      yield ['hover', hover(document, position, configuration)];
      const options = { configuration, snippets: true, reopens: true, random };
      yield ['completion', completion(document, position, options)];
    }
    const position = { line, character: 0 };
    yield [
      'actions',
      codeActions({
        ...{ document, uri: 'file:///a.sip', findings, configuration, commands: CLIENT_COMMANDS },
        range: { start: position, end: { line, character: content.length } },
        random: octets => new Uint8Array(octets),
      }),
    ];
    if (!/^(?:REGISTER|SIP)/.test(content)) continue;
    const input = { document, position, configuration, random, deadline: () => () => false };
    for (const name of ['verifyCredentials', 'decodeNonce', 'saTable', 'deriveIdentities'] as const)
      yield [name, makeReport(name, input)];
    for (const name of ['computeResponse', 'buildChallenge', 'makeAuts'] as const) yield [name, makeEdits(name, input)];
  }
}

function assertClean(channel: string, output: unknown, secrets: ReadonlySet<string>): void {
  const text = typeof output === 'string' ? output : (JSON.stringify(output) ?? '');
  for (const secret of secrets) assert.ok(!text.includes(secret), `${channel} shows a secret`);
}

const KEYS = keysOf(configuration);

function checkDocument(title: string, text: string): void {
  const document = parseDocument(text);
  const secrets = new Set([...KEYS, ...sessionSecretsOf(document)]);
  for (const secret of secrets) assert.ok(!text.includes(secret), `${title} itself shows a secret`);
  for (const [channel, output] of shown(document, text)) assertClean(`${channel} of ${title}`, output, secrets);
}

test('the forms that are looked for are those of the example', () => {
  for (const known of ['465b5ce8b199b49faa5f0a2ee238a6bc', 'cd63cb71954a9f4e48a5994e37a02baf', 'Circle of Life'])
    assert.ok(KEYS.includes(known), known);
  const document = parseDocument(readFileSync(path.join(EXAMPLES, 'registration.sip'), 'utf8'));
  const secrets = new Set(sessionSecretsOf(document));
  const position = {
    line: documentText(document)
      .split('\n')
      .findIndex(line => line.startsWith('CSeq: 2')),
    character: 0,
  };
  const random = (octets: number): Uint8Array => new Uint8Array(octets);
  const input = { document, position, configuration, random, deadline: () => () => false };
  // The commands by which a person asks for them do show them: the search would see a leak.
  for (const name of ['revealChain', 'saTableWithKeys'] as const)
    assert.throws(() => assertClean(name, makeReport(name, input), secrets), /shows a secret/);
});

for (const name of EXAMPLE_FILES) {
  const text = readFileSync(path.join(EXAMPLES, name), 'utf8');
  test(`${name}: features`, () => checkDocument(name, text));
}

test('a wrong response: the reasons name no key', () => {
  const text = readFileSync(path.join(EXAMPLES, 'registration.sip'), 'utf8');
  checkDocument('wrong response', text.replace(/response="[0-9a-f]{32}"/, `response="${'0'.repeat(32)}"`));
});

const [example] = parseDocument(readFileSync(path.join(EXAMPLES, 'register.sip'), 'utf8')).messages.filter(message =>
  /^REGISTER /m.test(message.text),
);
for (const { id } of FLOWS) {
  test(`flow ${id}: transcript, ladders and the result`, () => {
    assert.ok(example);
    const result = runFlow({ flow: id, message: example, configuration });
    if ('error' in result) return;
    const { text } = transcript(result);
    const secrets = new Set([...KEYS, ...sessionSecretsOf(parseDocument(text))]);
    for (const [channel, output] of [
      ['transcript', text],
      ['ladder', ladder(result)],
      ['SVG', svg(result)],
      ['Mermaid', mermaid(result)],
      ['result', result],
    ] as const) {
      assertClean(`${channel} of ${id}`, output, secrets);
    }
  });
}

test('a transcript opened as a document: features', () => {
  assert.ok(example);
  const result = runFlow({ flow: 'ims-registration', message: example, configuration });
  assert.ok(!('error' in result));
  checkDocument('transcript', transcript(result).text);
});
