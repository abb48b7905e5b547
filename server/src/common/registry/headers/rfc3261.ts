import { AUTHENTICATION_INFO_PARAMS, CHALLENGE_PARAMS, CREDENTIALS_PARAMS } from '../authParams.ts';
import { FEATURE_PARAMS } from '../mediaFeatureTags.ts';
import { METHOD_VALUES } from '../methods.ts';
import { OPTION_TAG_VALUES } from '../optionTags.ts';
import { header, param, row, values } from '../rows.ts';
import { TRANSPORTS } from '../transports.ts';
import type { HeaderRow, ParamRow } from '../types.ts';
import { WARNING_CODES } from '../warningCodes.ts';

const TAG: ParamRow = param(
  'tag',
  'token',
  'Dialog identifier of this side; chosen at random by whoever is named here.',
  'RFC 3261 §19.3',
);
const QVALUE: ParamRow = param('q', 'qvalue', 'Preference from 0 to 1.', 'RFC 3261 §25.1', { min: 0, max: 1 });

/** THIG: an operator that hides its topology marks an encrypted value with the domain that can decrypt it. */
const TOKENIZED_BY: ParamRow = param(
  'tokenized-by',
  'host',
  'The value was encrypted by the network with this domain to hide its topology.',
  'TS 24.229 §7.2A.3',
);

/** Parameters of Route and its relatives besides URI parameters. */
const ROUTE_PARAMS: readonly ParamRow[] = [TOKENIZED_BY];

/** Parameters of Contact: bindings, outbound, GRUU, retargeting, and the capabilities of the device. */
const CONTACT_PARAMS: readonly ParamRow[] = [
  param('q', 'qvalue', 'Preference of this contact from 0 to 1.', 'RFC 3261 §20.10', { min: 0, max: 1 }),
  param('expires', 'integer', 'Seconds until this binding ends; beats the Expires header field.', 'RFC 3261 §20.10', {
    min: 0,
    max: 4294967295,
  }),
  param('reg-id', 'integer', 'Number of the flow in an outbound registration.', 'RFC 5626 §4.2', {
    min: 1,
    max: 2147483647,
  }),
  param('pub-gruu', 'quoted', 'Public GRUU of the device, in the 200 to REGISTER.', 'RFC 5627 §5.1', { quoted: true }),
  param('temp-gruu', 'quoted', 'Temporary GRUU of the device, in the 200 to REGISTER.', 'RFC 5627 §5.1', {
    quoted: true,
  }),
  param('temp-gruu-cookie', 'token', 'Lets a PBX build temporary GRUUs for its own users.', 'RFC 6140 §9.3'),
  param(
    'rc',
    'token',
    'Index of the History-Info entry whose Request-URI changed to this contact without changing the user.',
    'RFC 7044 §10.4',
  ),
  param(
    'mp',
    'token',
    'Index of the History-Info entry that was mapped to this contact, another user.',
    'RFC 7044 §10.4',
  ),
  param('np', 'token', 'Index of the History-Info entry that led here without a change.', 'RFC 7044 §10.4'),
  ...FEATURE_PARAMS,
];

const VIA_PARAMS: readonly ParamRow[] = [
  param('branch', 'token', 'Identifies the transaction; starts with z9hG4bK.', 'RFC 3261 §20.42', { required: true }),
  param('received', 'host', 'Source address as the next hop saw it.', 'RFC 3261 §18.2.1'),
  param(
    'rport',
    'integer',
    'Empty: please note my source port; with a value: the port as the next hop saw it.',
    'RFC 3581 §3',
    {
      optionalValue: true,
      min: 0,
      max: 65535,
    },
  ),
  param('maddr', 'host', 'Multicast or override address for the response.', 'RFC 3261 §20.42'),
  param('ttl', 'integer', 'Time to live of a multicast request.', 'RFC 3261 §20.42', { min: 0, max: 255 }),
  param('alias', 'none', 'Requests back to the sender may reuse this connection.', 'RFC 5923 §8.1'),
  param('comp', 'token', 'The sender accepts a compressed response.', 'RFC 3486 §5', {
    values: values('RFC 3486 §5', [['sigcomp', 'Signalling compression.']]),
  }),
  param('sigcomp-id', 'quoted', 'Names the compression application, as a URN.', 'RFC 5049 §9.1', { quoted: true }),
  param(
    'keep',
    'integer',
    'Empty: I would send keep-alives; with a value: please do, at this interval in seconds (0 leaves it open).',
    'RFC 6223 §4.3',
    {
      optionalValue: true,
    },
  ),
  param(
    'oc',
    'integer',
    'Empty: I support overload control; with a value: reduce the load by this amount.',
    'RFC 7339 §4.1',
    { optionalValue: true },
  ),
  param('oc-validity', 'integer', 'Milliseconds for which `oc` holds.', 'RFC 7339 §4.3', { optionalValue: true }),
  param('oc-seq', 'token', 'Orders the overload reports, two numbers with a dot.', 'RFC 7339 §4.4'),
  param('oc-algo', 'quoted', 'Overload control algorithms.', 'RFC 7339 §4.2', {
    quoted: true,
    values: [
      ...values('RFC 7339 §4.2', [['loss', 'Drop a percentage of the requests.']]),
      ...values('RFC 7415 §3.2', [['rate', 'Keep below a number of requests per second.']]),
    ],
  }),
  param('received-realm', 'quoted', 'Signed name of the network from which the request came.', 'RFC 8055 §5', {
    quoted: true,
  }),
  TOKENIZED_BY,
];

