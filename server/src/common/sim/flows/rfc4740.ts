/** The scenarios of RFC 4740 §6: SIP servers that ask a Diameter server. */
import { canonicalImpu } from '../../auth/identities.ts';
import type { Configuration, Subscriber } from '../../config/configuration.ts';
import { Caller } from '../actors/rfc4740/caller.ts';
import { type FinalCheck, SipDiameterServer, SubscriberLocator } from '../actors/rfc4740/diameterServer.ts';
import { type EdgeDuty, EdgeServer } from '../actors/rfc4740/edgeServer.ts';
import { sipDomain } from '../actors/rfc4740/names.ts';
import { RegistrarServer } from '../actors/rfc4740/registrarServer.ts';
import { Uac, Uas } from '../actors/rfc4740/userAgents.ts';
import type { Flow, FlowContext, Scenario, Stimulus } from '../flow.ts';
import { withFaults } from '../network.ts';
import type { FlowOutcome } from '../result.ts';

/** A first REGISTER of a user with a password (RFC 3261 §10.2). */
function ownRegister(subscriber: Subscriber, _configuration: Configuration): string {
  const { homeDomain } = subscriber;
  const impu = subscriber.impus[0] ?? `sip:${subscriber.impi}`;
  const user = /^sips?:([^@]*)@/.exec(impu)?.[1] ?? 'user';
  const lines = [
    `REGISTER sip:${homeDomain} SIP/2.0`,
    'Via: SIP/2.0/UDP 10.45.0.3:5060;branch=z9hG4bK-uac-1;rport',
    'Max-Forwards: 70',
    `From: <${impu}>;tag=uac1`,
    `To: <${impu}>`,
    'Call-ID: 4740@10.45.0.3',
    'CSeq: 1 REGISTER',
    `Contact: <sip:${user}@10.45.0.3:5060>`,
    'Expires: 3600',
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

interface Setup {
  readonly check: FinalCheck;
  readonly duty?: EdgeDuty;
  readonly withLocator?: boolean;
  /** A registration is a Diameter session. */
  readonly keepsSessions?: boolean;
  /** Who calls whom: the user a stranger, or a stranger the user. */
  readonly call?: 'out' | 'in';
  readonly stimuli: readonly Stimulus[];
}

function build(context: FlowContext, setup: Setup): Scenario {
  const { configuration, subscriber, authored, address, faults } = context;
  const names = sipDomain(subscriber.homeDomain);
  const own = canonicalImpu(authored.addresses('To')[0]?.uri?.text ?? '');
  const { corrupt } = faults.ue;
  const uac = new Uac({ subscriber, authored, address, server: names.server1, ...(corrupt && { corrupt }) });
  const firstPeer = setup.withLocator ? names.locatorHost : names.diameterHost;
  const { server1: server } = names;
  const caller =
    setup.call === 'out'
      ? new Caller({ from: own, subscriber, address, callee: `sip:friend@${names.uas.address}`, server })
      : new Caller({
          from: 'sip:stranger@elsewhere.example',
          subscriber: undefined,
          address: '10.0.3.20',
          callee: own,
          server,
        });
  const actors = [
    setup.call === 'out' ? caller : uac,
    new EdgeServer(names, { duty: setup.duty ?? 'locate', firstPeer }),
    ...(setup.withLocator ? [new SubscriberLocator(names)] : []),
    new SipDiameterServer(configuration, names, setup.check),
    new RegistrarServer(names, setup.keepsSessions),
    ...(setup.call === 'out' ? [new Uas(names.uas)] : []),
    ...(setup.call === 'in' ? [caller] : []),
  ];
  const outcome = (): FlowOutcome => (setup.call === undefined ? uac.outcome : caller.outcome);
  return { actors: withFaults(context, actors), stimuli: setup.stimuli, horizon: 'settled', outcome };
}

const START: Stimulus = { actor: 'uac', name: 'start', at: 0 };
const LATER = 10_000;

function flow(id: string, title: string, section: string, description: string, setup: Setup): Flow {
  return {
    id: `rfc4740-${id}`,
    title,
    spec: `RFC 4740 §${section}`,
    description,
    credentials: 'password',
    ownRegister,
    build: context => build(context, setup),
  };
}

export const RFC4740_FLOWS: readonly Flow[] = [
  flow(
    'server-authentication',
    'SIP Digest: the Diameter server authenticates',
    '6.2',
    'Two rounds of UAR and MAR; the credentials go to the Diameter server, which says success; SAR follows the 200.',
    { check: 'server', stimuli: [START] },
  ),
  flow(
    'delegated-authentication',
    'SIP Digest: the final check is delegated to the SIP server',
    '6.3',
    'MAA brings H(A1), the SIP server compares the response itself, SAR confirms, and the 200 comes last.',
    { check: 'delegated', stimuli: [START] },
  ),
  flow(
    'proxy-authentication',
    'A proxy has a caller authenticated',
    '6.4',
    'INVITE, MAR without SIP-Server-URI, 407, INVITE with credentials, MAR, and on to the called party.',
    { check: 'server', duty: 'authenticate', call: 'out', stimuli: [{ actor: 'caller', name: 'invite', at: 0 }] },
  ),
  flow(
    'locate',
    'Finding the server of the recipient',
    '6.5',
    'After a registration an INVITE comes for the user: LIR, LIA with the URI of SIP server 2, and on to the contact.',
    { check: 'delegated', call: 'in', stimuli: [START, { actor: 'caller', name: 'invite', at: LATER }] },
  ),
  flow(
    'profile-update',
    'The Diameter server pushes a new profile',
    '6.6',
    'After a registration the profile changes: PPR to the SIP server that serves the user, PPA.',
    { check: 'delegated', stimuli: [START, { actor: 'diam', name: 'update-profile', at: LATER }] },
  ),
  flow(
    'termination',
    'The Diameter server ends a registration',
    '6.7',
    'Without Diameter sessions the server ends soft state with RTR; the SIP server forgets the binding and answers RTA.',
    { check: 'delegated', stimuli: [START, { actor: 'diam', name: 'terminate', at: LATER }] },
  ),
  flow(
    'deregistration',
    'The user ends its registration',
    '6.7',
    'REGISTER with expiry 0; the SIP server says so with SAR USER_DEREGISTRATION.',
    { check: 'delegated', stimuli: [START, { actor: 'uac', name: 'deregister', at: LATER }] },
  ),
  flow(
    'session-abort',
    'The Diameter server aborts the session of a registration',
    '6.7',
    'With Diameter sessions the server ends a registration with ASR; the SIP server answers and confirms with STR.',
    { check: 'delegated', keepsSessions: true, stimuli: [START, { actor: 'diam', name: 'terminate', at: LATER }] },
  ),
  flow(
    'session-termination',
    'The user ends a registration that is a session',
    '6.7',
    'REGISTER with expiry 0; the SIP server ends the Diameter session with STR instead of a SAR.',
    { check: 'delegated', keepsSessions: true, stimuli: [START, { actor: 'uac', name: 'deregister', at: LATER }] },
  ),
  flow(
    'redirect',
    'A subscriber locator says which Diameter server has the user',
    '6.8',
    'SIP server 1 asks the locator, is redirected, and asks the Diameter server that holds the user.',
    { check: 'delegated', withLocator: true, stimuli: [START] },
  ),
];
