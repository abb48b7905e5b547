/** Patterns of paths: `*` and `?` within a name, `**` for any number of folders, `{a,b}` for either. */

/** More alternatives than somebody writes; what is over is left out. */
const MOST_ALTERNATIVES = 64;

/** Whether a path with forward slashes, without leading slash, is one that the pattern names. Linear in both. */
export function matchesGlob(pattern: string, path: string): boolean {
  const names = path.split('/');
  return alternatives(pattern.replace(/^\.?\//, '')).some(one => {
    // A folder stands for everything in it.
    const parts = (one.endsWith('/') ? `${one}**` : one).split('/');
    return matchesList(parts, names, part => part === '**', matchesName);
  });
}

function matchesName(pattern: string, name: string): boolean {
  return matchesList(
    [...pattern],
    [...name],
    part => part === '*',
    (part, character) => part === '?' || part === character,
  );
}

/** Greedy with one place to come back to, which is enough: the last star can take whatever an earlier one could. */
function matchesList(
  parts: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  matches: (part: string, item: string) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let star = -1;
  let taken = 0;
  while (item < items.length) {
    const current = parts[part];
    if (current !== undefined && isStar(current)) {
      star = part++;
      taken = item;
    } else if (current !== undefined && matches(current, items[item] ?? '')) {
      part++;
      item++;
    } else if (star >= 0) {
      part = star + 1;
      item = ++taken;
    } else return false;
  }
  return parts.slice(part).every(isStar);
}

/** `a{b,c}d` as `abd` and `acd`; braces do not nest, and one without its end is a character. */
function alternatives(pattern: string): readonly string[] {
  let all = [''];
  for (const piece of pattern.split(/(\{[^{}]*\})/)) {
    const options = /^\{.*\}$/.test(piece) ? piece.slice(1, -1).split(',') : [piece];
    all = all.flatMap(head => options.map(option => head + option)).slice(0, MOST_ALTERNATIVES);
  }
  return all;
}
