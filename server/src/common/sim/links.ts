/** Links lose, delay, double, reorder and refuse messages when a fault says so; otherwise they deliver. */
import type { Because } from './result.ts';

export interface LinkFault {
  readonly action: 'drop' | 'delay' | 'duplicate' | 'reorder';
  /** Actor ids; absent matches any. */
  readonly from?: string;
  readonly to?: string;
  /** Start of the label: `MAA`, `401`, `REGISTER`. */
  readonly label?: string;
  /** Only the nth message of this kind on a link, counted from 1; absent matches all. */
  readonly nth?: number;
  /** For `delay`. */
  readonly milliseconds?: number;
  readonly because: Because;
  /** How often the fault has matched; counted per fault, so a fault belongs to one run. */
  readonly seen: { count: number };
}

export interface LinkEffect {
  readonly copies: number;
  readonly delay: number;
  /** Waits until the next message of its link has gone by. */
  readonly isHeld?: boolean;
  readonly because?: Because;
}

/** Virtual milliseconds that a message is held back at most, when no other comes that could overtake it. */
const HOLD = 1000;

const DELIVERED: LinkEffect = { copies: 1, delay: 0 };

export function linkEffect(
  faults: readonly LinkFault[],
  sent: { readonly from: string; readonly to: string; readonly label: string },
): LinkEffect {
  for (const fault of faults) {
    if (fault.from !== undefined && fault.from !== sent.from) continue;
    if (fault.to !== undefined && fault.to !== sent.to) continue;
    if (fault.label !== undefined && !sent.label.startsWith(fault.label)) continue;
    fault.seen.count++;
    if (fault.nth !== undefined && fault.nth !== fault.seen.count) continue;
    if (fault.action === 'drop') return { copies: 0, delay: 0, because: fault.because };
    if (fault.action === 'duplicate') return { copies: 2, delay: 0, because: fault.because };
    if (fault.action === 'reorder') return { copies: 1, delay: HOLD, isHeld: true, because: fault.because };
    return { copies: 1, delay: fault.milliseconds ?? 0, because: fault.because };
  }
  return DELIVERED;
}
