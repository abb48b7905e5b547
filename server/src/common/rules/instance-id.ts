import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const instanceId: MessageRule = {
  id: 'instance-id',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 5626 §4.1',
  doc: 'The instance id is a URN in angle brackets inside quotes: +sip.instance="<urn:...>".',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:gsma:imei:35625611-012345-0>"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+sip.instance="urn:gsma:imei:35625611-012345-0"
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const contact of factsOf(message).addresses('Contact')) {
      const instance = param(contact.params, '+sip.instance');
      if (instance?.value === undefined || instance.valueNode === undefined || /^<urn:[^<>]+>$/i.test(instance.value))
        continue;
      const inner = instance.value.replace(/[<>]/g, '');
      const fix = /^urn:/i.test(inner)
        ? { fix: replaceFix('Put angle brackets around it', instance.valueNode, `"<${inner}>"`) }
        : {};
      report(
        instance.valueNode,
        'An instance id is a URN in angle brackets, such as "<urn:gsma:imei:35625611-012345-0>".',
        fix,
      );
    }
  },
};
