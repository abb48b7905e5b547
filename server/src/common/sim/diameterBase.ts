/** What any Diameter node answers by itself: capabilities, watchdog, disconnect, and requests that are not for it (RFC 6733 §5, §7). */
import { CX_APPLICATION, VENDOR_3GPP } from '../diameter/cx.ts';
import { type AvpValues, avpMembers, avpNumber, avpNumbers, buildAvps } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { DiameterNode } from './diameterPeer.ts';

const BASE_APPLICATION = 0;
/** A relay takes every application (RFC 6733 §2.4). */
const RELAY = 0xffffffff;
const COMMAND = { capabilities: 257, watchdog: 280, disconnect: 282 };
const RESULT = {
  success: 2001,
  commandUnsupported: 3001,
  applicationUnsupported: 3007,
  avpUnsupported: 5001,
  noCommonApplication: 5010,
};

/** The answer that the application never sees; undefined for what the application must answer, and for answers. */
export function baseAnswer(request: DiameterMessage, node: DiameterNode, address: string): DiameterMessage | undefined {
  if (!request.request) return undefined;
  if (request.application === CX_APPLICATION) return unsupported(request, node);
  if (request.application !== BASE_APPLICATION) return answer(request, node, RESULT.applicationUnsupported);
  switch (request.command) {
    case COMMAND.capabilities:
      return capabilities(request, node, address);
    case COMMAND.watchdog:
    case COMMAND.disconnect:
      return answer(request, node, RESULT.success);
    default:
      return answer(request, node, RESULT.commandUnsupported);
  }
}

/** An AVP that must be understood and is not (RFC 6733 §4.1, M bit). */
function unsupported(request: DiameterMessage, node: DiameterNode): DiameterMessage | undefined {
  const unknown = request.avps.filter(avp => avp.mandatory && avp.name === `AVP ${avp.code}`);
  if (unknown.length === 0) return undefined;
  const refusal = answer(request, node, RESULT.avpUnsupported);
  const [failed] = buildAvps(BASE_APPLICATION, { 'Failed-AVP': {} });
  return failed === undefined ? refusal : { ...refusal, avps: [...refusal.avps, { ...failed, data: unknown }] };
}

function capabilities(request: DiameterMessage, node: DiameterNode, address: string): DiameterMessage {
  const applications = [
    ...avpNumbers(request.avps, 'Auth-Application-Id'),
    ...request.avps.flatMap(avp =>
      avp.name === 'Vendor-Specific-Application-Id'
        ? (avpNumber(avpMembers([avp], avp.name), 'Auth-Application-Id') ?? [])
        : [],
    ),
  ];
  const isCommon = applications.includes(CX_APPLICATION) || applications.includes(RELAY);
  return answer(request, node, isCommon ? RESULT.success : RESULT.noCommonApplication, {
    'Host-IP-Address': address.replace(/^\[|\]$/g, ''),
    'Vendor-Id': VENDOR_3GPP,
    'Product-Name': 'sipwright',
    'Supported-Vendor-Id': VENDOR_3GPP,
    'Vendor-Specific-Application-Id': { 'Vendor-Id': VENDOR_3GPP, 'Auth-Application-Id': CX_APPLICATION },
  });
}

function answer(request: DiameterMessage, node: DiameterNode, code: number, avps: AvpValues = {}): DiameterMessage {
  const session = request.avps.filter(avp => avp.name === 'Session-Id');
  const values = { 'Result-Code': code, 'Origin-Host': node.host, 'Origin-Realm': node.realm, ...avps };
  return {
    ...request,
    request: false,
    retransmitted: false,
    error: code >= 3000 && code < 4000,
    avps: [...session, ...buildAvps(BASE_APPLICATION, values)],
  };
}
