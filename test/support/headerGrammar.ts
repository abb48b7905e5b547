/** Which rule of which grammar file judges a header field. */

import { readFileSync } from 'node:fs';
import type { HeaderRow } from '../../server/src/common/registry/types.ts';
import { type Grammar, readGrammar } from '../unit/registry/abnf.ts';

/** Where a header's rule has another name, or stands in another file than its specification's. */
const RULES: ReadonlyMap<string, { readonly file?: string; readonly rule?: string }> = new Map([
  ['Privacy', { rule: 'Privacy-hdr' }],
  ['P-Asserted-Identity', { rule: 'PAssertedID' }],
  ['P-Preferred-Identity', { rule: 'PPreferredID' }],
  ['P-Asserted-Service', { rule: 'PAssertedService' }],
  ['P-Preferred-Service', { rule: 'PPreferredService' }],
  ['Geolocation', { rule: 'Geolocation-header' }],
  ['Geolocation-Routing', { rule: 'Georouting-header' }],
  ['User-to-User', { rule: 'UUI' }],
  ['P-Served-User', { file: 'rfc8498' }],
  ['Diversion', { file: 'ts24229' }],
  ['Remote-Party-ID', { file: 'ts24229' }],
  ['Identity-Info', { file: 'ts24229' }],
]);

function abnf(name: string): string {
  return readFileSync(new URL(`../data/abnf/${name}.abnf`, import.meta.url), 'utf8');
}

/** The grammar of a header and the name of its rule; undefined for a header whose syntax no source gives. */
export function headerGrammar(row: HeaderRow): { readonly grammar: Grammar; readonly rule: string } | undefined {
  if (row.shape === 'text') return undefined;
  const { file, rule = row.name } = RULES.get(row.name) ?? {};
  const source = file ?? row.spec.replace(/ §.*$/, '').replace(/[ .]/g, '').toLowerCase();
  return { grammar: readGrammar(abnf('rfc3261'), abnf('rfc3840'), abnf(source), abnf('fixes')), rule };
}
