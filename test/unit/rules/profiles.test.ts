/** Profiles: which rules are on, with what severity; the pages say what running the rules shows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION, PROFILES, type Profile } from '../../../server/src/common/config/configuration.ts';
import { RULES } from '../../../server/src/common/rules/index.ts';
import { is3gpp } from '../../../server/src/common/rules/profiles.ts';
import type { RuleInfo } from '../../../server/src/common/rules/rule.ts';
import { profilesText, severityUnder } from '../../../server/src/common/rules/ruleProfiles.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';

function rule(id: string): RuleInfo {
  const found = RULES.find(one => one.id === id);
  assert.ok(found, id);
  return found;
}

const TEXTS: readonly (readonly [id: string, text: string])[] = [
  ['via-loop', 'every profile'],
  // The clause is 3GPP's, but a nonce that nobody offered is wrong anywhere.
  ['nonce-not-offered', 'every profile'],
  ['aka-sqn-zero', 'auto, 3gpp-gm, 3gpp-core, roaming'],
  ['charging-vector-icid', 'auto, 3gpp-gm, 3gpp-core, roaming'],
  ['asserted-identity-from-ue', 'auto, 3gpp-gm'],
  ['integrity-protected-from-ue', 'auto, 3gpp-gm'],
  ['integrity-protected-missing', 'auto, 3gpp-core, roaming'],
  ['charging-vector-vantage', 'auto'],
  ['not-on-hop', 'auto, 3gpp-gm (error), 3gpp-core (error), roaming (error)'],
  ['route-between-networks', 'auto, 3gpp-core, roaming (warning)'],
];
for (const [id, text] of TEXTS) test(`${id}: ${text}`, () => assert.equal(profilesText(rule(id)), text));

test('rfc3261 has every rule of the IETF with its severity, and none of 3GPP', () => {
  for (const one of RULES) {
    const expected = is3gpp(one) ? 'off' : one.id === 'asserted-identity-from-ue' ? 'off' : one.severity;
    assert.equal(severityUnder('rfc3261', one), expected, one.id);
  }
});

test('auto has every rule with its own severity', () => {
  for (const one of RULES) assert.equal(severityUnder('auto', one), one.severity, one.id);
});

/** A REGISTER of a UE: charging data must not be there, and AKA keys neither. */
const REGISTER = `REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKa;rport;keep
Max-Forwards: 70
From: <sip:a@home.net>;tag=1
To: <sip:a@home.net>
Call-ID: 1@a
CSeq: 1 REGISTER
Contact: <sip:a@10.0.0.1:5060>;+sip.instance="<urn:gsma:imei:35625611-012345-0>";expires=600
Route: <sip:edge.home.net;lr>
P-Charging-Vector: icid-value=1
Supported: path
Content-Length: 0

`;
const FOUND: readonly (readonly [profile: Profile, rules: readonly string[]])[] = [
  ['rfc3261', []],
  ['3gpp-gm', ['not-on-hop error P-Charging-Vector']],
  ['roaming', ['route-between-networks warning Route']],
];
const WATCHED = ['not-on-hop', 'route-between-networks', 'charging-vector-vantage'];
for (const [profile, rules] of FOUND) {
  test(`one REGISTER under ${profile}`, () => {
    const document = parseDocument(REGISTER);
    // Another profile that went first leaves nothing behind.
    for (const before of PROFILES) runRules(document, { ...DEFAULT_CONFIGURATION, profile: before });
    const found = runRules(document, { ...DEFAULT_CONFIGURATION, profile }).byMessage.flat();
    assert.deepEqual(
      found
        .filter(one => WATCHED.includes(one.rule))
        .map(one => `${one.rule} ${one.severity} ${REGISTER.slice(one.start, one.end)}`),
      rules,
    );
  });
}

test('the configuration goes before the profile', () => {
  const rules = { 'not-on-hop': 'hint', 'aka-sqn-zero': 'error' } as const;
  const found = runRules(parseDocument(REGISTER), { ...DEFAULT_CONFIGURATION, profile: '3gpp-gm', rules });
  assert.equal(found.byMessage.flat().find(one => one.rule === 'not-on-hop')?.severity, 'hint');
});
