/** Our UE at a real registrar, from the first REGISTER to the end. */
import type { LiveUe } from '../../common/sim/live.ts';
import type { Because, FlowEvent, FlowOutcome } from '../../common/sim/result.ts';
import { LiveServer } from './liveServer.ts';
import type { SipSockets } from './sockets.ts';

export interface ExchangeOptions {
  readonly ue: LiveUe;
  readonly sockets: SipSockets;
  /** The time is up when the registrar says nothing. */
  readonly seconds: number;
  /** Removes the registration again. */
  readonly deregisters: boolean;
  events?(events: readonly FlowEvent[]): void;
  trouble(message: string): void;
  /** Ends the exchange where it stands. */
  readonly cancelled?: Promise<void>;
}

/** Everything that happened; the sockets are closed then. */
export async function exchange(options: ExchangeOptions): Promise<readonly FlowEvent[]> {
  const { ue, sockets, seconds, trouble, cancelled } = options;
  const recorded: FlowEvent[] = [];
  let mustRemove = options.deregisters;
  let end: () => void = () => {};
  const isOver = new Promise<void>(resolve => {
    end = resolve;
  });
  const events = (all: readonly FlowEvent[]): void => {
    recorded.push(...all);
    options.events?.(all);
    if (!ue.hasEnded()) return;
    if (mustRemove && ue.outcome().status === 'registered') {
      mustRemove = false;
      ue.run.stimulate('ue', 'deregister');
    } else {
      end();
    }
  };
  const server = new LiveServer(ue.run, sockets, { events, trouble });
  const timer = setTimeout(end, seconds * 1000);
  ue.run.stimulate('ue', 'restart');
  server.turn();
  await Promise.race([isOver, ...(cancelled === undefined ? [] : [cancelled])]);
  clearTimeout(timer);
  await server.stop();
  return recorded;
}

/** The end with a reason in any case; `place` is the registrar, `known` is why it refused, as far as that is known. */
export function outcomeAt(place: string, { outcome }: LiveUe, known: readonly Because[] = []): FlowOutcome {
  const ended = outcome();
  const isGood = ended.status === 'registered' || ended.status === 'deregistered';
  if (isGood || ended.because.length > 0) return ended;
  if (known.length > 0) return { ...ended, because: known };
  const { code, reason } = ended;
  const [spec, message] =
    code === undefined
      ? ['RFC 3261 §17.1.2.2', `No final answer came from ${place}. Does a registrar listen there?`]
      : ['RFC 3261 §10.2.7', `${place} answered ${code} ${reason}; its own log says why.`];
  return { ...ended, because: [{ rule: 'live-registrar', spec, message }] };
}
