/** What a subcommand may do to the world; tests give their own. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Octets of a file; undefined when it is not there or not readable. */
  readFile(path: string): Uint8Array | undefined;
  /** All of standard input. */
  stdin(): Uint8Array;
  env(name: string): string | undefined;
  cwd: string;
}

/** Exit codes: no finding of severity error; findings, or a flow that did not end as expected; usage or failure. */
export const EXIT = { ok: 0, findings: 1, usage: 2 } as const;
