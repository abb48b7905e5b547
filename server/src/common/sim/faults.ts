/** Faults that a run can be given: settings of actors and links, never of outcomes. */
import { Secret } from '../auth/secret.ts';
import type { AkaCredentials, Configuration, Subscriber } from '../config/configuration.ts';
import type { DnsFault } from './actors/dns.ts';
import type { AccessFaults } from './actors/gprs.ts';
import { withSqnBehind } from './hssData.ts';
import type { LinkFault } from './links.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';

/** What a person asks for: `{ name: 'drop', value: 'MAA' }`. */
export interface FaultSetting {
  readonly name: string;
  readonly value?: string | undefined;
}

/** What the faults of a run amount to. */
export interface FaultPlan {
  readonly configuration: Configuration;
  readonly links: readonly LinkFault[];
  /** Names of elements that never react, with the reason to show. */
  readonly dead: ReadonlyMap<string, Because>;
  readonly dns: DnsFault | undefined;
  readonly access: AccessFaults;
  readonly mc: McFaults;
  readonly hssFailure: { readonly code: number; readonly because: Because } | undefined;
  readonly corrupt:
    | { readonly header: string; readonly parameter: string | undefined; readonly because: Because }
    | undefined;
  /** Every fault as a reason, for an outcome that nobody else explains. */
  readonly because: readonly Because[];
}

/** What can go wrong in MC service migration. */
export interface McFaults {
  readonly userRefused?: Because;
  readonly noBinding?: Because;
  readonly unknownInDatabase?: Because;
}

export interface Fault {
  readonly name: string;
  /** One sentence: what goes wrong. */
  readonly title: string;
  /** What the value means; absent when the fault takes none. */
  readonly value?: string;
  apply(plan: FaultPlan, value: string, why: Because): FaultPlan | string;
}

const SEED_CLAUSE = 'Fault of the run';

function link(action: LinkFault['action']): Fault['apply'] {
  return (plan, value, why) => {
    const [label = '', nth = '', milliseconds = ''] = value.split(':');
    if (label === '') return 'needs the start of a label, such as MAA or 401';
    if (nth !== '' && !/^\d+$/.test(nth)) return `"${nth}" is no number`;
    const fault: LinkFault = {
      action,
      label,
      because: why,
      seen: { count: 0 },
      ...(nth === '' ? {} : { nth: Number(nth) }),
      ...(action === 'delay' ? { milliseconds: Number(milliseconds) || 1000 } : {}),
    };
    return { ...plan, links: [...plan.links, fault] };
  };
}

function dead(name: (configuration: Configuration, value: string) => string | undefined): Fault['apply'] {
  return (plan, value, why) => {
    const element = name(plan.configuration, value);
    if (element === undefined) return `there is no element "${value}"`;
    return { ...plan, dead: new Map(plan.dead).set(element, why) };
  };
}

/** Changes the HSS's copy of every subscriber's credentials. */
function changeHss(
  plan: FaultPlan,
  change: (credentials: AkaCredentials, subscriber: Subscriber) => AkaCredentials,
): FaultPlan {
  const subscribers = plan.configuration.subscribers.map(subscriber =>
    subscriber.hss === undefined ? subscriber : { ...subscriber, hss: change(subscriber.hss, subscriber) },
  );
  return { ...plan, configuration: { ...plan.configuration, subscribers } };
}

function changeNetwork(plan: FaultPlan, change: Partial<Configuration['network']>): FaultPlan {
  return { ...plan, configuration: { ...plan.configuration, network: { ...plan.configuration.network, ...change } } };
}

