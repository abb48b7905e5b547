/** Finding the next hop of a SIP URI (RFC 3263 §4): NAPTR, SRV and A, asked of the DNS actor. */
import type { DnsMessage, DnsRecord, DnsType, Endpoint, Io, SimEvent } from './actor.ts';

/** Undefined when the name leads nowhere; `reason` then says why. */
export type Resolved = { readonly endpoint: Endpoint } | { readonly endpoint: undefined; readonly reason: string };

const DNS_TIMEOUT = 5000;

export class Resolver {
  readonly #pending = new Map<number, (answer: DnsMessage | undefined) => void>();
  #queries = 0;

  /** Calls back once with the address of host and port, or the reason why there is none. */
  resolve(io: Io, host: string, port: number | undefined, done: (resolved: Resolved) => void): void {
    const target = host.toLowerCase();
    if (/^[\d.]+$/.test(target) || target.startsWith('[')) {
      done({ endpoint: { address: target, port: port ?? 5060 } });
    } else if (port !== undefined) {
      // RFC 3263 §4.2: with a port given, NAPTR and SRV are not asked.
      this.#resolveAddress(io, target, port, [], done);
    } else {
      this.#resolveService(io, target, done);
    }
  }

  onAnswer(io: Io, event: SimEvent & { type: 'dns' }): void {
    this.#take(io, event.message.id)?.(event.message);
  }

  /** True when the timer was one of this resolver. */
  onTimer(io: Io, event: SimEvent & { type: 'timer' }): boolean {
    if (event.name !== 'DNS') return false;
    this.#take(io, Number(event.key))?.(undefined);
    return true;
  }

  #resolveService(io: Io, domain: string, done: (resolved: Resolved) => void): void {
    this.#ask(io, domain, 'NAPTR', answer => {
      if (answer?.answer?.rcode !== 'NOERROR') return done(failure(domain, 'NAPTR', answer));
      const known = answer.answer.additional;
      const naptr = best(answer.answer.records, /"SIP\+D2U"/i) ?? best(answer.answer.records, /"SIP\+D2T"/i);
      // Without a NAPTR record the UDP service is looked for under its standard name (RFC 3263 §4.1).
      const service = naptr === undefined ? `_sip._udp.${domain}` : (naptr.data.split(/\s+/).at(-1) ?? '');
      this.#resolveServer(io, domain, service, known, done);
    });
  }

  #resolveServer(
    io: Io,
    domain: string,
    service: string,
    known: readonly DnsRecord[],
    done: (resolved: Resolved) => void,
  ): void {
    const use = (records: readonly DnsRecord[], more: readonly DnsRecord[]): void => {
      const srv = best(records, /./);
      if (srv === undefined) {
        this.#resolveAddress(io, domain, 5060, more, done);
        return;
      }
      const [, , port, target = '.'] = srv.data.split(/\s+/);
      if (target === '.') {
        done({ endpoint: undefined, reason: `SRV of ${service} says that there is no such service` });
        return;
      }
      this.#resolveAddress(io, target, Number(port), more, done);
    };
    const given = known.filter(record => record.type === 'SRV' && record.name === service);
    if (given.length > 0) {
      use(given, known);
      return;
    }
    this.#ask(io, service, 'SRV', answer => {
      if (answer?.answer === undefined || answer.answer.rcode === 'SERVFAIL')
        return done(failure(service, 'SRV', answer));
      use(answer.answer.records, answer.answer.additional);
    });
  }

  #resolveAddress(
    io: Io,
    host: string,
    port: number,
    known: readonly DnsRecord[],
    done: (resolved: Resolved) => void,
  ): void {
    const given = known.find(record => record.type === 'A' && record.name === host);
    if (given !== undefined) {
      done({ endpoint: { address: given.data, port } });
      return;
    }
    this.#ask(io, host, 'A', answer => {
      const record = answer?.answer?.records.find(one => one.type === 'A');
      done(record === undefined ? failure(host, 'A', answer) : { endpoint: { address: record.data, port } });
    });
  }

  #ask(io: Io, name: string, type: DnsType, handler: (answer: DnsMessage | undefined) => void): void {
    this.#queries++;
    this.#pending.set(this.#queries, handler);
    io.startTimer('DNS', String(this.#queries), DNS_TIMEOUT);
    io.dns('dns', { id: this.#queries, name, type });
  }

  #take(io: Io, id: number): ((answer: DnsMessage | undefined) => void) | undefined {
    const handler = this.#pending.get(id);
    this.#pending.delete(id);
    io.stopTimer('DNS', String(id));
    return handler;
  }
}

function failure(name: string, type: DnsType, answer: DnsMessage | undefined): Resolved {
  const why =
    answer?.answer === undefined ? 'no answer' : answer.answer.rcode === 'NOERROR' ? 'no record' : answer.answer.rcode;
  return { endpoint: undefined, reason: `${type} of ${name}: ${why}` };
}

/** The record of the lowest order or priority among those that match. */
function best(records: readonly DnsRecord[], pattern: RegExp): DnsRecord | undefined {
  const order = (record: DnsRecord): number => Number(record.data.split(/\s+/)[0]);
  return records.filter(record => pattern.test(record.data)).sort((a, b) => order(a) - order(b))[0];
}
