/** Markdown as a terminal shows it: the words, without the marks. */

import { cells, padEnd, wrap } from './terminal.ts';

/** `**bold**`, `code`, links and escapes of the hover texts become plain words; code fences become indented lines. */
export function plainText(markdown: string, width: number): string {
  const blocks = markdown.split(/^```.*\n([\s\S]*?)^```$/m);
  return blocks.map((block, index) => (index % 2 === 1 ? indent(block) : paragraphs(block, width))).join('');
}

function indent(block: string): string {
  return block.replace(/^(?=.)/gm, '    ').replace(/\n$/, '');
}

function paragraphs(text: string, width: number): string {
  const pieces = text.split(/((?:^\|.*\|$\n?)+)/m);
  return pieces.map((piece, index) => (index % 2 === 1 ? table(piece) : lines(piece, width))).join('');
}

function lines(text: string, width: number): string {
  return text
    .split('\n')
    .map(line => (line === '---' ? '─'.repeat(Math.min(width, 40)) : line))
    .map(line => wrap(words(line), width, line.startsWith('- ') ? '  ' : ''))
    .join('\n');
}

function words(text: string): string {
  return text
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 <$2>')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\\*\w])\*(?! )([^*]+)\*/g, '$1')
    .replace(/(`+)\s?(.*?)\s?\1/g, '$2')
    .replace(/\\([\\`*_{}[\]<>|~#])/g, '$1');
}

/** Columns under each other, without the row of dashes. */
function table(text: string): string {
  const rows = text
    .trim()
    .split('\n')
    .filter(line => !/^\|[\s:|-]+\|$/.test(line))
    .map(line =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map(cell => words(cell.trim())),
    );
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => cells(row[column] ?? ''))));
  const shown = rows.map(row => `  ${row.map((cell, column) => padEnd(cell, widths[column] ?? 0)).join('  ')}`);
  return `${shown.map(line => line.trimEnd()).join('\n')}\n`;
}
