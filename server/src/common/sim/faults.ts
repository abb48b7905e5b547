/** Faults that a run can be given: settings of actors and links, never of outcomes. */
import type { Configuration } from '../config/configuration.ts';
import { nearest } from '../registry/nearest.ts';
import type { DnsFault } from './actors/dns.ts';
import type { AccessFaults } from './actors/gprs.ts';
import { FAULTS } from './faultRows.ts';
import type { LinkFault } from './links.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';
import type { Tamper } from './tamper.ts';

/** What a person asks for: `{ name: 'drop', value: 'MAA' }`. */
export interface FaultSetting {
  readonly name: string;
  readonly value?: string | undefined;
}

/** What the faults of a run amount to. */
export interface FaultPlan {
  readonly configuration: Configuration;
  readonly links: readonly LinkFault[];
  /** Names of elements that never react, with the reason to show. */
  readonly dead: ReadonlyMap<string, Because>;
  readonly dns: DnsFault | undefined;
  readonly access: AccessFaults;
  readonly mc: McFaults;
  readonly hss: HssFaults;
  readonly ue: UeFaults;
  readonly core: CoreFaults;
  /** Changes on the way. */
  readonly tampers: readonly Tamper[];
  /** Octets above which a request leaves UDP (RFC 3261 §18.1.1); none unless asked for. */
  readonly udpLimit: number;
  /** Who refuses connections; every element without an id. */
  readonly refusesTcp: { readonly id: string | undefined; readonly because: Because } | undefined;
  /** Every fault as a reason, for an outcome that nobody else explains. */
  readonly because: readonly Because[];
}

/** What the HSS does wrong. */
export interface HssFaults {
  /** Answers with this base result; only to one command where `command` names it. */
  readonly failure?: { readonly code: number; readonly command: string | undefined; readonly because: Because };
  /** The user profile is no XML. */
  readonly badProfile?: Because;
  /** Another S-CSCF has taken over between MAR and SAR. */
  readonly assignedElsewhere?: Because;
}

/** What the UE does wrong. */
export interface UeFaults {
  /** One wrong character in the answer to the challenge. */
  readonly corrupt?: Corruption;
  /** A header left out of the answer. */
  readonly omits?: { readonly header: string; readonly because: Because };
  /** Takes a wrong MAC for right. */
  readonly ignoresMac?: Because;
  /** Sends its answer outside the association. */
  readonly answersUnprotected?: Because;
  /** Refreshes with another contact. */
  readonly movesContact?: Because;
  /** Does not raise CSeq when it refreshes. */
  readonly keepsCseq?: Because;
  /** Does not raise the nonce count. */
  readonly repeatsCount?: Because;
}

export interface Corruption {
  readonly header: string;
  readonly parameter: string | undefined;
  /** Which answer of the run, counted from 1; every one when absent. */
  readonly nth: number | undefined;
  readonly seen: { count: number };
  readonly because: Because;
}

/** What other elements do wrong. */
export interface CoreFaults {
  /** Names of S-CSCFs that answer 480. */
  readonly busy?: ReadonlyMap<string, Because>;
  /** The I-CSCF does not know the P-CSCF. */
  readonly untrusted?: Because;
  /** Another user has associations from the UE's address and client port. */
  readonly portInUse?: Because;
}

/** What can go wrong in MC service migration. */
export interface McFaults {
  readonly userRefused?: Because;
  readonly noBinding?: Because;
  readonly unknownInDatabase?: Because;
  readonly noVectors?: Because;
}

export interface Fault {
  readonly name: string;
  /** One sentence: what goes wrong. */
  readonly title: string;
  /** What the value means; absent when the fault takes none. */
  readonly value?: string;
  apply(plan: FaultPlan, value: string, why: Because): FaultPlan | string;
}

const SEED_CLAUSE = 'Fault of the run';

function unknownFault(name: string): string {
  const meant = nearest(
    name,
    FAULTS.map(one => one.name),
  );
  const advice = meant === undefined ? '"sipwright flow run --help" names them.' : `Did you mean "${meant}"?`;
  return `There is no fault "${name}". ${advice}`;
}

/** The plan of some faults, or one sentence that says which of them cannot be. */
export function planFaults(
  configuration: Configuration,
  settings: readonly FaultSetting[],
): { readonly plan: FaultPlan } | { readonly error: string } {
  let plan: FaultPlan = {
    configuration,
    links: [],
    dead: new Map(),
    dns: undefined,
    access: {},
    mc: {},
    hss: {},
    ue: {},
    core: {},
    tampers: [],
    udpLimit: Number.POSITIVE_INFINITY,
    refusesTcp: undefined,
    because: [],
  };
  for (const { name, value } of settings) {
    const fault = FAULTS.find(one => one.name === name);
    if (fault === undefined) return { error: unknownFault(name) };
    const place = { config: `fault.${name}` };
    const why = because(
      `fault-${name}`,
      SEED_CLAUSE,
      `${fault.title.slice(0, -1)}${value ? ` (${value})` : ''}.`,
      place,
    );
    const next = fault.apply(plan, value ?? '', why);
    if (typeof next === 'string') return { error: `Fault "${name}" ${next}.` };
    plan = { ...next, because: [...plan.because, why] };
  }
  return { plan };
}
