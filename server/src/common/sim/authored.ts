/** The author's message as the start of a run: which UE sends it, and what keeps it from starting one. */
import { type Configuration, findSubscriber, type Subscriber } from '../config/configuration.ts';
import { parseMessage, type SipMessage } from '../syntax/message.ts';
import { directivesOf, startLineOf } from '../syntax/views.ts';
import { SipPacket } from './message.ts';
import type { Place } from './origin.ts';
import { DEFAULT_ADDRESS, type OwnRegister, ownRegister } from './ownRegisters.ts';

/** Why no run can start: one sentence, and where. */
export interface FlowError {
  readonly message: string;
  /** Offsets in the authored message. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Dotted path of the configuration value. */
  readonly config?: string;
}

/** Where the author saw the message: as the UE sends it, or behind the P-CSCF. */
export type Vantage = 'Gm' | 'Mw';

export interface Start {
  readonly vantage: Vantage;
  readonly packet: SipPacket;
  readonly subscriber: Subscriber;
  readonly address: string;
}

const NEEDED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const;

function failure(message: string, place: Place = {}): { readonly error: FlowError } {
  return {
    error: {
      message,
      ...(place.range && { range: place.range }),
      ...(place.config !== undefined && { config: place.config }),
    },
  };
}

/** What a flow needs of its subscriber. */
export type Credentials = 'aka' | 'password' | 'any';

const NEEDED_CREDENTIALS: { readonly [needed in Credentials]: { readonly given: string; readonly missing: string } } = {
  aka: { given: 'keys (k with op or opc)', missing: 'no keys: give k with op or opc' },
  password: { given: 'a password', missing: 'no password, which this flow needs' },
  any: { given: 'keys (k with op or opc) or a password', missing: 'neither keys nor a password' },
};

/** What a start depends on besides the message. */
export interface StartNeeds {
  readonly credentials?: Credentials;
  readonly ownRegister?: OwnRegister;
  /** Whose REGISTER is sent when none is authored: any subscriber's, or one of the home domain. */
  readonly isHome?: boolean;
}

function has(subscriber: Subscriber, credentials: Credentials): boolean {
  const hasKeys = subscriber.usim !== undefined;
  const hasPassword = subscriber.password !== undefined;
  return (hasKeys && credentials !== 'password') || (hasPassword && credentials !== 'aka');
}

/**
 * Reads the message and finds its subscriber. Without a message the first subscriber that has what the flow needs sends
 * its own.
 */
export function readStart(
  message: SipMessage | undefined,
  configuration: Configuration,
  { credentials = 'aka', ownRegister: own = ownRegister, isHome = false }: StartNeeds = {},
): Start | { readonly error: FlowError } {
  const [any] = configuration.subscribers;
  const { homeDomain } = configuration.network;
  const usable = configuration.subscribers.filter(one => has(one, credentials));
  const first = usable.find(one => !isHome || one.homeDomain === homeDomain) ?? usable[0] ?? any;
  if (first === undefined) {
    const place = message === undefined ? {} : SipPacket.author(message).place('Authorization');
    const { given } = NEEDED_CREDENTIALS[credentials];
    return failure(`No subscriber is configured: sipwright.json needs one with impi, impus and ${given}.`, {
      ...place,
      config: 'subscribers',
    });
  }
  const packet = SipPacket.author(message ?? parseMessage(own(first, configuration)));
  const unusable = unusableStart(packet);
  if (unusable !== undefined) return unusable;
  const subscriber = subscriberOf(packet, configuration, first);
  if ('error' in subscriber) return subscriber;
  if (!has(subscriber, credentials)) {
    const config = `subscribers.${configuration.subscribers.indexOf(subscriber)}`;
    return failure(`Subscriber "${subscriber.name}" has ${NEEDED_CREDENTIALS[credentials].missing}.`, { config });
  }
  return { vantage: vantageOf(packet), packet, subscriber, address: addressOf(packet) };
}

