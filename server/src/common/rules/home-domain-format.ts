import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { networkLabels } from './shared/homeDomain.ts';
import { urisOf } from './shared/uris.ts';

export const homeDomainFormat: MessageRule = {
  id: 'home-domain-format',
  severity: 'error',
  spec: 'TS 23.003 §13.2',
  doc: 'In a 3gppnetwork.org domain MCC and MNC have three digits each; an MNC of two digits gets a zero in front.',
  good: `
REGISTER sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0
`,
  bad: `
REGISTER sip:ims.mnc01.mcc001.3gppnetwork.org SIP/2.0
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      const { host } = uri;
      const labels = networkLabels(host ?? '');
      if (host === undefined || labels === undefined) continue;
      if (labels.mnc.length === 3 && labels.mcc.length === 3) continue;
      const { hostNode } = uri;
      if (hostNode === undefined) continue;
      const fixed = host.replace(/mnc(\d{1,2})\./i, (_, mnc: string) => `mnc${mnc.padStart(3, '0')}.`);
      const fix =
        labels.mcc.length === 3 && labels.mnc.length < 3
          ? { fix: replaceFix(`Change to ${fixed}`, hostNode, fixed) }
          : {};
      report(hostNode, 'MCC and MNC in this domain must have three digits each.', fix);
    }
  },
};
