/** Reporter of `node --test`: prints what failed, in full, and then the counts that scripts/test.mjs adds up. */
import { relative } from 'node:path';
import { inspect } from 'node:util';

function describe({ name, file, line, details }) {
  const { error } = details;
  const cause = error?.cause ?? error;
  const place = file ? ` (${relative(process.cwd(), file)}:${line})` : '';
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  return `FAILED ${name}${place}\n${text.replace(/^/gm, '    ')}\n`;
}

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    // A suite fails because of its tests, which were reported already.
    if (type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed') yield describe(data);
    if (type === 'test:summary' && data.file === undefined) yield counts(data.counts);
  }
}

function counts({ passed, failed, cancelled, skipped, todo }) {
  return `tests passed ${passed}, failed ${failed + cancelled}, skipped ${skipped + todo}\n`;
}
