/** Values that are made, not chosen: random identifiers, security parameter indices, the instance of a device. */

import { instanceIdFromImei } from '../auth/identities.ts';
import { callIdOf } from '../syntax/views.ts';
import { templateContext } from './completeNames.ts';
import type { CompletionPlace, Proposal } from './completion.ts';
import { newBranch, newCallId, newSpi, newTag } from './templates.ts';
import { CompletionItemKind } from './types.ts';

/** A value for the parameter `name` of `header`; undefined where none can be made. */
export function generatedValue(place: CompletionPlace, header: string, name: string): string | undefined {
  const context = templateContext(place);
  switch (name.toLowerCase()) {
    case 'branch':
      return newBranch(context);
    case 'tag':
      return newTag(context);
    case 'spi-c':
    case 'spi-s':
      return newSpi(context);
    case 'port-c':
      return '5062';
    case 'port-s':
      return '5063';
    case 'icid-value':
      return newCallId(context);
    case 'orig-ioi':
    case 'term-ioi':
      return header === 'P-Charging-Vector' ? context.homeDomain : undefined;
    case '+sip.instance': {
      const imei = context.subscriber?.imei;
      const instance = imei === undefined ? undefined : instanceIdFromImei(imei);
      return instance?.ok ? `"<${instance.value}>"` : undefined;
    }
    default:
      return undefined;
  }
}

/** The Call-IDs of the other messages of the document; for the message's own also a new one. */
export function callIdProposals(place: CompletionPlace, isOwn: boolean): Proposal[] {
  const own = isOwn ? undefined : callIdOf(place.message);
  const known = place.document.messages.flatMap(message => callIdOf(message) ?? []).filter(text => text !== own);
  const item = (text: string, detail: string, rank: string): Proposal => ({
    label: text,
    kind: CompletionItemKind.value,
    detail,
    text,
    sortText: `${rank}${text}`,
  });
  const others = [...new Set(known)].filter(text => text !== '').slice(0, 50);
  const fresh = isOwn ? [item(newCallId(templateContext(place)), 'new', '2')] : [];
  return [...fresh, ...others.map(text => item(text, 'of this document', '1'))];
}
