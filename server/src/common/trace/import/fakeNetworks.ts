/** Stand-ins for mobile networks and the numbers that begin with them: MCC, MNC, IMSI, cell ids (TS 23.003). */

import type { Fakes } from './fakes.ts';

/** MCCs of tests (ITU-T E.212 Annex A): their networks are nobody's. */
const TEST_MCC = /^(?:001|999)/;

/** What an IMSI may begin with: the geographic MCCs, and those above. */
const IMSI = /^(?:[2-7]\d|001|999)\d{12,13}$/;

export class FakeNetworks {
  readonly #fakes: Fakes;
  /** MCC and MNC of three digits, to the MNC of its stand-in in MCC 001. */
  readonly #networks = new Map<string, number>();
  readonly #taken = new Set<number>();
  /** MCC and MNC that domains name, as they stand there. */
  readonly #named = new Set<string>();

  constructor(fakes: Fakes) {
    this.#fakes = fakes;
  }

  /** A network that the trace names in a domain. */
  note(mcc: string, mnc: string): void {
    this.#named.add(mcc + mnc);
    if (mcc === '001') this.#taken.add(Number(mnc));
  }

  /** `mnc001.mcc001` for another. */
  labels(mcc: string, mnc: string): { readonly mcc: string; readonly mnc: string } {
    if (TEST_MCC.test(mcc)) return { mcc, mnc };
    return { mcc: '001', mnc: this.#number(mcc, mnc.padStart(3, '0')).toString().padStart(3, '0') };
  }

  isImsi(digits: string): boolean {
    return digits.length === 15 && IMSI.test(digits);
  }

  imsi(digits: string): string {
    const { prefix, length } = this.#prefix(digits);
    return prefix + this.#fakes.of('IMSI', digits).slice(length);
  }

  /** MCC, MNC, then hexadecimal digits of area and cell (TS 24.229 §7.2A.4.3). */
  cell(id: string): string {
    if (!/^\d{5}/.test(id)) return this.#fakes.of('cell', id);
    const { prefix, length } = this.#prefix(id);
    return prefix + this.#fakes.of('cell', id).slice(length);
  }

  #number(mcc: string, mnc: string): number {
    const key = mcc + mnc;
    const known = this.#networks.get(key);
    if (known !== undefined) return known;
    let number = 1;
    while (this.#taken.has(number)) number++;
    this.#taken.add(number);
    this.#networks.set(key, number);
    return number;
  }

  /** The stand-in of the first five or six digits; a network that a domain names settles how many. */
  #prefix(digits: string): { readonly prefix: string; readonly length: number } {
    const mcc = digits.slice(0, 3);
    if (TEST_MCC.test(mcc)) return { prefix: digits.slice(0, 5), length: 5 };
    if (this.#named.has(digits.slice(0, 6))) {
      const long = this.#number(mcc, digits.slice(3, 6));
      return { prefix: `001${long.toString().padStart(3, '0')}`, length: 6 };
    }
    const short = this.#number(mcc, `0${digits.slice(3, 5)}`);
    // A hundredth network has no MNC of two digits.
    return { prefix: `001${(short % 100).toString().padStart(2, '0')}`, length: 5 };
  }
}
