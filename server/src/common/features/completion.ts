/** textDocument/completion: what may stand at the cursor, most needed first. Documentation is loaded by `resolve`. */

import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { bodyOf, headersOf, startLineOf } from '../syntax/views.ts';
import { completeDirective, completeMethodLine, completeStartLine } from './completeLines.ts';
import { completeHeaderName } from './completeNames.ts';
import { completeValue } from './completeValues.ts';
import { lineAt, placeAt, rangeAt } from './locate.ts';
import { withoutTabStops } from './templates.ts';
import type { CompletionItem, CompletionList, Position } from './types.ts';

export interface CompletionOptions {
  readonly configuration: Configuration;
  /** The editor knows tab stops. */
  readonly snippets: boolean;
  /** The editor has VS Code's command that opens the list again, so that a value follows its name at once. */
  readonly reopens: boolean;
  readonly random: (octets: number) => Uint8Array;
}

/** Where the cursor is: the line around it, and what surrounds that. Offsets in the message's text. */
export interface CompletionPlace {
  readonly document: SipDocument;
  readonly index: number;
  readonly message: SipMessage;
  readonly offset: number;
  readonly line: { readonly start: number; readonly end: number; readonly text: string };
  readonly options: CompletionOptions;
}

/** An item before its text is turned into an edit; `text` is a snippet when `snippet` is set. */
export interface Proposal extends Omit<CompletionItem, 'textEdit' | 'insertTextFormat' | 'command'> {
  readonly text: string;
  readonly snippet?: boolean;
  /** Open the list again behind the inserted text. */
  readonly reopen?: boolean;
}

export interface Proposals {
  /** What the items replace; on one line, with the cursor inside. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Proposal[];
}

export function completion(
  document: SipDocument,
  position: Position,
  options: CompletionOptions,
): CompletionList | null {
  const place = placeAt(document, position);
  if (!place) return null;
  const line = lineAt(place.message, place.offset);
  const proposals = propose({ document, ...place, line, options });
  if (!proposals || proposals.items.length === 0) return null;
  const range = rangeAt(document, place.index, proposals);
  return { isIncomplete: false, items: proposals.items.map(proposal => itemOf(proposal, range, options)) };
}

function propose(place: CompletionPlace): Proposals | undefined {
  const { message, offset, line } = place;
  const start = startLineOf(message);
  const body = bodyOf(message);
  if (line.text.startsWith('#') && (!body || offset < body.start)) return completeDirective(place);
  if (!start || line.start < start.start) return completeMethodLine(place);
  if (line.start === start.start) return completeStartLine(place);
  if (body && offset >= body.start) return undefined;
  // Lines behind the header block belong to nothing yet; the first one may become a header.
  const colon = line.text.indexOf(':');
  const header = headersOf(message).find(each => each.start < offset && offset <= Math.max(each.end, line.end));
  if (header && line.start > header.start && /^[ \t]/.test(line.text)) return completeValue(place, header);
  if (colon < 0 || offset <= line.start + colon) return completeHeaderName(place);
  const own = headersOf(message).find(each => each.start === line.start);
  return own && completeValue(place, own);
}

function itemOf(
  proposal: Proposal,
  range: CompletionItem['textEdit']['range'],
  options: CompletionOptions,
): CompletionItem {
  const { text, snippet, reopen, ...item } = proposal;
  const asSnippet = snippet === true && options.snippets;
  const newText = snippet === true && !options.snippets ? withoutTabStops(text) : text;
  return {
    ...item,
    textEdit: { range, newText },
    ...(asSnippet ? { insertTextFormat: 2 } : {}),
    ...(reopen === true && options.reopens
      ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } }
      : {}),
  };
}
