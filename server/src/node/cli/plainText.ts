/** Markdown as a terminal shows it: the words, without the marks. */

/** `**bold**`, `code`, links and escapes of the hover texts become plain words; code fences become indented lines. */
export function plainText(markdown: string): string {
  const blocks = markdown.split(/^```.*\n([\s\S]*?)^```$/m);
  return blocks.map((block, index) => (index % 2 === 1 ? indent(block) : inline(block))).join('');
}

function indent(block: string): string {
  return block.replace(/^(?=.)/gm, '    ').replace(/\n$/, '');
}

function inline(text: string): string {
  return alignTables(
    text
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '$1 <$2>')
      .replace(/\*\*([^*]+)\*\*/g, '$1')
      .replace(/(`+)\s?(.*?)\s?\1/g, '$2')
      .replace(/\\([\\`*_{}[\]<>|~#])/g, '$1'),
  );
}

/** Columns of a table under each other, without the row of dashes. */
function alignTables(text: string): string {
  return text.replace(/(?:^\|.*\|$\n?)+/gm, table => {
    const rows = table
      .trim()
      .split('\n')
      .filter(line => !/^\|[\s:|-]+\|$/.test(line))
      .map(line =>
        line
          .slice(1, -1)
          .split('|')
          .map(cell => cell.trim()),
      );
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(cells => (cells[column] ?? '').length)));
    const lines = rows.map(cells =>
      `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    );
    return `${lines.join('\n')}\n`;
  });
}
