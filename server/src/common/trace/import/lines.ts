/** Pasted text to lines, each with the number it had. Line ends that a log wrote as characters become line ends. */

export interface Line {
  readonly text: string;
  /** Line of the imported text, from 0. */
  readonly number: number;
}

/** Ways in which logs keep a message on one line, most telling first. */
const ESCAPED_LINE_ENDS: readonly { readonly ends: RegExp; readonly plain: (text: string) => string }[] = [
  // rsyslog and syslog-ng write control characters as #ooo.
  { ends: /(?:#015){0,2}#012/g, plain: text => text.replace(/#011/g, '\t') },
  { ends: /(?:\\x0[dD])?\\x0[aA]/g, plain: text => text.replace(/\\x09/g, '\t').replace(/\\x22/g, '"') },
  // JSON and C strings, also JSON within JSON.
  { ends: /(?:\\{1,4}r)?\\{1,4}n/g, plain: unescapeString },
  { ends: /&#(?:13|x0?d);(?:&#(?:10|x0?a);)?|&#(?:10|x0?a);/gi, plain: text => text },
];

export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (const [number, one] of text.split(/\r{0,2}\n|[\r\f\u2028\u2029]/).entries()) {
    for (const part of parts(one)) lines.push({ text: part, number });
  }
  return lines;
}

function parts(line: string): readonly string[] {
  if (!line.includes('SIP/2.0')) return [line];
  for (const { ends, plain } of ESCAPED_LINE_ENDS) {
    // Two line ends at least: one backslash before an `n` is no proof.
    ends.lastIndex = 0;
    if (!ends.test(line) || !ends.test(line)) continue;
    ends.lastIndex = 0;
    return line.split(ends).map(plain);
  }
  return [line];
}

function unescapeString(text: string): string {
  return text.replace(/\\{1,4}(?:u([0-9a-fA-F]{4})|(["'/])|(t))/g, (_, code: string, same: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return same ?? '\t';
  });
}
