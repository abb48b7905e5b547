/** Small pieces of Markdown that the documentation is put together from. */

import { specUrl } from '../registry/spec.ts';

/** Text of a message between backticks, on one line, whatever it holds. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(run => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A link to the clause, or its plain name where no address is known. */
export function specLink(spec: string): string {
  const url = specUrl(spec);
  return url === '' ? spec : `[${spec}](${url})`;
}

/** `**name** · what it is · clause`, the first line of every hover. */
export function heading(name: string, what: string, spec?: string): string {
  return [`**${escapeMarkdown(name)}**`, what, spec && specLink(spec)].filter(Boolean).join(' · ');
}

export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|~#]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** A table; a column whose cells are all empty is left out. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((_, column) => column).filter(column => rows.some(cells => cells[column]));
  const line = (cells: readonly string[]): string =>
    `| ${columns.map(column => (cells[column] ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${columns.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join('\n');
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter(part => part !== undefined && part !== false && part !== '').join('\n\n');
}
