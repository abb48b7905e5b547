/** What was made of a message's tape so far, kept with the message until it is released. */

import type { SipMessage } from './message.ts';
import type { SyntaxNode } from './tree.ts';
import type { Header, StartLine } from './views.ts';

export interface Views {
  tree?: SyntaxNode;
  headers?: readonly Header[];
  byName?: ReadonlyMap<string, readonly Header[]>;
  /** null: looked for, and there is none. */
  startLine?: StartLine | null;
}

/** The views of a message, to read and to fill. */
export function viewsOf(message: SipMessage): Views {
  message.views ??= {};
  return message.views;
}

/** Drops everything that was made; a message at rest is its text and its tape. */
export function releaseViews(message: SipMessage): void {
  message.views = undefined;
}
