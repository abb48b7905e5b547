/** The S-CSCF as notifier of the reg event package (RFC 3680, TS 24.229 §5.4.2.1). */
import { canonicalImpu } from '../auth/identities.ts';
import type { Network, Scscf } from '../config/configuration.ts';
import { param } from '../syntax/values.ts';
import type { Io } from './actor.ts';
import { header, type OutgoingMessage, responseTo, type SipPacket } from './message.ts';
import { because } from './origin.ts';
import { type ContactElement, type ContactEvent, contactElements, isActiveEvent, writeReginfo } from './reginfo.ts';
import type { Binding, Registrar, Registration } from './registrar.ts';
import { type Refusal, refusal } from './requestChecks.ts';
import type { Resolver } from './resolver.ts';
import type { Because, StateValue } from './result.ts';
import { scscfUri } from './serverSelection.ts';
import { CORE_TIMERS, type Transactions } from './transactions.ts';

const CLAUSE = 'TS 24.229 §5.4.2.1.2';

/** One dialog with a subscriber. */
interface Subscription {
  readonly key: string;
  readonly subscriber: string;
  /** Contact of the subscriber: Request-URI of NOTIFY. */
  readonly target: string;
  readonly routes: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly callId: string;
  /** Identity that was subscribed to. */
  readonly resource: string;
  cseq: number;
  version: number;
  expires: number;
}

/** What happened to some contacts of a registration, and why. */
export interface Change {
  readonly event: ContactEvent;
  readonly changed: readonly Binding[];
  readonly because?: readonly Because[] | undefined;
}

/** What a NOTIFY says of the contacts of a registration, and whether one of them is left. */
interface News {
  readonly contacts: readonly ContactElement[];
  readonly isActive: boolean;
  readonly because?: readonly Because[];
}

interface Surroundings {
  readonly network: Network;
  readonly own: Scscf;
  readonly transactions: Transactions;
  readonly resolver: Resolver;
  readonly registrar: Registrar;
}

export class RegNotifier {
  readonly #around: Surroundings;
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** A SUBSCRIBE that may not be: unknown identity, or somebody who has no business with it (TS 24.229 §5.4.2.1.1). */
  check(request: SipPacket): Refusal | undefined {
    const resource = request.requestUri ?? '';
    const event = request.items('Event')[0]?.value;
    if (event !== 'reg') {
      const why = because('scscf-event', 'RFC 6665 §8.2.1', `The S-CSCF knows no event package "${event ?? ''}".`);
      return refusal(489, 'Bad Event', why, [{ name: 'Allow-Events', value: 'reg' }]);
    }
    const registration = this.#around.registrar.find(resource);
    if (registration === undefined) {
      return refusal(
        404,
        'Not Found',
        because('scscf-not-registered', CLAUSE, `"${resource}" is not registered here.`),
      );
    }
    if (this.#mayWatch(request, registration)) return undefined;
    const asserted = request.addresses('P-Asserted-Identity')[0]?.uri?.text ?? 'nobody';
    return refusal(403, 'Forbidden', because('scscf-watcher', CLAUSE, `${asserted} may not watch "${resource}".`));
  }

  /** The user itself, a P-CSCF on its path, and the servers of its filter criteria. */
  #mayWatch(request: SipPacket, registration: Registration): boolean {
    const asserted = request.addresses('P-Asserted-Identity').map(address => address.uri?.text ?? '');
    const identities = registration.profile.identities.map(one => canonicalImpu(one.identity));
    const servers = registration.profile.criteria.map(criterion => criterion.server.name);
    const paths = registration.bindings.flatMap(binding => binding.path);
    return asserted.some(
      uri =>
        identities.includes(canonicalImpu(uri)) ||
        servers.includes(uri) ||
        paths.some(path => path.includes(hostOf(uri) ?? '?')),
    );
  }

