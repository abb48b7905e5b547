/** Every subcommand by its name; one file each. */

import { VERSION } from '../../common/version.ts';
import { runAka } from './aka.ts';
import { runAnonymise } from './anonymise.ts';
import { runCheck } from './check.ts';
import { runDigest } from './digest.ts';
import { runExplain } from './explain.ts';
import { runFix } from './fix.ts';
import { runFlow } from './flow.ts';
import { runFormat } from './format.ts';
import { runImport } from './import.ts';
import type { CliIo } from './io.ts';
import { runHeaders, runRules } from './lists.ts';
import { runLsp } from './lsp.ts';
import { runParse } from './parse.ts';
import { runVerify } from './verify.ts';

/** Returns the exit code, or nothing while a server goes on. */
type Run = (args: string[], io: CliIo) => number | undefined | Promise<number | undefined>;

interface Subcommand {
  readonly summary: string;
  readonly run: Run;
}

export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  check: { summary: 'check files and say what is wrong, where and by which clause', run: runCheck },
  fix: { summary: 'apply the repairs that are certain', run: runFix },
  format: { summary: 'write header fields in one way, without a change of what they say', run: runFormat },
  explain: { summary: 'explain a rule, header field, method, status code or option tag', run: runExplain },
  rules: { summary: 'list the rules', run: runRules },
  headers: { summary: 'list the header fields', run: runHeaders },
  parse: { summary: 'print the syntax tree as JSON', run: runParse },
  import: { summary: 'turn captures, logs and other text into a .sip document', run: runImport },
  anonymise: { summary: 'replace identities, numbers, domains and addresses by stand-ins', run: runAnonymise },
  aka: { summary: 'compute an AKA vector, AUTN, nonce and AUTS (Milenage, TUAK)', run: runAka },
  digest: { summary: 'compute a digest or AKA response and its whole chain', run: runDigest },
  verify: { summary: 'compute the responses in files again, with the keys in sipwright.json', run: runVerify },
  flow: { summary: 'run IMS flows in the simulator, or with real programs', run: runFlow },
  lsp: { summary: 'serve the Language Server Protocol (--stdio)', run: runLsp },
};

/** What `sipwright --help` prints. */
export function help(): string {
  const names = Object.keys(SUBCOMMANDS);
  const width = Math.max(...names.map(name => name.length));
  const lines = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `sipwright ${VERSION}: write, check and explain SIP and IMS messages

Usage: sipwright COMMAND [ARGUMENTS]

${lines.join('\n')}

"sipwright COMMAND --help" explains a command. A file name "-" reads standard
input.
Exit code 0: clean; 1: findings of severity error, or a flow that did not end as
expected; 2: usage or failure.
`;
}
