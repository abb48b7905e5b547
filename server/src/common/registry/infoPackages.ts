import { values } from './rows.ts';
import type { ValueRow } from './types.ts';

/** Values of Info-Package and Recv-Info. */
export const INFO_PACKAGES: readonly ValueRow[] = [
  ...values('TS 24.229 §7.12', [
    ['infoDtmf', 'DTMF digits in INFO.'],
    ['g.3gpp.current-location-discovery', 'Asks the device for its current location during an emergency call.'],
  ]),
  ...values('TS 24.237', [
    ['g.3gpp.access-transfer-events', 'Progress of a call handover.'],
    ['g.3gpp.mid-call', 'Calls on hold and conferences at a handover.'],
    ['g.3gpp.state-and-event', 'State of the calls that were handed over.'],
  ]),
  ...values('TS 24.390', [['g.3gpp.ussd', 'USSD dialogue over IMS.']]),
  ...values('TS 24.379 §J.1.2', [['g.3gpp.mcptt-floor-request', 'Mission critical push to talk: asks for the floor.']]),
  ...values('TS 24.379 §J.2.2', [['g.3gpp.mcptt-info', 'Mission critical push to talk: call information.']]),
  ...values('TS 24.281', [['g.3gpp.mcvideo-info', 'Mission critical video: call information.']]),
  ...values('TS 24.282', [['g.3gpp.mcdata-com-release', 'Mission critical data: release of the communication.']]),
  ...values('RFC 8147 §14.9', [
    ['EmergencyCallData.eCall.MSD', 'Data of a crashed vehicle for the emergency centre (eCall).'],
  ]),
  ...values('RFC 8148 §14.7', [['EmergencyCallData.VEDS', 'Vehicle emergency data set.']]),
  ...values('RFC 8840 §10', [['trickle-ice', 'ICE candidates that come later.']]),
];

/** What Recv-Info says when no package is wanted for now. */
export const NO_INFO_PACKAGE: ValueRow = {
  value: 'nil',
  doc: 'Info packages are understood, but none is wanted now.',
  spec: 'RFC 6086 §5.2.3',
};
