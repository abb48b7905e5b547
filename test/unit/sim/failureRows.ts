/** The error branches of a registration: what goes wrong, what comes of it, which rule says why, and where it points. */
import assert from 'node:assert/strict';
import type { FlowResult } from '../../../server/src/common/sim/result.ts';
import { configuration, edited, REGISTER } from './setting.ts';

export interface Failure {
  /** Branch of the catalogue. */
  readonly row: string;
  readonly name: string;
  /** Golden registration unless given. */
  readonly flow?: string;
  readonly text?: string;
  readonly faults?: readonly string[];
  readonly configuration?: ReturnType<typeof configuration>;
  readonly code?: number;
  /** `rejected` unless given. */
  readonly status?: string;
  /** The reason that must be given; absent where nothing failed. */
  readonly rule?: string;
  /** The text in the authored message that the rule's reason points at. */
  readonly range?: string;
  readonly config?: string | undefined;
  /** Label of a response that the UE gets on the way. */
  readonly answer?: string;
  /** The run ends well, and the rule stands at an event only. */
  readonly isSilent?: boolean;
  after?(result: FlowResult): void;
}

/** Every branch there is; each must have a failure. */
export const CATALOGUE: readonly string[] = [
  ...['E400-to', 'E400-contact', 'E400-cseq', 'E400-exp', 'E400-star', 'E400-noid', 'E403-user', 'E403-match'],
  ...['E403-roam', 'E403-barred', 'E403-dereg-unreg', 'E403-trust', 'E403-contact', 'E403-res', 'DROP-ik', 'E403-mac'],
  ...['OK-resync', 'E403-resync2', 'E401-unprot', 'E401-nonce', 'E401-stale', 'E403-digest', 'UE-rspauth'],
  ...['E421-secagree', 'E494-verify', 'E400-verify', 'E494-alg', 'E403-salimit', 'E403-via', 'E500-keys'],
  ...['UE-noSecServer', 'E420-req', 'E420-preq', 'E423', 'E439', 'E480-hss', 'E480-reselect', 'E504-scscf', 'E600-cap'],
  ...['E500-sar', 'E480-toomuch', 'E403-scheme', 'E5005', 'E481', 'E482', 'E483', 'E500-order', 'E408', 'E503-dns'],
  ...['E513-mtu', 'E403-giba-ip', 'E403-nba-line', 'AS-term', 'NET-rtr0', 'NET-rtr1', 'NET-rtr2', 'NET-rtr3'],
  ...['NET-reauth', 'NET-expire', 'EMG-roam', 'EMG-rtr', 'RACE', 'DUP'],
];

const TWO = [
  { name: 'scscf1', capabilities: [1] },
  { name: 'scscf2', address: '10.0.1.31', capabilities: [1] },
];

const anonymous = REGISTER.replace(/^(?:Authorization|Security-Client|Require|Proxy-Require):.*\r?\n/gm, '');

function noCx({ events }: FlowResult): void {
  assert.ok(!events.some(event => event.kind === 'diameter'));
}

