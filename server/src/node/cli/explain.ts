/** `sipwright explain`: the page of a rule, header field, method, code, option tag, parameter or value. */

import { explain, suggestions } from '../../common/features/explain.ts';
import { command, fail, parseAndRun } from './command.ts';
import { type CliIo, EXIT } from './io.ts';
import { plainText } from './plainText.ts';

/** Wider lines are hard to read. */
const WIDTH = 100;

export function runExplain(args: string[], io: CliIo): number {
  const program = command('explain', 'Explains a rule, header field, method, code, option tag, parameter or value.', io)
    .argument(
      '<name>',
      'for example via-branch-cookie, P-Access-Network-Info, REGISTER, 423, sec-agree, ipsec-3gpp, "Q.850 16"',
    )
    .option('--markdown', 'print Markdown instead of plain text');
  return parseAndRun(program, args, () => {
    const topic = program.args[0] ?? '';
    const page = explain(topic);
    if (page === undefined) {
      const near = suggestions(topic);
      const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
      return fail(
        io,
        `there is no rule, header field, method, code, option tag, parameter or value "${topic}".${hint}`,
      );
    }
    const { markdown } = program.opts<{ markdown?: true }>();
    const shown = markdown ? page : plainText(page, Math.min(io.columns ?? WIDTH, WIDTH));
    io.stdout(`${shown.trimEnd()}\n`);
    return EXIT.ok;
  });
}
