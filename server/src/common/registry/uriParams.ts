import { METHOD_VALUES } from './methods.ts';
import { param, values } from './rows.ts';
import type { ParamRow, ValueRow } from './types.ts';

/** Transport values of SIP URIs; case does not count (RFC 3261 §19.1.4). */
export const URI_TRANSPORTS: readonly ValueRow[] = [
  ...values('RFC 3261 §19.1.1', [
    ['udp', 'Over UDP, in datagrams.'],
    ['tcp', 'Over TCP, as a stream.'],
    ['tls', 'TLS over TCP; deprecated in URIs, sips: says it better.'],
    ['sctp', 'Over SCTP (RFC 4168).'],
  ]),
  ...values('RFC 4168 §4', [['tls-sctp', 'Over TLS on SCTP.']]),
  ...values('RFC 7118 §5.2', [['ws', 'Over WebSocket, plain with sip: and secure with sips:.']]),
];

/** Parameters of SIP and SIPS URIs: the IANA registry and those of TS 24.229 §7.2A. */
export const URI_PARAMS: readonly ParamRow[] = [
  param('aai', 'any', 'Application data for a VoiceXML session.', 'RFC 5552 §2.1'),
  param('bnc', 'none', 'In the Contact of a PBX: one registration stands for all its numbers.', 'RFC 6140 §9.2.1'),
  param(
    'cause',
    'integer',
    'Why the request was sent on to this target; a redirection code, also for voice mail.',
    'RFC 4458 §2',
    {
      values: [
        ...values('RFC 4458 §2', [
          ['404', 'Unknown or not available destination.'],
          ['486', 'Diverted because the user was busy.'],
          ['408', 'Diverted because nobody answered.'],
          ['302', 'Diverted unconditionally.'],
          ['487', 'The callee deflected the call during alerting.'],
          ['480', 'The callee deflected the call at once.'],
          ['503', 'The mobile subscriber was not reachable.'],
        ]),
        ...values('RFC 8119 §3', [['380', 'The service number was translated (freephone and the like).']]),
      ],
    },
  ),
  param('ccxml', 'any', 'Address of the CCXML document to run.', 'RFC 5552 §2.1'),
  param('comp', 'token', 'The hop accepts compressed messages.', 'RFC 3486 §4', {
    values: values('RFC 3486 §4', [['sigcomp', 'Signalling compression (RFC 3320).']]),
  }),
  param('content-type', 'any', 'Media type of the announcement.', 'RFC 4240 §3'),
  param('delay', 'integer', 'Milliseconds between repetitions of the announcement.', 'RFC 4240 §3'),
  param('duration', 'integer', 'Longest time in milliseconds that the announcement plays.', 'RFC 4240 §3'),
  param('extension', 'any', 'Reserved for extensions of the announcement service.', 'RFC 4240 §3'),
  param('gr', 'any', 'Marks a globally routable URI; with a value a public one of one device.', 'RFC 5627 §11.2', {
    optionalValue: true,
  }),
  param(
    'iotl',
    'token',
    'Which leg of a roaming call the request is on; used between networks to charge and route.',
    'RFC 7549 §5',
    {
      values: values('RFC 7549 §5', [
        ['homea-homeb', 'From the caller’s home network to the callee’s home network.'],
        ['homeb-visitedb', 'From the callee’s home network to the network that it visits.'],
        ['visiteda-homea', 'From the network that the caller visits to its home network.'],
        ['homea-visiteda', 'From the caller’s home network to the network that it visits.'],
        ['visiteda-homeb', 'From the network that the caller visits to the callee’s home network.'],
      ]),
    },
  ),
  param('locale', 'any', 'Language and region of the announcement.', 'RFC 4240 §3'),
  param(
    'lr',
    'none',
    'The element follows loose routing; in Route, Record-Route, Path and Service-Route it must stand.',
    'RFC 3261 §19.1.1',
  ),
  param('m', 'token', 'Call-completion monitor: for which condition.', 'RFC 6910 §12.3', {
    values: values('RFC 6910 §12.3', [
      ['BS', 'Completion on busy subscriber.'],
      ['NR', 'Completion on no reply.'],
      ['NL', 'Completion when not logged in.'],
    ]),
  }),
  param('maddr', 'host', 'Overrides the host as the place to send to.', 'RFC 3261 §19.1.1'),
  param('maxage', 'integer', 'Cache age that the VoiceXML server accepts, in seconds.', 'RFC 5552 §2.1'),
  param('maxstale', 'integer', 'Staleness that the VoiceXML server accepts, in seconds.', 'RFC 5552 §2.1'),
  param(
    'method',
    'token',
    'Method of the request that the URI makes; for VoiceXML the HTTP method get or post.',
    'RFC 3261 §19.1.1',
    {
      values: METHOD_VALUES,
    },
  ),
  param('ob', 'none', 'Outbound: send over the flow on which this Contact or Path entry was set up.', 'RFC 5626 §11.3'),
  param(
    'orig',
    'none',
    'In a Route to the S-CSCF: serve the request for its caller, not for its callee.',
    'TS 24.229 §7.2A.6',
  ),
  param('param[n]', 'any', 'Numbered argument of the announcement.', 'RFC 4240 §3'),
  param('play', 'any', 'Address of the announcement.', 'RFC 4240 §3'),
  param('pn-param', 'any', 'Data for the push service; for FCM the project, for APNS team and topic.', 'RFC 8599 §8.7'),
  param('pn-prid', 'any', 'Push resource: the identifier of the device at the push service.', 'RFC 8599 §8.7'),
  param('pn-provider', 'any', 'Push service to wake the device.', 'RFC 8599 §8.7', {
    optionalValue: true,
    values: [
      ...values('RFC 8599 §10', [['apns', 'Apple push notification service.']]),
      ...values('RFC 8599 §11', [['fcm', 'Firebase cloud messaging.']]),
      ...values('RFC 8599 §12', [['webpush', 'Generic web push (RFC 8030).']]),
    ],
  }),
  param(
    'pn-purr',
    'any',
    'Set by the proxy; says where to find it for requests inside a dialog that need a push.',
    'RFC 8599 §8.7',
  ),
  param('postbody', 'any', 'Body of the HTTP request for the VoiceXML document.', 'RFC 5552 §2.1'),
  param('premium-rate', 'token', 'The number is a premium rate number.', 'TS 24.229 §7.2A.17', {
    values: values('TS 24.229 §7.2A.17', [
      ['information', 'Premium rate for information services.'],
      ['entertainment', 'Premium rate for entertainment services.'],
    ]),
  }),
  param('repeat', 'any', 'How often the announcement plays; a number or `forever`.', 'RFC 4240 §3'),
  param('sg', 'any', 'Cookie of a PBX inside a temporary GRUU.', 'RFC 6140 §9.2.2', { optionalValue: true }),
  param('sigcomp-id', 'any', 'Names the compression application, as a URN.', 'RFC 5049 §9.1'),
  param('sos', 'none', 'In the Contact of a REGISTER: emergency registration.', 'TS 24.229 §7.2A.13'),
  param('target', 'any', 'For voice mail: the mailbox that the call was meant for, as an escaped URI.', 'RFC 4458 §2'),
  param('transport', 'token', 'Transport protocol to reach the URI.', 'RFC 3261 §19.1.1', { values: URI_TRANSPORTS }),
  param('ttl', 'integer', 'Time to live of a multicast packet.', 'RFC 3261 §19.1.1', {
    min: 0,
    max: 255,
    deprecated: true,
  }),
  param('user', 'token', 'What the user part is.', 'RFC 3261 §19.1.1', {
    values: [
      ...values('RFC 3261 §19.1.1', [
        ['phone', 'A telephone number, written as in a tel URI.'],
        ['ip', 'A plain user name.'],
      ]),
      ...values('RFC 4967 §4', [['dialstring', 'Digits as the user typed them.']]),
    ],
  }),
  param('voicexml', 'any', 'Address of the VoiceXML document to run.', 'RFC 4240 §4'),
];
