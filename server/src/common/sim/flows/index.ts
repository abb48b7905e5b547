/** Every flow that can be run. */
import type { Flow } from '../flow.ts';
import { LIFE_CYCLE } from './ims-life-cycle.ts';
import { imsRegistration } from './ims-registration.ts';

export const FLOWS: readonly Flow[] = [imsRegistration, ...LIFE_CYCLE];

export function findFlow(id: string): Flow | undefined {
  return FLOWS.find(flow => flow.id === id);
}
