/** A Via of the UE that names another port than the protected one (TS 24.229 §5.1.1.2.2). */

import type { Hop } from '../../registry/types.ts';
import type { SyntaxNode } from '../../syntax/tree.ts';
import type { Facts } from './facts.ts';
import { isIpsec, mechanismValue } from './securityAgreement.ts';

/** The port in the Via, and those that it could be; undefined where it is right or nobody can tell. */
export function unprotectedVia(
  facts: Facts,
  hop: Hop | undefined,
): { readonly node: SyntaxNode; readonly ports: readonly string[] } | undefined {
  const via = facts.vias().at(-1);
  if (facts.request?.method !== 'REGISTER' || (hop !== 'Gm' && hop !== 'Gm-unprotected')) return undefined;
  if (!facts.has('Security-Verify') || via?.transport !== 'UDP') return undefined;
  const ports = facts
    .items('Security-Client')
    .filter(isIpsec)
    .flatMap(one => mechanismValue(one, 'port-s') ?? []);
  const { port, portNode: node } = via;
  if (ports.length === 0 || port === undefined || node === undefined || ports.includes(String(port))) return undefined;
  return { node, ports };
}
