import type { BecauseLink, Ladder } from '../../../server/src/common/protocol.ts';

/** A cause with its clause: `The HSS knows no such identity (TS 29.228 §6.1.1.1).` */
export function causeText({ message, spec }: BecauseLink): string {
  const sentence = message.replace(/[.\s]+$/, '');
  return spec === '' ? `${sentence}.` : `${sentence} (${spec}).`;
}

/** How a run ended, and the cause that stands behind the others: `rejected: 403 Forbidden. The HSS knows …`. */
export function outcomeText({ status, code, reason }: Ladder['outcome'], because: readonly BecauseLink[]): string {
  const end = `${status}: ${code === undefined ? reason : `${code} ${reason}`}`.replace(/[.\s]+$/, '');
  const [cause] = because;
  return cause ? `${end}. ${causeText(cause)}` : `${end}.`;
}
