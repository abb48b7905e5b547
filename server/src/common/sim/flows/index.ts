/** Every flow that can be run. */
import type { Flow } from '../flow.ts';
import { atcfRegistration } from './atcf-registration.ts';
import { CONFORMANCE_FLOWS } from './conformance.ts';
import { gprsRegistration } from './gprs-registration.ts';
import { ACCESS_FLOWS } from './ims-access.ts';
import { LIFE_CYCLE } from './ims-life-cycle.ts';
import { imsRegistration } from './ims-registration.ts';
import { MC_MIGRATION } from './mc-migration.ts';
import { RFC4740_FLOWS } from './rfc4740.ts';

export const FLOWS: readonly Flow[] = [
  imsRegistration,
  gprsRegistration,
  atcfRegistration,
  ...LIFE_CYCLE,
  ...ACCESS_FLOWS,
  ...CONFORMANCE_FLOWS,
  ...MC_MIGRATION,
  ...RFC4740_FLOWS,
];

export function findFlow(id: string): Flow | undefined {
  return FLOWS.find(flow => flow.id === id);
}
