import type { OptionTagRow, ValueRow } from './types.ts';

function tag(name: string, spec: string, doc: string): OptionTagRow {
  return { tag: name, spec, doc };
}

/** The option tags of the IANA registry: values of Supported, Require, Proxy-Require and Unsupported. */
export const OPTION_TAGS: readonly OptionTagRow[] = [
  tag('100rel', 'RFC 3262 §3', 'Provisional responses sent reliably and confirmed by PRACK; VoLTE calls depend on it.'),
  tag('199', 'RFC 6228 §11.2', 'The caller understands 199 for a terminated early dialog.'),
  tag('answermode', 'RFC 5373 §8.3', 'The caller may ask for automatic answer (Answer-Mode).'),
  tag(
    'early-session',
    'RFC 3959 §6',
    'Early media with its own offer and answer, in a body of disposition early-session.',
  ),
  tag('eventlist', 'RFC 4662 §4', 'One subscription to a list of resources through a list server.'),
  tag('explicitsub', 'RFC 7614 §6', 'REFER without implicit subscription; the server gives a URI to subscribe to.'),
  tag('from-change', 'RFC 4916 §6', 'The URI in From and To may change inside a dialog (connected identity).'),
  tag('geolocation-http', 'RFC 6442 §4.6', 'Location by reference can be fetched with HTTP.'),
  tag('geolocation-sip', 'RFC 6442 §4.6', 'Location by reference can be fetched with a presence subscription.'),
  tag('gin', 'RFC 6140 §9.1', 'One REGISTER binds a whole number range of a PBX (Contact with bnc).'),
  tag('gruu', 'RFC 5627 §11', 'The registrar hands out globally routable URIs for one device.'),
  tag('histinfo', 'RFC 7044 §6.1', 'History-Info is wanted or understood.'),
  tag('ice', 'RFC 5768 §5', 'The media path may be found with ICE.'),
  tag('join', 'RFC 3911 §7.2', 'An INVITE may join an existing dialog (Join).'),
  tag('multiple-refer', 'RFC 5368 §4', 'A REFER may carry a list of targets in its body.'),
  tag('norefersub', 'RFC 4488 §7', 'A REFER without subscription is accepted.'),
  tag('nosub', 'RFC 7614 §6', 'A REFER that must not create any subscription.'),
  tag('outbound', 'RFC 5626 §11.4', 'Registrations over several flows that the device keeps alive.'),
  tag('path', 'RFC 3327 §5.1', 'The registrar stores the Path; in IMS the P-CSCF requires it in every REGISTER.'),
  tag('policy', 'RFC 6794 §4.4.1', 'The device can fetch session policies from a policy server.'),
  tag('precondition', 'RFC 3312 §11', 'SDP preconditions: the call rings only once the bearers are there.'),
  tag('pref', 'RFC 3840 §12.3', 'The request has capabilities in its Contact that the server must understand.'),
  tag('privacy', 'RFC 3323 §7', 'A proxy must apply the privacy service or reject the request; used in Proxy-Require.'),
  tag('recipient-list-invite', 'RFC 5366 §8', 'An INVITE may carry the list of conference participants in its body.'),
  tag('recipient-list-message', 'RFC 5365 §5', 'A MESSAGE may carry a list of recipients in its body.'),
  tag('recipient-list-subscribe', 'RFC 5367 §3', 'A SUBSCRIBE may carry the resource list in its body.'),
  tag('record-aware', 'RFC 7866 §11.1.2', 'The device understands recording indications in the SDP.'),
  tag(
    'replaces',
    'RFC 3891 §6.2',
    'An INVITE may take the place of an existing dialog (Replaces), as in attended transfer.',
  ),
  tag('resource-priority', 'RFC 4412 §3.4', 'Resource-Priority is understood and honoured.'),
  tag('sdp-anat', 'RFC 4092 §3', 'Alternative network addresses in the SDP are understood; ICE has replaced it.'),
  tag(
    'sec-agree',
    'RFC 3329 §2.3',
    'Security mechanisms are negotiated with the first hop; an IMS device puts it in Require and Proxy-Require of each REGISTER and the P-CSCF removes it.',
  ),
  tag('siprec', 'RFC 7866 §11.1.1', 'The session is a recording session.'),
  tag('tdialog', 'RFC 4538 §11.3', 'Target-Dialog proves that the sender knows an existing dialog.'),
  tag('timer', 'RFC 4028 §12.3', 'Session timers: the session is refreshed or ends.'),
  tag('trickle-ice', 'RFC 8840 §12.4', 'ICE candidates may be sent later, in INFO.'),
  tag('uui', 'RFC 7433 §6.6', 'User-to-User data is understood.'),
];

/** The option tags as values of Supported, Require and the like. */
export const OPTION_TAG_VALUES: readonly ValueRow[] = OPTION_TAGS.map(({ tag, doc, spec }) => ({
  value: tag,
  doc,
  spec,
}));
