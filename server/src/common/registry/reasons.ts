import { values } from './rows.ts';
import { STATUS_CODES } from './statusCodes.ts';
import type { ValueRow } from './types.ts';

/** Causes of ITU-T Q.850, decimal, as ISUP and ISDN use them. */
export const Q850_CAUSES: readonly ValueRow[] = values('ITU-T Q.850', [
  ['1', 'Unallocated number.'],
  ['2', 'No route to the transit network.'],
  ['3', 'No route to the destination.'],
  ['4', 'Send special information tone.'],
  ['5', 'Misdialled trunk prefix.'],
  ['6', 'Channel unacceptable.'],
  ['7', 'Call awarded, delivered in an established channel.'],
  ['8', 'Preemption.'],
  ['9', 'Preemption, circuit reserved for reuse.'],
  ['14', 'Query on release: ported number.'],
  ['16', 'Normal call clearing.'],
  ['17', 'User busy.'],
  ['18', 'No user responding.'],
  ['19', 'No answer, the user was alerted.'],
  ['20', 'Subscriber absent: mobile switched off or out of reach.'],
  ['21', 'Call rejected.'],
  ['22', 'Number changed.'],
  ['23', 'Redirection to a new destination.'],
  ['24', 'Call rejected by a feature at the destination.'],
  ['25', 'Exchange routing error.'],
  ['26', 'Non-selected user clearing: answered elsewhere.'],
  ['27', 'Destination out of order.'],
  ['28', 'Invalid number format, address incomplete.'],
  ['29', 'Facility rejected.'],
  ['30', 'Response to a status enquiry.'],
  ['31', 'Normal, unspecified.'],
  ['34', 'No circuit or channel available.'],
  ['38', 'Network out of order.'],
  ['39', 'Permanent frame mode connection out of service.'],
  ['40', 'Permanent frame mode connection operational.'],
  ['41', 'Temporary failure.'],
  ['42', 'Switching equipment congestion.'],
  ['43', 'Access information discarded.'],
  ['44', 'Requested circuit or channel not available.'],
  ['46', 'Precedence call blocked.'],
  ['47', 'Resource unavailable, unspecified.'],
  ['49', 'Quality of service not available.'],
  ['50', 'Requested facility not subscribed.'],
  ['53', 'Outgoing calls barred within the closed user group.'],
  ['55', 'Incoming calls barred within the closed user group.'],
  ['57', 'Bearer capability not authorised.'],
  ['58', 'Bearer capability not available now.'],
  ['62', 'Outgoing access information and subscriber class do not match.'],
  ['63', 'Service or option not available, unspecified.'],
  ['65', 'Bearer capability not implemented.'],
  ['66', 'Channel type not implemented.'],
  ['69', 'Requested facility not implemented.'],
  ['70', 'Only restricted digital information is available.'],
  ['79', 'Service or option not implemented, unspecified.'],
  ['81', 'Invalid call reference.'],
  ['82', 'Identified channel does not exist.'],
  ['83', 'A suspended call exists, but not with this identity.'],
  ['84', 'Call identity in use.'],
  ['85', 'No call suspended.'],
  ['86', 'The call with this identity has been cleared.'],
  ['87', 'User is no member of the closed user group.'],
  ['88', 'Incompatible destination.'],
  ['90', 'Closed user group does not exist.'],
  ['91', 'Invalid transit network selection.'],
  ['95', 'Invalid message, unspecified.'],
  ['96', 'Mandatory information element missing.'],
  ['97', 'Message type does not exist or is not implemented.'],
  ['98', 'Message does not fit the call state, or its type is unknown.'],
  ['99', 'Information element does not exist or is not implemented.'],
  ['100', 'Invalid contents of an information element.'],
  ['101', 'Message does not fit the call state.'],
  ['102', 'Recovery on timer expiry.'],
  ['103', 'Unknown parameter, passed on.'],
  ['110', 'Message with an unknown parameter, discarded.'],
  ['111', 'Protocol error, unspecified.'],
  ['127', 'Interworking, unspecified.'],
]);

const SIP_CAUSES: readonly ValueRow[] = STATUS_CODES.map(({ code, reason, spec }) => ({
  value: String(code),
  doc: `${reason}.`,
  spec,
}));

const PREEMPTION_CAUSES: readonly ValueRow[] = values('RFC 4411 §5', [
  ['1', 'The user agent preempted the session for one of higher priority.'],
  ['2', 'Reserved resources were preempted.'],
  ['3', 'Preempted, nothing more is known.'],
  ['4', 'Preempted outside the IP network.'],
  ['5', 'Preempted inside the network.'],
]);

const RELEASE_CAUSES: readonly ValueRow[] = values('TS 24.229', [
  ['1', 'The user ended the call.'],
  ['2', 'No RTP or RTCP arrived any more.'],
  ['3', 'The media bearer was lost.'],
  ['4', 'SIP timeout, no ACK.'],
  ['5', 'SIP response timeout.'],
  ['6', 'Call setup timeout.'],
  ['7', 'Redirection failure.'],
]);

