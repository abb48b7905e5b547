/** Finds in any text what names somebody: comments, unknown header fields, bodies, lines with faults. */

import type { Disguise } from './disguise.ts';

const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
const PIECES = new RegExp(
  [
    '(?<imei>(?<=imei:)[0-9][0-9-]{12,20})',
    `(?<token>${UUID}|(?<![\\w-])eyJ[\\w-]{8,2000}\\.[\\w-]{8,4000}(?:\\.[\\w-]*)?)`,
    '(?<mac>\\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\\b)',
    '(?<bracketed>\\[[0-9a-fA-F:.]{2,45}\\])',
    '(?<v6>(?<![0-9A-Za-z:.])(?:[0-9a-fA-F]{1,4}:){2,7}(?:[0-9a-fA-F]{1,4}|:|(?::[0-9a-fA-F]{1,4}){1,6})(?![0-9A-Za-z:]))',
    '(?<v4>(?<![0-9A-Za-z.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![0-9A-Za-z]|\\.\\d))',
    "(?<user>(?<![\\w.~!%*+'-])[\\w.~!%*+'-]{1,128})@(?<host>\\[[0-9a-fA-F:.]{2,45}\\]|[A-Za-z0-9][A-Za-z0-9.-]{0,200})",
    "(?<run>\\+?[\\p{L}\\d][\\p{L}\\d._~%*+'-]*)",
  ].join('|'),
  'gu',
);

/** Top-level domains of which a dotted word is surely a domain, also when no header field had it as a host. */
const DOMAIN = /^(?:[a-z0-9_-]+\.)+(?:com|net|org|edu|gov|mobi|info|biz|local|lan|intra|intern|corp|int|io)\.?$/i;
const NETWORK = /\.mcc\d{3}\.(?:pub\.)?3gppnetwork\.org$/i;

export function freeText(text: string, disguise: Disguise): string {
  // What free text alone knows is replaced in the second round; the first has the fields that say what they hold.
  if (disguise.collecting && !/[@\d]/.test(text)) return text;
  return text.replace(PIECES, (...match) => {
    const groups: unknown = match.at(-1);
    return replacement(match[0], isGroups(groups) ? groups : {}, disguise);
  });
}

function isGroups(value: unknown): value is Readonly<Record<string, string | undefined>> {
  return typeof value === 'object' && value !== null;
}

function replacement(whole: string, groups: Readonly<Record<string, string | undefined>>, disguise: Disguise): string {
  const { imei, token, mac, bracketed, v6, v4, user, host, run } = groups;
  if (imei !== undefined) return disguise.imei(imei);
  if (token !== undefined || mac !== undefined) return disguise.token(whole);
  if (bracketed !== undefined) return bracketed.includes(':') ? disguise.host(bracketed) : whole;
  if (v6 !== undefined) return disguise.v6(v6) ?? whole;
  if (v4 !== undefined) return disguise.host(v4);
  if (user !== undefined && host !== undefined) {
    return `${disguise.known(user) ?? disguise.user(user)}@${hostWithTail(host, disguise)}`;
  }
  return run === undefined ? whole : wordsOf(run, disguise);
}

/** The full stop of a sentence is no part of the host. */
function hostWithTail(host: string, disguise: Disguise): string {
  const tail = /[.-]+$/.exec(host)?.[0] ?? '';
  return disguise.host(host.slice(0, host.length - tail.length)) + tail;
}

const NUMBER = /^\+?\d{7,}$/;
/** With the hyphens that people write; a date is none. */
const HYPHENATED = /^(?!\d{4}-\d\d-\d\d)\+?\d{1,4}(?:-\d{2,4}){2,4}$/;
/** Identifiers that programs make: long, hexadecimal, with digits and letters. */
const IDENTIFIER = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{16,}$/i;

function wordsOf(run: string, disguise: Disguise): string {
  const tail = /[._~%*+'-]+$/.exec(run)?.[0] ?? '';
  const word = tail === '' ? run : run.slice(0, run.length - tail.length);
  const whole = wordOf(word, disguise);
  if (whole !== undefined) return whole + tail;
  // Names in a longer word: `alice_home`, `z9hG4bK...`.
  const parts = word.split(/(z9hG4bK|[._~%*+'-])/);
  if (parts.length === 1) return run;
  return parts.map(part => (part.length < 3 ? part : (wordOf(part, disguise) ?? part))).join('') + tail;
}

function wordOf(word: string, disguise: Disguise): string | undefined {
  const known = disguise.known(word);
  if (known !== undefined) return known;
  if (NUMBER.test(word)) return disguise.number(word);
  if (HYPHENATED.test(word)) return disguise.user(word);
  if (IDENTIFIER.test(word)) return disguise.token(word);
  const isDomain = word.includes('.') && (NETWORK.test(word) || DOMAIN.test(word) || disguise.isKnownDomain(word));
  return isDomain ? disguise.host(word) : undefined;
}
