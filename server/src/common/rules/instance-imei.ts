import { instanceIdFromImei } from '../auth/identities.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const instanceImei: MessageRule = {
  id: 'instance-imei',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 7254 §4.2',
  doc: 'An IMEI in a URN has the form 8 digits, 6 digits and a spare digit, joined by hyphens.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:gsma:imei:356256110123450>"
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const contact of factsOf(message).addresses('Contact')) {
      const instance = param(contact.params, '+sip.instance');
      const imei = /^<?urn:gsma:imei:([^;>]*)/i.exec(instance?.value ?? '')?.[1];
      if (instance?.valueNode === undefined || imei === undefined || /^\d{8}-\d{6}-\d$/.test(imei)) continue;
      const right = instanceIdFromImei(imei);
      const fix = right.ok ? { fix: replaceFix('Put the hyphens in', instance.valueNode, `"<${right.value}>"`) } : {};
      report(instance.valueNode, 'An IMEI has 8, 6 and 1 digits with hyphens between them.', fix);
    }
  },
};
