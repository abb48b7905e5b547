/** What Node gives the server: files, environment variables and randomness. */
import { randomBytes } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secretVariable } from '../common/config/subscriber.ts';
import type { Environment } from '../common/lsp/server.ts';
import type { FolderEntry } from '../common/lsp/session.ts';

/** Files that are larger are no configuration. */
const LARGEST_FILE = 10_000_000;

/** Links to folders are left out: they may lead in circles. */
async function folderEntry(folder: string, entry: Dirent): Promise<FolderEntry | undefined> {
  const { name } = entry;
  if (entry.isDirectory()) return { name, kind: 'folder', size: 0 };
  if (!/\.sip$/i.test(name)) return undefined;
  const found = await stat(join(folder, name)).catch(() => undefined);
  return found?.isFile() ? { name, kind: 'file', size: found.size } : undefined;
}

export const nodeEnvironment: Environment = {
  randomBytes: count => randomBytes(count),
  // The protocol's library takes three turns of the event loop to read, to answer and to send; work waits as long.
  later: work => setImmediate(() => setImmediate(() => setImmediate(work))),
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
  async readFolder(uri) {
    if (!uri.startsWith('file:')) return [];
    try {
      const folder = fileURLToPath(uri);
      const entries = await readdir(folder, { withFileTypes: true });
      const found = await Promise.all(entries.map(entry => folderEntry(folder, entry)));
      return found.filter(entry => entry !== undefined);
    } catch {
      // Not there or not readable: nothing in it takes part.
      return [];
    }
  },
  readSecret: name => process.env[secretVariable(name)],
};
