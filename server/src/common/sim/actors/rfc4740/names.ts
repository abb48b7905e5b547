/** Names and addresses of the elements of RFC 4740 §6 in one domain. */
import type { Endpoint } from '../../actor.ts';

export interface SipDomain {
  readonly domain: string;
  readonly server1: Endpoint;
  readonly server2: Endpoint;
  /** URI under which server 2 is assigned to users. */
  readonly server2Uri: string;
  readonly host1: string;
  readonly host2: string;
  readonly diameterHost: string;
  readonly locatorHost: string;
  readonly uas: Endpoint;
}

export function sipDomain(domain: string): SipDomain {
  return {
    domain,
    server1: { address: '10.0.2.10', port: 5060 },
    server2: { address: '10.0.2.20', port: 5060 },
    server2Uri: `sip:sip2.${domain}:5060`,
    host1: `sip1.${domain}`,
    host2: `sip2.${domain}`,
    diameterHost: `diam.${domain}`,
    locatorHost: `sl.${domain}`,
    uas: { address: '10.0.3.10', port: 5060 },
  };
}
