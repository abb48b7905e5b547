import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

export const sdpAddress: MessageRule = {
  id: 'sdp-address',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §9',
  doc: 'After IP4 stands an IPv4 address or a host name, after IP6 an IPv6 address without brackets.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
c=IN IP6 2001:db8::1
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
c=IN IP4 2001:db8::1
^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const line of sdpOf(message)?.lines ?? []) {
      if (line.type !== 'c' && line.type !== 'o') continue;
      const match = /IN (IP[46]) ([^\s/]+)/.exec(line.value);
      if (match === null) {
        // Other networks than the Internet (PSTN, ATM) have other addresses.
        if (line.type === 'c' && /^IN\b/.test(line.value)) report(line, 'Expected IN, IP4 or IP6, and an address.');
        continue;
      }
      const [, family, address = ''] = match;
      const looksLikeIpv6 = address.includes(':');
      if (looksLikeIpv6 === (family === 'IP6') || /^[a-z][\w.-]*$/i.test(address)) continue;
      report(line, `After ${family} no ${looksLikeIpv6 ? 'IPv6' : 'IPv4'} address may stand.`);
    }
  },
};
