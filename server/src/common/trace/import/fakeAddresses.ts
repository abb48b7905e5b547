/** Stand-ins for IP addresses: those set aside for documentation (RFC 5737, RFC 3849), then for tests (RFC 2544). */

/** Addresses that name nobody: unspecified, loopback, broadcast, multicast. */
const NOBODY = /^(?:0\.|127\.|255\.255\.255\.255$|22[4-9]\.|23\d\.)/;

const DOCUMENTATION = ['192.0.2', '198.51.100', '203.0.113'] as const;
const LAST = 254;

export class FakeAddresses {
  readonly #v4 = new Map<string, string>();
  readonly #v6 = new Map<string, string>();
  /** Prefixes of 64 bits, so that addresses of one link stay on one link. */
  readonly #links = new Map<string, number>();

  get count(): number {
    return this.#v4.size + this.#v6.size;
  }

  /** In the order in which they are met. */
  v4(address: string): string {
    if (NOBODY.test(address)) return address;
    const known = this.#v4.get(address);
    if (known !== undefined) return known;
    const index = this.#v4.size;
    const block = DOCUMENTATION[Math.floor(index / LAST)];
    const rest = index - DOCUMENTATION.length * LAST;
    const fake =
      block === undefined
        ? `198.${18 + (Math.floor(rest / 65_536) % 2)}.${Math.floor(rest / 256) % 256}.${rest % 256}`
        : `${block}.${(index % LAST) + 1}`;
    this.#v4.set(address, fake);
    return fake;
  }

  /** Without brackets; any spelling of an address has the same stand-in. Undefined for what is no address. */
  v6(address: string): string | undefined {
    const groups = groupsOf(address);
    if (!groups) return undefined;
    const mapped = /^(.*:)((?:\d{1,3}\.){3}\d{1,3})$/.exec(address);
    if (mapped) return `${mapped[1]}${this.v4(mapped[2] ?? '')}`;
    const key = groups.join(':');
    if (/^(?:0:){7}[01]$/.test(key) || key.startsWith('ff')) return address;
    const known = this.#v6.get(key);
    if (known !== undefined) return known;
    const prefix = groups.slice(0, 4).join(':');
    const link = this.#links.get(prefix) ?? this.#links.size + 1;
    this.#links.set(prefix, link);
    const fake = `2001:db8:0:${link.toString(16)}::${(this.#v6.size + 1).toString(16)}`;
    this.#v6.set(key, fake);
    return fake;
  }
}

/** The eight groups without leading zeros; undefined for what is no IPv6 address. */
function groupsOf(address: string): string[] | undefined {
  if (address.length > 45 || !/^[0-9A-Fa-f:.]+$/.test(address)) return undefined;
  const text = address.replace(/(?:\d{1,3}\.){3}\d{1,3}$/, '0:0').toLowerCase();
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map(half => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every(group => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return groups.map(group => group.replace(/^0+(?=.)/, ''));
}
