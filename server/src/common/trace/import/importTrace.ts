/** The one door of importing: octets of a file of any kind in, a `.sip` document out. */

import { utf8Text } from '../../diameter/octets.ts';
import { importCapture } from './capture.ts';
import { captureFormat } from './captureFile.ts';
import { importText } from './text.ts';
import type { ImportResult } from './types.ts';

/** Capture (pcap, pcapng) or text in UTF-8 or UTF-16. Never throws. */
export function importTrace(octets: Uint8Array): ImportResult {
  if (captureFormat(octets) !== undefined) return importCapture(octets);
  if (octets[0] === 0x1f && octets[1] === 0x8b) {
    const fault = 'The file is compressed with gzip: unpack it first.';
    return { text: '', messages: 0, repairs: [], notes: [], fault };
  }
  return importText(textOf(octets));
}

/** Windows programs save "Unicode" as UTF-16 with a byte order mark. */
function textOf(octets: Uint8Array): string {
  const isLittle = octets[0] === 0xff && octets[1] === 0xfe;
  if (!isLittle && !(octets[0] === 0xfe && octets[1] === 0xff)) return utf8Text(octets);
  let text = '';
  for (let at = 2; at + 1 < octets.length; at += 2) {
    const [first, second] = [octets[at] ?? 0, octets[at + 1] ?? 0];
    text += String.fromCharCode(isLittle ? first | (second << 8) : (first << 8) | second);
  }
  return text;
}
