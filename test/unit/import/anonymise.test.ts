/** Anonymising: nothing of the original is left, everything else is as it was, and digests verify. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { anonymiseDocument } from '../../../server/src/common/features/anonymise.ts';
import { digestHeaders, verifyResponse } from '../../../server/src/common/features/credentials.ts';
import { KNOWN_RULES } from '../../../server/src/common/rules/known.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { anonymise } from '../../../server/src/common/trace/import/anonymise.ts';
import { bundledTexts } from '../../support/corpus.ts';
import { golden } from '../../support/golden.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';

const FOLDER = new URL('../../data/import/anonymise/', import.meta.url).pathname;
const EXAMPLES = new URL('../../../examples/', import.meta.url).pathname;
const PERSONAL = readFileSync(`${FOLDER}personal.sip`, 'utf8');

test('a trace full of people', () => {
  const { text, notes } = anonymiseDocument(PERSONAL, DEFAULT_CONFIGURATION, 1);
  golden(`${FOLDER}personal.anonymous.sip`, text);
  golden(`${FOLDER}personal.notes.txt`, `${notes.join('\n')}\n`);
});

/** All that says who, where or which device, in any case of letters. */
const TRACES_OF_PEOPLE =
  /jane|roe\b|bob|stone|mynetwork|mcc234|0?7?700.?900|234150|10\.20\.30|2a00|23c5|35625611|012345|beef|c0ffee|as58f4201b|totag99|secretbranch|7f3a99c1|0a1b2c3d|a02907|6ba7b810|00:1b:44|ayrety|lunch|london|51\.50|1278|hello|gr[uü]|meet|00112233|ffeedd|d0Rmdm|9uB6|z99q|5ccc069c|1004@/i;

test('nothing of the people is left, whatever the seed', () => {
  for (const seed of [0, 1, 2, 77, 0xffffffff]) {
    assert.equal(TRACES_OF_PEOPLE.exec(anonymise(PERSONAL, seed).text)?.[0], undefined, `seed ${seed}`);
  }
});

test('the same seed gives the same result, another seed another one', () => {
  assert.equal(anonymise(PERSONAL, 5).text, anonymise(PERSONAL, 5).text);
  assert.notEqual(anonymise(PERSONAL, 5).text, anonymise(PERSONAL, 6).text);
});

/** Which findings stand at which message. */
function findings(text: string): string[] {
  const { byMessage } = runRules(parseDocument(text), DEFAULT_CONFIGURATION);
  return byMessage.flatMap((list, index) => list.map(({ rule }) => `${index} ${rule}`)).sort();
}

test('the linter finds the same in the anonymised text', () => {
  for (const text of [PERSONAL, ...bundledTexts()]) assert.deepEqual(findings(anonymise(text, 3).text), findings(text));
});

const SAME: readonly (readonly [string, string, RegExp])[] = [
  [
    'one stand-in wherever it stands',
    'F: <sip:al1ce@a.org>\n\n# al1ce, sip:al1ce@a.org',
    /<sip:(\w+)@(\w+\.example)>\n\n# \1, sip:\1@\2$/,
  ],
  [
    'an IMSI fits its domain',
    'T: <sip:310410123456789@ims.mnc410.mcc310.3gppnetwork.org>',
    /<sip:001001\d{9}@ims\.mnc001\.mcc001\.3gppnetwork\.org>/,
  ],
  [
    'test networks stay',
    'T: <sip:001010123456789@ims.mnc001.mcc001.3gppnetwork.org>',
    /<sip:00101\d{10}@ims\.mnc001\.mcc001\.3gppnetwork\.org>/,
  ],
  ['separators of a number stay', 'T: <tel:+1(212)555-0123>', /<tel:\+9\(99\d\)\d{3}-\d{4}>/],
  [
    'what is nobody stays',
    'T: <sip:anonymous@anonymous.invalid>\nV: SIP/2.0/UDP 127.0.0.1',
    /anonymous@anonymous\.invalid>\nV: SIP\/2\.0\/UDP 127\.0\.0\.1/,
  ],
  ['case of letters', 'T: "Eve EVE eve" <sip:a@b.example>', /"([A-Z])([a-z])([a-z]) \1[A-Z]{2} [a-z]\2\3"/],
  ['service numbers stay', 'T: <sip:112@home.example>', /<sip:112@/],
];

for (const [name, headers, expected] of SAME) {
  test(name, () => {
    const { text } = anonymise(`OPTIONS sip:a.example SIP/2.0\n${headers}`, 1);
    assert.match(text, expected);
  });
}

test('digests are computed again with the keys of the configuration', () => {
  const text = readFileSync(`${EXAMPLES}registration.sip`, 'utf8');
  const source = readFileSync(`${EXAMPLES}sipwright.json`, 'utf8');
  const configurationOf = (json: string) =>
    parseConfiguration(json, { privateText: undefined, secret: () => undefined, knownRules: KNOWN_RULES })
      .configuration;
  const known = anonymiseDocument(text, configurationOf(source), 9);
  const user = /configure the keys with the private identity (\S+)\.$/m.exec(known.notes.join('\n'))?.[1] ?? '';
  assert.match(user, /^00101\d{10}@ims\.mnc001\.mcc001\.3gppnetwork\.org$/);
  assert.doesNotMatch(known.text, /001010000000001|12015550001/);
  // Whoever has the keys under the new name can verify the trace.
  const fresh = configurationOf(source.replaceAll('001010000000001@', `${user.split('@')[0]}@`));
  const verdicts = parseDocument(known.text).messages.flatMap(message =>
    digestHeaders(message, fresh)
      .filter(digest => digest.role === 'answer')
      .map(digest => verifyResponse(message, digest).kind),
  );
  assert.ok(verdicts.includes('matches'));
  assert.ok(!verdicts.includes('differs'));
  const unknown = anonymiseDocument(text, DEFAULT_CONFIGURATION, 9);
  assert.match(unknown.notes.join('\n'), /left as found/);
});

test('no text makes it throw', () => {
  const random = seeded(4);
  const texts = [PERSONAL, ...bundledTexts()];
  for (let round = 0; round < 300; round++) {
    const text = mutate(texts[random(texts.length)] ?? '', random);
    assert.equal(typeof anonymiseDocument(text, DEFAULT_CONFIGURATION, round).text, 'string');
  }
});
