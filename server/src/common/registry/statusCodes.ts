import type { StatusCodeRow } from './types.ts';

function code(
  number: number,
  reason: string,
  spec: string,
  doc: string,
  more: Pick<StatusCodeRow, 'requires' | 'requiresOneOf' | 'imsCauses'> = {},
): StatusCodeRow {
  return { code: number, reason, spec, doc, ...more };
}

/** The response codes of the IANA registry, each with what stands behind it in an IMS registration where that is known. */
export const STATUS_CODES: readonly StatusCodeRow[] = [
  code(
    100,
    'Trying',
    'RFC 3261 §21.1.1',
    'The next hop has the request and works on it; stops retransmission, travels one hop only.',
  ),
  code(180, 'Ringing', 'RFC 3261 §21.1.2', 'The called device alerts its user.'),
  code(
    181,
    'Call Is Being Forwarded',
    'RFC 3261 §21.1.3',
    'The call goes on to another destination; History-Info or Diversion tells why.',
  ),
  code(182, 'Queued', 'RFC 3261 §21.1.4', 'The callee is busy but the call waits in a queue.'),
  code(
    183,
    'Session Progress',
    'RFC 3261 §21.1.5',
    'Progress without alerting; in VoLTE it carries the SDP answer for preconditions and early media, sent reliably.',
  ),
  code(
    199,
    'Early Dialog Terminated',
    'RFC 6228 §11.1',
    'Tells the caller of a forked call that one early dialog is over, while others go on.',
  ),
  code(200, 'OK', 'RFC 3261 §21.2.1', 'The request succeeded.', {
    imsCauses: [
      'REGISTER: the S-CSCF verified the response, stored the binding and downloaded the profile (SAR/SAA DIAMETER_SUCCESS); Service-Route, P-Associated-URI and Path are new.',
    ],
  }),
  code(
    202,
    'Accepted',
    'RFC 6665 §8.3.1',
    'Accepted without a verdict yet; deprecated, new implementations answer 200.',
  ),
  code(
    204,
    'No Notification',
    'RFC 5839 §7.1',
    'The subscription is refreshed and no NOTIFY follows because the entity-tag still matches.',
  ),
  code(300, 'Multiple Choices', 'RFC 3261 §21.3.1', 'Several addresses are possible; the Contact list offers them.'),
  code(
    301,
    'Moved Permanently',
    'RFC 3261 §21.3.2',
    'The user is no longer at this address; Contact gives the new one.',
  ),
  code(302, 'Moved Temporarily', 'RFC 3261 §21.3.3', 'Try the address in Contact this time; used for call deflection.'),
  code(305, 'Use Proxy', 'RFC 3261 §21.3.4', 'The resource must be reached through the proxy in Contact.', {
    requires: ['Contact'],
    imsCauses: [
      'REGISTER: the P-CSCF sends the device to another P-CSCF; the device discovers one anew (TS 24.229 §5.1.1.2.1).',
    ],
  }),
  code(380, 'Alternative Service', 'RFC 3261 §21.3.5', 'Another service must be used; the body says which.', {
    imsCauses: [
      'INVITE: the P-CSCF detected an emergency number that the device did not; the 3gpp-ims+xml body asks for an emergency call (TS 24.229 §5.2.10).',
    ],
  }),
  code(
    400,
    'Bad Request',
    'RFC 3261 §21.4.1',
    'The request could not be understood; the reason phrase should name the fault.',
    {
      imsCauses: [
        'REGISTER: a mandatory header is missing or broken, `Contact: *` without `Expires: 0`, or CSeq names another method.',
        'P-CSCF: Security-Verify or Security-Client is missing on the new security association (TS 33.203 §7.2).',
        'I-CSCF: no Authorization and no SIP URI in To to derive the private identity from.',
      ],
    },
  ),
  code(
    401,
    'Unauthorized',
    'RFC 3261 §21.4.2',
    'The registrar or server wants credentials; WWW-Authenticate carries the challenge.',
    {
      requires: ['WWW-Authenticate'],
      imsCauses: [
        'Regular first step of IMS AKA: the S-CSCF got a vector by MAR/MAA and challenges with RAND and AUTN in the nonce (TS 24.229 §5.4.1.2.1).',
        'The answer came unprotected, for an old nonce, or after reg-await-auth (4 minutes): a fresh challenge.',
        'AUTS resynchronisation succeeded: new vector, new challenge.',
      ],
    },
  ),
  code(402, 'Payment Required', 'RFC 3261 §21.4.3', 'Reserved; some networks use it for exhausted credit.'),
  code(
    403,
    'Forbidden',
    'RFC 3261 §21.4.4',
    'Understood and refused; repeating it with other credentials will not help.',
    {
      imsCauses: [
        'I-CSCF: UAA DIAMETER_ERROR_USER_UNKNOWN (5001), IDENTITIES_DONT_MATCH (5002), ROAMING_NOT_ALLOWED (5004) or AUTHORIZATION_REJECTED (5003).',
        'S-CSCF: the response is wrong, the device rejected the challenge (empty response without auts), or resynchronisation failed twice; SAR AUTHENTICATION_FAILURE goes to the HSS.',
        'S-CSCF: MAA AUTH_SCHEME_NOT_SUPPORTED (5006), or SAA 5001, 5002, 5004.',
        'P-CSCF: too many security associations, or Via does not match the source of the protected request.',
      ],
    },
  ),
  code(
    404,
    'Not Found',
    'RFC 3261 §21.4.5',
    'The user does not exist in the domain of the Request-URI, or the server does not serve that domain.',
    {
      imsCauses: ['I-CSCF: LIA USER_UNKNOWN (5001) or IDENTITY_NOT_REGISTERED (5003) for a request to the user.'],
    },
  ),
  code(
    405,
    'Method Not Allowed',
    'RFC 3261 §21.4.6',
    'The method is known but not allowed for this address; Allow lists what is.',
    { requires: ['Allow'] },
  ),
  code(406, 'Not Acceptable', 'RFC 3261 §21.4.7', 'No body format in Accept can be produced.'),
  code(
    407,
    'Proxy Authentication Required',
    'RFC 3261 §21.4.8',
    'A proxy wants credentials; Proxy-Authenticate carries the challenge.',
    {
      requires: ['Proxy-Authenticate'],
      imsCauses: ['S-CSCF challenges a non-REGISTER request of a SIP Digest user (TS 33.203 §N.2.1).'],
    },
  ),
  code(408, 'Request Timeout', 'RFC 3261 §21.4.9', 'No answer from the target in time; often made locally.', {
    imsCauses: [
      'No P-CSCF answer within timer F (128 s at the device): signalling bearer, wrong P-CSCF address, or the protected request was dropped because its integrity check failed.',
    ],
  }),
  code(410, 'Gone', 'RFC 3261 §21.4.10', 'The user was here and left no address.'),
  code(
    412,
    'Conditional Request Failed',
    'RFC 3903 §11.2.1',
    'The entity-tag in SIP-If-Match is unknown; publish again without it.',
  ),
  code(413, 'Request Entity Too Large', 'RFC 3261 §21.4.11', 'The body is larger than the server accepts.'),
  code(414, 'Request-URI Too Long', 'RFC 3261 §21.4.12', 'The Request-URI is longer than the server accepts.'),
  code(
    415,
    'Unsupported Media Type',
    'RFC 3261 §21.4.13',
    'The body has a type, coding or language that the server does not take; the matching Accept header lists what it does.',
    {
      requiresOneOf: ['Accept', 'Accept-Encoding', 'Accept-Language'],
    },
  ),
  code(416, 'Unsupported URI Scheme', 'RFC 3261 §21.4.14', 'The scheme of the Request-URI is unknown to the server.'),
  code(417, 'Unknown Resource-Priority', 'RFC 4412 §4.6.2', 'None of the required Resource-Priority values is known.'),
  code(
    420,
    'Bad Extension',
    'RFC 3261 §21.4.15',
    'An option tag in Require or Proxy-Require is not supported; Unsupported names it.',
    {
      requires: ['Unsupported'],
      imsCauses: [
        'An element that does not know sec-agree saw it in Require or Proxy-Require: the P-CSCF did not remove it.',
        'Registrar: Path is present and the device did not say `Supported: path` (RFC 3327 §5.3, strict mode).',
      ],
    },
  ),
  code(
    421,
    'Extension Required',
    'RFC 3261 §21.4.16',
    'The server needs an extension that the request did not offer; Require names it.',
    {
      requires: ['Require'],
      imsCauses: [
        'P-CSCF: the REGISTER came without Security-Client though the network demands IPsec (RFC 3329 §2.3.1).',
      ],
    },
  ),
  code(
    422,
    'Session Interval Too Small',
    'RFC 4028 §6',
    'The session timer is shorter than an element allows; Min-SE gives the least value.',
    { requires: ['Min-SE'] },
  ),
  code(
    423,
    'Interval Too Brief',
    'RFC 3261 §21.4.17',
    'The wanted expiry is shorter than the registrar or notifier allows; Min-Expires gives the least value.',
    {
      requires: ['Min-Expires'],
      imsCauses: [
        'S-CSCF: 0 < expiry < its minimum; the device repeats the REGISTER with at least Min-Expires (TS 24.229 §5.1.1.2.1).',
      ],
    },
  ),
  code(
    424,
    'Bad Location Information',
    'RFC 6442 §4.3',
    'The location in the request is broken or unusable; Geolocation-Error says why.',
    { requires: ['Geolocation-Error'] },
  ),
  code(
    425,
    'Bad Alert Message',
    'RFC 8876 §5.1',
    'A non-interactive emergency alert could not be processed; AlertMsg-Error says why.',
    { requires: ['AlertMsg-Error'] },
  ),
  code(428, 'Use Identity Header', 'RFC 8224 §6.2.2', 'The verifier wants a signed caller identity (STIR).'),
  code(429, 'Provide Referrer Identity', 'RFC 3892 §5', 'The refer target wants a Referred-By with proof.'),
  code(
    430,
    'Flow Failed',
    'RFC 5626 §11.5',
    'The connection to this contact is dead; the registrar tries the next flow.',
  ),
  code(433, 'Anonymity Disallowed', 'RFC 5079 §5', 'The callee rejects anonymous callers (service ACR).'),
  code(436, 'Bad Identity Info', 'RFC 8224 §6.2.2', 'The certificate in Identity "info" cannot be fetched.'),
  code(
    437,
    'Unsupported Credential',
    'RFC 8224 §6.2.2',
    'The certificate of the caller identity is not trusted or not understood.',
  ),
  code(438, 'Invalid Identity Header', 'RFC 8224 §6.2.2', 'The signature of the caller identity does not verify.'),
  code(
    439,
    'First Hop Lacks Outbound Support',
    'RFC 5626 §11.6',
    'The device asked for outbound, but the first proxy set no `ob` in its Path URI.',
    {
      imsCauses: [
        'S-CSCF: REGISTER with reg-id, `Supported: outbound`, and a first Path entry without `;ob` (TS 24.229 §5.4.1.2.2F).',
      ],
    },
  ),
  code(440, 'Max-Breadth Exceeded', 'RFC 5393 §6.2', 'Not enough breadth is left to fork the request.'),
  code(
    469,
    'Bad Info Package',
    'RFC 6086 §11.6',
    'INFO for a package that the dialog did not agree on; Recv-Info lists the agreed ones.',
    { requires: ['Recv-Info'] },
  ),
  code(470, 'Consent Needed', 'RFC 5360 §5.9.2', 'A recipient has not yet agreed to be reached through this relay.'),
  code(480, 'Temporarily Unavailable', 'RFC 3261 §21.4.18', 'The user exists but cannot be reached now.', {
    imsCauses: [
      'I-CSCF: the HSS did not answer the UAR, or answered UNABLE_TO_COMPLY (5012), UNABLE_TO_DELIVER (3002) or TOO_BUSY (3004).',
      'S-CSCF: it refuses the assignment (profile too large or unreadable) so that the I-CSCF selects another.',
      'Terminating call: the user is registered but the device does not respond to paging.',
    ],
  }),
  code(481, 'Call/Transaction Does Not Exist', 'RFC 3261 §21.4.19', 'No dialog or transaction matches the request.', {
    imsCauses: ['S-CSCF: de-registration of a contact that is not bound (TS 24.229 §5.4.1.4).'],
  }),
  code(482, 'Loop Detected', 'RFC 3261 §21.4.20', 'The request came back to a proxy with the same routing inputs.'),
  code(483, 'Too Many Hops', 'RFC 3261 §21.4.21', 'Max-Forwards reached zero.'),
  code(484, 'Address Incomplete', 'RFC 3261 §21.4.22', 'More digits are needed.'),
  code(485, 'Ambiguous', 'RFC 3261 §21.4.23', 'The address fits several users; Contact may list them.'),
  code(486, 'Busy Here', 'RFC 3261 §21.4.24', 'This device is busy; others may answer.'),
  code(487, 'Request Terminated', 'RFC 3261 §21.4.25', 'The INVITE was ended by CANCEL or BYE.'),
  code(
    488,
    'Not Acceptable Here',
    'RFC 3261 §21.4.26',
    'The session description cannot be accepted by this device; Warning may say why.',
    {
      imsCauses: [
        'P-CSCF or S-CSCF: the SDP breaks local policy, for example a codec that the network bars (TS 24.229 §6.2).',
      ],
    },
  ),
  code(489, 'Bad Event', 'RFC 6665 §8.3.2', 'The event package is not understood; Allow-Events lists those that are.', {
    requires: ['Allow-Events'],
  }),
  code(
    491,
    'Request Pending',
    'RFC 3261 §21.4.27',
    'Both sides started an offer at once; each waits a random time and retries.',
  ),
  code(493, 'Undecipherable', 'RFC 3261 §21.4.28', 'The encrypted body cannot be decrypted.'),
  code(
    494,
    'Security Agreement Required',
    'RFC 3329 §2.3.1',
    'The security negotiation failed or is missing; Security-Server lists what the first hop offers.',
    {
      requires: ['Security-Server'],
      imsCauses: [
        'P-CSCF: Security-Verify is no copy of the Security-Server that it sent, or Security-Client changed (TS 33.203 §7.2).',
        'P-CSCF: no algorithm of Security-Client is supported.',
      ],
    },
  ),
  code(500, 'Server Internal Error', 'RFC 3261 §21.5.1', 'The server failed; with Retry-After it may recover.', {
    imsCauses: [
      'S-CSCF: SAA or MAA UNABLE_TO_COMPLY (5012) or a permanent failure without its own code.',
      'P-CSCF: the 401 from the core lacks ck or ik.',
      'CSeq is not higher than in the last REGISTER with this Call-ID (RFC 3261 §10.3).',
    ],
  }),
  code(501, 'Not Implemented', 'RFC 3261 §21.5.2', 'The method is unknown to the server.'),
  code(502, 'Bad Gateway', 'RFC 3261 §21.5.3', 'The next server gave an invalid answer.'),
  code(
    503,
    'Service Unavailable',
    'RFC 3261 §21.5.4',
    'Overload or maintenance; Retry-After tells how long, another server may be tried.',
    {
      imsCauses: ['Overload of a CSCF, or a proxy could not resolve or reach the next hop (RFC 3263 §4.3).'],
    },
  ),
  code(504, 'Server Time-out', 'RFC 3261 §21.5.5', 'A server that was needed did not answer in time.', {
    imsCauses: [
      'I-CSCF: the S-CSCF did not answer and no other is left (TS 24.229 §5.3.1.3).',
      'P-CSCF: no entry point of the home network can be found (TS 24.229 §5.2.2.1).',
      'With a restoration body: the S-CSCF or P-CSCF lost its data, the device registers anew (TS 24.229 §5.1.2A.1.6).',
    ],
  }),
  code(505, 'Version Not Supported', 'RFC 3261 §21.5.6', 'The SIP version of the request is not supported.'),
  code(513, 'Message Too Large', 'RFC 3261 §21.5.7', 'The message is longer than the server can process.'),
  code(
    555,
    'Push Notification Service Not Supported',
    'RFC 8599 §8.1',
    'The proxy does not support the push service in pn-provider.',
  ),
  code(580, 'Precondition Failure', 'RFC 3312 §8', 'The resources that the SDP preconditions ask for cannot be had.'),
  code(600, 'Busy Everywhere', 'RFC 3261 §21.6.1', 'All devices of the user are busy.', {
    imsCauses: ['I-CSCF: no S-CSCF fulfils the mandatory capabilities in the UAA (TS 24.229 §5.3.1.2).'],
  }),
  code(603, 'Decline', 'RFC 3261 §21.6.2', 'The user does not want to take the call on any device.'),
  code(
    604,
    'Does Not Exist Anywhere',
    'RFC 3261 §21.6.3',
    'The server knows for certain that the user does not exist.',
  ),
  code(
    606,
    'Not Acceptable',
    'RFC 3261 §21.6.4',
    'The user would talk, but nothing of the offered session is acceptable anywhere.',
  ),
  code(
    607,
    'Unwanted',
    'RFC 8197 §5.1',
    'The callee marks the call as unwanted; networks use it against nuisance calls.',
  ),
  code(
    608,
    'Rejected',
    'RFC 8688 §5.1',
    'An analytics engine rejected the call as unwanted; Call-Info tells whom to ask.',
  ),
];