function unusableStart(packet: SipPacket): { readonly error: FlowError } | undefined {
  const line = startLineOf(packet.message);
  if (line === undefined) return failure('There is no SIP message here; a registration starts from a REGISTER.');
  const start = { range: { start: line.start, end: line.end } };
  if (line.type === 'response')
    return failure(`This is a ${line.code} response; a registration starts from a REGISTER.`, start);
  if (line.method !== 'REGISTER') {
    const { start: from, end } = line.methodNode;
    return failure(`This is ${article(line.method)} ${line.method}; a registration starts from a REGISTER.`, {
      range: { start: from, end },
    });
  }
  if (line.uri === undefined)
    return failure('The REGISTER is unfinished: it has no Request-URI (RFC 3261 §7.1).', start);
  const missing = NEEDED.filter(name => packet.header(name) === undefined);
  if (missing.length > 0) {
    const verb = missing.length === 1 ? 'is' : 'are';
    return failure(`The REGISTER is unfinished: ${missing.join(', ')} ${verb} missing (RFC 3261 §8.1.1).`, start);
  }
  return answersChallenge(packet);
}

/** Behind the P-CSCF there is a second Via, and what only the P-CSCF writes (TS 24.229 §5.2.2). */
function vantageOf(packet: SipPacket): Vantage {
  return packet.vias().length > 1 ? 'Mw' : 'Gm';
}

/** Only a first REGISTER can start a run. */
function answersChallenge(packet: SipPacket): { readonly error: FlowError } | undefined {
  const response = packet.directive('Authorization', 'response') ?? '';
  const nonce = packet.directive('Authorization', 'nonce') ?? '';
  if (response !== '' && nonce !== '') {
    const place = packet.place('Authorization', nonce);
    return failure(
      'This REGISTER answers a challenge that the run has not made; run the first REGISTER of this Call-ID.',
      place,
    );
  }
  return undefined;
}

function article(word: string): string {
  return /^[AEIOU]/i.test(word) ? 'an' : 'a';
}

/** `# @subscriber name`, else the username, else To; a message of nobody's runs on the first card and is refused. */
function subscriberOf(
  packet: SipPacket,
  configuration: Configuration,
  first: Subscriber,
): Subscriber | { readonly error: FlowError } {
  const directive = directivesOf(packet.message).find(one => one.key === 'subscriber');
  if (directive !== undefined) {
    const named = configuration.subscribers.find(one => one.name === directive.value);
    const { start, end } = directive;
    return (
      named ??
      failure(`sipwright.json has no subscriber "${directive.value}".`, {
        range: { start, end },
        config: 'subscribers',
      })
    );
  }
  const username = packet.directive('Authorization', 'username');
  const realm = packet.directive('Authorization', 'realm');
  const impu = packet.addresses('To')[0]?.uri?.text;
  return findSubscriber(configuration, { username, realm }) ?? findSubscriber(configuration, { impu }) ?? first;
}

/** Where the UE is reached: the host of its Contact or Via when that is an address. */
function addressOf(packet: SipPacket): string {
  const candidates = [packet.addresses('Contact')[0]?.uri?.host, packet.vias()[0]?.host];
  return candidates.find(host => host !== undefined && /^(?:\d+\.){3}\d+$|^\[/.test(host)) ?? DEFAULT_ADDRESS;
}

/** What contradicts itself in a configuration, so that no run could mean anything; undefined if nothing does. */
export function contradiction(configuration: Configuration): FlowError | undefined {
  const { network } = configuration;
  if (network.scscf.length === 0) return { message: 'The network has no S-CSCF.', config: 'network.scscf' };
  if (network.minExpires > network.maxExpires) {
    const message = `minExpires (${network.minExpires}) is greater than maxExpires (${network.maxExpires}).`;
    return { message, config: 'network.minExpires' };
  }
  const elements = [network.pcscf, network.icscf, ...network.scscf, network.hss, ...network.as];
  for (const element of elements) {
    const other = elements.find(
      one => one !== element && (one.address === element.address || one.host === element.host),
    );
    if (other !== undefined) {
      const message = `${element.name} and ${other.name} have the same address or host name.`;
      return { message, config: 'network' };
    }
  }
  return undefined;
}
