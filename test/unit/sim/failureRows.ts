/** The error branches of a registration: what goes wrong, what comes of it, which rule says why, and where it points. */
import type { FlowResult } from '../../../server/src/common/sim/result.ts';
import { FAILURES_OF_LIFE } from './failuresOfLife.ts';
import { FAILURES_OF_REGISTER } from './failuresOfRegister.ts';
import type { configuration } from './setting.ts';

export interface Failure {
  /** Branch of the catalogue. */
  readonly row: string;
  readonly name: string;
  /** Golden registration unless given. */
  readonly flow?: string;
  readonly text?: string;
  readonly faults?: readonly string[];
  readonly configuration?: ReturnType<typeof configuration>;
  readonly code?: number;
  /** `rejected` unless given. */
  readonly status?: string;
  /** The reason that must be given; absent where nothing failed. */
  readonly rule?: string;
  /** The text in the authored message that the rule's reason points at. */
  readonly range?: string;
  readonly config?: string | undefined;
  /** Label of a response that the UE gets on the way. */
  readonly answer?: string;
  /** The run ends well, and the rule stands at an event only. */
  readonly isSilent?: boolean;
  after?(result: FlowResult): void;
}

/** Every branch there is; each must have a failure. */
export const CATALOGUE: readonly string[] = [
  ...['E400-to', 'E400-contact', 'E400-cseq', 'E400-exp', 'E400-star', 'E400-noid', 'E403-user', 'E403-match'],
  ...['E403-roam', 'E403-barred', 'E403-dereg-unreg', 'E403-trust', 'E403-contact', 'E403-res', 'DROP-ik', 'E403-mac'],
  ...['OK-resync', 'E403-resync2', 'E401-unprot', 'E401-nonce', 'E401-stale', 'E403-digest', 'UE-rspauth'],
  ...['E421-secagree', 'E494-verify', 'E400-verify', 'E494-alg', 'E403-salimit', 'E403-via', 'E500-keys'],
  ...['UE-noSecServer', 'E420-req', 'E420-preq', 'E423', 'E439', 'E480-hss', 'E480-reselect', 'E504-scscf', 'E600-cap'],
  ...['E500-sar', 'E480-toomuch', 'E403-scheme', 'E5005', 'E481', 'E482', 'E483', 'E500-order', 'E408', 'E503-dns'],
  ...['E513-mtu', 'E403-giba-ip', 'E403-nba-line', 'AS-term', 'NET-rtr0', 'NET-rtr1', 'NET-rtr2', 'NET-rtr3'],
  ...['NET-reauth', 'NET-expire', 'EMG-roam', 'EMG-rtr', 'RACE', 'DUP'],
];

export const FAILURES: readonly Failure[] = [...FAILURES_OF_REGISTER, ...FAILURES_OF_LIFE];
