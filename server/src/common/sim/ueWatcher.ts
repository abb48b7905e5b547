/** The UE as subscriber to its own registration state (TS 24.229 §5.1.1.3, §5.1.1.5A, §5.1.1.7). */
import type { Io, TransportPath } from './actor.ts';
import type { AssociationSet } from './associations.ts';
import { header, responseTo, type SipPacket } from './message.ts';
import type { ContactElement, RegistrationDocument } from './reginfo.ts';
import { RegSubscriber } from './regSubscriber.ts';
import type { StateValue } from './result.ts';
import { ACCESS_TIMERS, responsePath, type ServerTransaction, type Transactions } from './transactions.ts';
import { protectedPath } from './ueSecurity.ts';

/** A registration as the UE knows it. */
export interface Registered {
  readonly contact: string;
  /** Virtual milliseconds. */
  readonly until: number;
  readonly associated: readonly string[];
  readonly serviceRoute: readonly string[];
}

export class UeWatcher {
  readonly #transactions: Transactions;
  readonly #subscription = new RegSubscriber();

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  forget(): void {
    this.#subscription.forget();
  }

  /** SUBSCRIBE inside the association, once per registration. */
  subscribe(
    io: Io,
    registered: Registered,
    set: AssociationSet,
    values: { readonly path: TransportPath; readonly securityVerify: string; readonly accessNetworkInfo: string },
  ): void {
    const identity = registered.associated[0];
    if (identity === undefined || this.#subscription.isActive) return;
    const { pcscf, ue } = set.agreement;
    const message = this.#subscription.subscribe(io, {
      resource: identity,
      from: identity,
      contact: registered.contact,
      via: `SIP/2.0/UDP ${ue.address}:${ue.portS};branch=z9hG4bK-${io.random('branch').hex(16)}`,
      routes: [`<sip:${pcscf.address}:${pcscf.portS};lr>`, ...registered.serviceRoute.map(uri => `<${uri}>`)],
      extra: [
        header('Require', 'sec-agree'),
        header('Proxy-Require', 'sec-agree'),
        header('Security-Verify', values.securityVerify),
        header('P-Access-Network-Info', values.accessNetworkInfo),
      ],
    });
    const handlers = {
      response: (response: SipPacket) => this.#subscription.onResponse(response),
      timeout: () => this.#subscription.forget(),
    };
    this.#transactions.request(io, message, values.path, ACCESS_TIMERS, handlers, { clause: 'TS 24.229 §5.1.1.3' });
  }

  /** Answers a request; a NOTIFY of the own subscription comes back as its document. */
  answer(io: Io, transaction: ServerTransaction, set: AssociationSet | undefined): RegistrationDocument | undefined {
    const { request, path } = transaction;
    const back = (set && protectedPath(set, path.protocol)) ?? responsePath(request, path);
    if (request.method === 'NOTIFY' && this.#subscription.owns(request)) {
      const clause = { clause: 'TS 24.229 §5.1.1.3' };
      this.#transactions.respond(io, transaction, responseTo(request, 200, 'OK'), back, clause);
      return this.#subscription.onNotify(request);
    }
    const refusal = responseTo(request, 481, 'Call/Transaction Does Not Exist', [], [], io.random('tag').hex(8));
    this.#transactions.respond(io, transaction, refusal, back);
    return undefined;
  }

  state(): StateValue {
    return this.#subscription.state();
  }
}

/** What a document says of one contact. */
export function contactIn(document: RegistrationDocument, uri: string): ContactElement | undefined {
  return document.registrations.flatMap(registration => registration.contacts).find(contact => contact.uri === uri);
}
