/** Capture files to `.sip` text. What is in the packets is evidence: nothing is repaired. */

import { readCapture } from './captureFile.ts';
import { writeDocument } from './document.ts';
import { messagesIn } from './packets.ts';
import type { ImportResult } from './types.ts';

/** A pcap or pcapng file; one that is broken gives what was read before the break. Never throws. */
export function importCapture(octets: Uint8Array): ImportResult {
  const { packets, fault } = readCapture(octets);
  const { messages, notes } = messagesIn(packets);
  return { text: writeDocument(messages), messages: messages.length, repairs: [], notes, fault };
}
