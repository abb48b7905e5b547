/** The tests of a document: one for each `# @expect`. */

import { expectationsOf } from '../sim/expectation.ts';
import type { SipDocument } from '../syntax/document.ts';
import { titleOf } from '../syntax/views.ts';
import { messageName } from './documentSymbols.ts';
import { rangeAt } from './locate.ts';
import type { Range } from './types.ts';
import { eachMessage } from './walk.ts';

export interface ExpectationItem {
  /** The title of the message, else what it is. */
  readonly label: string;
  readonly expected: string;
  readonly flow?: string;
  /** The directive: a position in its message. */
  readonly range: Range;
}

export function expectationItems(document: SipDocument): ExpectationItem[] {
  const items: ExpectationItem[] = [];
  eachMessage(document, (message, index) => {
    for (const expectation of expectationsOf(message)) {
      const { expected, flow } = expectation;
      items.push({
        label: titleOf(message) || messageName(document, index) || 'message',
        expected,
        ...(flow === undefined ? {} : { flow }),
        range: rangeAt(document, index, expectation),
      });
    }
  });
  return items;
}
