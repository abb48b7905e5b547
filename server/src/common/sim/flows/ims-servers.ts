/** Which S-CSCF serves a user, what happens when one fails, and what the application servers are told. */
import type { ApplicationServer, Configuration, Network, Scscf, Subscriber } from '../../config/configuration.ts';
import type { Flow, FlowContext, Scenario, Stimulus } from '../flow.ts';
import { imsNetwork, type NetworkOptions } from '../network.ts';

/** Virtual milliseconds: after the registration has settled. */
const LATER = 10_000;

function withNetwork(context: FlowContext, network: Partial<Network>): FlowContext {
  const { configuration } = context;
  return { ...context, configuration: { ...configuration, network: { ...configuration.network, ...network } } };
}

/** The configured S-CSCFs, and so many more that there are `least`. */
function pool({ network }: Configuration, least: number): Scscf[] {
  const missing = Math.max(0, least - network.scscf.length);
  const added = Array.from({ length: missing }, (_, i): Scscf => {
    const name = `reserve${i + 1}`;
    const { homeDomain } = network;
    const capabilities = network.scscf[0]?.capabilities ?? [];
    return { name, host: `${name}.${homeDomain}`, address: `10.0.1.${35 + i}`, port: 6060, capabilities };
  });
  return [...network.scscf, ...added];
}

function register(
  context: FlowContext,
  options: NetworkOptions,
  later: readonly Stimulus[],
  horizon: Scenario['horizon'] = 'settled',
): Scenario {
  const { source, actors } = imsNetwork(context, 'ipsec', options);
  const stimuli = [{ actor: source.id, name: 'start', at: 0 }, ...later];
  return { actors, stimuli, horizon, outcome: () => source.outcome };
}

/** What the user needs: the first capability is a must, the others are welcome. */
const WANTED: Subscriber['capabilities'] = { mandatory: [1], optional: [2, 3] };

function server({ homeDomain }: Network, name: string, last: number): Omit<ApplicationServer, 'priority'> {
  const host = `${name}.${homeDomain}`;
  return {
    name,
    host,
    address: `10.0.1.${last}`,
    port: 5060,
    uri: `sip:${host}:5060`,
    methods: ['REGISTER'],
    registrationTypes: [],
    defaultHandling: 'continue',
    includeRegisterRequest: false,
    includeRegisterResponse: false,
    serviceInfo: undefined,
  };
}

const selection: Flow = {
  id: 'ims-scscf-selection',
  title: 'S-CSCF selection by capabilities',
  spec: 'TS 29.228 §6.7; TS 24.229 §5.3.1.2',
  description:
    'Capability 1 is mandatory, 2 and 3 are optional: of three S-CSCFs the one that has all of them is chosen.',
  build(context) {
    const scscf = pool(context.configuration, 3).map((own, i) => ({
      ...own,
      capabilities: [[2, 3], [1], [1, 2, 3]][i] ?? [],
    }));
    const changed = withNetwork(context, { scscf });
    const subscribers = context.configuration.subscribers.map(one => ({ ...one, capabilities: WANTED }));
    return register({ ...changed, configuration: { ...changed.configuration, subscribers } }, {}, []);
  },
};

const reassignment: Flow = {
  id: 'ims-scscf-reassignment',
  title: 'S-CSCF reassignment after a failure',
  spec: 'TS 24.229 §5.1.1.4.1, §5.3.1.3; TS 29.228 §6.1.1, §8.1.1',
  description:
    'The S-CSCF fails while the user is registered: the refresh ends with 504, the UE registers anew, the I-CSCF asks for capabilities and takes another S-CSCF; the HSS tells the old one.',
  build(context) {
    const [first] = context.configuration.network.scscf;
    const capabilities = first?.capabilities ?? [];
    const scscf = pool(context.configuration, 2).map(own => ({ ...own, capabilities }));
    const name = first?.name ?? '';
    return register(withNetwork(context, { scscf }), { mortal: [name] }, [
      { actor: name, name: 'fail', at: LATER },
      { actor: 'ue', name: 're-register', at: LATER + 1000 },
    ]);
  },
};

const retry: Flow = {
  id: 'ims-retry',
  title: 'A failed registration is tried again',
  spec: 'TS 24.229 §5.1.1.2.1; RFC 5626 §4.5',
  description: 'The HSS is down for a minute: the UE gets 480, waits as RFC 5626 says, and registers.',
  build: context =>
    register(
      context,
      { mortal: ['hss'], ue: { retries: true } },
      [
        { actor: 'hss', name: 'fail', at: 0 },
        { actor: 'hss', name: 'recover', at: 60_000 },
      ],
      600_000,
    ),
};

const thirdParty: Flow = {
  id: 'ims-third-party',
  title: 'Third-party registration by initial filter criteria',
  spec: 'TS 24.229 §5.4.1.7; TS 29.228 Annex B, Annex E; TS 23.218 §6.9',
  description:
    'Three servers in the order of their priority: service info, both messages of the registration, and one that is silent but may be.',
  build(context) {
    const { network } = context.configuration;
    const servers: readonly ApplicationServer[] = [
      { ...server(network, 'info', 81), priority: 1, serviceInfo: '<info>gold</info>' },
      { ...server(network, 'copies', 82), priority: 2, includeRegisterRequest: true, includeRegisterResponse: true },
      { ...server(network, 'silent', 83), priority: 3 },
    ];
    return register(withNetwork(context, { as: servers }), { mortal: ['silent'] }, [
      { actor: 'silent', name: 'fail', at: 0 },
    ]);
  },
};

/** Another public identity that does not register together with the others. */
function withSecondSet(context: FlowContext): FlowContext {
  const { configuration, subscriber } = context;
  const { homeDomain } = subscriber;
  const grow = (one: Subscriber): Subscriber => {
    if (one.impi !== subscriber.impi) return one;
    const second = [`sip:second@${homeDomain}`, `sip:second.alias@${homeDomain}`];
    return { ...one, impus: [...one.impus, ...second], implicitSets: [...one.implicitSets, second] };
  };
  return { ...context, configuration: { ...configuration, subscribers: configuration.subscribers.map(grow) } };
}

const implicitSets: Flow = {
  id: 'ims-implicit-sets',
  title: 'Two implicit registration sets of one user',
  spec: 'TS 23.228 §5.2.1a; TS 29.228 §6.5; TS 24.229 §5.1.1.4.1, §5.4.1.2.2',
  description:
    'An identity of the first set registers them all; one of the second set follows inside the same association, without a challenge, with its own SAR.',
  isHome: true,
  build: context =>
    register(withSecondSet(context), {}, [
      { actor: 'ue', name: 'register-identity', value: `sip:second@${context.subscriber.homeDomain}`, at: LATER },
    ]),
};

export const SERVER_FLOWS: readonly Flow[] = [selection, reassignment, retry, thirdParty, implicitSets];
