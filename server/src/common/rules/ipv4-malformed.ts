import { isIpv4 } from '../syntax/hosts.ts';
import type { MessageRule, Span } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { urisOf } from './shared/uris.ts';

export const ipv4Malformed: MessageRule = {
  id: 'ipv4-malformed',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'A host of digits and dots is an IPv4 address, which has four numbers from 0 to 255; the last label of a host name begins with a letter.',
  good: `
OPTIONS sip:bob@10.0.0.255 SIP/2.0
`,
  bad: `
OPTIONS sip:bob@10.0.0.256 SIP/2.0
                ^^^^^^^^^^
`,
  check(message, report) {
    const check = (part: { readonly host: string | undefined; readonly hostNode: Span | undefined }): void => {
      const { host } = part;
      if (host === undefined || !/^\d+\.[\d.]*$/.test(host) || isIpv4(host)) return;
      if (part.hostNode === undefined) return;
      report(part.hostNode, `${quoted(host)} is not an IPv4 address; expected four numbers from 0 to 255.`);
    };
    for (const uri of urisOf(message)) check(uri);
    for (const via of factsOf(message).vias()) check(via);
  },
};
