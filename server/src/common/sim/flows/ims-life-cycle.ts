/** What happens to a registration that stands: refresh, new authentication, removal by either side, expiry. */
import type { Flow, Stimulus } from '../flow.ts';
import { imsNetwork, type NetworkOptions } from '../network.ts';

/** After the registration and its subscriptions have settled. */
const LATER = 10_000;

/** A registration to which something is done. */
function afterRegistration(
  about: Omit<Flow, 'build'>,
  stimulus: Omit<Stimulus, 'actor' | 'at'> & { readonly actor?: string },
  options: NetworkOptions = {},
  ...more: readonly Stimulus[]
): Flow {
  return {
    ...about,
    build(context) {
      const { source, actors } = imsNetwork(context, 'ipsec', options);
      const actor =
        stimulus.actor === 'scscf'
          ? (context.configuration.network.scscf[0]?.name ?? '')
          : (stimulus.actor ?? source.id);
      return {
        actors,
        stimuli: [{ actor: source.id, name: 'start', at: 0 }, { ...stimulus, actor, at: LATER }, ...more],
        horizon: 'settled',
        outcome: () => source.outcome,
      };
    },
  };
}

const reRegistration = afterRegistration(
  {
    id: 'ims-re-registration',
    title: 'Re-registration without a new challenge',
    spec: 'TS 24.229 §5.1.1.4, §5.4.1.2.2; TS 29.228 Annex A.4.2',
    description:
      'The UE refreshes its registration inside the association; the S-CSCF trusts integrity-protected="yes".',
  },
  { name: 're-register' },
);

const challengedReRegistration = afterRegistration(
  {
    id: 'ims-re-registration-challenged',
    title: 'Re-registration with a new challenge',
    spec: 'TS 24.229 §5.4.1.2.1, §5.1.1.5.1; TS 33.203 §6.1.1, §7.4',
    description:
      'The UE refreshes inside the association, the S-CSCF wants a new vector answered; new associations replace the old ones.',
  },
  { name: 're-register' },
  { scscf: { alwaysChallenges: true } },
);

const regEvent = afterRegistration(
  {
    id: 'ims-reg-event',
    title: 'UE, P-CSCF and application servers watch a registration',
    spec: 'RFC 3680; TS 24.229 §5.1.1.3, §5.2.3, §5.4.2.1, §5.7.1.1',
    description:
      'Three kinds of subscribers to the reg event package; when the UE de-registers, P-CSCF and servers are notified.',
  },
  { name: 'deregister' },
  { as: { subscribes: true } },
);

const reAuthentication = afterRegistration(
  {
    id: 'ims-re-authentication',
    title: 'Network-initiated re-authentication',
    spec: 'TS 24.229 §5.4.1.6, §5.1.1.5A; RFC 3680 §5.2',
    description:
      'The S-CSCF shortens the registration (NOTIFY, event shortened), the UE comes back and is challenged anew.',
  },
  { actor: 'scscf', name: 'reauthenticate' },
);

const deregistration = afterRegistration(
  {
    id: 'ims-deregistration',
    title: 'De-registration by the UE',
    spec: 'TS 24.229 §5.1.1.6, §5.4.1.4; TS 29.228 Annex A.4.3',
    description:
      'REGISTER with expiry 0 inside the association; SAR USER_DEREGISTRATION; the application servers are told.',
  },
  { name: 'deregister' },
);

const TERMINATIONS = [
  ['permanent-termination', 'PERMANENT_TERMINATION', 'the subscription has ended; the UE must not come back'],
  ['new-server-assigned', 'NEW_SERVER_ASSIGNED', 'another S-CSCF serves the user; the old one only forgets'],
  ['server-change', 'SERVER_CHANGE', 'the UE is to register anew and gets another S-CSCF'],
  ['remove-scscf', 'REMOVE_S-CSCF', 'the S-CSCF no longer serves the user'],
] as const;

const networkDeregistrations = TERMINATIONS.map(([id, reason, meaning], code) =>
  afterRegistration(
    {
      id: `ims-deregistration-${id}`,
      title: `De-registration by the HSS: ${reason}`,
      spec: 'TS 29.228 §6.1.3, Annex A.4.4; TS 24.229 §5.4.1.5',
      description: `RTR with reason ${code}: ${meaning}.`,
    },
    { actor: 'hss', name: 'terminate', value: String(code) },
  ),
);

const profileUpdate = afterRegistration(
  {
    id: 'ims-profile-update',
    title: 'The HSS pushes a new user profile',
    spec: 'TS 29.228 §6.2.2, §6.6; TS 24.229 §5.4.1.2.2',
    description:
      'PPR with a profile whose filter criteria are gone: the S-CSCF takes it, and a refresh is told to no server.',
  },
  { actor: 'hss', name: 'push-profile' },
  {},
  { actor: 'ue', name: 're-register', at: LATER + 1000 },
);

const expiry: Flow = {
  id: 'ims-expiry',
  title: 'A registration that nobody refreshes',
  spec: 'TS 24.229 §5.4.1.2.2; TS 29.228 Annex A.4.4.1; RFC 3261 §10.3',
  description:
    'The UE is gone; the S-CSCF removes the binding when its time is over and tells HSS, P-CSCF and servers.',
  build(context) {
    const { source, actors } = imsNetwork(context, 'ipsec', { ue: { isLazy: true } });
    const days = 8 * 24 * 3600 * 1000;
    return {
      actors,
      stimuli: [{ actor: source.id, name: 'start', at: 0 }],
      horizon: days,
      outcome: () => source.outcome,
    };
  },
};

const week: Flow = {
  id: 'ims-week',
  title: 'A week of refreshes',
  spec: 'TS 24.229 §5.1.1.4.1',
  description: 'A registration and every refresh of seven days of virtual time: 600 s before each end, or at half.',
  build(context) {
    const { source, actors } = imsNetwork(context, 'ipsec');
    const days = 7 * 24 * 3600 * 1000;
    return {
      actors,
      stimuli: [{ actor: source.id, name: 'start', at: 0 }],
      horizon: days,
      outcome: () => source.outcome,
    };
  },
};

export const LIFE_CYCLE: readonly Flow[] = [
  reRegistration,
  challengedReRegistration,
  regEvent,
  reAuthentication,
  deregistration,
  ...networkDeregistrations,
  profileUpdate,
  expiry,
  week,
];
