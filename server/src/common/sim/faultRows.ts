/** The faults that can be asked for, one row each. */
import { Secret } from '../auth/secret.ts';
import type { AkaCredentials, Configuration, Subscriber } from '../config/configuration.ts';
import { DNS_FAULTS } from './actors/dns.ts';
import type { Fault, FaultPlan, UeFaults } from './faults.ts';
import { withSqnBehind } from './hssData.ts';
import type { LinkFault } from './links.ts';
import type { Because } from './result.ts';
import type { Tamper } from './tamper.ts';

const LINK_VALUE = 'LABEL[@SENDER[>RECEIVER]][:NTH]: start of the label, ids of the link, which one';

function link(action: LinkFault['action']): Fault['apply'] {
  return (plan, value, why) => {
    const [what = '', nth = '', milliseconds = ''] = value.split(':');
    const [label = '', ends = ''] = what.split('@');
    const [from = '', to = ''] = ends.split('>');
    if (what === '') return 'needs the start of a label, such as MAA or 401, or a link, such as @ue>pcscf';
    if (nth !== '' && !/^\d+$/.test(nth)) return `"${nth}" is no number`;
    const fault: LinkFault = {
      action,
      label,
      because: why,
      seen: { count: 0 },
      ...(from === '' ? {} : { from }),
      ...(to === '' ? {} : { to }),
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

function ue(change: (why: Because) => Partial<UeFaults>): Fault['apply'] {
  return (plan, _value, why) => ({ ...plan, ue: { ...plan.ue, ...change(why) } });
}

function hss(change: (why: Because) => Partial<FaultPlan['hss']>): Fault['apply'] {
  return (plan, _value, why) => ({ ...plan, hss: { ...plan.hss, ...change(why) } });
}

function core(change: (why: Because) => Partial<FaultPlan['core']>): Fault['apply'] {
  return (plan, _value, why) => ({ ...plan, core: { ...plan.core, ...change(why) } });
}

const TAMPER_VALUE = 'LABEL[@SENDER]:HEADER[.PARAMETER], such as 401@pcscf:Security-Server';

function tamper(action: Tamper['action']): Fault['apply'] {
  return (plan, value, why) => {
    const match = /^([^:@]+)(?:@([^:]+))?:([^.]+)(?:\.(.+))?$/.exec(value);
    const [, label, from, header, parameter] = match ?? [];
    if (label === undefined || header === undefined) return `needs ${TAMPER_VALUE}`;
    const one: Tamper = { action, label, from, header, parameter, because: why };
    return { ...plan, tampers: [...plan.tampers, one] };
  };
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'drop',
    title: 'A link loses messages.',
    value: LINK_VALUE,
    apply: link('drop'),
  },
  { name: 'delay', title: 'A link delays messages.', value: `${LINK_VALUE}, :MS milliseconds`, apply: link('delay') },
  { name: 'duplicate', title: 'A link doubles messages.', value: LINK_VALUE, apply: link('duplicate') },
  {
    name: 'reorder',
    title: 'A message is overtaken by the next one of its link.',
    value: LINK_VALUE,
    apply: link('reorder'),
  },
  {
    name: 'tcp-refused',
    title: 'An element accepts no TCP connection.',
    value: 'its id in the ladder; every one when empty',
    apply: (plan, value, why) => ({ ...plan, refusesTcp: { id: value || undefined, because: why } }),
  },
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
    title: 'The HSS answers with one result code.',
    value: 'base result code, such as 5012 or 3004, and @UAR, @MAR, @SAR for one command only',
    apply: (plan, value, why) => {
      const [code = '', command] = (value === '' ? '5012' : value).split('@');
      if (!/^\d{4}$/.test(code)) return 'needs a result code';
      return { ...plan, hss: { ...plan.hss, failure: { code: Number(code), command, because: why } } };
    },
  },
  { name: 'bad-profile', title: 'The user profile in the SAA is no XML.', apply: hss(why => ({ badProfile: why })) },
  {
    name: 'assigned-elsewhere',
    title: 'Another S-CSCF takes the user over before the SAR.',
    apply: hss(why => ({ assignedElsewhere: why })),
  },
  {
    name: 'scscf-busy',
    title: 'An S-CSCF answers 480 to every REGISTER.',
    value: 'its name; the first one when empty',
    apply: (plan, value, why) => {
      const name = plan.configuration.network.scscf.find(one => value === '' || one.name === value)?.name;
      if (name === undefined) return `there is no element "${value}"`;
      return { ...plan, core: { ...plan.core, busy: new Map(plan.core.busy).set(name, why) } };
    },
  },
  { name: 'untrusted', title: 'The I-CSCF does not know the P-CSCF.', apply: core(why => ({ untrusted: why })) },
  {
    name: 'port-in-use',
    title: 'Another user holds associations from the address and client port of the UE.',
    apply: core(why => ({ portInUse: why })),
  },
  {
    name: 'udp-limit',
    title: 'Requests above a size leave UDP for TCP.',
    value: 'octets; 1300 where the path MTU is not known',
    apply: (plan, value) =>
      /^\d+$/.test(value || '1300') ? { ...plan, udpLimit: Number(value || '1300') } : 'needs a number of octets',
  },
  { name: 'tamper', title: 'One character changes on the way.', value: TAMPER_VALUE, apply: tamper('change') },
  { name: 'strip', title: 'A header or parameter is lost on the way.', value: TAMPER_VALUE, apply: tamper('strip') },
  {
    name: 'omit',
    title: 'The UE leaves a header out of its answer to the challenge.',
    value: 'name of the header',
    apply: (plan, value, why) =>
      value === ''
        ? 'needs the name of a header'
        : { ...plan, ue: { ...plan.ue, omits: { header: value, because: why } } },
  },
  { name: 'mac-unchecked', title: 'The UE does not check MAC in AUTN.', apply: ue(why => ({ ignoresMac: why })) },
  {
    name: 'answer-unprotected',
    title: 'The UE sends its answer outside the associations.',
    apply: ue(why => ({ answersUnprotected: why })),
  },
  { name: 'move-contact', title: 'The UE refreshes with another contact.', apply: ue(why => ({ movesContact: why })) },
  { name: 'keep-cseq', title: 'The UE refreshes without raising CSeq.', apply: ue(why => ({ keepsCseq: why })) },
  { name: 'repeat-count', title: 'The UE uses a nonce count twice.', apply: ue(why => ({ repeatsCount: why })) },
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
    name: 'mc-no-vectors',
    title: 'The SIP database of the primary system has no authentication vector left.',
    apply: (plan, _value, why) => ({ ...plan, mc: { ...plan.mc, noVectors: why } }),
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
    title: 'The name server fails, or its zone lacks records.',
    value: DNS_FAULTS.join(', '),
    apply: (plan, value) => {
      const kind = DNS_FAULTS.find(one => one.toLowerCase() === value.toLowerCase());
      return kind === undefined ? `needs one of ${DNS_FAULTS.join(', ')}` : { ...plan, dns: kind };
    },
  },
  {
    name: 'corrupt',
    title: 'The UE sends one wrong character in its answer to the challenge.',
    value: 'HEADER[.PARAMETER][:NTH], such as Authorization.response:2 for its second answer',
    apply: (plan, value, why) => {
      const match = /^([^.:]+)(?:\.([^:]+))?(?::(\d+))?$/.exec(value);
      const [, header, parameter, nth] = match ?? [];
      if (header === undefined) return 'needs the name of a header';
      const corrupt = { header, parameter, nth: nth === undefined ? undefined : Number(nth), seen: { count: 0 } };
      return { ...plan, ue: { ...plan.ue, corrupt: { ...corrupt, because: why } } };
    },
  },
];
