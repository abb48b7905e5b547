/** Authentication by the access network: the address of the bearer or the line (TS 33.203 Annexes R and T). */
import { avpOctets, avpText } from '../diameter/message.ts';
import type { Avp } from '../diameter/types.ts';
import type { SipPacket } from './message.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';

/** Undefined when what the HSS knows is what the request shows; else why not. */
export function judgeNetworkAuthentication(request: SipPacket, item: readonly Avp[]): Because | undefined {
  const address = avpOctets(item, 'Framed-IP-Address')?.join('.');
  if (address !== undefined) return judgeAddress(request, address);
  return judgeLine(request, avpText(item, 'Line-Identifier') ?? '');
}

/** The address from which the P-CSCF got the request, or else sent-by (TS 33.203 Annex T.3). */
function judgeAddress(request: SipPacket, expected: string): Because | undefined {
  const via = request.vias().at(-1);
  const received = via?.params.find(param => param.nameLower === 'received')?.value ?? via?.host ?? '';
  if (received === expected) return undefined;
  const sentence = `The REGISTER comes from ${received}, but the bearer of this user has ${expected}.`;
  return because('scscf-bearer-address', 'TS 33.203 Annex T.3', sentence, request.place('Via', received));
}

function judgeLine(request: SipPacket, expected: string): Because | undefined {
  const line = request
    .items('P-Access-Network-Info')
    .flatMap(item => item.params)
    .find(param => param.nameLower === 'dsl-location')?.value;
  if (line === expected) return undefined;
  const sentence = `The REGISTER comes over line "${line ?? ''}", the subscription has "${expected}".`;
  return because('scscf-line', 'TS 33.203 Annex R.2', sentence, request.place('P-Access-Network-Info'));
}

/** Why a UE that wanted something else is asked for nothing: To, from which its identity then comes, is the place. */
export function withoutCredentials(request: SipPacket, scheme: string): Because {
  const sentence = `The REGISTER has no Authorization, so the S-CSCF asks the HSS for ${scheme} and not for IMS AKA.`;
  return because('scscf-no-credentials', 'TS 24.229 §5.4.1.2.1', sentence, request.place('To'));
}
