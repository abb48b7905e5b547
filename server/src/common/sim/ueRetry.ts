/** When a UE tries again after a registration has failed (TS 24.229 §5.1.1.2.1, RFC 5626 §4.5). */
import type { Io } from './actor.ts';
import type { SipPacket } from './message.ts';

/** Failures that may pass; 403 and 404 are final for this identity. */
const PASSING = [408, 480, 500, 503, 504, 600];
/** After these a refresh gives way to a new initial registration (TS 24.229 §5.1.1.4.1). */
const BEGIN_ANEW = [408, 500, 504];
/** Seconds: base time with no flow left, and the longest wait. */
const BASE = 30;
const LONGEST = 1800;

export function beginsAnew(status: number): boolean {
  return BEGIN_ANEW.includes(status);
}

export class UeRetry {
  /** Consecutive failures. */
  #failures = 0;

  reset(io: Io): void {
    this.#failures = 0;
    io.stopTimer('retry', '');
  }

  /** Starts the timer after a failure that may pass; without a response nobody answered. */
  later(io: Io, response?: SipPacket): void {
    if (response !== undefined && !PASSING.includes(response.status ?? 0)) return;
    this.#failures++;
    const asked = response?.integer('Retry-After');
    const longest = Math.min(LONGEST, BASE * 2 ** this.#failures);
    // Between half of it and all of it, so that not all UEs come back at once.
    const seconds = asked ?? io.random('retry').integer(longest / 2, longest);
    const clause = asked === undefined ? 'RFC 5626 §4.5' : 'RFC 3261 §20.33';
    io.note(`The next attempt is due in ${seconds} s`, { clause });
    io.startTimer('retry', '', seconds * 1000);
  }
}