function withOtherKey(credentials: AkaCredentials): AkaCredentials {
  const k = credentials.material.k.reveal().map((octet, i) => (i === 0 ? octet ^ 1 : octet));
  return { ...credentials, material: { ...credentials.material, k: new Secret(k) } };
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'drop',
    title: 'A link loses messages.',
    value: 'LABEL[:NTH]: start of the label, and which one',
    apply: link('drop'),
  },
  { name: 'delay', title: 'A link delays messages.', value: 'LABEL[:NTH[:MS]]', apply: link('delay') },
  { name: 'duplicate', title: 'A link doubles messages.', value: 'LABEL[:NTH]', apply: link('duplicate') },
  {
    name: 'wrong-key',
    title: 'The HSS holds another K than the card.',
    apply: plan => changeHss(plan, withOtherKey),
  },
  {
    name: 'sqn-behind',
    title: 'The HSS is behind the card with its sequence number.',
    apply: plan => ({ ...plan, configuration: withSqnBehind(plan.configuration) }),
  },
  {
    name: 'visited',
    title: 'The P-CSCF belongs to another network.',
    value: 'name of the visited network',
    apply: (plan, value) =>
      value === '' ? 'needs the name of a network' : changeNetwork(plan, { visitedNetwork: value }),
  },
  {
    name: 'min-expires',
    title: 'The registrar grants no shorter registration.',
    value: 'seconds',
    apply: (plan, value) =>
      /^\d+$/.test(value) ? changeNetwork(plan, { minExpires: Number(value) }) : 'needs seconds',
  },
  { name: 'hss-down', title: 'The HSS answers nothing.', apply: dead(() => 'hss') },
  {
    name: 'hss-fails',
    title: 'The HSS answers every request with one result code.',
    value: 'base result code, such as 5012 or 3004',
    apply: (plan, value, why) => {
      const code = value === '' ? 5012 : Number(value);
      return Number.isInteger(code) ? { ...plan, hssFailure: { code, because: why } } : 'needs a result code';
    },
  },
  {
    name: 'scscf-down',
    title: 'An S-CSCF answers nothing.',
    value: 'its name; the first one when empty',
    apply: dead(({ network }, value) => network.scscf.find(one => value === '' || one.name === value)?.name),
  },
  { name: 'icscf-down', title: 'The I-CSCF answers nothing.', apply: dead(() => 'icscf') },
  { name: 'pcscf-down', title: 'The P-CSCF answers nothing.', apply: dead(() => 'pcscf') },
  {
    name: 'as-down',
    title: 'An application server answers nothing.',
    value: 'its name; the first one when empty',
    apply: dead(({ network }, value) => network.as.find(one => value === '' || one.name === value)?.name),
  },
  {
    name: 'down',
    title: 'An element answers nothing.',
    value: 'its id in the ladder',
    apply: dead((_, value) => value || undefined),
  },
  {
    name: 'mc-user-refused',
    title: 'The MC service user is not authenticated.',
    apply: (plan, _value, why) => ({ ...plan, mc: { ...plan.mc, userRefused: why } }),
  },
  {
    name: 'mc-no-binding',
    title: 'The partner is not configured with the mapping of identities.',
    apply: (plan, _value, why) => ({ ...plan, mc: { ...plan.mc, noBinding: why } }),
  },
  {
    name: 'mc-unknown-identity',
    title: 'The SIP database of the primary system does not know the user.',
    apply: (plan, _value, why) => ({ ...plan, mc: { ...plan.mc, unknownInDatabase: why } }),
  },
  {
    name: 'attach-rejected',
    title: 'The access network refuses the terminal.',
    apply: (plan, _value, why) => ({ ...plan, access: { ...plan.access, attachRejected: why } }),
  },
  {
    name: 'no-pcscf-address',
    title: 'The bearer comes without the address of a P-CSCF.',
    apply: (plan, _value, why) => ({ ...plan, access: { ...plan.access, noPcscfAddress: why } }),
  },
  {
    name: 'bearer-address',
    title: 'The HSS has another address of the bearer on record.',
    value: 'IPv4 address',
    apply: (plan, value) =>
      /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value)
        ? { ...plan, access: { ...plan.access, bearerAddress: value } }
        : 'needs an IPv4 address',
  },
  {
    name: 'line',
    title: 'The user comes over another line than that of the subscription.',
    value: 'name of the line',
    apply: (plan, value) =>
      value === '' ? 'needs the name of a line' : { ...plan, access: { ...plan.access, line: value } },
  },
  {
    name: 'no-outbound',
    title: 'The P-CSCF does not support multiple flows.',
    apply: (plan, _value, why) => ({ ...plan, access: { ...plan.access, noOutbound: why } }),
  },
  {
    name: 'dns',
    title: 'The name server fails.',
    value: 'NXDOMAIN, SERVFAIL or silent',
    apply: (plan, value) => {
      const kind = (['NXDOMAIN', 'SERVFAIL', 'silent'] as const).find(one => one.toLowerCase() === value.toLowerCase());
      return kind === undefined ? 'needs NXDOMAIN, SERVFAIL or silent' : { ...plan, dns: kind };
    },
  },
  {
    name: 'corrupt',
    title: 'The UE sends one wrong character in its answer to the challenge.',
    value: 'HEADER[.PARAMETER], such as Authorization.response',
    apply: (plan, value, why) => {
      const [header = '', parameter] = value.split('.');
      return header === '' ? 'needs the name of a header' : { ...plan, corrupt: { header, parameter, because: why } };
    },
  },
];

/** The plan of some faults, or one sentence that says which of them cannot be. */
export function planFaults(
  configuration: Configuration,
  settings: readonly FaultSetting[],
): { readonly plan: FaultPlan } | { readonly error: string } {
  let plan: FaultPlan = {
    configuration,
    links: [],
    dead: new Map(),
    dns: undefined,
    access: {},
    mc: {},
    hssFailure: undefined,
    corrupt: undefined,
    because: [],
  };
  for (const { name, value } of settings) {
    const fault = FAULTS.find(one => one.name === name);
    if (fault === undefined)
      return { error: `There is no fault "${name}"; known are ${FAULTS.map(one => one.name).join(', ')}.` };
    const place = { config: `fault.${name}` };
    const why = because(
      `fault-${name}`,
      SEED_CLAUSE,
      `${fault.title.slice(0, -1)}${value ? ` (${value})` : ''}.`,
      place,
    );
    const next = fault.apply(plan, value ?? '', why);
    if (typeof next === 'string') return { error: `Fault "${name}" ${next}.` };
    plan = { ...next, because: [...plan.because, why] };
  }
  return { plan };
}
