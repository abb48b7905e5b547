/** Every URI of a message that stands in the start-line or in a header field of addresses. */

import type { SipMessage } from '../../syntax/message.ts';
import type { Uri } from '../../syntax/values.ts';
import { factsOf } from './facts.ts';
import { once } from './once.ts';

const ADDRESS_SHAPES: ReadonlySet<string> = new Set(['nameAddr', 'nameAddrList', 'contactList']);

/** Request-URI first, then the header fields in the order of the text; those with syntax errors are left out. */
export function urisOf(message: SipMessage): readonly Uri[] {
  return urisIn(factsOf(message));
}

export const urisIn = once((facts): readonly Uri[] => {
  const uris: Uri[] = [];
  if (facts.request?.uri !== undefined) uris.push(facts.request.uri);
  for (const { name, shape } of facts.outline.different) {
    if (!ADDRESS_SHAPES.has(shape)) continue;
    for (const { uri } of facts.addresses(name)) if (uri !== undefined) uris.push(uri);
  }
  return uris;
});
