/** Breaks messages in ways that people and networks do. */

const PIECES = [
  '',
  '',
  '\n',
  '\r\n',
  '\r\n\r\n',
  '\r\n ',
  '###',
  '### t\n',
  '# @hop Gm\n',
  '"',
  '\\',
  '<',
  '>',
  ';',
  ',',
  '=',
  ':',
  '@',
  '%',
  '[',
  ']',
  '(',
  ')',
  '*',
  '?',
  ' ',
  '\t',
  '\0',
  'é',
  '\ud83d',
  'sip:',
  'SIP/2.0',
  'INVITE sip:a SIP/2.0\n',
  'SIP/2.0 200 OK\n\n',
  'Via:',
  'l: 0\n',
  'Content-Length: 5\n',
  'Content-Type: multipart/mixed;boundary=b\n',
  '--b\n',
  'v=0\n',
  '::1',
  '0'.repeat(12),
];

export type Random = (below: number) => number;

/** Replaces a few places of `text` with pieces that have a meaning somewhere, or with text of its own. */
export function mutate(text: string, random: Random): string {
  let result = text;
  for (let left = 1 + random(4); left > 0; left--) {
    const start = random(result.length + 1);
    const removed = random(3) > 0 ? random(4) : random(60);
    const from = random(result.length + 1);
    const piece = random(4) > 0 ? (PIECES[random(PIECES.length)] ?? '') : result.slice(from, from + random(80));
    result = result.slice(0, start) + piece + result.slice(start + removed);
  }
  return result;
}
