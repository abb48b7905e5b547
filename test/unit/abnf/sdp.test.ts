/** The grammar of RFC 8866 and RFC 3312 as judge of the SDP parser: lines made from it, and lines nearly right. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lineRow } from '../../../server/src/common/bodies/sdp/lines.ts';
import { parseSdp } from '../../../server/src/common/bodies/sdp/parse.ts';
import { seeded } from '../../support/random.ts';
import { follows, readGrammar, samples } from '../registry/abnf.ts';

const { SIPWRIGHT_SAMPLES = '20' } = process.env;
const SAMPLES = Number(SIPWRIGHT_SAMPLES);

function abnf(name: string): string {
  return readFileSync(new URL(`../../data/abnf/${name}.abnf`, import.meta.url), 'utf8');
}

const GRAMMAR = readGrammar(abnf('rfc8866'), abnf('sdp-fixes'));

const SESSION = ['v=0', 'o=- 1 1 IN IP4 a.example', 's=-', 'c=IN IP4 a.example', 't=0 0'];

/** Rules of lines, and whether the line belongs into a media description. */
const RULES: readonly (readonly [rule: string, place: 'session' | 'media'])[] = [
  ['version-field', 'session'],
  ['origin-field', 'session'],
  ['session-name-field', 'session'],
  ['information-field', 'session'],
  ['uri-field', 'session'],
  ['email-field', 'session'],
  ['phone-field', 'session'],
  ['connection-field', 'session'],
  ['bandwidth-field', 'session'],
  ['time-field', 'session'],
  ['repeat-field', 'session'],
  ['zone-field', 'session'],
  ['key-field', 'session'],
  ['attribute-field', 'session'],
  ['media-field', 'session'],
  ['rtpmap-line', 'media'],
  ['fmtp-line', 'media'],
  ['ptime-line', 'media'],
  ['maxptime-line', 'media'],
  ['orient-line', 'media'],
  ['quality-line', 'media'],
  ['framerate-line', 'media'],
  ['curr-line', 'media'],
  ['des-line', 'media'],
  ['conf-line', 'media'],
];

/** A description that is right but for the line. */
function around(line: string, place: 'session' | 'media'): string {
  if (place === 'media') return [...SESSION, 'm=audio 1 RTP/AVP 0', line, ''].join('\r\n');
  const rank = lineRow(line[0] ?? '')?.sessionPlace ?? 0;
  const others = SESSION.filter(each => each[0] !== line[0]);
  const before = others.filter(each => (lineRow(each[0] ?? '')?.sessionPlace ?? 0) <= rank);
  return [...before, line, ...others.filter(each => !before.includes(each)), ''].join('\r\n');
}

/** Codes that ask more than the grammar: what an address, a version or a payload type must be. */
const BEYOND = new Set(['sdp-address', 'sdp-version', 'sdp-multicast', 'sdp-format-parameter']);

function errorsOf(line: string, place: 'session' | 'media'): string[] {
  const text = around(line, place);
  const codes = parseSdp(text, 0, text.length).errors.map(error => error.code);
  return codes.filter(code => !BEYOND.has(code));
}

/** What the parser accepts and the grammar refuses, by rule, with the reason. */
const ACCEPTED: ReadonlyMap<string, { readonly when: RegExp; readonly why: string }> = new Map([
  ['uri-field', { when: /./, why: 'A URI is any run of visible characters.' }],
  ['email-field', { when: /./, why: 'An address with its name is free text.' }],
  ['phone-field', { when: /./, why: 'A number with its name is free text.' }],
  ['key-field', { when: /./, why: 'What follows the method is free text; the line is obsolete and ignored.' }],
  ['origin-field', { when: / IP[46] |IN /, why: 'A host may be any run without white space and "/".' }],
  ['connection-field', { when: /./, why: 'A host may be any run without white space and "/".' }],
  ['time-field', { when: /[ \t]$/, why: 'White space at the end of a line.' }],
  ['repeat-field', { when: /=0|\b0\d|\bd/, why: 'A number may begin with 0.' }],
  ['zone-field', { when: /[= ]0|[= ]\d{1,9} /, why: 'A number may begin with 0 and be short.' }],
  ['rtpmap-line', { when: /[:/]0/, why: 'A number may begin with 0.' }],
  ['media-field', { when: /\/0/, why: 'A number may begin with 0.' }],
  ['ptime-line', { when: /:-?[0.]|[.]/, why: 'A number may be 0 and begin with 0.' }],
  ['maxptime-line', { when: /:-?[0.]|[.]/, why: 'A number may be 0 and begin with 0.' }],
  ['framerate-line', { when: /:-?[0.]|[.]/, why: 'A number may be 0 and begin with 0.' }],
  ['quality-line', { when: /:0/, why: 'A number may begin with 0.' }],
]);

/** What the parser refuses and the grammar allows: there, an address is whatever has no white space. */
const REFUSED: ReadonlyMap<string, RegExp> = new Map([['connection-field', /\//]]);

const CHARACTERS = [...'=:/ ;,.-a1Z0+()<>"\\*'];

for (const [rule, place] of RULES) {
  const random = seeded(rule.length * 31 + rule.charCodeAt(0));
  const next = samples(GRAMMAR, () => random(2 ** 30) / 2 ** 30);

  test(`SDP ${rule}: ${SAMPLES} lines of the grammar parse`, () => {
    for (let count = 0; count < SAMPLES; count++) {
      const line = next(rule).slice(0, -2);
      if (!REFUSED.get(rule)?.test(line)) assert.deepEqual(errorsOf(line, place), [], JSON.stringify(line));
    }
  });

  test(`SDP ${rule}: ${SAMPLES} lines with one character changed are judged alike`, () => {
    const wrong: string[] = [];
    for (let count = 0; count < SAMPLES; count++) {
      const line = next(rule).slice(0, -2);
      const from = place === 'media' ? line.indexOf(':') + 1 : 2;
      const at = from + random(line.length - from + 1);
      const character = random(3) === 0 ? '' : (CHARACTERS[random(CHARACTERS.length)] ?? '');
      const text = `${line.slice(0, at)}${character}${line.slice(at + random(2))}`;
      const [error] = errorsOf(text, place);
      if (follows(GRAMMAR, rule, `${text}\r\n`) === (error === undefined)) continue;
      const accepted = ACCEPTED.get(rule)?.when.test(text) || / +$/.test(text);
      if (error === undefined ? !accepted : !REFUSED.get(rule)?.test(text))
        wrong.push(`${error ?? 'accepted'} ${JSON.stringify(text)}`);
    }
    assert.deepEqual(wrong, []);
  });
}
