import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { bindsContact } from './shared/bindings.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { isThere } from './shared/misspelt.ts';

export const associatedUriMissing: MessageRule = {
  id: 'associated-uri-missing',
  severity: 'error',
  spec: 'TS 24.229 §5.4.1.2.2F',
  doc: 'The 200 to a REGISTER tells the UE its public identities in P-Associated-URI. Without them it takes its own identity for barred and has no default one.',
  good: `
SIP/2.0 200 OK
# @hop Gm
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=600000
P-Associated-URI: <sip:alice@home.net>
`,
  bad: `
SIP/2.0 200 OK
        ^^^
# @hop Gm
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=600000
`,
  concerns: kind => kind.isResponseTo('REGISTER') && !kind.has('P-Associated-URI'),
  check(message, report, context) {
    const facts = factsOf(message);
    const hop = hopOf(message, context);
    if (facts.method !== 'REGISTER' || Math.floor((facts.status?.code ?? 0) / 100) !== 2) return;
    if (hop === undefined || hop === 'ISC' || isThere(facts, 'P-Associated-URI') || !bindsContact(facts)) return;
    const own = facts.address('To')?.uri?.text;
    const fix = own === undefined ? {} : { fix: addHeaderFix(message, 'P-Associated-URI', `<${own}>`, 'Contact') };
    const text = 'The registration succeeded, but P-Associated-URI is missing, so the UE has no identity to use.';
    report(facts.subject, text, fix);
  },
};
