/** URIs to choose from: the identities of the configured subscribers, the home domain, and bare schemes. */

import { HEADERS, URI_PARAMS } from '../registry/index.ts';
import { TEL_PARAMS } from '../registry/telParams.ts';
import type { CompletionOptions, Proposal } from './completion.ts';
import { SCHEME_NAMES, uriParamRow } from './describeUri.ts';
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

/** Not for URIs: what routes and binds a request is not a choice of who wrote the URI (RFC 3261 §19.1.5). */
const NOT_IN_URI: ReadonlySet<string> = new Set([
  'From',
  'Call-ID',
  'CSeq',
  'Via',
  'Record-Route',
  'Route',
  'Content-Length',
  'Max-Forwards',
]);

/** The header fields that a URI may carry behind `?`. */
export function uriHeaderProposals(): Proposal[] {
  return HEADERS.filter(row => row.status === 'registered' && !NOT_IN_URI.has(row.name)).map(row => ({
    label: row.name,
    kind: CompletionItemKind.field,
    text: `${row.name}=`,
    data: { kind: 'header', name: row.name },
  }));
}

/** Behind a `;` of a bare URI: its parameters, or the registered values of the one at the cursor. */
export function uriParamProposals(uri: string): { readonly length: number; readonly items: Proposal[] } | undefined {
  const found = /;([^;=?]*)(=[^;?]*)?$/.exec(uri);
  if (!found) return undefined;
  const [, name = '', value] = found;
  if (value !== undefined) {
    const values = uriParamRow(name)?.values ?? [];
    const items = values.map(
      (row): Proposal => ({
        label: row.value,
        kind: CompletionItemKind.enumMember,
        text: row.value,
        data: { kind: 'value', name: row.value, of: `URI ${name}` },
      }),
    );
    return { length: value.length - 1, items };
  }
  const rows = uri.toLowerCase().startsWith('tel:') ? TEL_PARAMS : URI_PARAMS;
  const items = rows
    .filter(row => !uri.toLowerCase().includes(`;${row.name.toLowerCase()}=`))
    .map(
      (row): Proposal => ({
        label: row.name,
        kind: CompletionItemKind.property,
        text: row.value === 'none' || row.optionalValue ? row.name : `${row.name}=`,
        data: { kind: 'param', name: row.name, of: 'URI' },
      }),
    );
  return { length: name.length, items };
}
