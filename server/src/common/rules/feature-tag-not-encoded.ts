import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { paramGroups } from './shared/params.ts';

const HEADERS = ['Contact', 'Accept-Contact', 'Reject-Contact', 'Feature-Caps'];

export const featureTagNotEncoded: MessageRule = {
  id: 'feature-tag-not-encoded',
  headers: HEADERS,
  severity: 'error',
  spec: 'TS 24.229 §7.9.2',
  doc: 'A service identifier in a feature tag is percent-encoded, as the grammar of tag values has no colon: urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+g.3gpp.icsi-ref="urn:urn-7:3gpp-service.ims.icsi.mmtel"
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { params } of paramGroups(factsOf(message))) {
      for (const one of params) {
        if (!one.nameLower.startsWith('+')) continue;
        if (!/^\+g\.3gpp\.(icsi|iari)-ref$/.test(one.nameLower) || one.raw === undefined || one.valueNode === undefined)
          continue;
        if (!one.raw.includes(':')) continue;
        const fix = replaceFix('Encode the colons', one.valueNode, one.raw.replaceAll(':', '%3A'));
        report(one.valueNode, 'The colons of a service identifier must be written as %3A in a feature tag.', { fix });
      }
    }
  },
};