export const FAILURES: readonly Failure[] = [
  {
    row: 'E403-user',
    name: 'unknown private identity',
    text: edited('username="001010000000001@', 'username="001010000000009@'),
    code: 403,
    rule: 'hss-private-identity',
    range: '001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    row: 'E403-user',
    name: 'unknown public identity',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:001010000000009'),
    code: 403,
    rule: 'hss-public-identity',
    range: 'sip:001010000000009@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    row: 'E403-match',
    name: 'identities of two subscriptions',
    text: edited(/^To: <sip:001010000000001/m, 'To: <sip:bob'),
    configuration: configuration({
      others: [
        {
          name: 'bob',
          impi: 'bob@ims.mnc001.mcc001.3gppnetwork.org',
          impus: ['sip:bob@ims.mnc001.mcc001.3gppnetwork.org'],
          password: 'x',
        },
      ],
    }),
    code: 403,
    rule: 'hss-identities-match',
    range: 'sip:bob@ims.mnc001.mcc001.3gppnetwork.org',
  },
  {
    row: 'E403-mac',
    name: 'another K in the HSS',
    configuration: configuration({ alice: { hss: { k: '465b5ce8b199b49faa5f0a2ee238a6bd' } } }),
    code: 403,
    rule: 'ue-mac',
    config: 'subscribers.0.hss',
  },
  {
    row: 'E403-roam',
    name: 'roaming refused',
    configuration: configuration({ network: { visitedNetwork: 'elsewhere.example' } }),
    code: 403,
    rule: 'hss-roaming',
    config: 'network.roaming',
  },
  {
    row: 'E403-barred',
    name: 'every identity barred',
    configuration: configuration({
      alice: {
        barred: [
          'sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org',
          'sip:+12015550001@ims.mnc001.mcc001.3gppnetwork.org',
          'tel:+12015550001',
        ],
      },
    }),
    code: 403,
    rule: 'hss-barred',
    config: 'subscribers.0.barred',
  },
  {
    row: 'E421-secagree',
    name: 'no Security-Client',
    text: edited(/^Security-Client:.*\r?\n/m, ''),
    code: 421,
    rule: 'pcscf-sec-agree',
    range: 'Require: sec-agree',
  },
  {
    row: 'E494-alg',
    name: 'no common algorithm',
    text: edited('ealg=aes-cbc', 'ealg=null'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    row: 'E494-alg',
    name: 'an unprotected port as protected',
    text: edited('port-s=6101', 'port-s=5060'),
    code: 494,
    rule: 'pcscf-no-common-algorithm',
  },
  {
    row: 'E400-to',
    name: 'malformed To',
    text: edited(/^To: .*$/m, 'To: <sip:'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'To: <sip:',
  },
  {
    row: 'E400-cseq',
    name: 'CSeq of another method',
    text: edited('CSeq: 1 REGISTER', 'CSeq: 1 INVITE'),
    code: 400,
    rule: 'pcscf-cseq',
    range: 'INVITE',
  },
  {
    row: 'E483',
    name: 'Max-Forwards 0',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 0'),
    code: 483,
    rule: 'pcscf-max-forwards',
    range: 'Max-Forwards: 0',
  },
  {
    row: 'E483',
    name: 'Max-Forwards 1',
    text: edited('Max-Forwards: 70', 'Max-Forwards: 1'),
    code: 483,
    rule: 'icscf-max-forwards',
  },
  {
    row: 'E420-preq',
    name: 'unknown option tag for proxies',
    text: edited('Proxy-Require: sec-agree', 'Proxy-Require: sec-agree, magic'),
    code: 420,
    rule: 'pcscf-option',
    range: 'magic',
  },
  {
    row: 'E420-req',
    name: 'unknown option tag for the registrar',
    text: edited(/^Require: sec-agree/m, 'Require: sec-agree, magic'),
    code: 420,
    rule: 'scscf-option',
    range: 'magic',
  },
  {
    row: 'E503-dns',
    name: 'home domain that DNS does not know',
    text: edited('REGISTER sip:ims.', 'REGISTER sip:imx.'),
    code: 504,
    rule: 'pcscf-no-route',
    range: 'imx.mnc001.mcc001.3gppnetwork.org',
  },
  {
    row: 'E400-star',
    name: 'star with an expiry',
    text: edited(/^Contact: .*$/m, 'Contact: *'),
    code: 400,
    rule: 'pcscf-contact-star',
    range: '*',
  },
  {
    row: 'E403-dereg-unreg',
    name: 'deregistration of nobody',
    text: edited('Expires: 600000', 'Expires: 0'),
    code: 403,
    rule: 'hss-not-registered',
  },
  { row: 'E480-hss', name: 'HSS down', faults: ['hss-down'], code: 480, rule: 'icscf-hss-silent' },
  { row: 'E480-hss', name: 'HSS cannot comply', faults: ['hss-fails=5012'], code: 480, rule: 'icscf-uaa' },
  { row: 'E504-scscf', name: 'S-CSCF silent', faults: ['scscf-down'], code: 504, rule: 'icscf-scscf-silent' },
  { row: 'E504-scscf', name: 'I-CSCF silent', faults: ['icscf-down'], code: 504, rule: 'pcscf-no-answer' },
  { row: 'E408', name: 'P-CSCF silent', faults: ['pcscf-down'], status: 'failed', rule: 'ue-timer-f' },
  {
    row: 'E600-cap',
    name: 'capabilities that no S-CSCF has',
    configuration: configuration({ alice: { capabilities: { mandatory: [7] } } }),
    code: 600,
    rule: 'icscf-capabilities',
    config: 'network.scscf',
  },
  {
    row: 'E503-dns',
    name: 'name server without the zone',
    faults: ['dns=NXDOMAIN'],
    code: 504,
    rule: 'pcscf-no-route',
  },
  { row: 'E503-dns', name: 'name server silent', faults: ['dns=silent'], code: 504, rule: 'pcscf-no-route' },
  {
    row: 'E403-res',
    name: 'wrong response',
    faults: ['corrupt=Authorization.response'],
    code: 403,
    rule: 'scscf-answer',
  },
  {
    row: 'E400-contact',
    name: 'malformed Contact',
    text: edited(/^Contact: .*$/m, 'Contact: <sip:a@b'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Contact: <sip:a@b',
  },
  {
    row: 'E400-exp',
    name: 'malformed Expires',
    text: edited('Expires: 600000', 'Expires: soon'),
    code: 400,
    rule: 'pcscf-malformed',
    range: 'Expires: soon',
  },
  {
    row: 'E403-trust',
    name: 'a P-CSCF that the I-CSCF does not know',
    faults: ['untrusted'],
    code: 403,
    rule: 'icscf-trust',
  },
  {
    row: 'DROP-ik',
    name: 'a wrong K and a UE that does not check MAC',
    faults: ['wrong-key', 'mac-unchecked'],
    status: 'failed',
    rule: 'ue-timer-f',
  },
  {
    row: 'E403-resync2',
    name: 'AUTS with a wrong MAC-S',
    faults: ['sqn-behind', 'corrupt=Authorization.auts'],
    code: 403,
    rule: 'scscf-resynchronisation',
  },
  {
    row: 'E401-unprot',
    name: 'the answer outside the associations',
    faults: ['answer-unprotected'],
    status: 'failed',
    code: 401,
    rule: 'ue-challenges',
  },
  {
    row: 'E400-verify',
    name: 'Security-Verify left out',
    faults: ['omit=Security-Verify'],
    code: 400,
    rule: 'pcscf-security-missing',
  },
  {
    row: 'E400-verify',
    name: 'Security-Client left out of the answer',
    faults: ['omit=Security-Client'],
    code: 400,
    rule: 'pcscf-security-missing',
  },
  {
    row: 'E403-salimit',
    name: 'the client port of another user',
    faults: ['port-in-use'],
    code: 403,
    rule: 'pcscf-port-in-use',
    range: 'port-c=6100',
  },
  {
    row: 'E500-keys',
    name: 'keys lost between S-CSCF and P-CSCF',
    faults: ['strip=401@scscf1:WWW-Authenticate.ck'],
    code: 500,
    rule: 'pcscf-no-keys',
  },
  {
    row: 'UE-noSecServer',
    name: 'Security-Server lost',
    faults: ['strip=401@pcscf:Security-Server'],
    status: 'failed',
    code: 401,
    rule: 'ue-security-server',
  },
  {
    row: 'UE-noSecServer',
    name: 'challenge lost from the 401',
    faults: ['strip=401@pcscf:WWW-Authenticate'],
    status: 'failed',
    code: 401,
    rule: 'ue-no-challenge',
  },
  {
    row: 'E403-mac',
    name: 'a nonce changed on the way',
    faults: ['tamper=401@pcscf:WWW-Authenticate.nonce'],
    status: 'failed',
    code: 401,
    rule: 'ue-mac',
  },
  { row: 'E500-sar', name: 'HSS fails at SAR', faults: ['hss-fails=5012@SAR'], code: 500, rule: 'scscf-cx' },
  { row: 'E500-sar', name: 'HSS fails at MAR', faults: ['hss-fails=5012@MAR'], code: 500, rule: 'scscf-cx' },
  { row: 'E480-toomuch', name: 'a profile that is no XML', faults: ['bad-profile'], code: 480, rule: 'scscf-profile' },
  {
    row: 'E5005',
    name: 'another S-CSCF at SAR',
    faults: ['assigned-elsewhere'],
    code: 480,
    rule: 'hss-already-assigned',
  },
  {
    row: 'E480-reselect',
    name: 'a busy S-CSCF and no other',
    faults: ['scscf-busy'],
    code: 480,
    rule: 'fault-scscf-busy',
  },
  {
    row: 'E403-scheme',
    name: 'a subscriber without AKA keys in the HSS',
    text: `# @subscriber alice\n${edited(/001010000000001@ims/g, 'simba@ims')}`,
    code: 403,
    rule: 'hss-auth-scheme',
    config: 'subscribers.2.impi',
  },
  {
    row: 'E408',
    name: 'every copy of the REGISTER lost',
    faults: ['drop=REGISTER'],
    status: 'failed',
    rule: 'ue-timer-f',
  },
  {
    row: 'E400-contact',
    name: 'a reg-id of 0',
    text: edited('+g.3gpp.smsip', 'reg-id=0'),
    code: 400,
    rule: 'pcscf-contact-parameter',
    range: 'reg-id=0',
    after: noCx,
  },
  {
    row: 'E400-contact',
    name: 'a q above 1',
    text: edited('+g.3gpp.smsip', 'q=2'),
    code: 400,
    rule: 'pcscf-contact-parameter',
    range: 'q=2',
    after: noCx,
  },
  {
    row: 'E400-noid',
    name: 'no credentials, and To is no SIP URI',
    flow: 'ims-giba',
    text: anonymous.replace(/^To: .*$/m, 'To: <tel:+12015550001>'),
    code: 400,
    rule: 'icscf-no-identity',
    range: 'To: <tel:+12015550001>',
    after: noCx,
  },
  {
    row: 'E403-contact',
    name: 'a refresh with another contact',
    flow: 'ims-re-registration',
    faults: ['move-contact'],
    code: 403,
    rule: 'scscf-new-contact',
    config: undefined,
    after: ({ state }) =>
      assert.match(JSON.stringify(state['scscf1']), /"uri":"sip:001010000000001@10\.45\.0\.2:6101"/),
  },
  {
    row: 'E403-res',
    name: 'a wrong response in a re-authentication: what was registered stays',
    flow: 'ims-re-registration-challenged',
    faults: ['corrupt=Authorization.response:2'],
    code: 403,
    rule: 'scscf-answer',
    after({ state, events }) {
      assert.match(JSON.stringify(state['hss']), /"state":"registered","server":"sip:scscf1/);
      assert.match(JSON.stringify(state['pcscf']), /"state":"established"/);
      assert.match(events.filter(event => event.label === 'SAR').at(-1)?.text ?? '', /AUTHENTICATION_FAILURE \(9\)/);
    },
  },
  {
    row: 'OK-resync',
    name: 'a sequence number behind that of the card',
    faults: ['sqn-behind'],
    status: 'registered',
    code: 200,
    rule: 'ue-sqn',
    config: 'subscribers.0.sqn',
    after: ({ events }) =>
      assert.match(
        events.filter(event => event.label === 'MAR')[1]?.text ?? '',
        /SIP-Authorization: \*{3} \(30 octets\)/,
      ),
  },
  {
    row: 'E401-nonce',
    name: 'an answer to another nonce',
    faults: ['corrupt=Authorization.nonce'],
    code: 403,
    rule: 'scscf-answer',
  },
  {
    row: 'E401-nonce',
    name: 'an answer to another nonce where Kamailio challenges again',
    configuration: configuration({ network: { quirks: 'kamailio' } }),
    faults: ['corrupt=Authorization.nonce'],
    status: 'failed',
    code: 401,
    rule: 'ue-challenges',
    answer: '401 Unauthorized',
  },
  {
    row: 'E401-stale',
    name: 'a nonce count that was used',
    flow: 'ims-digest-re-registration',
    faults: ['repeat-count'],
    status: 'registered',
    code: 200,
    rule: 'scscf-nonce-count',
    after: ({ events }) => assert.ok(events.some(event => event.to === 'ue' && event.text?.includes('stale=TRUE'))),
  },
  {
    row: 'E403-digest',
    name: 'a wrong digest',
    flow: 'ims-digest',
    faults: ['corrupt=Authorization.response'],
    code: 403,
    rule: 'scscf-answer',
    after: ({ state }) => assert.match(JSON.stringify(state['hss']), /"subscriber":"simba"[^}]*"server":null/),
  },
  {
    row: 'UE-rspauth',
    name: 'rspauth changed on the way',
    flow: 'ims-digest',
    faults: ['tamper=200@pcscf:Authentication-Info.rspauth'],
    status: 'failed',
    code: 200,
    rule: 'ue-rspauth',
    after: ({ state }) => assert.match(JSON.stringify(state['scscf1']), /"uri":"sip:simba@/),
  },
  {
    row: 'UE-rspauth',
    name: 'rspauth left out',
    flow: 'ims-digest',
    faults: ['strip=200@scscf1:Authentication-Info'],
    status: 'failed',
    code: 200,
    rule: 'ue-rspauth',
  },
  {
    row: 'E494-verify',
    name: 'Security-Verify is not what Security-Server said',
    faults: ['corrupt=Security-Verify.spi-c'],
    code: 494,
    rule: 'pcscf-security-differs',
    after: ({ state }) => assert.match(JSON.stringify(state['pcscf']), /"securityAssociations":\[\]/),
  },
  {
    row: 'E494-verify',
    name: 'Security-Client changes with the answer',
    faults: ['corrupt=Security-Client.port-s'],
    code: 494,
    rule: 'pcscf-security-differs',
  },
  {
    row: 'E494-verify',
    name: 'Security-Verify differs where 403 is the habit',
    configuration: configuration({ network: { quirks: 'ella' } }),
    faults: ['corrupt=Security-Verify.spi-c'],
    code: 403,
    rule: 'pcscf-security-differs',
  },
  {
    row: 'E403-via',
    name: 'a Via that is not where the packet comes from',
    text: edited(/^Via: SIP\/2\.0\/UDP 10\.45\.0\.2:5060/m, 'Via: SIP/2.0/UDP 10.45.0.77:5060'),
    code: 403,
    rule: 'pcscf-via-address',
    range: '10.45.0.77',
  },
  {
    row: 'E423',
    name: 'an expiry that is too brief: the UE raises it',
    text: edited('Expires: 600000', 'Expires: 30'),
    status: 'registered',
    code: 200,
    rule: 'scscf-interval-too-brief',
    range: '30',
    config: 'network.minExpires',
    answer: '423 Interval Too Brief',
  },
  {
    row: 'E423',
    name: 'a registrar that grants no less than a year',
    faults: ['min-expires=700000'],
    configuration: configuration({ network: { maxExpires: 900_000 } }),
    status: 'registered',
    code: 200,
    rule: 'scscf-interval-too-brief',
    range: '600000',
    answer: '423 Interval Too Brief',
  },
  {
    row: 'E439',
    name: 'a flow of its own through an edge without outbound',
    flow: 'ims-outbound',
    faults: ['no-outbound'],
    code: 439,
    rule: 'scscf-no-outbound',
  },
  {
    row: 'E480-hss',
    name: 'a Diameter agent that cannot deliver',
    faults: ['hss-fails=3002@UAR'],
    code: 480,
    rule: 'icscf-uaa',
  },
  {
    row: 'E480-hss',
    name: 'an answer that comes too late',
    faults: ['delay=UAA:1:6000'],
    code: 480,
    rule: 'icscf-hss-silent',
  },
  {
    row: 'E480-reselect',
    name: 'a busy S-CSCF, and another one',
    configuration: configuration({ network: { scscf: TWO } }),
    faults: ['scscf-busy'],
    status: 'registered',
    code: 200,
    rule: 'fault-scscf-busy',
    isSilent: true,
    after: ({ state }) => assert.match(JSON.stringify(state['hss']), /"server":"sip:scscf2/),
  },
  {
    row: 'E504-scscf',
    name: 'a silent S-CSCF, and another one',
    configuration: configuration({ network: { scscf: TWO } }),
    faults: ['scscf-down'],
    status: 'registered',
    code: 200,
    rule: 'fault-scscf-down',
    isSilent: true,
    after: ({ state }) => assert.match(JSON.stringify(state['hss']), /"server":"sip:scscf2/),
  },
  {
    row: 'E504-scscf',
    name: 'a silent S-CSCF while registered: the UE begins anew, the HSS tells the old one',
    flow: 'ims-scscf-reassignment',
    status: 'registered',
    code: 200,
    rule: 'icscf-scscf-silent',
    answer: '504 Server Time-out',
    config: undefined,
    after({ state, events }) {
      assert.match(JSON.stringify(state['hss']), /"server":"sip:reserve1/);
      assert.ok(events.some(event => event.label === 'RTR' && event.text?.includes('NEW_SERVER_ASSIGNED (1)')));
    },
  },
  {
    row: 'E481',
    name: 'the removal of a contact that is not bound',
    flow: 'ims-deregistration',
    faults: ['move-contact'],
    code: 481,
    rule: 'scscf-no-binding',
    after: ({ state }) => assert.match(JSON.stringify(state['hss']), /"state":"registered"/),
  },
  {
    row: 'E482',
    name: 'a REGISTER that has been at the I-CSCF',
    text: REGISTER.replace(
      /^Via: .*$/m,
      'Via: SIP/2.0/UDP 10.0.1.10:5060;branch=z9hG4bK-a\nVia: SIP/2.0/UDP 10.0.1.20:4060;branch=z9hG4bK-b',
    ),
    code: 482,
    rule: 'icscf-loop',
    range: '10.0.1.20',
    after: noCx,
  },
  {
    row: 'E500-order',
    name: 'a refresh with the CSeq of before: 500, and the UE begins anew',
    flow: 'ims-re-registration',
    faults: ['keep-cseq'],
    status: 'registered',
    code: 200,
    rule: 'scscf-cseq-order',
    answer: '500 Server Internal Error',
  },
  ...['SERVFAIL', 'empty', 'no-srv', 'no-service'].map(
    (fault): Failure => ({
      row: 'E503-dns',
      name: `name server: ${fault}`,
      faults: [`dns=${fault}`],
      code: 504,
      rule: 'pcscf-no-route',
    }),
  ),
  {
    row: 'E513-mtu',
    name: 'too large for UDP, and the next hop takes no TCP',
    faults: ['udp-limit=1300', 'tcp-refused'],
    code: 513,
    rule: 'pcscf-transport',
    config: 'fault.tcp-refused',
  },
  {
    row: 'E513-mtu',
    name: 'too large for UDP at the UE, and the P-CSCF takes no TCP',
    faults: ['udp-limit=500', 'tcp-refused=pcscf'],
    status: 'failed',
    rule: 'ue-transport',
  },
  {
    row: 'E403-giba-ip',
    name: 'another bearer address than the HSS has',
    flow: 'ims-giba',
    faults: ['bearer-address=10.45.0.99'],
    code: 403,
    rule: 'scscf-bearer-address',
    after: ({ events }) =>
      assert.match(events.find(one => one.label === 'SAR')?.text ?? '', /AUTHENTICATION_FAILURE \(9\)/),
  },
  {
    row: 'E403-nba-line',
    name: 'another line than that of the subscription',
    flow: 'ims-nass',
    faults: ['line=line-0018'],
    code: 403,
    rule: 'scscf-line',
  },
  {
    row: 'AS-term',
    name: 'a silent application server that must answer',
    configuration: configuration({ network: { as: [{ name: 'tas', priority: 0, defaultHandling: 'terminate' }] } }),
    faults: ['as-down'],
    status: 'deregistered',
    rule: 'scscf-as-failed',
    config: 'network.as.0',
    after: ({ events }) =>
      assert.match(events.filter(one => one.label === 'SAR').at(-1)?.text ?? '', /ADMINISTRATIVE_DEREGISTRATION \(8\)/),
  },
  {
    row: 'EMG-roam',
    name: 'an emergency registration where roaming is refused',
    flow: 'ims-emergency',
    status: 'registered',
    code: 200,
    after: ({ events }) => assert.ok(!events.some(event => event.failed)),
  },
  {
    row: 'EMG-rtr',
    name: 'the end of a subscription during an emergency registration',
    flow: 'ims-emergency-termination',
    status: 'registered',
    code: 200,
    after: ({ events }) => assert.ok(events.some(event => event.label === 'RTA 5012')),
  },
  ...[
    ['permanent-termination', 'deregistered', 'rejected'],
    ['new-server-assigned', 'registered', undefined],
    ['server-change', 'registered', 'deactivated'],
    ['remove-scscf', 'registered', undefined],
  ].map(
    ([id, status, event], reason): Failure => ({
      row: `NET-rtr${reason}`,
      name: `RTR with reason ${reason}`,
      flow: `ims-deregistration-${id}`,
      ...(status !== undefined && { status }),
      ...(status === 'registered' && { code: 200 }),
      after({ events }) {
        const rtr = events.find(one => one.label === 'RTR');
        assert.match(rtr?.text ?? '', new RegExp(`\\(${reason}\\)`));
        const notified = events.filter(one => one.label === 'NOTIFY' && one.n > (rtr?.n ?? 0) && one.to === 'ue');
        if (event === undefined) assert.deepEqual(notified, []);
        else assert.match(notified[0]?.text ?? '', new RegExp(`event="${event}"`));
      },
    }),
  ),
  {
    row: 'NET-reauth',
    name: 'the network wants a new authentication',
    flow: 'ims-re-authentication',
    status: 'registered',
    code: 200,
    after({ events }) {
      const shortened = events.findIndex(one => one.to === 'ue' && one.text?.includes('event="shortened"'));
      const later = events.slice(shortened).map(one => one.label);
      assert.ok(shortened > 0 && later.includes('401 Unauthorized') && later.includes('MAR'));
    },
  },
  {
    row: 'NET-expire',
    name: 'nobody refreshes',
    flow: 'ims-expiry',
    status: 'deregistered',
    after({ events, state }) {
      assert.match(events.filter(one => one.label === 'SAR').at(-1)?.text ?? '', /TIMEOUT_DEREGISTRATION \(4\)/);
      assert.ok(events.some(one => one.to === 'pcscf' && one.text?.includes('event="expired"')));
      assert.match(JSON.stringify(state['scscf1']), /"registrations":\[\]/);
    },
  },
  {
    row: 'RACE',
    name: 'a second registration before the first one ends',
    flow: 'ims-race',
    status: 'registered',
    code: 200,
    after: ({ events }) => assert.equal(events.filter(one => one.label === 'MAR').length, 2),
  },
  {
    row: 'RACE',
    name: 'the first challenge comes after the second one: the P-CSCF sets up associations that nobody uses',
    flow: 'ims-race',
    faults: ['reorder=401@scscf1>icscf:1'],
    status: 'failed',
    rule: 'pcscf-ipsec',
  },
  {
    row: 'DUP',
    name: 'doubled requests cost one vector',
    faults: ['duplicate=REGISTER@ue>pcscf', 'duplicate=REGISTER@pcscf>icscf', 'duplicate=REGISTER@icscf>scscf1'],
    status: 'registered',
    code: 200,
    isSilent: true,
    after: ({ state }) => assert.match(JSON.stringify(state['hss']), /"vectors":1,/),
  },
];
