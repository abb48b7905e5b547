/** Where configuration files lie and what they mention; no platform, so that it can be tested anywhere. */

export const CONFIGURATION_FILE = 'sipwright.json';
export const PRIVATE_CONFIGURATION_FILE = 'sipwright.private.json';

/**
 * Folders that may hold the configuration of a document, nearest first: from `folder` up to `stop`, both included, or up
 * to the root of the file system when the document lies outside `stop` or there is none. Paths as in a URI (`/a/b`).
 */
export function foldersUpward(folder: string, stop?: string): string[] {
  const last = stop === undefined ? '/' : withoutSlash(stop);
  const folders: string[] = [];
  for (let path = withoutSlash(folder); ; path = withoutSlash(path.slice(0, path.lastIndexOf('/')))) {
    folders.push(path);
    if (path === last || path === '/' || !path.includes('/')) return folders;
  }
}

function withoutSlash(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed;
}

/** Names in `${secret:name}`, in order, each once; those in comments of a line of their own do not count. */
export function secretNames(text: string): string[] {
  return [
    ...new Set(
      [...text.replace(/^\s*\/\/.*$/gm, '').matchAll(/\$\{secret:([^}\s]+)\}/g)].flatMap(match => match[1] ?? []),
    ),
  ];
}

/**
 * Offset and length of the key that a configuration path names (`network.roaming`, `subscribers[0].k`), as near as it can
 * be found in the text: keys are looked up one after the other, so a key that only a default gives leads to its parent.
 */
export function findConfigurationKey(text: string, path: string): { start: number; end: number } | undefined {
  let found: { start: number; end: number } | undefined;
  for (const segment of path.match(/[^.[\]]+/g) ?? []) {
    if (/^\d+$/.test(segment)) continue;
    const key = JSON.stringify(segment);
    const start = text.indexOf(key, found?.end ?? 0);
    if (start < 0) return found;
    found = { start, end: start + key.length };
  }
  return found;
}