const CALL_INFO_PARAMS: readonly ParamRow[] = [
  param('purpose', 'token', 'What the URI gives.', 'RFC 3261 §20.9', {
    values: [
      ...values('RFC 3261 §20.9', [
        ['icon', 'A picture of the caller or callee.'],
        ['info', 'A description, for example a web page.'],
        ['card', 'A business card.'],
      ]),
      ...values('RFC 5367 §9.1', [['list-management', 'Where the resource list can be edited.']]),
      ...values('RFC 6910 §12.4', [['call-completion', 'Where to subscribe for call completion.']]),
      ...values('RFC 6993 §3', [['impp', 'Instant messaging or presence address.']]),
      ...values('RFC 7082 §4', [['ccmp', 'Conference control.']]),
      ...values('RFC 7852 §11.2', [
        ['EmergencyCallData.ServiceInfo', 'Data about an emergency call; the word after the dot names the kind.'],
      ]),
      ...values('RFC 8688 §3.2', [['jwscard', 'Signed contact data of the analytics engine that rejected the call.']]),
      ...values('RFC 9248 §5', [['rue-owner', 'Contact data of the relay user.']]),
    ],
  }),
  param('m', 'token', 'Call completion is possible in this case.', 'RFC 6910 §12.5', {
    values: values('RFC 6910 §12.3', [
      ['BS', 'Busy subscriber.'],
      ['NR', 'No reply.'],
      ['NL', 'Not logged in.'],
    ]),
  }),
  param('call-reason', 'quoted', 'Reason of the call in the caller’s words.', 'RFC 9796', { quoted: true }),
  param('verified', 'token', 'The caller data were verified.', 'RFC 9796', {
    values: values('RFC 9796', [['true', 'Verified by the network that adds it.']]),
  }),
  param('integrity', 'quoted', 'Digest over the referenced data.', 'RFC 9796'),
];

