import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const supportedPathMissing: MessageRule = {
  id: 'supported-path-missing',
  headers: ['Supported'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'The UE lists path in the Supported of its REGISTER: the P-CSCF adds Path, and a registrar may refuse that with 420 for a UE that does not know it.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Supported: path, gruu
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Supported: gruu
^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const header = facts.first('Supported');
    if (header === undefined || !isGm(hopOf(message, context))) return;
    if (facts.item('Supported', 'path') ?? facts.item('Require', 'path')) return;
    if (meansValue(facts, 'path')) return;
    report(header.nameNode, 'Supported does not list path.', {
      fix: insertFix('Add path to Supported', header.end, header.raw === '' ? ' path' : ', path'),
    });
  },
};
