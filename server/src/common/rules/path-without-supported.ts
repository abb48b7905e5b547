import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const pathWithoutSupported: MessageRule = {
  id: 'path-without-supported',
  headers: ['Path'],
  severity: 'warning',
  spec: 'RFC 3327 §5.1',
  doc: 'A proxy only adds Path when the UE lists path in Supported; a registrar may answer 420 otherwise.',
  good: `
REGISTER sip:home.net SIP/2.0
Supported: path
Path: <sip:pcscf.home.net;lr>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Path: <sip:pcscf.home.net;lr>
^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const header = facts.first('Path');
    if (header === undefined || facts.request?.method !== 'REGISTER' || facts.item('Supported', 'path') !== undefined)
      return;
    if (meansValue(facts, 'path')) return;
    const supported = facts.first('Supported');
    const fix =
      supported === undefined
        ? addHeaderFix(message, 'Supported', 'path', 'Require', 'Path')
        : insertFix('Add path to Supported', supported.end, supported.raw === '' ? ' path' : ', path');
    report(header.nameNode, 'Path is there although the UE does not list path in Supported.', { fix });
  },
};