  /** The 200 to a SUBSCRIBE; the NOTIFY follows with `notifyFirst`. */
  accept(io: Io, request: SipPacket): { readonly response: OutgoingMessage; readonly key: string } {
    const { own } = this.#around;
    const expires = Math.min(request.integer('Expires') ?? 600_000, 600_000);
    const tag = io.random('tag').hex(8);
    const records = request.values('Record-Route');
    const lines = [
      header('Expires', String(expires)),
      header('Contact', `<${scscfUri(own)}>`),
      ...records.map(value => header('Record-Route', value)),
    ];
    const response = responseTo(request, 200, 'OK', lines, [], tag);
    const value = (name: string): string => response.headers.find(line => line.name === name)?.value ?? '';
    const key = `${request.callId} ${param(request.addresses('From')[0]?.params ?? [], 'tag')?.value ?? ''}`;
    const known = this.#subscriptions.get(key);
    this.#subscriptions.set(key, {
      key,
      subscriber: request.addresses('From')[0]?.uri?.text ?? '',
      target: request.addresses('Contact')[0]?.uri?.text ?? '',
      routes: request
        .addresses('Record-Route')
        .flatMap(address => (address.uri === undefined ? [] : `<${address.uri.text}>`)),
      from: known?.from ?? value('To'),
      to: value('From'),
      callId: request.callId,
      resource: request.requestUri ?? '',
      cseq: known?.cseq ?? 0,
      version: known?.version ?? 0,
      expires: io.now + expires * 1000,
    });
    return { response, key };
  }

  /** The full state, right after the SUBSCRIBE (RFC 6665 §4.2.1.2). */
  notifyFirst(io: Io, key: string): void {
    const subscription = this.#subscriptions.get(key);
    const registration = subscription && this.#around.registrar.find(subscription.resource);
    if (subscription === undefined || registration === undefined) return;
    const contacts = contactElements(registration.bindings, 'registered', io.now);
    this.#notify(io, subscription, registration, { contacts, isActive: true });
  }

  /**
   * Tells every subscriber of a registration what happened to some of its contacts; `done` is called when all have
   * answered. `registration.bindings` holds the contacts that stay, and `changed` may be among them.
   */
  notifyAll(
    io: Io,
    registration: Registration,
    { event, changed, because = [] }: Change,
    done: () => void = () => undefined,
  ): void {
    const kept = isActiveEvent(event)
      ? registration.bindings
      : registration.bindings.filter(one => !changed.includes(one));
    const isActive = isActiveEvent(event) || kept.length > 0;
    const contacts = [
      ...contactElements(
        kept.filter(one => !changed.includes(one)),
        'registered',
        io.now,
      ),
      ...contactElements(changed, event, io.now),
    ];
    const identities = registration.profile.identities.map(one => canonicalImpu(one.identity));
    const hosts = registration.bindings.map(binding => hostOf(binding.uri));
    const concerned = [...this.#subscriptions.values()].filter(one => {
      // A UE that has deregistered has no associations left: the NOTIFY would not reach it (TS 24.229 §5.1.1.6).
      const isGone = !isActive && event === 'unregistered' && hosts.includes(hostOf(one.target));
      if (isGone) this.#subscriptions.delete(one.key);
      return !isGone && one.expires > io.now && identities.includes(canonicalImpu(one.resource));
    });
    let open = concerned.length;
    const answered = (): void => {
      open--;
      if (open === 0) done();
    };
    if (open === 0) done();
    for (const subscription of concerned) {
      this.#notify(io, subscription, registration, { contacts, isActive, because }, answered);
      if (!isActive) this.#subscriptions.delete(subscription.key);
    }
  }

  #notify(
    io: Io,
    subscription: Subscription,
    registration: Registration,
    news: News,
    answered: () => void = () => undefined,
  ): void {
    const { own, resolver, transactions } = this.#around;
    const message = this.#message(io, subscription, registration, news);
    const nextHop = subscription.routes[0] ?? subscription.target;
    const match = /sips?:(?:[^@>]*@)?(\[[^\]]*\]|[^:;>?]+)(?::(\d+))?/i.exec(nextHop);
    const port = match?.[2] === undefined ? 5060 : Number(match[2]);
    resolver.resolve(io, match?.[1] ?? '', port, resolved => {
      if (resolved.endpoint === undefined) {
        answered();
        return;
      }
      const source = { address: own.address, port: own.port };
      const path = { protocol: 'UDP', source, destination: resolved.endpoint } as const;
      const handlers = { response: answered, timeout: answered };
      transactions.request(io, message, path, CORE_TIMERS, handlers, { clause: CLAUSE });
    });
  }

  #message(
    io: Io,
    subscription: Subscription,
    registration: Registration,
    { contacts, isActive, because = [] }: News,
  ): OutgoingMessage {
    const { own } = this.#around;
    subscription.cseq++;
    const version = subscription.version++;
    const registrations = registration.profile.identities
      .filter(one => !one.barred)
      .map(one => ({ aor: one.identity, state: isActive ? ('active' as const) : ('terminated' as const), contacts }));
    const left = Math.max(0, Math.round((subscription.expires - io.now) / 1000));
    const state = isActive ? `active;expires=${left}` : 'terminated;reason=deactivated';
    return {
      startLine: `NOTIFY ${subscription.target} SIP/2.0`,
      headers: [
        header('Via', `SIP/2.0/UDP ${own.address}:${own.port};branch=z9hG4bK-${io.random('branch').hex(16)}`),
        header('Max-Forwards', '70'),
        ...subscription.routes.map(route => header('Route', route)),
        header('From', subscription.from),
        header('To', subscription.to),
        header('Call-ID', subscription.callId),
        header('CSeq', `${subscription.cseq} NOTIFY`),
        header('Contact', `<${scscfUri(own)}>`),
        header('Event', 'reg'),
        header('Subscription-State', state),
        header('Content-Type', 'application/reginfo+xml'),
      ],
      body: writeReginfo({ version, state: 'full', registrations }),
      because,
    };
  }

  state(now: number): StateValue {
    return [...this.#subscriptions.values()].map(({ subscriber, resource, expires, version }) => ({
      subscriber,
      resource,
      active: expires > now,
      notifications: version,
    }));
  }
}

function hostOf(uri: string): string | undefined {
  return /^sips?:(?:[^@]*@)?(\[[^\]]*\]|[^:;>?]+)/i.exec(uri)?.[1];
}
