/** The hop of a message, stated or seen in it: the messages of a whole registration, and what tells them apart. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Profile } from '../../../server/src/common/config/configuration.ts';
import { hopOf, isHopStated, isIms } from '../../../server/src/common/rules/hop.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../server/src/common/syntax/message.ts';

const UNDER = (profile: Profile) => ({ configuration: { profile } });

function message(text: string): SipMessage {
  const first = parseDocument(text).messages[0];
  assert.ok(first);
  return first;
}

const folder = join(import.meta.dirname, '../../data/golden-registration');
const GOLDEN: Readonly<Record<string, string>> = {
  '01-REGISTER-ue-pcscf.sip': 'Gm-unprotected',
  '02-REGISTER-pcscf-icscf.sip': 'Mw-PI',
  '05-REGISTER-icscf-scscf.sip': 'Mw-IS',
  '08-401-scscf-icscf.sip': 'Mw-IS',
  '09-401-icscf-pcscf.sip': 'Mw-PI',
  '10-401-pcscf-ue.sip': 'Gm-unprotected',
  '11-REGISTER-ue-pcscf-esp.sip': 'Gm',
  '12-REGISTER-pcscf-icscf.sip': 'Mw-PI',
  '15-REGISTER-icscf-scscf.sip': 'Mw-IS',
  '20-200-scscf-icscf.sip': 'Mw-IS',
  '21-200-icscf-pcscf.sip': 'Mw-PI',
  '22-200-pcscf-ue-esp.sip': 'Gm',
};
for (const name of readdirSync(folder).filter(each => each.endsWith('.sip'))) {
  test(`${name} was seen on ${GOLDEN[name]}`, () => {
    const one = message(readFileSync(join(folder, name), 'utf8'));
    assert.equal(hopOf(one, UNDER('auto')), GOLDEN[name]);
    assert.equal(isHopStated(one), false);
    assert.equal(isIms(one), true);
  });
}

const register = (more: string): string => `REGISTER sip:home.net SIP/2.0\nTo: <sip:alice@home.net>\n${more}\n`;
const CASES: readonly (readonly [what: string, text: string, hop: string | undefined])[] = [
  ['plain SIP has no hop', register('Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1'), undefined],
  ['@hop in any case', register('# @hop gm'), 'Gm-unprotected'],
  ['@hop Gm with Security-Verify', register('# @hop Gm\nSecurity-Verify: tls'), 'Gm'],
  ['@hop Mw before the start-line', `# @hop Mw\n${register('')}`, 'Mw-PI'],
  [
    '@hop Mw with a Request-URI that is not the domain of To',
    register('# @hop Mw').replace('home.net SIP', 'scscf.home.net SIP'),
    'Mw-IS',
  ],
  ['@hop of nobody', register('# @hop Rx'), undefined],
  ['@hop ISC', register('# @hop ISC'), 'ISC'],
  ['@hop II-NNI', register('# @hop II-NNI'), 'II-NNI'],
  ['a P-CSCF was here', register('P-Visited-Network-ID: home.net'), 'Mw-PI'],
  [
    'third-party registration',
    register('From: <sip:scscf.home.net>;tag=1\nContact: <sip:scscf.home.net>\nP-Charging-Vector: icid-value=1'),
    'ISC',
  ],
];
for (const [what, text, hop] of CASES) test(what, () => assert.equal(hopOf(message(text), UNDER('auto')), hop));

const FIRST = register('From: <sip:alice@home.net>;tag=1');
const PROTECTED = register('Security-Verify: ipsec-3gpp');
const THIRD_PARTY = CASES.find(([what]) => what === 'third-party registration')?.[1] ?? '';
const ASSUMED: readonly (readonly [profile: Profile, text: string, hop: string | undefined])[] = [
  ['auto', FIRST, undefined],
  ['rfc3261', register('P-Visited-Network-ID: home.net'), undefined],
  ['rfc3261', register('# @hop ISC'), 'ISC'],
  ['3gpp-gm', FIRST, 'Gm-unprotected'],
  ['3gpp-gm', PROTECTED, 'Gm'],
  ['3gpp-gm', FIRST.replaceAll('REGISTER', 'INVITE'), 'Gm'],
  ['3gpp-gm', register('# @hop Mw'), 'Mw-PI'],
  ['3gpp-core', FIRST, 'Mw-PI'],
  ['3gpp-core', FIRST.replace('home.net SIP', 'scscf.home.net SIP'), 'Mw-IS'],
  ['3gpp-core', THIRD_PARTY, 'ISC'],
  ['roaming', FIRST, 'II-NNI'],
  ['roaming', 'SIP/2.0 200 OK\nCSeq: 1 REGISTER\n', 'II-NNI'],
  ['roaming', register('# @hop Gm'), 'Gm-unprotected'],
];
for (const [profile, text, hop] of ASSUMED) {
  test(`${profile} takes ${JSON.stringify(text)} as seen on ${hop}`, () => {
    const one = message(text);
    // Another profile that looked first leaves nothing behind.
    hopOf(one, UNDER('3gpp-core'));
    assert.equal(hopOf(one, UNDER(profile)), hop);
  });
}
