/** Every flow that can be run. */
import type { Flow } from '../flow.ts';
import { atcfRegistration } from './atcf-registration.ts';
import { CONFORMANCE_FLOWS } from './conformance.ts';
import { gprsRegistration } from './gprs-registration.ts';
import { ACCESS_FLOWS } from './ims-access.ts';
import { LIFE_CYCLE } from './ims-life-cycle.ts';
import { imsRegistration } from './ims-registration.ts';
import { SERVER_FLOWS } from './ims-servers.ts';
import { MC_MIGRATION } from './mc-migration.ts';
import { RFC4740_FLOWS } from './rfc4740.ts';

export const FLOWS: readonly Flow[] = [
  imsRegistration,
  gprsRegistration,
  atcfRegistration,
  ...LIFE_CYCLE,
  ...SERVER_FLOWS,
  ...ACCESS_FLOWS,
  ...CONFORMANCE_FLOWS,
  ...MC_MIGRATION,
  ...RFC4740_FLOWS,
];

/** Flows under the headings that a person looks for them by; every flow is in one group. */
export const FLOW_GROUPS: readonly { readonly title: string; readonly flows: readonly Flow[] }[] = [
  { title: 'IMS', flows: [imsRegistration, ...LIFE_CYCLE, ...SERVER_FLOWS, ...ACCESS_FLOWS] },
  { title: 'GPRS, ATCF, MC service', flows: [gprsRegistration, atcfRegistration, ...MC_MIGRATION] },
  { title: 'Diameter SIP application (RFC 4740)', flows: RFC4740_FLOWS },
  { title: 'Conformance tests (TS 34.229)', flows: CONFORMANCE_FLOWS },
];

export function findFlow(id: string): Flow | undefined {
  return FLOWS.find(flow => flow.id === id);
}
