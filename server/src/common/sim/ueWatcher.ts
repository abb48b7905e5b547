/** The UE as subscriber to its own registration state (TS 24.229 §5.1.1.3, §5.1.1.5A, §5.1.1.7). */
import type { Endpoint, Io, TransportPath } from './actor.ts';
import type { AssociationSet } from './associations.ts';
import { type HeaderLine, header, responseTo, type SipPacket } from './message.ts';
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

/** What a request inside an association carries (TS 24.229 §5.1.1.3). */
export interface AgreedValues {
  /** Where the UE receives. */
  readonly own: Endpoint;
  readonly securityVerify: string;
  readonly accessNetworkInfo: string;
}

function agreementHeaders({ securityVerify, accessNetworkInfo }: AgreedValues): HeaderLine[] {
  return [
    header('Require', 'sec-agree'),
    header('Proxy-Require', 'sec-agree'),
    header('Security-Verify', securityVerify),
    header('P-Access-Network-Info', accessNetworkInfo),
  ];
}

export class UeWatcher {
  readonly #transactions: Transactions;
  readonly #subscription = new RegSubscriber();

  constructor(transactions: Transactions) {
    this.#transactions = transactions;
  }

  get isPending(): boolean {
    return this.#subscription.isPending;
  }

  forget(): void {
    this.#subscription.forget();
  }

  /** SUBSCRIBE inside the association where there is one, once per registration. */
  subscribe(io: Io, registered: Registered, path: TransportPath, agreed: AgreedValues | undefined): void {
    const identity = registered.associated[0];
    if (identity === undefined || this.#subscription.isActive) return;
    const own = agreed?.own ?? path.source;
    const { address, port } = path.destination;
    const message = this.#subscription.subscribe(io, {
      resource: identity,
      from: identity,
      contact: registered.contact,
      via: `SIP/2.0/${path.protocol} ${own.address}:${own.port};branch=z9hG4bK-${io.random('branch').hex(16)}`,
      routes: [`<sip:${address}:${port};lr>`, ...registered.serviceRoute.map(uri => `<${uri}>`)],
      extra: agreed === undefined ? [] : agreementHeaders(agreed),
    });
    const handlers = {
      response: (response: SipPacket) => this.#subscription.onResponse(response),
      timeout: () => this.#subscription.forget(),
    };
    this.#transactions.request(io, message, path, ACCESS_TIMERS, handlers, { clause: 'TS 24.229 §5.1.1.3' });
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

/** What a document says of the contact of a registration. */
export function contactIn(document: RegistrationDocument, own: Registered | undefined): ContactElement | undefined {
  if (own === undefined) return undefined;
  const contacts = document.registrations.flatMap(registration => registration.contacts);
  const listed = contacts.find(contact => contact.uri === own.contact);
  if (listed !== undefined) return listed;
  // An address-of-record that is terminated has no contact left, so some notifiers list none (RFC 3680 §3.1).
  const isOver = document.registrations.some(one => one.state === 'terminated' && own.associated.includes(one.aor));
  return isOver ? { uri: own.contact, state: 'terminated', event: 'no contact left', expires: undefined } : undefined;
}

/** Hosts of the contacts that a REGISTER binds. */
export function hostsOf(request: SipPacket): string[] {
  return request.addresses('Contact').flatMap(contact => contact.uri?.host ?? []);
}
