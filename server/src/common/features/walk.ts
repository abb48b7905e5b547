/** Walking over a whole document without filling the memory. */

import { releaseViews } from '../syntax/cache.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';

/** Up to this many messages it is better to keep what was made of each: the next question comes soon. */
const SHORT = 500;

/**
 * Visits the messages in order. In a long document what the visit made of a message (header views, nodes) is dropped
 * behind it: a trace of 100,000 lines would otherwise hold 300 MB after one look at its outline.
 */
export function eachMessage(document: SipDocument, visit: (message: SipMessage, index: number) => void): void {
  const long = document.messages.length > SHORT;
  document.messages.forEach((message, index) => {
    const isNew = message.views === undefined;
    visit(message, index);
    if (long && isNew) releaseViews(message);
  });
}
