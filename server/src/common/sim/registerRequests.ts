/** The REGISTERs that a UE makes out of the author's one (TS 24.229 §5.1.1). */
import type { Network } from '../config/configuration.ts';
import type { Io } from './actor.ts';
import {
  changeTopVia,
  type HeaderLine,
  header,
  type OutgoingMessage,
  type SipPacket,
  splitList,
  withHeader,
  withHeadersAfter,
} from './message.ts';
import type { Origin } from './origin.ts';

export interface RegisterChanges {
  readonly cseq: number;
  readonly branch: string;
  readonly callId?: string | undefined;
  /** TLS in Via, once there is a session. */
  readonly transport?: 'TLS' | undefined;
  /** Value of Authorization; absent leaves what the author wrote. */
  readonly authorization?: string | undefined;
  /** Inside an association: the protected server port, which Via and Contact then name. */
  readonly serverPort?: number | undefined;
  readonly address?: string | undefined;
  readonly securityClient?: string | undefined;
  readonly securityVerify?: string | undefined;
  /** Sent only inside an association (TS 24.229 §5.1.1.2.1 h). */
  readonly accessNetworkInfo?: string | undefined;
  /** Seconds, in place of what the author asked for. */
  readonly expires?: number | undefined;
  /** Another public identity of the same user, in From and To. */
  readonly identity?: string | undefined;
  /** Another flow of the same instance (RFC 5626 §4.2): its reg-id, and its port in Via and Contact. */
  readonly flow?: { readonly regId: number; readonly port: number } | undefined;
}

/** Writes one REGISTER after the other for a UE, all made out of the author's. */
export class RegisterWriter {
  /** Seconds, in place of what the author asked for. */
  expires: number | undefined;
  /** The registration is to end: also the answer to a challenge asks for that. */
  isRemoving = false;
  /** What every further request of this registration has different from the author's. */
  about: Pick<RegisterChanges, 'identity' | 'flow'> = {};
  readonly #authored: SipPacket;
  readonly #address: string;
  #cseq: number;
  #callId: string | undefined;

  constructor(authored: SipPacket, address: string) {
    this.#authored = authored;
    this.#address = address;
    this.#cseq = authored.cseq?.number ?? 1;
  }

  get cseq(): number {
    return this.#cseq;
  }

  /** What follows is a registration of its own: another Call-ID (TS 24.229 §5.1.1.2.1). */
  begin(io: Io): void {
    this.#callId = `${io.random('call-id').hex(16)}@${this.#address}`;
    this.#cseq = 0;
    this.isRemoving = false;
  }

  /** The next request of this Call-ID. */
  next(io: Io, changes: Partial<RegisterChanges>): OutgoingMessage {
    this.#cseq++;
    const branch = `z9hG4bK-${io.random('branch').hex(16)}`;
    const expires = this.isRemoving ? 0 : this.expires;
    const common = { cseq: this.#cseq, branch, callId: this.#callId, expires, ...this.about };
    return changedRegister(this.#authored, { ...common, ...changes });
  }
}

/** The author's REGISTER with some of its values replaced; every line keeps its origin. */
export function changedRegister(authored: SipPacket, changes: RegisterChanges): OutgoingMessage {
  const copy = authored.copy();
  const { serverPort, address } = changes;
  let headers: readonly HeaderLine[] = changeTopVia(copy.headers, via => changedVia(via, changes));
  headers = replaceValue(headers, 'CSeq', `${changes.cseq} REGISTER`);
  headers = replaceValue(headers, 'Call-ID', changes.callId);
  if (changes.authorization !== undefined) {
    headers = withHeader(headers, header('Authorization', changes.authorization, authored.origin('Authorization')));
  }
  headers = replaceValue(headers, 'Security-Client', changes.securityClient);
  if (serverPort !== undefined && address !== undefined) {
    headers = headers.map(line =>
      line.name === 'Contact' ? { ...line, value: protectedContact(line.value, address, serverPort) } : line,
    );
  }
  headers = headers.map(line => withFlow(withIdentity(line, changes.identity), changes.flow));
  headers = withExpiry(headers, changes.expires);
  if (changes.securityVerify !== undefined) {
    const line = header('Security-Verify', changes.securityVerify, authored.origin('Security-Verify'));
    const hasOwn = headers.some(other => other.name === 'Security-Verify');
    headers = hasOwn ? withHeader(headers, line) : withHeadersAfter(headers, 'Security-Client', [line]);
  }
  if (changes.accessNetworkInfo !== undefined && !headers.some(line => line.name === 'P-Access-Network-Info')) {
    headers = [...headers, header('P-Access-Network-Info', changes.accessNetworkInfo)];
  }
  return { ...copy, headers };
}

function withIdentity(line: HeaderLine, identity: string | undefined): HeaderLine {
  if (identity === undefined || (line.name !== 'From' && line.name !== 'To')) return line;
  return { ...line, value: line.value.replace(/<[^>]*>|^[^;\s]+/, `<${identity}>`) };
}

function withFlow(line: HeaderLine, flow: RegisterChanges['flow']): HeaderLine {
  if (flow === undefined || line.name !== 'Contact') return line;
  const value = line.value
    .replace(/(sips?:(?:[^@<>;,?\s]*@)?(?:\[[^\]]*\]|[^:;>?\s]+))(?::\d+)?/i, `$1:${flow.port}`)
    .replace(/;\s*reg-id=\d+/i, `;reg-id=${flow.regId}`);
  return { ...line, value };
}

/** Replaces the value of the first header of that name and keeps its origin; adds nothing. */
function replaceValue(headers: readonly HeaderLine[], name: string, value: string | undefined): readonly HeaderLine[] {
  const line = headers.find(one => one.name === name);
  return value === undefined || line === undefined ? headers : withHeader(headers, { ...line, value });
}

function changedVia(written: string, changes: RegisterChanges): string {
  const via =
    changes.transport === undefined
      ? written
      : written.replace(/^(\S+\s*\/\s*\S+\s*\/\s*)\S+/, `$1${changes.transport}`);
  const branched = /;\s*branch=[^;]*/i.test(via)
    ? via.replace(/;\s*branch=[^;]*/i, `;branch=${changes.branch}`)
    : `${via};branch=${changes.branch}`;
  const port = changes.serverPort ?? changes.flow?.port;
  if (port === undefined) return branched;
  return branched.replace(/^(\S+\s*\/\s*\S+\s*\/\s*\S+\s+)(\[[^\]]*\]|[^:;\s]+)(\s*:\s*\d+)?/, `$1$2:${port}`);
}

