/** Completion in values that are words with blanks between: CSeq, RAck, Via, Warning, and identifiers in brackets. */

import { METHODS } from '../registry/index.ts';
import type { HeaderRow } from '../registry/types.ts';
import { methodOf } from '../syntax/views.ts';
import { templateContext } from './completeNames.ts';
import type { CompletionPlace, Proposal, Proposals } from './completion.ts';
import type { Piece } from './pieces.ts';
import { newCallId, stop } from './templates.ts';
import { CompletionItemKind } from './types.ts';

/** The word at the cursor: which one it is, and where it stands in the value. */
interface Word {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

function wordAt(text: string, piece: Piece, at: number): Word {
  const before = text.slice(piece.start, at);
  const blank = /\s*$/.exec(before)?.[0].length ?? 0;
  const words = before.trim() === '' ? 0 : before.trim().split(/\s+/).length;
  const behind = /^[^\s;,]*/.exec(text.slice(at, piece.end))?.[0].length ?? 0;
  if (blank > 0 || words === 0) return { index: words, start: at, end: at + behind };
  const length = /\S*$/.exec(before)?.[0].length ?? 0;
  return { index: words - 1, start: at - length, end: at + behind };
}

function items(
  texts: readonly string[],
  detail: string,
  kind: Proposal['kind'] = CompletionItemKind.value,
): Proposal[] {
  return texts.map(text => ({ label: text, kind, detail, text }));
}

/** Only the method of this message may stand there (RFC 3261 §8.1.1.5); without one, any. */
function methodProposals(place: CompletionPlace, own: boolean): Proposal[] {
  const method = own ? methodOf(place.message) : undefined;
  return METHODS.filter(row => method === undefined || row.name === method).map(row => ({
    label: row.name,
    kind: CompletionItemKind.method,
    text: row.name,
    data: { kind: 'method', name: row.name },
  }));
}

function viaWords(place: CompletionPlace, row: HeaderRow, index: number): Proposal[] {
  if (index > 0) {
    const { homeDomain } = templateContext(place);
    return [
      {
        label: 'host:port',
        kind: CompletionItemKind.value,
        text: `${stop(1, '192.0.2.1')}:${stop(2, '5060')}`,
        snippet: true,
      },
      ...items([homeDomain], 'home domain'),
    ];
  }
  return (row.values ?? []).map(({ value }) => ({
    label: `SIP/2.0/${value}`,
    kind: CompletionItemKind.enumMember,
    text: `SIP/2.0/${value} `,
    data: { kind: 'value', name: value, of: row.name },
  }));
}

function warningWords(place: CompletionPlace, row: HeaderRow, index: number, code: string): Proposal[] {
  if (index === 0) {
    return (row.values ?? []).map(({ value }) => ({
      label: value,
      kind: CompletionItemKind.enumMember,
      text: `${value} `,
      data: { kind: 'value', name: value, of: row.name },
    }));
  }
  if (index === 1) return items([templateContext(place).homeDomain], 'who warns');
  const doc = row.values?.find(({ value }) => value === code)?.doc ?? 'Miscellaneous warning.';
  return index === 2 ? items([`"${doc.replace(/[:;.].*$/s, '')}"`], 'text for a person') : [];
}

/** Undefined where the value is not made of words. */
export function completeWords(
  place: CompletionPlace,
  row: HeaderRow,
  text: string,
  piece: Piece,
  at: number,
): Proposals | undefined {
  const word = wordAt(text, piece, at);
  const { index } = word;
  switch (row.shape) {
    case 'cseq':
      if (index === 0) return { ...word, items: items(['1'], 'sequence number') };
      return { ...word, items: index === 1 ? methodProposals(place, true) : [] };
    case 'rack':
      if (index < 2) return { ...word, items: items(['1'], index === 0 ? 'RSeq number' : 'CSeq number') };
      return { ...word, items: index === 2 ? methodProposals(place, false) : [] };
    case 'viaList':
      return { ...word, items: viaWords(place, row, index) };
    case 'warningList': {
      const first = text.slice(piece.start).trimStart().split(/\s/)[0] ?? '';
      return { ...word, items: warningWords(place, row, index, first) };
    }
    case 'messageId': {
      const context = templateContext(place);
      const id = `<${newCallId(context)}@${context.homeDomain}>`;
      return { start: piece.start, end: piece.end, items: items([id], 'new') };
    }
    default:
      return undefined;
  }
}
