/** The tests that the client shows in its test explorer. */

import type { CancellationToken } from 'vscode-languageserver';
import { expectationItems } from '../features/expectations.ts';
import type { ExpectationItem, FindExpectationsParams } from '../protocol.ts';
import { FIND_EXPECTATIONS } from '../protocol.ts';
import { parseDocument } from '../syntax/document.ts';
import { LARGEST_DOCUMENT } from './documents.ts';
import type { Session } from './session.ts';

export function registerTests({ connection, guard }: Session): void {
  connection.onRequest<ExpectationItem[], void>(
    FIND_EXPECTATIONS,
    ({ text }: FindExpectationsParams, token: CancellationToken) =>
      guard.run(token, [], 'find expectations', () => {
        const isReadable = typeof text === 'string' && text.length <= LARGEST_DOCUMENT;
        return isReadable ? expectationItems(parseDocument(text)) : [];
      }),
  );
}
