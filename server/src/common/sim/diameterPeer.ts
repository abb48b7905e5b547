/** The client side of Diameter, Cx or RFC 4740: requests with their Session-Ids, answers matched to them, a timeout (TS 29.229 §5, §6). */
import { CX_APPLICATION, VENDOR_3GPP } from '../diameter/cx.ts';
import { type AvpValues, avpText, buildAvps } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { DiameterSidecar, Io, Shown, SimEvent } from './actor.ts';
import type { Because } from './result.ts';

/** Seconds since 1970 at which every run starts: 14 November 2023, 22:13:20 UTC. */
export const EPOCH_SECONDS = 1_700_000_000;

/** The standards leave the answer timeout to the client (policy: 5 s). */
export const ANSWER_TIMEOUT = 5000;

/** Identity of a Diameter node. */
export interface DiameterNode {
  readonly host: string;
  readonly realm: string;
}

/** The answer; undefined when none came in time. */
export type AnswerHandler = (answer: DiameterMessage | undefined, because: readonly Because[]) => void;

export class DiameterPeer {
  readonly #node: DiameterNode;
  readonly #application: number;
  readonly #pending = new Map<number, AnswerHandler>();
  #sessions = 0;
  #identifiers = 0;

  constructor(node: DiameterNode, application: number = CX_APPLICATION) {
    this.#node = node;
    this.#application = application;
  }

  /** `avps` are those of the command itself; the ones every command has are added (TS 29.229 §6.1, RFC 4740 §8). */
  request(
    io: Io,
    command: number,
    peer: { readonly host: string; readonly realm: string; readonly named?: boolean },
    avps: AvpValues,
    handler: AnswerHandler,
    sidecar: DiameterSidecar = {},
    shown: Shown = {},
  ): void {
    this.#sessions++;
    this.#identifiers++;
    const hopByHop = this.#identifiers;
    const message: DiameterMessage = {
      application: this.#application,
      command,
      request: true,
      proxiable: true,
      error: false,
      retransmitted: false,
      hopByHop,
      endToEnd: (EPOCH_SECONDS % 4096) * 0x100000 + this.#identifiers,
      avps: buildAvps(this.#application, {
        'Session-Id': `${this.#node.host};${EPOCH_SECONDS};${this.#sessions}`,
        ...common(this.#node, this.#application),
        // The first request goes to the realm; later ones name the host that answered (TS 29.229 §5.5).
        'Destination-Host': peer.named ? peer.host : undefined,
        'Destination-Realm': peer.realm,
        ...avps,
      }),
    };
    this.#pending.set(hopByHop, handler);
    io.startTimer('Tx', String(hopByHop), ANSWER_TIMEOUT);
    io.diameter(peer.host, message, sidecar, shown);
  }

  /** Takes an answer; an answer that nobody waits for is dropped. */
  onAnswer(io: Io, event: SimEvent & { type: 'diameter' }): void {
    const handler = this.#take(io, event.message.hopByHop);
    handler?.(event.message, event.sidecar.because ?? []);
  }

  /** True when the timer was one of this peer. */
  onTimer(io: Io, event: SimEvent & { type: 'timer' }): boolean {
    if (event.name !== 'Tx') return false;
    this.#take(io, Number(event.key))?.(undefined, []);
    return true;
  }

  #take(io: Io, hopByHop: number): AnswerHandler | undefined {
    const handler = this.#pending.get(hopByHop);
    this.#pending.delete(hopByHop);
    io.stopTimer('Tx', String(hopByHop));
    return handler;
  }
}

function common(node: DiameterNode, application: number): AvpValues {
  const identifier: AvpValues =
    application === CX_APPLICATION
      ? { 'Vendor-Specific-Application-Id': { 'Vendor-Id': VENDOR_3GPP, 'Auth-Application-Id': application } }
      : { 'Auth-Application-Id': application };
  return {
    ...identifier,
    // Cx keeps no sessions (TS 29.229 §5.3); RFC 4740 §6.7 leaves it to the server, and ours keeps none either.
    'Auth-Session-State': 1,
    'Origin-Host': node.host,
    'Origin-Realm': node.realm,
  };
}

/** The answer to a request; in Cx exactly one of the two kinds of result (TS 29.229 §6.2). */
export function answerTo(
  request: DiameterMessage,
  node: DiameterNode,
  result: { readonly code: number; readonly experimental: boolean },
  avps: AvpValues = {},
): DiameterMessage {
  const results: AvpValues = result.experimental
    ? { 'Experimental-Result': { 'Vendor-Id': VENDOR_3GPP, 'Experimental-Result-Code': result.code } }
    : { 'Result-Code': result.code };
  return {
    ...request,
    request: false,
    retransmitted: false,
    // The E bit marks protocol errors (RFC 6733 §7.1.3).
    error: !result.experimental && result.code >= 3000 && result.code < 4000,
    avps: buildAvps(request.application, {
      'Session-Id': avpText(request.avps, 'Session-Id'),
      ...common(node, request.application),
      ...results,
      ...avps,
    }),
  };
}
