/** The configured subscriber that a message belongs to: named by directive, by credentials, or by From and To. */

import type { Configuration, Subscriber } from '../config/configuration.ts';
import { findSubscriber } from '../config/configuration.ts';
import type { SipMessage } from '../syntax/message.ts';
import { addressesOf, credentialsOf, param } from '../syntax/values.ts';
import { directivesOf, firstHeader, headersNamed, methodOf } from '../syntax/views.ts';

/** The only subscriber of the configuration stands for messages that name nobody yet. */
export function subscriberOf(message: SipMessage, configuration: Configuration): Subscriber | undefined {
  const { subscribers } = configuration;
  if (subscribers.length === 0) return undefined;
  return namedSubscriber(message, configuration) ?? (subscribers.length === 1 ? subscribers[0] : undefined);
}

/** The one that `# @subscriber` names. */
export function directedSubscriber(message: SipMessage, configuration: Configuration): Subscriber | undefined {
  const name = directivesOf(message)
    .find(each => each.key === 'subscriber')
    ?.value.trim();
  return name ? configuration.subscribers.find(each => each.name === name) : undefined;
}

function namedSubscriber(message: SipMessage, configuration: Configuration): Subscriber | undefined {
  const directed = directedSubscriber(message, configuration);
  if (directed) return directed;
  for (const header of headersNamed(message, 'Authorization')) {
    const username = param(credentialsOf(message, header)?.params ?? [], 'username')?.value;
    const found = username ? findSubscriber(configuration, { username }) : undefined;
    if (found) return found;
  }
  return findSubscriber(configuration, { impu: addressOfRecord(message) });
}

/** To in a registration, From in everything else that a user sends (RFC 3261 §10.2). */
export function addressOfRecord(message: SipMessage): string | undefined {
  const header = firstHeader(message, methodOf(message) === 'REGISTER' ? 'To' : 'From');
  return header && addressesOf(message, header)[0]?.uri?.text;
}