/** RFC 3261, core of SIP. */
export const RFC3261_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Accept',
    shape: 'mediaRangeList',
    list: 'orEmpty',
    params: [QVALUE],
    where: [
      row('2xx', '', '- - - o m* o  - - - - o - - -', 'RFC 3261 §20'),
      row('415', '', '- c - c c c  o o c o c m* c m*', 'RFC 3261 §20'),
      row('R', '', '- o - o m* o  o o o o o - o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.1',
    doc: 'Body types that the sender can process in the answer; without it application/sdp is meant, an empty value means none.',
    examples: {
      good: ['application/sdp, application/3gpp-ims+xml', 'application/reginfo+xml;q=0.9, */*;q=0.1', ''],
      bad: ['application', 'application/sdp,,text/plain', '/sdp', 'application/sdp;'],
    },
  }),
  header({
    name: 'Accept-Encoding',
    shape: 'tokenParamsList',
    list: 'orEmpty',
    params: [QVALUE],
    where: [
      row('2xx', '', '- - - o m* o  - - - o o - - -', 'RFC 3261 §20'),
      row('415', '', '- c - c c c  o o c c c m* c m*', 'RFC 3261 §20'),
      row('R', '', '- o - o o o  o o o o o - o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.2',
    doc: 'Compressions of bodies that the sender understands; an empty value means none, as if it were identity.',
    examples: {
      good: ['gzip', 'gzip;q=1.0, identity;q=0.5', '*', ''],
      bad: ['gzip;', 'gzip,,deflate', ';q=1', 'gz ip'],
    },
  }),
  header({
    name: 'Accept-Language',
    shape: 'tokenParamsList',
    list: 'orEmpty',
    params: [QVALUE],
    where: [
      row('2xx', '', '- - - o m* o  - - - o o - - -', 'RFC 3261 §20'),
      row('415', '', '- c - c c c  o o c o c m* c m*', 'RFC 3261 §20'),
      row('R', '', '- o - o o o  o o o o o - o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.3',
    doc: 'Languages that the user prefers in reason phrases, session descriptions and announcements.',
    examples: { good: ['da, en-gb;q=0.8, en;q=0.7', 'en', ''], bad: ['en;', 'en,,de', 'en gb', 'en;q=,de'] },
  }),
  header({
    name: 'Alert-Info',
    shape: 'angleUriList',
    list: 'list',
    params: [param('appearance', 'integer', 'Number of the shared line that rings.', 'RFC 7463 §13.2')],
    where: [
      row('180', 'ar', '- - - o - -  - - - - - - - -', 'RFC 3261 §20'),
      row('R', 'ar', '- - - o - -  - - - - - - - -', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.4',
    doc: 'Another ring tone for the callee (INVITE) or ringback tone for the caller (180); in IMS a urn:alert value says what kind of call it is.',
    examples: {
      good: ['<urn:alert:service:call-waiting>', '<http://www.example.com/sounds/moo.wav>;appearance=0'],
      bad: ['', 'urn:alert:service:call-waiting', '<urn:alert:service:call-waiting', '<urn:alert:source:external>,'],
    },
  }),
  header({
    name: 'Allow',
    shape: 'tokenList',
    list: 'orEmpty',
    values: METHOD_VALUES,
    where: [
      row('2xx', '', '- o - m* m* o  o o o o o o o o', 'RFC 3261 §20'),
      row('405', '', '- m - m m m  m m m m m m m m', 'RFC 3261 §20'),
      row('R', '', '- o - o o o  o o o o o o o o', 'RFC 3261 §20'),
      row('r', '', '- o - o o o  o o o o o o o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.5',
    doc: 'Methods that the sender accepts in this dialog or from now on; mandatory in 405.',
    examples: {
      good: ['INVITE, ACK, CANCEL, BYE, PRACK, UPDATE', 'MESSAGE', ''],
      bad: ['INVITE ACK', 'INVITE,,ACK', 'INVITE;BYE', 'INVITE,'],
    },
  }),
  header({
    name: 'Authentication-Info',
    shape: 'commaParamList',
    params: AUTHENTICATION_INFO_PARAMS,
    where: [row('2xx', '', '- o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.6',
    doc: 'Lets the server prove that it knows the secret and hand out the next nonce; with SIP Digest in IMS the S-CSCF puts it into the 200 to REGISTER.',
    examples: {
      good: [
        'nextnonce="47364c23432d2e131a5fb210812c"',
        'qop=auth,rspauth="6629fae49393a05397450978507c4ef1",cnonce="0a4f113b",nc=00000001',
      ],
      bad: ['', 'nextnonce', 'nextnonce="abc', 'nextnonce="a" qop=auth'],
    },
  }),
  header({
    name: 'Authorization',
    shape: 'auth',
    list: 'fields',
    params: CREDENTIALS_PARAMS,
    values: values('RFC 3261 §20.7', [['Digest', 'Digest authentication, with AKA in IMS.']]),
    where: [row('R', '', 'o o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.7',
    doc: 'Credentials for the registrar or server; in IMS it names the private identity from the first REGISTER on, still with empty nonce and response.',
    examples: {
      good: [
        'Digest username="001010000000001@ims.mnc001.mcc001.3gppnetwork.org",realm="ims.mnc001.mcc001.3gppnetwork.org",uri="sip:ims.mnc001.mcc001.3gppnetwork.org",nonce="",response=""',
        'Digest username="bob", realm="biloxi.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="sip:bob@biloxi.com", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
      ],
      bad: [
        '',
        'Digest',
        'Digest username="alice',
        'Digest username="alice" realm="home.net"',
        'Digest realm=,nonce="1"',
      ],
    },
  }),
  header({
    name: 'Call-ID',
    compact: 'i',
    shape: 'callId',
    where: [row('c', 'r', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.8',
    doc: 'Identifies the dialog, or all registrations of one device; compared byte by byte, the same in request, response and retry.',
    examples: { good: ['7d1f@10.45.0.2', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'], bad: ['', 'a b', 'a@b@c', 'a;b'] },
  }),
  header({
    name: 'Call-Info',
    shape: 'angleUriList',
    list: 'list',
    params: CALL_INFO_PARAMS,
    where: [row('', 'ar', '- - - o o o  o o - o o o - o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.9',
    doc: 'Links to more about the caller or callee: picture, card, emergency data, rich call data.',
    examples: {
      good: [
        '<http://wwww.example.com/alice/photo.jpg> ;purpose=icon, <http://www.example.com/alice/> ;purpose=info',
        '<cid:1234567890@atlanta.example.com>;purpose=EmergencyCallData.SubscriberInfo',
      ],
      bad: [
        '',
        'http://www.example.com/alice/;purpose=icon',
        '<http://www.example.com',
        '<http://www.example.com/>;purpose=',
      ],
    },
  }),
  header({
    name: 'Contact',
    compact: 'm',
    shape: 'contactList',
    list: 'list',
    params: CONTACT_PARAMS,
    where: [
      row('R', '', 'o - - m o o  m m - - m - m -', 'RFC 3261 §20'),
      row('1xx', '', '- - - o - -  o o - - o - - -', 'RFC 3261 §20'),
      row('2xx', '', '- - - m o o  m o - - m - m -', 'RFC 3261 §20'),
      row('3xx', 'd', '- o - o o o  m m o - o o o o', 'RFC 3261 §20'),
      row('485', '', '- o - o o o  o o o - o o o o', 'RFC 3261 §20'),
      row('400-699', '', '- - - - - -  - - - - - - o -', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.10',
    doc: 'Where the sender wants to be reached directly: the binding in REGISTER, the remote target in a dialog, the new address in 3xx; in IMS it also announces the services of the device.',
    examples: {
      good: [
        '<sip:001010000000001@10.45.0.2:6101>;+sip.instance="<urn:gsma:imei:35625611-012345-0>";+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";+g.3gpp.smsip',
        '*',
        '"Mr. Watson" <sip:watson@worcester.bell-telephone.com>;q=0.7;expires=3600, <mailto:watson@bell-telephone.com>;q=0.1',
      ],
      bad: [
        '',
        '<sip:alice@10.45.0.2',
        '*, <sip:alice@10.45.0.2>',
        '<sip:alice@10.45.0.2>;expires=',
        '"Alice <sip:alice@10.45.0.2>',
      ],
    },
  }),
  header({
    name: 'Content-Disposition',
    shape: 'tokenParams',
    params: [
      param('handling', 'token', 'What to do if the body is not understood.', 'RFC 3261 §20.11', {
        values: values('RFC 3261 §20.11', [
          ['required', 'Reject the message with 415; the default.'],
          ['optional', 'Ignore the body.'],
        ]),
      }),
    ],
    values: [
      ...values('RFC 3261 §20.11', [
        ['session', 'A session description; the default for application/sdp.'],
        ['render', 'To be shown; the default for everything else.'],
        ['icon', 'A picture of the caller or callee.'],
        ['alert', 'A ring tone.'],
      ]),
      ...values('RFC 3204 §6', [['signal', 'A tunnelled signalling message, such as ISUP.']]),
      ...values('RFC 5621 §9.4', [
        ['by-reference', 'The body stands elsewhere or is named by a URI in the message; not processed on its own.'],
      ]),
      ...values('RFC 3893 §2', [['aib', 'Authenticated identity body.']]),
      ...values('RFC 3959 §4', [['early-session', 'A session description for early media.']]),
      ...values('RFC 5363 §4', [['recipient-list', 'The addressees of a request to a list service.']]),
      ...values('RFC 5364 §4', [['recipient-list-history', 'The addressees that a list service sent to.']]),
      ...values('RFC 6086 §11.5', [['info-package', 'The body belongs to the Info-Package.']]),
    ],
    where: [row('', '', 'o o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.11',
    doc: 'What the body or body part is for, and whether a receiver that does not understand it must reject the message.',
    examples: {
      good: ['session', 'signal;handling=optional', 'render;handling=required'],
      bad: ['', ';handling=optional', 'session,render', 'session;handling='],
    },
  }),
  header({
    name: 'Content-Encoding',
    compact: 'e',
    shape: 'tokenList',
    list: 'list',
    values: values('RFC 3261 §20.12', [['gzip', 'Compressed with gzip.']]),
    where: [row('', '', 'o o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.12',
    doc: 'Compressions of the body in the order in which they were applied.',
    examples: { good: ['gzip', 'tar, gzip'], bad: ['', 'gzip,', 'gz ip', 'gzip;q=1'] },
  }),
  header({
    name: 'Content-Language',
    shape: 'tokenList',
    list: 'list',
    where: [row('', '', 'o o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.13',
    doc: 'Language of the body.',
    examples: { good: ['fr', 'en-gb, de'], bad: ['', 'en,,de', 'en gb', 'en;q=1'] },
  }),
  header({
    name: 'Content-Length',
    compact: 'l',
    shape: 'integer',
    where: [row('', 'ar', 't t t t t t  t t t o t t o t', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.14',
    doc: 'Number of octets of the body as on the wire; the only way to find the end of a message on TCP.',
    examples: { good: ['0', '349'], bad: ['', '-1', '12a', '3 4'] },
  }),
  header({
    name: 'Content-Type',
    compact: 'c',
    shape: 'mediaType',
    params: [
      param('boundary', 'tokenOrQuoted', 'Text that separates the parts of a multipart body.', 'RFC 2046 §5.1.1'),
      param('charset', 'tokenOrQuoted', 'Character encoding of a text body; UTF-8 if absent.', 'RFC 3261 §20.15'),
      param(
        'version',
        'tokenOrQuoted',
        'Version of the format, as some 3GPP and ISUP bodies have it.',
        'RFC 3204 §3.1',
      ),
      param('base', 'tokenOrQuoted', 'Format on which an ISUP or QSIG variant builds.', 'RFC 3204 §3.1'),
      param('type', 'tokenOrQuoted', 'Type of the root part of multipart/related.', 'RFC 4662 §5'),
      param('start', 'tokenOrQuoted', 'Content-ID of the root part of multipart/related.', 'RFC 4662 §5'),
      param('sv', 'tokenOrQuoted', 'Schema version of a 3GPP XML body.', 'TS 24.229 §7.6.2'),
      param('schemaversion', 'tokenOrQuoted', 'Schema version of a 3GPP XML body.', 'TS 24.229 §7.6.2'),
    ],
    where: [row('', '', '* * - * * *  * * * * * * * *', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.15',
    doc: 'Media type of the body; mandatory as soon as there is one.',
    examples: {
      good: ['application/sdp', 'multipart/mixed;boundary="boundary1"', 'text/html; charset=ISO-8859-4'],
      bad: ['', 'application', 'application/', 'application/sdp;charset', 'application/sdp,text/plain'],
    },
  }),
  header({
    name: 'CSeq',
    shape: 'cseq',
    values: METHOD_VALUES,
    where: [row('c', 'r', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.16',
    doc: 'Orders the requests of a dialog or registration: a number below 2**31 that rises by one, and the method of the request.',
    examples: {
      good: ['1 REGISTER', '4711 INVITE', '0009  ACK'],
      bad: ['', 'REGISTER', '1', '-1 INVITE', '1 INVITE 2'],
    },
  }),
  header({
    name: 'Date',
    shape: 'date',
    where: [row('', 'a', 'o o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.17',
    doc: 'When the message was sent, always in GMT; devices may set their clock by it, signatures (Identity) depend on it.',
    examples: {
      good: ['Sat, 13 Nov 2010 23:29:00 GMT', 'Thu, 21 Feb 2002 13:02:03 GMT'],
      bad: ['', '13 Nov 2010 23:29:00 GMT', 'Sat, 13 Nov 2010 23:29:00 CET', 'Sat, 13 Nov 2010 23:29 GMT'],
    },
  }),
  header({
    name: 'Encryption',
    shape: 'text',
    status: 'deprecated',
    where: [],
    spec: 'RFC 3261 §23.4.3',
    doc: 'End-to-end encryption of RFC 2543, dropped; S/MIME bodies took its place.',
    examples: { good: ['PGP version=2.6.2, encoding=ascii', 'PGP version=5.0'], bad: [] },
  }),
  header({
    name: 'Error-Info',
    shape: 'angleUriList',
    list: 'list',
    where: [row('300-699', 'a', '- o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.18',
    doc: 'Where to hear or read more about the failure, for example an announcement to play.',
    examples: {
      good: ['<sip:not-in-service-recording@atlanta.com>', '<http://example.com/error.html>;lang=en'],
      bad: ['', 'sip:not-in-service-recording@atlanta.com', '<sip:recording@atlanta.com', '<sip:a@b>,'],
    },
  }),
  header({
    name: 'Expires',
    shape: 'integer',
    where: [
      row('R', '', '- - - o - o  o - - - - o o o', 'RFC 3261 §20'),
      row('2xx', '', '- - - o - o  m - - - - o - m', 'RFC 3261 §20'),
      row('r', '', '- - - o - o  o - - - - o - o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.19',
    doc: 'Seconds until the binding, subscription, publication or invitation ends; an IMS device asks for 600000 in REGISTER, 0 removes.',
    examples: { good: ['600000', '0'], bad: ['', '-5', '3600s', 'Thu, 01 Dec 1994 16:00:00 GMT'] },
  }),
  header({
    name: 'From',
    compact: 'f',
    shape: 'nameAddr',
    params: [TAG],
    where: [row('c', 'r', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.20',
    doc: 'The identity that the initiator claims; in REGISTER whoever registers the identity in To, in other IMS requests only P-Asserted-Identity can be trusted.',
    examples: {
      good: [
        '<sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>;tag=ue1',
        '"A. G. Bell" <sip:agb@bell-telephone.com> ;tag=a48s',
        'sip:+12125551212@server.phone2net.com;tag=887s',
      ],
      bad: [
        '',
        'alice;tag=1',
        '<sip:alice@home.net;tag=1',
        '"Alice <sip:alice@home.net>;tag=1',
        '<sip:alice@home.net>;tag=',
      ],
    },
  }),
  header({
    name: 'Hide',
    shape: 'text',
    status: 'deprecated',
    where: [],
    spec: 'RFC 3261 §28.1',
    doc: 'Asked proxies of RFC 2543 to hide the Via path; dropped.',
    examples: { good: ['route', 'hop'], bad: [] },
  }),
  header({
    name: 'In-Reply-To',
    shape: 'callIdList',
    list: 'list',
    where: [row('R', '', '- - - o - -  - - - - - o - -', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.21',
    doc: 'Call-IDs of the calls that this one returns.',
    examples: {
      good: ['70710@saturn.bell-tel.com, 17320@saturn.bell-tel.com', '7d1f@10.45.0.2'],
      bad: ['', 'a b', 'a@b,', 'a@b,,c@d'],
    },
  }),
  header({
    name: 'Max-Forwards',
    shape: 'integer',
    where: [
      row(
        'R',
        'amr',
        'm m m m m m  m m m m m m m m',
        'RFC 3261 §20',
        'INFO too: RFC 3261 §8.1.1 asks for it in every request, the table of RFC 6086 says optional',
      ),
    ],
    spec: 'RFC 3261 §20.22',
    doc: 'Hops that the request may still take; each proxy subtracts one and answers 483 at zero, a fresh request starts with 70.',
    examples: { good: ['70', '0'], bad: ['', 'x', '-1', '7 0'] },
  }),
  header({
    name: 'MIME-Version',
    shape: 'version',
    where: [row('', '', 'o o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.24',
    doc: 'Version of MIME that the body uses, always 1.0; goes with multipart bodies.',
    examples: { good: ['1.0', '2.10'], bad: ['', '1', '1.', 'v1.0'] },
  }),
  header({
    name: 'Min-Expires',
    shape: 'integer',
    where: [row('423', '', '- - - - - m  m - - - - - - m', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.23',
    doc: 'Least expiry in seconds that the registrar or notifier accepts; tells the sender of the rejected request (423) what to ask for.',
    examples: { good: ['60', '1800'], bad: ['', '60s', '-60', '1,5'] },
  }),
  header({
    name: 'Organization',
    shape: 'text',
    where: [row('', 'ar', '- - - o o o  o - - - o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.25',
    doc: 'Name of the organisation of the sender, for display and filtering.',
    examples: { good: ['Boxes by Bob', ''], bad: [] },
  }),
  header({
    name: 'Priority',
    shape: 'token',
    values: [
      ...values('RFC 3261 §20.26', [
        ['emergency', 'Life or property is in danger.'],
        ['urgent', 'Needs attention soon.'],
        ['normal', 'The default.'],
        ['non-urgent', 'Can wait.'],
      ]),
      ...values('RFC 7090 §4', [
        ['psap-callback', 'The emergency centre calls back; services such as call barring must step aside.'],
      ]),
    ],
    where: [row('R', 'ar', '- - - o - -  o - - - - o - o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.26',
    doc: 'How urgent the request is for the person called; it does not influence network resources (Resource-Priority does).',
    examples: { good: ['emergency', 'psap-callback'], bad: ['', 'very urgent', 'urgent;x', 'urgent, normal'] },
  }),
  header({
    name: 'Proxy-Authenticate',
    shape: 'auth',
    list: 'fields',
    params: CHALLENGE_PARAMS,
    values: values('RFC 3261 §20.27', [['Digest', 'Digest authentication.']]),
    where: [
      row('401', 'ar', '- o o o o o  o o o o o o o o', 'RFC 3261 §20'),
      row('407', 'ar', '- m - m m m  m m m m m m m m', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.27',
    doc: 'Challenge of a proxy in 407; in IMS the S-CSCF may send it for requests of SIP Digest users.',
    examples: {
      good: [
        'Digest realm="atlanta.com", domain="sip:ss1.carrier.com", qop="auth", nonce="f84f1cec41e6cbe5aea9c8e88d359", opaque="", stale=FALSE, algorithm=MD5',
        'Digest realm="home.net",nonce="1"',
      ],
      bad: ['', 'Digest', 'Digest realm="home.net', 'Digest realm="home.net" nonce="1"', 'realm="home.net"'],
    },
  }),
  header({
    name: 'Proxy-Authorization',
    shape: 'auth',
    list: 'fields',
    params: CREDENTIALS_PARAMS,
    values: values('RFC 3261 §20.28', [['Digest', 'Digest authentication.']]),
    where: [row('R', 'dr', 'o o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.28',
    doc: 'Credentials for the proxy that sent a 407.',
    examples: {
      good: [
        'Digest username="Alice", realm="atlanta.com", nonce="c60f3082ee1212b402a21831ae", response="245f23415f11432b3434341c022f8e2a", uri="sip:bob@biloxi.com"',
        'Digest username="a",realm="b",nonce="c",uri="sip:d",response=""',
      ],
      bad: ['', 'Digest', 'Digest username="Alice', 'Digest ,realm="b"'],
    },
  }),
  header({
    name: 'Proxy-Require',
    shape: 'tokenList',
    list: 'list',
    values: OPTION_TAG_VALUES,
    where: [row('R', 'ar', '- o - o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.29',
    doc: 'Extensions that every proxy must support; the IMS device puts sec-agree here and the P-CSCF takes it out.',
    examples: { good: ['sec-agree', 'sec-agree, privacy'], bad: ['', 'sec agree', 'sec-agree,', 'sec-agree;x'] },
  }),
  header({
    name: 'Record-Route',
    shape: 'nameAddrList',
    list: 'list',
    angleBrackets: 'required',
    params: ROUTE_PARAMS,
    where: [
      row('R', 'ar', 'o o o o o -  o o o o o - o -', 'RFC 3261 §20'),
      row('2xx,18x,199', 'mr', '- o o o o -  o o o o o - o -', 'RFC 3261 §20'),
      row('401,484', '', '- - - - - -  o o - - - - - -', 'RFC 3265 §7.1.1'),
    ],
    spec: 'RFC 3261 §20.30',
    doc: 'Set by each proxy that wants to stay on the path of the dialog; the device copies it into its route set.',
    examples: {
      good: ['<sip:pcscf.visited.net:5100;lr>', '<sip:server10.biloxi.com;lr>, <sip:bigbox3.site3.atlanta.com;lr>'],
      bad: ['', 'sip:pcscf.visited.net;lr', '<sip:pcscf.visited.net;lr', '<sip:a;lr>,'],
    },
  }),
  header({
    name: 'Reply-To',
    shape: 'nameAddr',
    where: [row('', '', '- - - o - -  - - - - - o - -', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.31',
    doc: 'Where the user would like to be called back, when that differs from From.',
    examples: {
      good: ['Bob <sip:bob@biloxi.com>', '<tel:+12125551212>'],
      bad: ['', '<sip:bob@biloxi.com', '"Bob <sip:bob@biloxi.com>', '<sip:bob@biloxi.com>;'],
    },
  }),
  header({
    name: 'Require',
    shape: 'tokenList',
    list: 'list',
    values: OPTION_TAG_VALUES,
    where: [row('', 'ar', '- c - c c c  o o c o c c c o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.32',
    doc: 'Extensions that the far end must support or else answer 420; the P-CSCF adds path to each REGISTER.',
    examples: { good: ['sec-agree', '100rel, precondition'], bad: ['', '100rel,', '100 rel', 'path;x'] },
  }),
  header({
    name: 'Response-Key',
    shape: 'text',
    status: 'deprecated',
    where: [],
    spec: 'RFC 3261 §28.1',
    doc: 'Key for encrypted responses of RFC 2543, dropped together with Encryption.',
    examples: { good: ['PGP version=2.6.2', 'PGP encoding=ascii'], bad: [] },
  }),
  header({
    name: 'Retry-After',
    shape: 'integerParams',
    params: [
      param('duration', 'integer', 'Seconds for which the callee will be reachable after that.', 'RFC 3261 §20.33'),
    ],
    where: [
      row('404,413,480,486', '', '- o o o o o  o o o o o o o o', 'RFC 3261 §20'),
      row('500,503', '', '- o o o o o  o o o o o o o o', 'RFC 3261 §20'),
      row('600,603', '', '- o o o o o  o o o o o o o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.33',
    doc: 'Seconds to wait before trying again; an overloaded CSCF spreads the load with it.',
    examples: {
      good: ['18000;duration=3600', '120 (I am in a meeting)'],
      bad: ['', 'soon', '120;', '120 (I am in a meeting'],
    },
  }),
  header({
    name: 'Route',
    shape: 'nameAddrList',
    list: 'list',
    angleBrackets: 'required',
    params: ROUTE_PARAMS,
    where: [row('R', 'adr', 'c c c c c c  c c c o c o c c', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.34',
    doc: 'Proxies that the request must visit, topmost first: P-CSCF and Service-Route for a new request of a registered device, the recorded routes inside a dialog.',
    examples: {
      good: [
        '<sip:pcscf.visited.net:5100;lr>, <sip:orig@scscf1.home.net:6060;lr>',
        '<sip:proxy@172.16.106.94:5060;lr;transport=udp>',
      ],
      bad: ['', 'sip:pcscf.visited.net;lr', '<sip:a;lr> <sip:b;lr>', '<sip:a;lr'],
    },
  }),
  header({
    name: 'Server',
    shape: 'text',
    where: [row('r', '', '- o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.35',
    doc: 'Software that made the response: products and comments.',
    examples: { good: ['HomeServer v2', 'Example-CSCF/9.1 (build 5)'], bad: [] },
  }),
  header({
    name: 'Subject',
    compact: 's',
    shape: 'text',
    where: [row('R', '', '- - - o - -  - - - o - o - o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.36',
    doc: 'What the call or message is about, to show while it rings.',
    examples: { good: ['Need more boxes', ''], bad: [] },
  }),
  header({
    name: 'Supported',
    compact: 'k',
    shape: 'tokenList',
    list: 'orEmpty',
    values: OPTION_TAG_VALUES,
    where: [
      row('2xx', '', '- o o m* m* o  o o o o o o o o', 'RFC 3261 §20'),
      row('R', '', '- o o m* o o  o o o o o o o o', 'RFC 3261 §20'),
      row(
        'r',
        '',
        '',
        'RFC 3261 §20',
        'the table has 2xx only, but provisional and error responses carry it in the field',
      ),
    ],
    spec: 'RFC 3261 §20.37',
    doc: 'Extensions that the sender understands; an IMS device lists at least path in REGISTER.',
    examples: { good: ['path, gruu', '100rel', ''], bad: ['100rel 199', 'path,,gruu', 'path;x', 'path,'] },
  }),
  header({
    name: 'Timestamp',
    shape: 'timestamp',
    where: [row('', '', 'o o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.38',
    doc: 'When the client sent the request, on its own clock; the server returns it with its own delay, to measure the round trip.',
    examples: { good: ['54', '54.21 0.3', '5.'], bad: ['', '.5', 'now', '54,2'] },
  }),
  header({
    name: 'To',
    compact: 't',
    shape: 'nameAddr',
    params: [TAG],
    where: [row('c', 'r', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.39',
    doc: 'The identity that is wanted; in REGISTER the public identity (IMPU) to register. Every response but 100 adds a tag.',
    examples: {
      good: [
        '<sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>',
        '"The Operator" <sip:operator@cs.columbia.edu>;tag=287447',
        'sip:+12125551212@server.phone2net.com',
      ],
      bad: ['', 'bob', '<sip:bob@home.net', '<sip:bob@home.net>;tag=', '"Bob <sip:bob@home.net>'],
    },
  }),
  header({
    name: 'Unsupported',
    shape: 'tokenList',
    list: 'list',
    values: OPTION_TAG_VALUES,
    where: [row('420', '', '- m - m m m  o o m o m o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.40',
    doc: 'Option tags from Require or Proxy-Require that the server does not know; mandatory in 420.',
    examples: { good: ['sec-agree', 'foo, bar'], bad: ['', 'foo,', 'foo bar', 'foo;x'] },
  }),
  header({
    name: 'User-Agent',
    shape: 'text',
    where: [row('', '', 'o o o o o o  o o o o o o o o', 'RFC 3261 §20')],
    spec: 'RFC 3261 §20.41',
    doc: 'Software of the sender: products and comments.',
    examples: { good: ['Softphone Beta1.5', 'Example-Phone/12 (VoLTE)'], bad: [] },
  }),
  header({
    name: 'Via',
    compact: 'v',
    shape: 'viaList',
    list: 'list',
    params: VIA_PARAMS,
    values: TRANSPORTS,
    where: [
      row('R', 'amr', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20'),
      row('rc', 'dr', 'm m m m m m  m m m m m m m m', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.42',
    doc: 'The path of the request so far, latest hop on top; responses travel back along it, and the top branch identifies the transaction.',
    examples: {
      good: [
        'SIP/2.0/UDP 10.45.0.2:5060;branch=z9hG4bK-ue-1;rport',
        'SIP / 2.0 / TCP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1',
        'SIP/2.0/TLS [2001:db8::9:1]:5061;branch=z9hG4bKx;received=2001:db8::9:255, SIP/2.0/UDP a;branch=z9hG4bKy',
      ],
      bad: [
        '',
        'SIP/2.0/UDP',
        'SIP/2.0 10.45.0.2',
        'SIP/2.0/UDP 10.45.0.2;branch=',
        'SIP/2.0/UDP 10.45.0.2:x',
        'SIP/2.0/UDP 10.45.0.2,',
      ],
    },
  }),
  header({
    name: 'Warning',
    shape: 'warningList',
    list: 'list',
    values: WARNING_CODES,
    where: [
      row('r', '', '- o o o o o  o o o o o o o o', 'RFC 3261 §20'),
      row('R', '', '- - - - - -  - o - - - - - -', 'RFC 3265 §7.1.2'),
    ],
    spec: 'RFC 3261 §20.43',
    doc: 'Tells a person more about the response, mostly why a session description was refused (488, 606).',
    examples: {
      good: [
        '307 isi.edu "Session parameter \'foo\' not understood"',
        '301 isi.edu "Incompatible network address type \'E.164\'", 399 10.0.0.1:5060 "x"',
      ],
      bad: ['', '307', '307 isi.edu', '30 isi.edu "x"', '307 isi.edu "x', '307 isi.edu x'],
    },
  }),
  header({
    name: 'WWW-Authenticate',
    shape: 'auth',
    list: 'fields',
    params: CHALLENGE_PARAMS,
    values: values('RFC 3261 §20.44', [['Digest', 'Digest authentication, with AKA in IMS.']]),
    where: [
      row('401', 'ar', '- m - m m m  m m m m m m m m', 'RFC 3261 §20'),
      row('407', 'ar', '- o - o o o  o o o o o o o o', 'RFC 3261 §20'),
    ],
    spec: 'RFC 3261 §20.44',
    doc: 'Challenge in 401; with IMS AKA the nonce carries RAND and AUTN, and between S-CSCF and P-CSCF ck and ik stand beside it.',
    examples: {
      good: [
        'Digest realm="ims.mnc001.mcc001.3gppnetwork.org",nonce="I1U8vpY3qJ0hiuZNrke/NVXzKLQ1d7m5Sp/6w1Tfr7M=",algorithm=AKAv1-MD5,qop="auth"',
        'Digest realm="atlanta.com", domain="sip:boxesbybob.com", qop="auth", nonce="f84f1cec41e6cbe5aea9c8e88d359", opaque="", stale=FALSE, algorithm=MD5',
      ],
      bad: [
        '',
        'Digest',
        'Digest realm="home.net',
        'Digest realm="home.net" nonce="1"',
        'Digest realm="home.net",,nonce="1"',
      ],
    },
  }),
];
