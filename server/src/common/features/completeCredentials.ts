/** Values of digest parameters that follow from the subscriber, the challenge above, and the message itself. */

import { formatNonceCount } from '../auth/digest.ts';
import type { Param } from '../syntax/values.ts';
import { credentialsOf, param } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { callIdOf, headersNamed, startLineOf } from '../syntax/views.ts';
import { templateContext } from './completeNames.ts';
import type { CompletionPlace, Proposal } from './completion.ts';
import { digestHeaders, verifyResponse } from './credentials.ts';
import { subscriberOf } from './subscriber.ts';
import { newCnonce } from './templates.ts';
import { CompletionItemKind } from './types.ts';

const ANSWERS: ReadonlySet<string> = new Set(['Authorization', 'Proxy-Authorization']);

/** What the directive `name` should hold; nothing where nothing is known. */
export function completeCredential(place: CompletionPlace, header: Header, name: string): Proposal[] {
  const { message, options } = place;
  const item = (text: string | undefined, detail: string): Proposal[] =>
    text === undefined || text === ''
      ? []
      : [{ label: text, kind: CompletionItemKind.value, detail, text, sortText: '0' }];
  const subscriber = subscriberOf(message, options.configuration);
  const answer = ANSWERS.has(header.name);
  const challenged = (): string | undefined => param(answer ? challengeAbove(place) : [], name.toLowerCase())?.value;
  switch (name.toLowerCase()) {
    case 'username': {
      const likely = subscriber ? [subscriber] : options.configuration.subscribers;
      return likely.flatMap(each => item(each.impi, `private identity of ${each.name}`));
    }
    case 'realm':
      return item(challenged() ?? subscriber?.homeDomain, answer ? 'of the challenge' : 'home domain');
    case 'nonce':
    case 'opaque':
    case 'algorithm':
      return item(challenged(), 'of the challenge');
    case 'uri': {
      const line = startLineOf(message);
      return item(line?.type === 'request' ? line.uri?.text : undefined, 'Request-URI');
    }
    case 'cnonce':
      return item(newCnonce(templateContext(place)), 'new');
    case 'nc':
      return item(formatNonceCount(1), 'first use of the nonce');
    case 'response': {
      const digest = digestHeaders(message, options.configuration).find(each => each.header.start === header.start);
      const verdict = digest && verifyResponse(message, digest);
      return verdict && 'expected' in verdict ? item(verdict.expected, `computed for ${verdict.subscriber}`) : [];
    }
    default:
      return [];
  }
}

/** The directives of the nearest challenge above in the same Call-ID. */
function challengeAbove({ document, index, message }: CompletionPlace): readonly Param[] {
  const callId = callIdOf(message);
  for (let at = index - 1; at >= 0; at--) {
    const above = document.messages[at];
    if (!above || callIdOf(above) !== callId) continue;
    for (const name of ['WWW-Authenticate', 'Proxy-Authenticate']) {
      const header = headersNamed(above, name)[0];
      const params = header && credentialsOf(above, header)?.params;
      if (params) return params;
    }
  }
  return [];
}
