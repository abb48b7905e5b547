/** How the I-CSCF chooses an S-CSCF (TS 29.228 §6.7). */
import type { Network, Scscf } from '../config/configuration.ts';
import { avpMembers, avpNumbers, avpTexts } from '../diameter/message.ts';
import type { Avp } from '../diameter/types.ts';

/** The SIP URI under which an S-CSCF is assigned. */
export function scscfUri(scscf: Scscf): string {
  return `sip:${scscf.host}:${scscf.port}`;
}

/** The servers to try, best first: those the HSS names, else those that have all mandatory capabilities. */
export function rankServers(network: Network, avps: readonly Avp[]): string[] {
  const wanted = avpMembers(avps, 'Server-Capabilities');
  const named = avpTexts(wanted, 'Server-Name');
  if (named.length > 0) return named;
  const mandatory = avpNumbers(wanted, 'Mandatory-Capability');
  const optional = avpNumbers(wanted, 'Optional-Capability');
  const fit = (scscf: Scscf): number => optional.filter(capability => scscf.capabilities.includes(capability)).length;
  return network.scscf
    .filter(scscf => mandatory.every(capability => scscf.capabilities.includes(capability)))
    .map((scscf, i) => ({ scscf, i }))
    .sort((a, b) => fit(b.scscf) - fit(a.scscf) || a.i - b.i)
    .map(({ scscf }) => scscfUri(scscf));
}
