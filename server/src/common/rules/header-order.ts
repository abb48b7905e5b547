import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

/** Header fields that every proxy reads. */
const ROUTING = ['Via', 'Route', 'Record-Route', 'Max-Forwards', 'Proxy-Require', 'Proxy-Authorization'];
const BODY = ['Content-Type', 'Content-Length', 'Content-Disposition', 'Content-Encoding', 'Content-Language'];

export const headerOrder: MessageRule = {
  id: 'header-order',
  severity: 'hint',
  spec: 'RFC 3261 §7.3.1',
  doc: 'Header fields that proxies need should come first, so that these find them quickly; here one stands behind the description of the body.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Content-Length: 0
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Content-Length: 0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
^^^
`,
  concerns: ({ outline: { names } }) => {
    const described = names.findIndex(name => BODY.includes(name));
    return described >= 0 && names.slice(described).some(name => ROUTING.includes(name));
  },
  check(message, report) {
    let described = false;
    for (const header of factsOf(message).headers) {
      if (BODY.includes(header.name)) described = true;
      if (!described || !ROUTING.includes(header.name)) continue;
      report(header.nameNode, `${header.name} should stand further up, where proxies find it.`);
      return;
    }
  },
};
