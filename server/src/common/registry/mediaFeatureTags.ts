import { METHOD_VALUES } from './methods.ts';
import { OPTION_TAG_VALUES } from './optionTags.ts';
import { param, values } from './rows.ts';
import { SERVICE_IDS_ENCODED } from './serviceIds.ts';
import type { ParamRow, ValueRow } from './types.ts';

const BOOLEAN: readonly ValueRow[] = values('RFC 3840 §9', [
  ['TRUE', 'As if the value were absent.'],
  ['FALSE', 'The feature is not there.'],
]);

function flag(name: string, doc: string, spec: string): ParamRow {
  return param(name, 'quoted', doc, spec, { optionalValue: true, values: BOOLEAN });
}

/**
 * Media feature tags: what a contact can do (Contact) and what a caller wants (Accept-Contact, Reject-Contact). The
 * base tags of RFC 3840 stand without `+`; every value is quoted. A tag without value is the boolean TRUE.
 */
export const MEDIA_FEATURE_TAGS: readonly ParamRow[] = [
  flag('audio', 'Audio streams.', 'RFC 3840 §10.1'),
  flag('application', 'Application streams, such as shared whiteboards.', 'RFC 3840 §10.2'),
  flag('data', 'Data streams.', 'RFC 3840 §10.3'),
  flag('control', 'Control streams.', 'RFC 3840 §10.4'),
  flag('video', 'Video streams; with the MMTEL ICSI it announces ViLTE.', 'RFC 3840 §10.5'),
  flag('text', 'Text streams, for example real-time text.', 'RFC 3840 §10.6'),
  flag('automata', 'A machine answers, not a person.', 'RFC 3840 §10.7'),
  param('class', 'quoted', 'Purpose of the device.', 'RFC 3840 §10.8', {
    values: values('RFC 3840 §10.8', [
      ['business', 'For business.'],
      ['personal', 'For personal use.'],
    ]),
  }),
  param('duplex', 'quoted', 'Whether it can talk and listen at once.', 'RFC 3840 §10.9', {
    values: values('RFC 3840 §10.9', [
      ['full', 'Sends and receives at the same time.'],
      ['half', 'Sends or receives, one at a time.'],
      ['send-only', 'Only sends.'],
      ['receive-only', 'Only receives.'],
    ]),
  }),
  param('mobility', 'quoted', 'Whether the device moves.', 'RFC 3840 §10.10', {
    values: values('RFC 3840 §10.10', [
      ['fixed', 'Stays in one place.'],
      ['mobile', 'Moves.'],
    ]),
  }),
  param('description', 'quoted', 'Free text about the device, in angle brackets inside the quotes.', 'RFC 3840 §10.11'),
  param('events', 'quoted', 'Event packages that it takes, a comma list.', 'RFC 3840 §10.12'),
  param('priority', 'quoted', 'Priorities that it takes, as a number from 10 to 40.', 'RFC 3840 §10.13'),
  param('methods', 'quoted', 'Methods that it takes, a comma list.', 'RFC 3840 §10.14', {
    values: METHOD_VALUES,
  }),
  param('extensions', 'quoted', 'Option tags that it supports, a comma list.', 'RFC 3840 §10.15', {
    values: OPTION_TAG_VALUES,
  }),
  param('schemes', 'quoted', 'URI schemes that it takes, a comma list.', 'RFC 3840 §10.16', {
    values: values('RFC 3840 §10.16', [
      ['sip', 'SIP URIs.'],
      ['sips', 'SIPS URIs.'],
      ['tel', 'Telephone numbers.'],
      ['http', 'Web addresses.'],
    ]),
  }),
  param('actor', 'quoted', 'Who answers.', 'RFC 3840 §10.17', {
    values: values('RFC 3840 §10.17', [
      ['principal', 'The user.'],
      ['attendant', 'Somebody or something on the user’s behalf, with contact to the user.'],
      ['msg-taker', 'An answering machine.'],
      ['information', 'A service with information about the user.'],
    ]),
  }),
  flag('isfocus', 'The contact is a conference focus.', 'RFC 3840 §10.18'),
  param('+sip.rendering', 'quoted', 'Whether media are rendered now, as in call hold.', 'RFC 4235 §5.2', {
    values: values('RFC 4235 §5.2', [
      ['yes', 'Media are rendered.'],
      ['no', 'Media are not rendered, the call is on hold.'],
      ['unknown', 'It is not known.'],
    ]),
  }),
  flag('+sip.byeless', 'The dialog may end without a BYE.', 'RFC 4235 §5.1'),
  flag('+sip.message', 'Message streams (MSRP).', 'RFC 4569 §3'),
  param(
    '+sip.instance',
    'quoted',
    'Identity of the device, a URN in angle brackets; in IMS made from the IMEI.',
    'RFC 5626 §4.1',
    {
      quoted: true,
    },
  ),
  param('+sip.app-subtype', 'quoted', 'Subtypes of the application media that it takes.', 'RFC 5688 §6'),
  flag('+sip.ice', 'ICE is supported.', 'RFC 5768 §4'),
  param('+sip.fax', 'quoted', 'Fax capability.', 'RFC 6913 §7', {
    values: values('RFC 6913 §7', [
      ['t38', 'T.38 fax relay.'],
      ['passthrough', 'Fax tones in the audio stream.'],
    ]),
  }),
  flag('+sip.src', 'A session recording client.', 'RFC 7866 §11.2'),
  flag('+sip.srs', 'A session recording server.', 'RFC 7866 §11.2'),
  flag('+sip.pnsreg', 'The device can refresh its registration without being woken.', 'RFC 8599 §8.5'),
  param(
    '+g.3gpp.icsi-ref',
    'quoted',
    'Communication services (ICSI), percent-encoded URNs in a comma list; MMTEL is what makes a VoLTE phone.',
    'TS 24.229 §7.9.2',
    {
      quoted: true,
      values: SERVICE_IDS_ENCODED.filter(row => row.value.includes('icsi')),
    },
  ),
  param(
    '+g.3gpp.iari-ref',
    'quoted',
    'Applications (IARI), percent-encoded URNs in a comma list.',
    'TS 24.229 §7.9.3',
    {
      quoted: true,
      values: SERVICE_IDS_ENCODED.filter(row => row.value.includes('iari')),
    },
  ),
  param(
    '+g.3gpp.registration-token',
    'quoted',
    'Links requests to one of several registrations of the user.',
    'TS 24.229 §7.9',
  ),
  param('+g.3gpp.ps-data-off', 'quoted', 'Whether the user switched mobile data off.', 'TS 24.229 §7.9', {
    values: values('TS 24.229 §7.9', [
      ['active', 'Mobile data is off, only exempt services may be used.'],
      ['inactive', 'Mobile data is on.'],
    ]),
  }),
  flag('+g.3gpp.rlos', 'Restricted local operator services are wanted.', 'TS 24.229 §7.9'),
  flag('+g.3gpp.smsip', 'The device receives SMS over IP.', 'TS 24.341'),
  flag('+g.3gpp.cs-voice', 'Voice in the circuit-switched domain is available beside IMS.', 'TS 24.279'),
  param('+g.3gpp.ics', 'quoted', 'IMS centralised services: who controls the circuit-switched leg.', 'TS 24.292', {
    values: values('TS 24.292', [
      ['principal', 'The device itself.'],
      ['server', 'An MSC server on its behalf.'],
    ]),
  }),
  param('+g.3gpp.accesstype', 'quoted', 'Access over which the contact is reached.', 'TS 24.292', {
    values: values('TS 24.292', [
      ['cellular1', 'First cellular access.'],
      ['cellular2', 'Second cellular access.'],
      ['wlan1', 'First WLAN access.'],
      ['wlan2', 'Second WLAN access.'],
      ['fixed1', 'Fixed access.'],
    ]),
  }),
  flag('+g.3gpp.cs2ps-srvcc', 'Handover of a call from circuit-switched to packet access.', 'TS 24.237'),
  flag('+g.3gpp.cs2ps-srvcc-alerting', 'As cs2ps-srvcc, while the call is alerting.', 'TS 24.237'),
  flag('+g.3gpp.cs2ps-drvcc-alerting', 'Dual-radio handover from circuit-switched access while alerting.', 'TS 24.237'),
  flag(
    '+g.3gpp.cs2ps-drvcc-orig-pre-alerting',
    'Dual-radio handover of an outgoing call before alerting.',
    'TS 24.237',
  ),
  flag('+g.3gpp.mid-call', 'Handover keeps calls on hold and conferences.', 'TS 24.237'),
  flag('+g.3gpp.srvcc-alerting', 'Handover to circuit-switched access while the call is alerting.', 'TS 24.237'),
  flag('+g.3gpp.ps2cs-srvcc-orig-pre-alerting', 'Handover of an outgoing call before alerting.', 'TS 24.237'),
  flag('+g.3gpp.ps2cs-srvcc-term-pre-alerting', 'Handover of an incoming call before alerting.', 'TS 24.237'),
  flag(
    '+g.3gpp.ps2cs-drvcc-orig-pre-alerting',
    'Dual-radio handover of an outgoing call before alerting.',
    'TS 24.237',
  ),
  flag('+g.3gpp.drvcc-alerting', 'Dual-radio handover while the call is alerting.', 'TS 24.237'),
  param(
    '+g.3gpp.dynamic-stn',
    'quoted',
    'Number to call for the session transfer, assigned per session.',
    'TS 24.237',
    { optionalValue: true },
  ),
  param(
    '+g.3gpp.pstops-sti',
    'quoted',
    'Session transfer identifier for handover between packet accesses.',
    'TS 24.237',
    { optionalValue: true },
  ),
  flag(
    '+g.3gpp.state-and-event',
    'The device takes the INFO package that reports the state of transferred calls.',
    'TS 24.237',
  ),
  flag('+g.3gpp.iut-controller', 'May control inter-device media transfer.', 'TS 24.337'),
  flag('+g.3gpp.iut-focus', 'Hosts inter-device media transfer.', 'TS 24.337'),
  flag('+g.3gpp.nw-init-ussi', 'Takes USSD that the network starts.', 'TS 24.390'),
  flag('+g.3gpp.ussd', 'Takes USSD over IMS.', 'TS 24.390'),
  flag('+g.3gpp.verstat', 'Shows the verification status of the calling number.', 'TS 24.229 §7.9'),
  flag('+g.3gpp.mcptt', 'Mission critical push to talk.', 'TS 24.379'),
  flag('+g.3gpp.mcvideo', 'Mission critical video.', 'TS 24.281'),
  flag('+g.3gpp.mcdata.sds', 'Mission critical short data service.', 'TS 24.282'),
  flag('+g.3gpp.mcdata.fd', 'Mission critical file distribution.', 'TS 24.282'),
  flag('+g.3gpp.crs', 'Customised ringing signal.', 'TS 24.183'),
  flag('+g.3gpp.cat', 'Customised alerting tone.', 'TS 24.182'),
  flag('+g.oma.sip-im', 'OMA instant messaging.', 'OMA SIMPLE-IM'),
  flag('+g.oma.sip-im.large-message', 'OMA instant messaging, large messages.', 'OMA SIMPLE-IM'),
  flag('+g.gsma.rcs.cpm.pager-large', 'RCS large pager messages.', 'GSMA RCC.07'),
  flag('+g.gsma.callcomposer', 'RCS call composer.', 'GSMA RCC.20'),
  param('+g.gsma.rcs.botversion', 'quoted', 'Version of the RCS chatbot interface.', 'GSMA RCC.07'),
];

/** The feature parameters of Contact and its relatives: the known tags and the family of all others. */
export const FEATURE_PARAMS: readonly ParamRow[] = [
  ...MEDIA_FEATURE_TAGS,
  param('+*', 'quoted', 'Another feature tag; its value is quoted.', 'RFC 3840 §9', { optionalValue: true }),
];
