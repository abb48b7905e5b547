/** What is wrong in a configuration file, for a diagnostic there. No message ever repeats a value that may be secret. */
import type { SourceRange } from './configuration.ts';

export type FindingCode =
  /** The text is not JSON. */
  | 'syntax'
  | 'type'
  | 'unknown-key'
  | 'value'
  | 'missing'
  | 'duplicate'
  /** Values that are right alone and wrong together. */
  | 'conflict'
  /** K, OP, OPc and their like cannot be used. */
  | 'key-material'
  /** `${secret:name}` has no value. */
  | 'secret'
  | 'unknown-rule';

export interface Finding extends SourceRange {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: FindingCode;
  readonly message: string;
}

/** Collects findings while a file is read. */
export type Report = (source: SourceRange, severity: Finding['severity'], code: FindingCode, message: string) => void;
