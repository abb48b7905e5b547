/** What Node gives the server: files, environment variables and randomness. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { secretVariable } from '../common/config/subscriber.ts';
import type { Environment } from '../common/lsp/server.ts';

/** Files that are larger are no configuration. */
const LARGEST_FILE = 10_000_000;

export const nodeEnvironment: Environment = {
  randomBytes: count => randomBytes(count),
  later: work => setImmediate(work),
  now: () => performance.now(),
  async readFile(uri) {
    if (!uri.startsWith('file:')) return null;
    try {
      const octets = await readFile(fileURLToPath(uri));
      return octets.length > LARGEST_FILE ? null : octets.toString('utf8');
    } catch {
      // Not there or not readable: no configuration applies.
      return null;
    }
  },
  readSecret: name => process.env[secretVariable(name)],
};