const FAILURE_CAUSES: readonly ValueRow[] = values('TS 24.229', [
  ['1', 'The media bearer or its quality of service was lost.'],
  ['2', 'The signalling bearer was released.'],
  ['3', 'Resources could not be allocated.'],
]);

const STIR_CAUSES: readonly ValueRow[] = values('RFC 8224 §6.2.2', [
  ['403', 'Stale date: the signature is too old.'],
  ['428', 'A signed identity is required.'],
  ['436', 'The certificate cannot be fetched.'],
  ['437', 'The certificate is not trusted or not understood.'],
  ['438', 'The signature does not verify.'],
]);

/** A protocol of Reason; where its causes are known, they are listed. */
export interface ReasonProtocolRow extends ValueRow {
  readonly causes?: readonly ValueRow[];
}

function protocol(value: string, spec: string, doc: string, causes?: readonly ValueRow[]): ReasonProtocolRow {
  return causes === undefined ? { value, spec, doc } : { value, spec, doc, causes };
}

/** The protocols of Reason in the IANA registry. */
export const REASON_PROTOCOLS: readonly ReasonProtocolRow[] = [
  protocol('SIP', 'RFC 3326 §2', 'The cause is a SIP status code.', SIP_CAUSES),
  protocol('Q.850', 'RFC 3326 §2', 'The cause is a Q.850 value, from or for ISUP and ISDN.', Q850_CAUSES),
  protocol('Preemption', 'RFC 4411 §5', 'The session made way for one of higher priority.', PREEMPTION_CAUSES),
  protocol('RELEASE_CAUSE', 'TS 24.229', 'Why the device or an IMS element released the session.', RELEASE_CAUSES),
  protocol('FAILURE_CAUSE', 'TS 24.229', 'Which failure of the access released the session.', FAILURE_CAUSES),
  protocol('STIR', 'RFC 8224 §6.2.2', 'Why the signed caller identity did not verify.', STIR_CAUSES),
  protocol('EMM', 'TS 24.301', 'Mobility management cause of LTE.'),
  protocol('ESM', 'TS 24.301', 'Session management cause of LTE.'),
  protocol('S1AP-RNL', 'TS 36.413', 'Radio network cause of the LTE base station.'),
  protocol('S1AP-TL', 'TS 36.413', 'Transport cause of the LTE base station.'),
  protocol('S1AP-NAS', 'TS 36.413', 'Non-access stratum cause of the LTE base station.'),
  protocol('S1AP-MISC', 'TS 36.413', 'Other cause of the LTE base station.'),
  protocol('S1AP-PROT', 'TS 36.413', 'Protocol cause of the LTE base station.'),
  protocol('5GMM', 'TS 24.501', 'Mobility management cause of 5G.'),
  protocol('5GSM', 'TS 24.501', 'Session management cause of 5G.'),
  protocol('NGAP-RNL', 'TS 38.413', 'Radio network cause of the 5G base station.'),
  protocol('NGAP-TL', 'TS 38.413', 'Transport cause of the 5G base station.'),
  protocol('NGAP-NAS', 'TS 38.413', 'Non-access stratum cause of the 5G base station.'),
  protocol('NGAP-MISC', 'TS 38.413', 'Other cause of the 5G base station.'),
  protocol('NGAP-PROT', 'TS 38.413', 'Protocol cause of the 5G base station.'),
  protocol('DIAMETER', 'TS 29.274', 'Diameter cause of an untrusted WLAN session.'),
  protocol('IKEV2', 'TS 29.274', 'IKEv2 cause of an untrusted WLAN session.'),
];

/** The causes of a protocol, in any case; empty when they are not known. */
export function reasonCauses(protocolName: string): readonly ValueRow[] {
  const wanted = protocolName.toLowerCase();
  return REASON_PROTOCOLS.find(row => row.value.toLowerCase() === wanted)?.causes ?? [];
}

/** Where an ISUP cause arose, the `location` parameter of Reason. */
export const ISUP_LOCATIONS: readonly ValueRow[] = values('RFC 8606 §4', [
  ['U', 'User.'],
  ['LPN', 'Private network serving the local user.'],
  ['LN', 'Public network serving the local user.'],
  ['TN', 'Transit network.'],
  ['RLN', 'Public network serving the remote user.'],
  ['RPN', 'Private network serving the remote user.'],
  ['LOC-6', 'Spare.'],
  ['INTL', 'International network.'],
  ['LOC-8', 'Spare.'],
  ['LOC-9', 'Spare.'],
  ['BI', 'Network beyond the interworking point.'],
  ['LOC-11', 'Spare.'],
  ['LOC-12', 'Reserved for national use.'],
  ['LOC-13', 'Reserved for national use.'],
  ['LOC-14', 'Reserved for national use.'],
  ['LOC-15', 'Reserved for national use.'],
]);
