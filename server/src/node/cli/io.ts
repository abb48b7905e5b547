/** What a subcommand may do to the world; tests give their own. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Octets of a file; undefined when it is not there or not readable. */
  readFile(path: string): Uint8Array | undefined;
  /** False when the file cannot be written. */
  writeFile(path: string, content: Uint8Array | string): boolean;
  /** All of standard input; undefined when it cannot be read. */
  stdin(): Uint8Array | undefined;
  env(name: string): string | undefined;
  readonly cwd: string;
  /** Width of the terminal that standard output goes to; undefined when it goes to a file or another program. */
  readonly columns: number | undefined;
}

/** Exit codes: no finding of severity error; findings, or a flow that did not end as expected; usage or failure. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;

/** Colours only for a person at a terminal (no-color.org); `FORCE_COLOR` asks for them elsewhere, `FORCE_COLOR=0` not. */
export function hasColour(io: CliIo): boolean {
  if (io.env('NO_COLOR')) return false;
  const forced = io.env('FORCE_COLOR');
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return io.columns !== undefined && io.env('TERM') !== 'dumb';
}
