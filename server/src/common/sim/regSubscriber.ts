/** A subscriber to the reg event package: UE, P-CSCF or application server (RFC 3680, TS 24.229 §5.1.1.3, §5.2.3). */
import { param } from '../syntax/values.ts';
import type { Io } from './actor.ts';
import { type HeaderLine, header, type OutgoingMessage, type SipPacket } from './message.ts';
import { type RegistrationDocument, readReginfo } from './reginfo.ts';
import type { StateValue } from './result.ts';

/** Seconds that subscribers ask for (TS 24.229 §5.1.1.3). */
const EXPIRES = 600_000;

export interface SubscribeInput {
  /** Identity to watch, which is the Request-URI. */
  readonly resource: string;
  /** Own URI in From. */
  readonly from: string;
  readonly via: string;
  readonly contact: string;
  readonly routes: readonly string[];
  readonly extra: readonly HeaderLine[];
}

/** One subscription; there is at most one per subscriber and identity. */
export class RegSubscriber {
  #dialog: { readonly callId: string; readonly tag: string } | undefined;
  #cseq = 0;
  #version = -1;
  #state: 'none' | 'sent' | 'active' | 'terminated' = 'none';
  #isNotified = false;
  #document: RegistrationDocument | undefined;

  get isActive(): boolean {
    return this.#state === 'sent' || this.#state === 'active';
  }

  /** The answer to the SUBSCRIBE or the first NOTIFY is still to come (RFC 6665 §4.1.2.4). */
  get isPending(): boolean {
    return this.#state === 'sent' || (this.#state === 'active' && !this.#isNotified);
  }

  /** SUBSCRIBE; the same dialog is used again to refresh. */
  subscribe(io: Io, input: SubscribeInput): OutgoingMessage {
    this.#dialog ??= { callId: `${io.random('call-id').hex(16)}`, tag: io.random('tag').hex(8) };
    this.#cseq++;
    this.#state = 'sent';
    return {
      startLine: `SUBSCRIBE ${input.resource} SIP/2.0`,
      headers: [
        header('Via', input.via),
        header('Max-Forwards', '70'),
        ...input.routes.map(route => header('Route', route)),
        header('From', `<${input.from}>;tag=${this.#dialog.tag}`),
        header('To', `<${input.resource}>`),
        header('Call-ID', this.#dialog.callId),
        header('CSeq', `${this.#cseq} SUBSCRIBE`),
        header('Contact', `<${input.contact}>`),
        header('Event', 'reg'),
        header('Expires', String(EXPIRES)),
        header('Accept', 'application/reginfo+xml'),
        ...input.extra,
      ],
      body: '',
    };
  }

  onResponse(response: SipPacket): void {
    const isSuccess = (response.status ?? 0) >= 200 && (response.status ?? 0) < 300;
    if (!isSuccess) this.#state = 'none';
    else if (this.#state === 'sent') this.#state = 'active';
  }

  /** Whether a NOTIFY belongs to this subscription: same Call-ID, own tag in To (RFC 6665 §4.4.1). */
  owns(request: SipPacket): boolean {
    const tag = param(request.addresses('To')[0]?.params ?? [], 'tag')?.value;
    return this.#dialog !== undefined && request.callId === this.#dialog.callId && tag === this.#dialog.tag;
  }

  /** The document of a NOTIFY; undefined when it cannot be read or is older than the last one. */
  onNotify(request: SipPacket): RegistrationDocument | undefined {
    const state = request.items('Subscription-State')[0]?.value.toLowerCase();
    this.#state = state === 'terminated' ? 'terminated' : 'active';
    this.#isNotified = true;
    const document = readReginfo(request.body);
    if (document === undefined || document.version <= this.#version) return undefined;
    this.#version = document.version;
    this.#document = document;
    if (state === 'terminated') this.forget();
    return document;
  }

  /** The next SUBSCRIBE opens a new dialog. */
  forget(): void {
    this.#dialog = undefined;
    this.#cseq = 0;
    this.#version = -1;
    this.#isNotified = false;
    this.#state = 'none';
  }

  state(): StateValue {
    const registrations = this.#document?.registrations ?? [];
    return { subscription: this.#state, registrations: registrations.map(one => `${one.aor} ${one.state}`) };
  }
}