/** Contact at the protected server port (TS 24.229 §5.1.1.2.2 b). */
export function protectedContact(value: string, address: string, port: number): string {
  return splitList(value)
    .map(contact =>
      contact.replace(/(sips?:(?:[^@<>;,?\s]*@)?)(\[[^\]]*\]|[^:;>?\s]+)(:\d+)?/i, `$1${address}:${port}`),
    )
    .join(', ');
}

function withExpiry(headers: readonly HeaderLine[], seconds: number | undefined): readonly HeaderLine[] {
  if (seconds === undefined) return headers;
  const contact = headers.find(line => line.name === 'Contact');
  // A contact's own parameter beats Expires (RFC 3261 §10.2.1.1), so the one that counts is raised.
  if (contact !== undefined && /;\s*expires=/i.test(contact.value)) {
    return withHeader(headers, {
      ...contact,
      value: contact.value.replace(/(;\s*expires=)[^;,\s]*/gi, `$1${seconds}`),
    });
  }
  const origin: Origin | undefined = headers.find(line => line.name === 'Expires')?.origin;
  return withHeader(headers, header('Expires', String(seconds), origin));
}

/** Changes one character of a header's parameter or, without one, of its value: what a faulty UE would send. */
export function corrupted(message: OutgoingMessage, name: string, parameter: string | undefined): OutgoingMessage {
  const headers = message.headers.map(line => {
    if (line.name.toLowerCase() !== name.toLowerCase()) return line;
    const start = parameter === undefined ? 0 : parameterStart(line.value, parameter);
    return start < 0 ? line : { ...line, value: flipCharacter(line.value, start) };
  });
  return { ...message, headers };
}

function parameterStart(value: string, parameter: string): number {
  const match = new RegExp(`(?:^|[\\s,;])${parameter.replace(/[^\w-]/g, '')}\\s*=\\s*"?`, 'i').exec(value);
  return match === null ? -1 : match.index + match[0].length;
}

/** The character at `at` becomes another of its kind, so that the grammar still holds. */
function flipCharacter(value: string, at: number): string {
  const old = value.charAt(at);
  const digit = old === '1' ? '2' : '1';
  const letter = old.toLowerCase() === 'a' ? 'b' : 'a';
  return value.slice(0, at) + (/\d/.test(old) ? digit : letter) + value.slice(at + 1);
}

/** A cell of the serving network: MCC and MNC from its name, an invented tracking area and cell (TS 24.229 §7.2A.4). */
export function accessNetworkInfo(network: Network): string {
  const match = /mnc(\d+)\.mcc(\d+)/i.exec(network.visitedNetwork);
  const mcc = match?.[2] ?? '001';
  const mnc = (match?.[1] ?? '001').replace(/^0(?=\d\d$)/, '');
  return `3GPP-NR-TDD;utran-cell-id-3gpp=${mcc}${mnc}0000010000000A1`;
}
