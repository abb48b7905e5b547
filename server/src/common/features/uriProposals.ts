/** URIs to choose from: the identities of the configured subscribers, the home domain, and bare schemes. */

import type { CompletionOptions, Proposal } from './completion.ts';
import { SCHEME_NAMES } from './describeUri.ts';
import { plain } from './templates.ts';
import { CompletionItemKind } from './types.ts';

/** `brackets` puts the URI between `<` and `>`. */
export function uriProposals(options: CompletionOptions, method: string, brackets: boolean): Proposal[] {
  const { subscribers, network } = options.configuration;
  const wrapped = (uri: string): string => (brackets ? `<${uri}>` : uri);
  const items: Proposal[] = [];
  const add = (uri: string, detail: string, rank: string): void => {
    const label = wrapped(uri);
    if (items.some(item => item.label === label)) return;
    items.push({ label, kind: CompletionItemKind.value, detail, text: label, sortText: `${rank}${label}` });
  };
  // A registration is addressed to the domain, everything else to a user (RFC 3261 §10.2).
  add(`sip:${network.homeDomain}`, 'home domain', method === 'REGISTER' && !brackets ? '0' : '2');
  for (const { name, impus } of subscribers) for (const impu of impus) add(impu, `public identity of ${name}`, '1');
  for (const scheme of SCHEME_NAMES) {
    items.push({
      label: `${scheme}:`,
      kind: CompletionItemKind.keyword,
      text: wrapped(`${scheme}:\${1}${scheme.startsWith('sip') ? `@\${2:${plain(network.homeDomain)}}` : ''}`),
      snippet: true,
      sortText: `3${scheme}`,
    });
  }
  return items;
}
