/** The commands of the bench by name: one row makes the report or edit, its title in lenses and light bulbs, and its place. */

import type { BenchInput, EditMaker, Refusal, Report, ReportMaker } from './bench.ts';
import { buildChallenge } from './buildChallenge.ts';
import { computeResponse } from './computeResponse.ts';
import { decodeNonce } from './decodeNonce.ts';
import { deriveFromImsi } from './identities.ts';
import { makeAuts } from './makeAuts.ts';
import { revealChain } from './revealChain.ts';
import { saTable, saTableWithKeys } from './securityAssociations.ts';
import { verifyCredentials } from './verifyCredentials.ts';

export type { BenchInput, Refusal, Report } from './bench.ts';

export const REPORTS = {
  verifyCredentials,
  decodeNonce,
  saTable,
  saTableWithKeys,
  deriveIdentities: deriveFromImsi,
  revealChain,
} as const satisfies Readonly<Record<string, ReportMaker>>;
export type ReportName = keyof typeof REPORTS;

export const EDITS = { computeResponse, buildChallenge, makeAuts } as const satisfies Readonly<
  Record<string, EditMaker>
>;
export type EditName = keyof typeof EDITS;

export type BenchCommand = ReportName | EditName;

export const BENCH_TITLES: Readonly<Record<BenchCommand, string>> = {
  computeResponse: 'Compute response',
  verifyCredentials: 'Verify all credentials in file',
  decodeNonce: 'Decode nonce',
  buildChallenge: 'Build challenge for subscriber',
  makeAuts: 'Make AUTS',
  saTable: 'Show SA table',
  saTableWithKeys: 'Show SA table with keys',
  deriveIdentities: 'Derive identities from IMSI',
  revealChain: 'Reveal chain',
};

export function isReport(name: unknown): name is ReportName {
  return typeof name === 'string' && Object.hasOwn(REPORTS, name);
}

export function isEdit(name: unknown): name is EditName {
  return typeof name === 'string' && Object.hasOwn(EDITS, name);
}

export function makeReport(name: ReportName, input: BenchInput): Report | Refusal {
  return REPORTS[name](input);
}

export function makeEdits(name: EditName, input: BenchInput): ReturnType<EditMaker> {
  return EDITS[name](input);
}
