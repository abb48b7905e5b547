import { param } from './rows.ts';
import { SERVICE_IDS_ENCODED } from './serviceIds.ts';
import type { ParamRow } from './types.ts';

function flag(name: string, doc: string, spec: string): ParamRow {
  return param(name, 'none', doc, spec);
}

function uri(name: string, doc: string, spec: string): ParamRow {
  return param(name, 'quoted', doc, spec, { quoted: true });
}

/**
 * Feature-capability indicators of Feature-Caps: what an element on the path can do. Values are quoted; a URI stands in
 * angle brackets inside the quotes.
 */
export const FEATURE_CAPABILITIES: readonly ParamRow[] = [
  uri(
    '+g.3gpp.atcf',
    'The ATCF anchors calls for handover; the value is its number for the session transfer (STN-SR).',
    'TS 24.237',
  ),
  uri('+g.3gpp.atcf-mgmt-uri', 'Address of the ATCF for management by the SCC AS.', 'TS 24.237'),
  uri('+g.3gpp.atcf-path', 'Path entry of the ATCF for this registration.', 'TS 24.237'),
  flag('+g.3gpp.mid-call', 'Handover keeps calls on hold and conferences.', 'TS 24.237'),
  flag('+g.3gpp.srvcc-alerting', 'Handover while the call is alerting.', 'TS 24.237'),
  uri('+g.3gpp.srvcc', 'The session is anchored for handover; the value addresses the anchor.', 'TS 24.237'),
  param('+g.3gpp.cs2ps-srvcc', 'quoted', 'Handover from circuit-switched to packet access.', 'TS 24.237', {
    optionalValue: true,
  }),
  flag('+g.3gpp.ti', 'Transaction identifiers of circuit-switched calls are kept.', 'TS 24.237'),
  flag('+g.3gpp.drvcc-alerting', 'Dual-radio handover while the call is alerting.', 'TS 24.237'),
  uri('+g.3gpp.dynamic-stn', 'Number to call for the session transfer, assigned per session.', 'TS 24.237'),
  uri('+g.3gpp.dynamic-e-stn-drvcc', 'Number to call for the transfer of an emergency session.', 'TS 24.237'),
  flag(
    '+g.3gpp.ps2cs-drvcc-orig-pre-alerting',
    'Dual-radio handover of an outgoing call before alerting.',
    'TS 24.237',
  ),
  flag('+g.3gpp.ps2cs-srvcc-orig-pre-alerting', 'Handover of an outgoing call before alerting.', 'TS 24.237'),
  flag('+g.3gpp.ps2cs-srvcc-term-pre-alerting', 'Handover of an incoming call before alerting.', 'TS 24.237'),
  flag('+g.3gpp.cs2ps-drvcc-alerting', 'Dual-radio handover from circuit-switched access while alerting.', 'TS 24.237'),
  flag(
    '+g.3gpp.cs2ps-drvcc-orig-pre-alerting',
    'Dual-radio handover of an outgoing circuit-switched call before alerting.',
    'TS 24.237',
  ),
  param(
    '+g.3gpp.icsi-ref',
    'quoted',
    'Communication services that the network supports, percent-encoded URNs.',
    'TS 24.229 §7.9A',
    {
      quoted: true,
      values: SERVICE_IDS_ENCODED.filter(row => row.value.includes('icsi')),
    },
  ),
  param('+g.3gpp.ics', 'quoted', 'IMS centralised services.', 'TS 24.292', { optionalValue: true }),
  flag('+g.3gpp.iut-focus', 'Hosts inter-device media transfer.', 'TS 24.337'),
  uri('+g.3gpp.trf', 'Transit and roaming function, for calls that leave from the visited network.', 'TS 24.229 §7.9A'),
  uri('+g.3gpp.loopback', 'The call was looped back to the visited network.', 'TS 24.229 §7.9A'),
  uri(
    '+g.3gpp.home-visited',
    'Home routing of the call is possible; the value names the visited network.',
    'TS 24.229 §7.9A',
  ),
  uri('+g.3gpp.mrb', 'Media resource broker of the visited network.', 'TS 24.229 §7.9A'),
  uri('+g.3gpp.registration-token', 'Links the request to a registration.', 'TS 24.229 §7.9A'),
  flag('+g.3gpp.verstat', 'The home network verifies calling numbers.', 'TS 24.229 §7.9A'),
  flag('+g.3gpp.priority-share', 'Bearers may be shared between sessions of different priority.', 'TS 24.229 §7.9A'),
  uri('+g.3gpp.thig-path', 'Path entry of the topology hiding gateway.', 'TS 24.229 §7.9A'),
  flag('+g.3gpp.anbr', 'Access network bit rate recommendation is supported.', 'TS 24.229 §7.9A'),
  uri(
    '+g.3gpp.in-call-access-update',
    'Where changes of the access during a call are to be reported.',
    'TS 24.229 §7.9A',
  ),
  flag('+g.3gpp.mcvideo.ambient-viewing-call-release', 'Mission critical video: ends ambient viewing.', 'TS 24.281'),
  flag(
    '+g.3gpp.mcptt.ambient-listening-call-release',
    'Mission critical push to talk: ends ambient listening.',
    'TS 24.379',
  ),
  param('+g.3gpp.datachannel', 'quoted', 'IMS data channel is supported.', 'TS 24.186', { optionalValue: true }),
  flag('+g.3gpp.dc-mux', 'Several data channel applications share one channel.', 'TS 24.186'),
  flag('+sip.607', 'Code 607 (Unwanted) is acted upon.', 'RFC 8197 §5.2'),
  flag('+sip.608', 'Code 608 (Rejected) is passed on.', 'RFC 8688 §3'),
  param('+sip.pns', 'quoted', 'Push services that the proxy can use.', 'RFC 8599 §8.2', { quoted: true }),
  param('+sip.vapid', 'quoted', 'The proxy signs pushes with this key.', 'RFC 8599 §8.3', { quoted: true }),
  param('+sip.pnsreg', 'quoted', 'Seconds before expiry at which the proxy wakes the device.', 'RFC 8599 §8.4', {
    quoted: true,
  }),
  param('+sip.pnspurr', 'quoted', 'Identifier for pushes inside a dialog.', 'RFC 8599 §8.6', { quoted: true }),
  flag('+sip.audio', 'IMS-ALG handles audio.', 'TS 24.229 §7.9A'),
  flag('+sip.application', 'IMS-ALG handles application media.', 'TS 24.229 §7.9A'),
  flag('+sip.data', 'IMS-ALG handles data media.', 'TS 24.229 §7.9A'),
  flag('+sip.video', 'IMS-ALG handles video.', 'TS 24.229 §7.9A'),
  flag('+sip.control', 'IMS-ALG handles control media.', 'TS 24.229 §7.9A'),
  flag('+sip.text', 'IMS-ALG handles text.', 'TS 24.229 §7.9A'),
  flag('+sip.message', 'IMS-ALG handles message sessions.', 'TS 24.229 §7.9A'),
  flag('+sip.ice', 'IMS-ALG handles ICE.', 'TS 24.229 §7.9A'),
  param('+sip.app-subtype', 'quoted', 'IMS-ALG handles these subtypes of application media.', 'TS 24.229 §7.9A', {
    quoted: true,
  }),
  param('+sip.fax', 'quoted', 'IMS-ALG handles fax.', 'TS 24.229 §7.9A', { optionalValue: true }),
];
