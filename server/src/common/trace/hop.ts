/** The reference point between two actors (TS 23.228 §4.0, TS 23.002): Gm, Mw, ISC, Cx. */
import type { FlowActor } from '../sim/result.ts';

const HOPS: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^UE/, /^(?:P-CSCF|ATCF)/, 'Gm'],
  [/-CSCF|^ATCF/, /-CSCF|^ATCF/, 'Mw'],
  [/^[IS]-CSCF/, /^HSS/, 'Cx'],
  [/^S-CSCF/, /./, 'ISC'],
];

/** Undefined between actors that no reference point joins. */
export function hopOf(from: FlowActor, to: FlowActor): string | undefined {
  for (const [a, b, hop] of HOPS) {
    if ((a.test(from.label) && b.test(to.label)) || (a.test(to.label) && b.test(from.label))) return hop;
  }
  return undefined;
}
