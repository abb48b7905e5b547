/** A live run on sockets: what comes in goes to the actors, what they send goes out, timers fire on time. */
import type { DiameterMessage } from '../../common/diameter/types.ts';
import type { LivePacket, LiveRun } from '../../common/sim/live.ts';
import type { FlowEvent } from '../../common/sim/result.ts';
import type { DiameterSockets } from './diameterSockets.ts';
import type { SipSockets } from './sockets.ts';

/** Node's timers take no longer delay. */
const LONGEST_DELAY = 2_147_483_647;

export interface LiveReports {
  events(events: readonly FlowEvent[]): void;
  /** A Diameter node has connected to the HSS. */
  peer?(host: string): void;
  /** Something went wrong that ends nothing. */
  trouble(message: string): void;
}

export class LiveServer {
  readonly #run: LiveRun;
  readonly #sockets: SipSockets;
  readonly #diameter: DiameterSockets | undefined;
  readonly #onEvents: LiveReports['events'];
  readonly #started = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(run: LiveRun, sockets: SipSockets, reports: LiveReports, diameter?: DiameterSockets) {
    this.#run = run;
    this.#sockets = sockets;
    this.#diameter = diameter;
    this.#onEvents = reports.events;
    const { trouble, peer = () => {} } = reports;
    const refused = (packet: LivePacket, reason: string): void => {
      run.refuse(packet, reason, this.#now());
      this.turn();
    };
    sockets.begin({ packet: packet => this.#receive(packet), refused, trouble });
    diameter?.begin({ message: message => this.#receiveDiameter(message), peer, trouble });
  }

  #receiveDiameter(message: DiameterMessage): void {
    this.#run.receiveDiameter(message, this.#now());
    this.turn();
  }

  #receive(packet: LivePacket): void {
    this.#run.receive(packet, this.#now());
    this.turn();
  }

  /** Handles what is due, sends, reports, and comes back when the next timer fires. */
  turn(): void {
    clearTimeout(this.#timer);
    for (const output of this.#run.advance(this.#now())) {
      if (output.type === 'sip') this.#sockets.send(output);
      else this.#diameter?.send(output.host, output.message);
    }
    const events = this.#run.takeEvents();
    if (events.length > 0) this.#onEvents(events);
    const { nextAt } = this.#run;
    if (nextAt === undefined) return;
    const delay = Math.max(1, Math.ceil(nextAt - this.#now()));
    this.#timer = setTimeout(() => this.turn(), Math.min(delay, LONGEST_DELAY));
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await Promise.all([this.#sockets.close(), this.#diameter?.close()]);
  }

  /** Milliseconds since the start. */
  #now(): number {
    return Math.floor(performance.now() - this.#started);
  }
}
