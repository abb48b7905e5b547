/** What was made of a message's tape so far, kept with the message until it is released. */

import type { SipMessage } from './message.ts';
import type { SyntaxNode } from './tree.ts';
import type { Header, StartLine } from './views.ts';

export class Views {
  tree: SyntaxNode | undefined = undefined;
  headers: readonly Header[] | undefined = undefined;
  byName: ReadonlyMap<string, readonly Header[]> | undefined = undefined;
  /** null: looked for, and there is none. */
  startLine: StartLine | undefined | null = undefined;
  /** What the rules made of the views (`rules/shared/facts.ts`). */
  facts: object | undefined = undefined;
}

/** The views of a message, to read and to fill. */
export function viewsOf(message: SipMessage): Views {
  message.views ??= new Views();
  return message.views;
}

/** Drops everything that was made; a message at rest is its text and its tape. */
export function releaseViews(message: SipMessage): void {
  message.views = undefined;
}
