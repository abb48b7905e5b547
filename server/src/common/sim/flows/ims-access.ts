/** Registrations over other accesses and with other credentials than IMS AKA with IPsec (TS 33.203 Annexes N to X). */
import type { AccessSecurity } from '../accessModes.ts';
import type { Flow, FlowContext, Scenario, Stimulus } from '../flow.ts';
import { imsNetwork, type NetworkOptions, networkBehindPcscf } from '../network.ts';
import { ipsecOffer, type OwnRegister, registerText } from '../ownRegisters.ts';

type Later = Omit<Stimulus, 'actor'> & { readonly actor?: string };

/** Registers, and does more to it later where `later` says so. */
function register(
  context: FlowContext,
  security: AccessSecurity,
  options: NetworkOptions = {},
  ...later: readonly Later[]
): Scenario {
  const { source, actors } = imsNetwork(context, security, options);
  const stimuli = [{ name: 'start', at: 0 }, ...later].map(one => ({ actor: source.id, ...one }));
  return { actors, stimuli, horizon: 'settled', outcome: () => source.outcome };
}

/** Virtual milliseconds: after the registration has settled. */
const LATER = 10_000;

const LINE = 'line-0017';

const emergencyRegister: OwnRegister = (subscriber, configuration) =>
  registerText(subscriber, {
    supported: 'path',
    isEmergency: true,
    expires: 600,
    securityClient: ipsecOffer(configuration),
  });

