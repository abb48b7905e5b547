/** "Build Challenge for Subscriber": the 401 that a REGISTER gets, from K and the SQN of the HSS (TS 33.203 §6.1.1). */

import { generateVector } from '../../auth/aka.ts';
import { hexFromBytes } from '../../auth/encoding.ts';
import type { Configuration, Subscriber } from '../../config/configuration.ts';
import type { SipMessage } from '../../syntax/message.ts';
import { addressesOf, credentialsOf, itemsOf, param, quote } from '../../syntax/values.ts';
import { firstHeader, headersNamed, methodOf, startLineOf } from '../../syntax/views.ts';
import { functionsFor } from '../akaKeys.ts';
import { insertionBelow } from '../insertion.ts';
import { subscriberOf } from '../subscriber.ts';
import type { TextEdit } from '../types.ts';
import type { BenchInput, Refusal } from './bench.ts';
import { messageAt, NO_MESSAGE, NO_SUBSCRIBER } from './bench.ts';

export function buildChallenge(input: BenchInput): readonly TextEdit[] | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const { message, index } = place;
  if (startLineOf(message)?.type !== 'request' || methodOf(message) !== 'REGISTER') {
    return { refused: 'A 401 answers a REGISTER: place the cursor on one.' };
  }
  const subscriber = subscriberOf(message, input.configuration);
  if (!subscriber) return NO_SUBSCRIBER;
  const challenge = challengeFor(subscriber, message, input);
  if (challenge === undefined) return { refused: `${subscriber.name} has neither K with OP or OPc nor a password.` };
  const lines = [
    '### 401: the challenge',
    ...hopLines(message),
    'SIP/2.0 401 Unauthorized',
    ...copied(message, input.random),
    `WWW-Authenticate: ${challenge}`,
    ...securityServer(message, input).map(value => `Security-Server: ${value}`),
    'Content-Length: 0',
  ];
  const { position, text } = insertionBelow(input.document, index, lines.join('\n'));
  return [{ range: { start: position, end: position }, newText: text }];
}

/** Value of WWW-Authenticate; undefined for a subscriber without keys and password. */
export function challengeFor(
  subscriber: Subscriber,
  message: SipMessage,
  { random }: Pick<BenchInput, 'random'>,
): string | undefined {
  const realm = `Digest realm=${quote(realmOf(subscriber, message))}`;
  if (subscriber.hss) {
    const { sqn, amf } = subscriber.hss;
    const { nonce } = generateVector(functionsFor(subscriber.hss), { rand: random(16), sqn, amf });
    return `${realm},nonce="${nonce}",algorithm=AKAv1-MD5,qop="auth"`;
  }
  return subscriber.password && `${realm},nonce="${hexFromBytes(random(16))}",algorithm=SHA-256,qop="auth"`;
}

/** What the REGISTER names, otherwise the home domain (TS 24.229 §5.1.1.2.2). */
function realmOf(subscriber: Subscriber, message: SipMessage): string {
  const header = firstHeader(message, 'Authorization');
  const realm = header && param(credentialsOf(message, header)?.params ?? [], 'realm')?.value;
  return realm || subscriber.homeDomain;
}

function hopLines(message: SipMessage): string[] {
  const line = /^#[ \t]*@hop[ \t]+\S+/m.exec(message.text)?.[0];
  return line === undefined ? [] : [line];
}

/** Via, From, To with a tag, Call-ID and CSeq of the request (RFC 3261 §8.2.6.2). */
function copied(message: SipMessage, random: (octets: number) => Uint8Array): string[] {
  return ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap(name =>
    headersNamed(message, name).map(header => {
      const [address] = name === 'To' ? addressesOf(message, header) : [];
      const needsTag = address !== undefined && param(address.params, 'tag') === undefined;
      return `${name}: ${header.raw}${needsTag ? `;tag=${hexFromBytes(random(4))}` : ''}`;
    }),
  );
}

/** The first pair of algorithms of the P-CSCF that the UE offers, with SPIs and ports of the P-CSCF. */
export function securityServer(
  message: SipMessage,
  { configuration, random }: Pick<BenchInput, 'configuration' | 'random'>,
): string[] {
  const offers = headersNamed(message, 'Security-Client')
    .flatMap(header => itemsOf(message, header))
    .filter(item => item.value.toLowerCase() === 'ipsec-3gpp');
  const chosen = pairs(configuration).find(({ alg, ealg }) =>
    offers.some(({ params }) => {
      const offered = (name: string): string => param(params, name)?.value?.toLowerCase() ?? 'null';
      return offered('alg') === alg && offered('ealg') === ealg;
    }),
  );
  if (!chosen) return [];
  // SPIs below 256 are reserved (RFC 4303 §2.1); the second one differs from the first.
  const spi = random(4).reduce((value, octet) => (value * 256 + octet) % 0x7fffff00, 0) + 256;
  const algorithms = `alg=${chosen.alg};ealg=${chosen.ealg};prot=esp;mod=trans`;
  return [`ipsec-3gpp;q=0.9;${algorithms};spi-c=${spi};spi-s=${spi + 1};port-c=5100;port-s=5101`];
}

function pairs({ network }: Configuration): Configuration['network']['pcscf']['securityAlgorithms'] {
  return network.pcscf.securityAlgorithms;
}
