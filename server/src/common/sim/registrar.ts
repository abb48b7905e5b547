/** The S-CSCF's location service: bindings of contacts to the identities of an implicit set (RFC 3261 §10.3). */
import { canonicalImpu } from '../auth/identities.ts';
import type { Address } from '../syntax/values.ts';
import type { SipPacket } from './message.ts';
import type { StateValue } from './result.ts';
import type { UserProfile } from './userProfile.ts';

export interface Binding {
  readonly uri: string;
  /** Contact parameters as the UE wrote them, without expires and q; each begins with ";". */
  readonly params: string;
  readonly instance: string | undefined;
  readonly regId: string | undefined;
  readonly callId: string;
  readonly cseq: number;
  readonly path: readonly string[];
  readonly gruu?: Gruu | undefined;
  /** Virtual milliseconds. */
  readonly expires: number;
}

/** Globally routable URIs of a contact (RFC 5627 §3). */
export interface Gruu {
  readonly pub: string;
  readonly temp: string;
}

/** One registered implicit set of one private identity. */
export interface Registration {
  readonly impi: string;
  readonly impu: string;
  readonly profile: UserProfile;
  bindings: readonly Binding[];
  /** The REGISTER that was granted last; third-party registrations are made from it. */
  request: SipPacket;
}

export class Registrar {
  readonly #registrations = new Map<string, Registration>();

  /** The registration that a public identity belongs to. */
  find(impu: string): Registration | undefined {
    const key = canonicalImpu(impu);
    return [...this.#registrations.values()].find(one =>
      one.profile.identities.some(({ identity }) => canonicalImpu(identity) === key),
    );
  }

  findByImpi(impi: string): Registration[] {
    return [...this.#registrations.values()].filter(one => one.impi === impi);
  }

  all(): Registration[] {
    return [...this.#registrations.values()];
  }

  add(registration: Registration): void {
    this.#registrations.set(`${registration.impi} ${registration.impu}`, registration);
  }

  remove(registration: Registration): void {
    this.#registrations.delete(`${registration.impi} ${registration.impu}`);
  }

  state(): StateValue {
    return this.all().map(one => ({
      impi: one.impi,
      identities: one.profile.identities.map(({ identity, barred }) => (barred ? `${identity} (barred)` : identity)),
      bindings: one.bindings.map(({ uri, expires, callId, cseq, path, gruu }) => ({
        uri,
        expires,
        callId,
        cseq,
        path,
        ...(gruu && { pubGruu: gruu.pub, tempGruu: gruu.temp }),
      })),
    }));
  }
}

/** The binding that a Contact asks for. `expires` in virtual milliseconds. */
export function bindingOf(request: SipPacket, contact: Address, expires: number): Binding {
  const text = request.message.text;
  const value = (name: string): string | undefined => contact.params.find(one => one.nameLower === name)?.value;
  const kept = contact.params.filter(one => one.nameLower !== 'expires' && one.nameLower !== 'q');
  return {
    uri: contact.uri?.text ?? '',
    params: kept.map(one => `;${text.slice(one.start, one.end)}`).join(''),
    instance: value('+sip.instance'),
    regId: value('reg-id'),
    callId: request.callId,
    cseq: request.cseq?.number ?? 0,
    path: request.values('Path'),
    expires,
  };
}

/**
 * Whether a new binding takes the place of an old one: a flow that of the same instance and reg-id (RFC 5626 §6), any
 * other contact every other, since the same user has only one without multiple registrations (TS 24.229 §5.4.1.2.2).
 */
export function replaces(added: Binding, old: Binding): boolean {
  if (added.regId === undefined || old.regId === undefined) return true;
  return old.instance === added.instance && old.regId === added.regId;
}

/** A Contact value of the 200: the binding with what is left of its life. */
export function contactValue(binding: Binding, now: number): string {
  const seconds = Math.max(0, Math.round((binding.expires - now) / 1000));
  const { gruu } = binding;
  const names = gruu === undefined ? '' : `;pub-gruu="${gruu.pub}";temp-gruu="${gruu.temp}"`;
  return `<${binding.uri}>${binding.params};expires=${seconds}${names}`;
}

/** The first identity that is not barred (TS 29.228 §6.5.1.1). */
export function defaultIdentity(profile: UserProfile): string | undefined {
  return profile.identities.find(one => !one.barred)?.identity;
}

/** P-Associated-URI: every identity of the set that is not barred, the default first. */
export function associatedUris(profile: UserProfile): string {
  return profile.identities
    .filter(one => !one.barred)
    .map(one => `<${one.identity}>`)
    .join(', ');
}
