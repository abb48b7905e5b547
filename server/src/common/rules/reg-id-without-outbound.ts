import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const regIdWithoutOutbound: MessageRule = {
  id: 'reg-id-without-outbound',
  headers: ['Contact'],
  severity: 'warning',
  spec: 'RFC 5626 §4.2.1',
  doc: 'A UE that registers a flow lists outbound in Supported; otherwise the registrar ignores reg-id.',
  good: `
REGISTER sip:home.net SIP/2.0
Supported: outbound, path
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:uuid:1>";reg-id=1
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Supported: path
Contact: <sip:alice@10.0.0.1>;+sip.instance="<urn:uuid:1>";reg-id=1
                                                           ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER' || facts.item('Supported', 'outbound') !== undefined) return;
    if (meansValue(facts, 'outbound')) return;
    for (const contact of facts.addresses('Contact')) {
      const id = param(contact.params, 'reg-id');
      const supported = facts.first('Supported');
      if (id === undefined) continue;
      const fix =
        supported === undefined
          ? addHeaderFix(message, 'Supported', 'outbound, path', 'Require')
          : insertFix('Add outbound to Supported', supported.end, supported.raw === '' ? ' outbound' : ', outbound');
      report(id, 'There is a reg-id, but Supported does not list outbound.', { fix });
      return;
    }
  },
};
