import type { CommandContext } from './context.ts';

/** SIP: Show Output. */
export function showOutput({ log }: CommandContext): void {
  log.show();
}
