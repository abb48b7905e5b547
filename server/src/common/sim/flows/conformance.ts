/** Registrations as the UE conformance tests run them (TS 34.229-1 §8, §9). */
import type { Flow, FlowContext, Scenario } from '../flow.ts';
import { imsNetwork, type NetworkOptions } from '../network.ts';

function register(context: FlowContext, options: NetworkOptions, horizon: Scenario['horizon']): Scenario {
  const { source, actors } = imsNetwork(context, 'ipsec', options);
  return { actors, stimuli: [{ actor: source.id, name: 'start', at: 0 }], horizon, outcome: () => source.outcome };
}

export const CONFORMANCE_FLOWS: readonly Flow[] = [
  {
    id: 'ts34229-8-1',
    title: 'TS 34.229-1 test 8.1: initial registration',
    spec: 'TS 34.229-1 §8.1',
    description: 'REGISTER, challenge, protected REGISTER, 200, subscription to the reg event package.',
    build: context => register(context, {}, 'settled'),
  },
  {
    id: 'ts34229-8-2',
    title: 'TS 34.229-1 test 8.2: user-initiated re-registration',
    spec: 'TS 34.229-1 §8.2; TS 24.229 §5.1.1.4.1',
    description: 'The network grants 120, 1200 and 1800 s: the UE refreshes after 60, 600 and 1200 s.',
    build: context => register(context, { scscf: { grants: [120, 1200, 1800, 600_000] } }, 2_000_000),
  },
  {
    id: 'ts34229-9-1',
    title: 'TS 34.229-1 test 9.1: invalid MAC in the challenge',
    spec: 'TS 34.229-1 §9.1; TS 24.229 §5.1.1.5.3',
    description: 'Two challenges have a wrong MAC and are answered without auts and response; the third one is good.',
    build: context => register(context, { hss: { wrongMacs: 2 }, scscf: { challengesAgain: true } }, 'settled'),
  },
  {
    id: 'ts34229-9-2',
    title: 'TS 34.229-1 test 9.2: SQN out of range in the challenge',
    spec: 'TS 34.229-1 §9.2; TS 33.102 §6.3.5',
    description:
      'The first challenge has a sequence number that was used: AUTS, resynchronisation, and a good challenge.',
    build: context => register(context, { hss: { sqnBehind: true } }, 'settled'),
  },
];
