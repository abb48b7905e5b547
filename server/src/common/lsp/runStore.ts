/** The latest runs, so that a ladder can ask about each of their events after the document has changed. */

import type { Range } from '../protocol.ts';
import type { FlowError } from '../sim/authored.ts';
import type { FlowResult } from '../sim/result.ts';
import { type Run, type RunRequest, startRun } from '../sim/run.ts';
import { cancelled } from './guard.ts';
import type { Session } from './session.ts';

export interface StoredRun {
  readonly request: RunRequest;
  readonly result: FlowResult;
  readonly rangeOf: (span: { readonly start: number; readonly end: number }) => Range;
}

/** A window draws one ladder; a few more for those that go back and forth. */
const KEPT = 8;
/** Events between two looks at whether the run is still wanted: some ten milliseconds. */
const SLICE = 500;

export class RunStore {
  readonly #runs = new Map<number, StoredRun>();
  #last = 0;

  add(run: StoredRun): number {
    this.#runs.set(++this.#last, run);
    this.#runs.delete(this.#last - KEPT);
    return this.#last;
  }

  get(number: unknown): StoredRun | undefined {
    return typeof number === 'number' ? this.#runs.get(number) : undefined;
  }
}

/** Runs in slices between which the server answers others and sees a cancellation. */
export async function runInSlices(
  { environment }: Pick<Session, 'environment'>,
  request: RunRequest,
  token: { readonly isCancellationRequested: boolean },
): Promise<Run | { readonly error: FlowError }> {
  const running = startRun(request);
  if ('error' in running) return running;
  while (!running.advance(SLICE)) {
    await new Promise<void>(resolve => environment.later(resolve));
    if (token.isCancellationRequested) throw cancelled();
  }
  return running.end();
}