/** The MSC server registers for its subscriber and vouches for it (TS 33.203 Annex U, TS 24.292 §6.3). */
const mscRegister: OwnRegister = (subscriber, configuration) => {
  const { homeDomain, impi } = subscriber;
  const impu = subscriber.impus[0] ?? '';
  const { visitedNetwork } = configuration.network;
  const lines = [
    `REGISTER sip:${homeDomain} SIP/2.0`,
    'Via: SIP/2.0/UDP 10.0.1.70:5060;branch=z9hG4bK-msc-1',
    'Via: SIP/2.0/UDP 10.0.1.70:5060;branch=z9hG4bK-msc-0;rport=5060;received=10.0.1.70',
    'Max-Forwards: 70',
    `From: <${impu}>;tag=msc1`,
    `To: <${impu}>`,
    'Call-ID: msc@10.0.1.70',
    'CSeq: 1 REGISTER',
    'Contact: <sip:msc@10.0.1.70:5060>;+g.3gpp.ics="server";+sip.instance="<urn:gsma:imei:35625611-012345-0>"',
    'Expires: 3600',
    `Authorization: Digest username="${impi}",realm="${homeDomain}",uri="sip:${homeDomain}",nonce="",response="",integrity-protected="auth-done"`,
    'Supported: path',
    'Require: path',
    `Path: <sip:msc.${visitedNetwork}:5060;lr>`,
    `P-Visited-Network-ID: ${visitedNetwork}`,
    `P-Charging-Vector: icid-value="msc-1";icid-generated-at=10.0.1.70;orig-ioi="Type 1${visitedNetwork}"`,
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
};

/** The network in which nobody may roam, for what must work there all the same. */
function abroad(context: FlowContext): FlowContext {
  const { configuration } = context;
  return {
    ...context,
    configuration: { ...configuration, network: { ...configuration.network, visitedNetwork: 'abroad.example' } },
  };
}

export const ACCESS_FLOWS: readonly Flow[] = [
  {
    id: 'ims-registration-unprotected',
    title: 'IMS AKA without security associations',
    spec: 'TS 33.203 §6.1.5 (not allowed there), RFC 3310',
    description:
      'No Security-Client, no IPsec: the S-CSCF takes the right answer although integrity-protected says "no".',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path' }),
    build: context => register(context, 'unprotected', { scscf: { acceptsUnprotected: true } }),
  },
  {
    id: 'ims-digest',
    title: 'SIP Digest without TLS',
    spec: 'TS 33.203 Annex N; TS 29.228 §6.3; TS 24.229 §5.1.1.5.4',
    description: 'The HSS hands out H(A1), the S-CSCF makes the nonce and proves itself with rspauth in the 200.',
    credentials: 'password',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', expires: 3600 }),
    build: context => register(context, 'digest'),
  },
  {
    id: 'ims-digest-re-registration',
    title: 'SIP Digest: the nonce is used again',
    spec: 'TS 33.203 Annex N.2; RFC 7616 §3.4, §3.5',
    description:
      'A refresh with the nonce of before and a higher count is accepted at once; a count that was used is stale.',
    credentials: 'password',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', expires: 3600 }),
    build: context => register(context, 'digest', {}, { name: 're-register', at: LATER }),
  },
  {
    id: 'ims-digest-tls',
    title: 'SIP Digest with TLS set up during registration',
    spec: 'TS 33.203 Annex O; RFC 3329',
    description:
      'The first REGISTER agrees on TLS, the session is set up after the challenge, the answer goes through it.',
    credentials: 'password',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', expires: 3600, securityClient: 'tls' }),
    build: context => register(context, 'tls'),
  },
  {
    id: 'ims-digest-tls-first',
    title: 'SIP Digest over TLS that stands before the first REGISTER',
    spec: 'TS 33.203 Annex O.2',
    description: 'The UE opens TLS to port 5061 and registers inside it, so no security agreement is needed.',
    credentials: 'password',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', expires: 3600, transport: 'TLS' }),
    build: context => register(context, 'tls'),
  },
  {
    id: 'ims-akav2-tls',
    title: 'AKAv2 over TLS',
    spec: 'TS 33.203 Annex X; RFC 4169',
    description:
      'TLS stands before the first REGISTER; AKAv2-SHA-256 binds CK and IK into the password, no key travels.',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', transport: 'TLS' }),
    build: context => register(context, 'akav2-tls'),
  },
  {
    id: 'ims-giba',
    title: 'GPRS-IMS-bundled authentication',
    spec: 'TS 33.203 Annex T; TS 29.228 §6.3',
    description: 'No credentials: the S-CSCF compares the source address with that of the bearer, registered at once.',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', isAnonymous: true }),
    build: context =>
      register(context, 'giba', { hss: { bearerAddress: context.faults.access.bearerAddress ?? context.address } }),
  },
  {
    id: 'ims-nass',
    title: 'NASS-bundled authentication',
    spec: 'TS 33.203 Annex R; TS 29.228 §6.3',
    description:
      'No credentials: the P-CSCF says over which line the user comes, the S-CSCF compares it with the subscription.',
    isHome: true,
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', isAnonymous: true }),
    build: context =>
      register(context, 'nass', { pcscf: { line: context.faults.access.line ?? LINE }, hss: { line: LINE } }),
  },
  {
    id: 'ims-trusted-node',
    title: 'Registration by a trusted node',
    spec: 'TS 33.203 Annex U; TS 24.292 §6.3',
    description: 'An MSC server registers for its subscriber: integrity-protected="auth-done", no MAR, no challenge.',
    isHome: true,
    vantages: ['Mw'],
    ownRegister: mscRegister,
    build(context) {
      const { source, actors } = networkBehindPcscf(context, 'MSC server');
      return {
        actors,
        stimuli: [{ actor: source.id, name: 'start', at: 0 }],
        horizon: 'settled',
        outcome: () => source.outcome,
      };
    },
  },
  {
    id: 'ims-emergency',
    title: 'Emergency registration abroad',
    spec: 'TS 24.229 §5.1.6; TS 29.228 §6.1.1 (UAR-Flags)',
    description:
      'Contact with sos in a network where the user may not roam: granted all the same, no filter criteria, no subscription.',
    isHome: true,
    ownRegister: emergencyRegister,
    build: context => register(abroad(context), 'ipsec', { ue: { isLazy: true } }),
  },
  {
    id: 'ims-emergency-termination',
    title: 'The HSS ends a subscription during an emergency registration',
    spec: 'TS 29.228 §6.1.3.1',
    description:
      'RTR for a user who is registered for an emergency: the S-CSCF refuses with 5012 and keeps the registration.',
    isHome: true,
    ownRegister: emergencyRegister,
    build: context =>
      register(context, 'ipsec', { ue: { isLazy: true } }, { actor: 'hss', name: 'terminate', value: '0', at: LATER }),
  },
  {
    id: 'ims-race',
    title: 'A second registration before the first one ends',
    spec: 'TS 33.203 §6.1.2.3',
    description:
      'The UE begins anew while its first REGISTER is under way: the first challenge is void, the second counts.',
    isHome: true,
    build: context => register(context, 'ipsec', {}, { name: 'restart', at: 10 }),
  },
  {
    id: 'ims-gruu',
    title: 'Registration that obtains GRUUs',
    spec: 'RFC 5627; TS 24.229 §5.4.1.2.2F',
    description: 'Supported: gruu and an instance id bring pub-gruu and temp-gruu in the Contact of the 200.',
    isHome: true,
    ownRegister: (subscriber, configuration) => registerText(subscriber, { securityClient: ipsecOffer(configuration) }),
    build: context => register(context, 'ipsec', { scscf: { gruu: true } }),
  },
  {
    id: 'ims-outbound',
    title: 'Registration of a flow of its own',
    spec: 'RFC 5626; TS 24.229 §5.4.1.2.2',
    description:
      'reg-id, instance id and Supported: outbound; the P-CSCF says "ob" in Path and the 200 requires outbound.',
    isHome: true,
    ownRegister: (subscriber, configuration) =>
      registerText(subscriber, {
        supported: 'path, outbound',
        contactParameters: ';reg-id=1',
        securityClient: ipsecOffer(configuration),
      }),
    build: context =>
      register(context, 'ipsec', { pcscf: { hasOutbound: context.faults.access.noOutbound === undefined } }),
  },
  {
    id: 'ims-outbound-flows',
    title: 'Two flows of one user agent',
    spec: 'RFC 5626 §4.2, §5.2, §6; TS 24.229 §5.4.1.2.2',
    description:
      'The UE opens a second flow (reg-id=2) from another port: both are bound, and each has a flow token of its own in Path.',
    credentials: 'password',
    isHome: true,
    ownRegister: subscriber =>
      registerText(subscriber, { supported: 'path, outbound', contactParameters: ';reg-id=1', expires: 3600 }),
    build: context =>
      register(
        context,
        'digest',
        { pcscf: { hasOutbound: context.faults.access.noOutbound === undefined } },
        { name: 'open-flow', value: '5062', at: LATER },
      ),
  },
  {
    id: 'ims-several-contacts',
    title: 'One REGISTER with two contacts',
    spec: 'RFC 3261 §10.2.1, §10.3',
    description: 'Both contacts are bound, each for its own time, and the 200 lists both.',
    isHome: true,
    ownRegister: (subscriber, configuration) =>
      registerText(subscriber, {
        securityClient: ipsecOffer(configuration),
        moreContacts: ['<sip:desk@10.45.0.2:5070>;expires=3600;+sip.instance="<urn:gsma:imei:35625611-012346-0>"'],
      }),
    build: context => register(context, 'ipsec'),
  },
];
