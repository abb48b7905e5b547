import type { ValueRow } from './types.ts';

/** An event package, or a template such as winfo that is added to another package with a dot. */
export interface EventPackageRow extends ValueRow {
  /** Body type of NOTIFY by default; absent where the package leaves it open. */
  readonly body?: string;
  readonly template?: true;
}

function event(value: string, spec: string, doc: string, body?: string): EventPackageRow {
  return body === undefined ? { value, spec, doc } : { value, spec, doc, body };
}

/** Values of Event and Allow-Events. */
export const EVENT_PACKAGES: readonly EventPackageRow[] = [
  event(
    'reg',
    'RFC 3680 §4.1',
    'Registration state; every IMS device and its P-CSCF subscribe to it.',
    'application/reginfo+xml',
  ),
  event('presence', 'RFC 3856 §6.1', 'Presence of a user.', 'application/pidf+xml'),
  event('dialog', 'RFC 4235 §3.1', 'Dialogs of a user, for example for busy lamps.', 'application/dialog-info+xml'),
  event('refer', 'RFC 3515 §3.1', 'Progress of a REFER.', 'message/sipfrag'),
  event('conference', 'RFC 4575 §3.1', 'Members and media of a conference.', 'application/conference-info+xml'),
  event('message-summary', 'RFC 3842 §3.1', 'Waiting voice and text messages.', 'application/simple-message-summary'),
  event('ua-profile', 'RFC 6080 §6.1', 'Configuration of a device.'),
  event('xcap-diff', 'RFC 5875 §4.2', 'Changes of documents on an XCAP server.', 'application/xcap-diff+xml'),
  event(
    'call-completion',
    'RFC 6910 §9.1',
    'When the callee is free again (CCBS, CCNR).',
    'application/call-completion',
  ),
  event('certificate', 'RFC 6072 §6.1', 'Certificate of a user.', 'application/pkix-cert'),
  event('credential', 'RFC 6072 §7.1', 'Private key of a user.', 'application/pkcs8'),
  event('consent-pending-additions', 'RFC 5362 §5.1', 'List members who have not yet agreed.'),
  event('http-monitor', 'RFC 5989 §4.1', 'Changes of a web resource.'),
  event('kpml', 'RFC 4730 §4.1', 'Digits that the user presses during a call.', 'application/kpml-response+xml'),
  event('load-control', 'RFC 7200 §4.1', 'Filters for calls under overload.', 'application/load-control+xml'),
  event('poc-settings', 'RFC 4354 §4.1', 'Push-to-talk settings of a user.', 'application/poc-settings+xml'),
  event('session-spec-policy', 'RFC 6795 §3.1', 'Policy decision for one session.'),
  event('spirits-INDPs', 'RFC 3910 §5.3.2', 'Call events of the telephone network.'),
  event('spirits-user-prof', 'RFC 3910 §6.3', 'Mobility events of the telephone network.'),
  event('vq-rtcpxr', 'RFC 6035 §4.1', 'Voice quality reports.', 'application/vq-rtcpxr'),
  event('Siemens-RTP-Stats', 'IANA sip-events', 'Vendor package with RTP statistics.'),
  {
    value: 'winfo',
    spec: 'RFC 3857 §4.1',
    doc: 'Template: who watches the package before the dot, as in presence.winfo.',
    body: 'application/watcherinfo+xml',
    template: true,
  },
];
