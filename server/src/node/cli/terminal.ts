/** How text that comes from files stands in a terminal: its width, and nothing in it that the terminal would obey. */

/** East Asian wide and full-width characters, and what is drawn as an emoji (Unicode 16, UAX #11). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

const COMBINING = /^[\p{Mn}\p{Me}]$/u;

/** Control characters, invisible format characters (bidirectional overrides among them), and what is no character. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The text with every character to be seen: control characters as their pictures, other invisible ones as U+FFFD. */
export function visible(text: string): string {
  return text.replace(UNSAFE, character => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x09) return ' ';
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/** Columns that a text takes. */
export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

/** Lines of at most `width` columns, broken at blanks; `indent` stands before all but the first. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || cells(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join('\n');
}
