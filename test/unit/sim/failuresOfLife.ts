/** Failures with their after-state: contacts, other accesses, several servers, and all that happens to a registration later. */
import assert from 'node:assert/strict';
import type { FlowResult } from '../../../server/src/common/sim/result.ts';
import type { Failure } from './failureRows.ts';
import { configuration, edited, REGISTER } from './setting.ts';

const TWO = [
  { name: 'scscf1', capabilities: [1] },
  { name: 'scscf2', address: '10.0.1.31', capabilities: [1] },
];

const anonymous = REGISTER.replace(/^(?:Authorization|Security-Client|Require|Proxy-Require):.*\r?\n/gm, '');

function noCx({ events }: FlowResult): void {
  assert.ok(!events.some(event => event.kind === 'diameter'));
}

export const FAILURES_OF_LIFE: readonly Failure[] = [
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
