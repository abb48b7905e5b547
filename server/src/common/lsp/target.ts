/** A place in a document as it comes back from a client, which may send anything at all. */

import type { Position } from '../features/types.ts';

export interface Target {
  readonly uri: string;
  readonly position: Position;
}

/** Reads `{ uri, position }`; other members are left out. */
export function targetOf(value: unknown): Target | undefined {
  const uri = member(value, 'uri');
  const position = member(value, 'position');
  const line = member(position, 'line');
  const character = member(position, 'character');
  if (typeof uri !== 'string' || !isCount(line) || !isCount(character)) return undefined;
  return { uri, position: { line, character } };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
