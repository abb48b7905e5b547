/** Every flow that can be run. */
import type { Flow } from '../flow.ts';
import { imsRegistration } from './ims-registration.ts';

export const FLOWS: readonly Flow[] = [imsRegistration];

export function findFlow(id: string): Flow | undefined {
  return FLOWS.find(flow => flow.id === id);
}
