/** Completion outside of header fields: directives, the first word of a message, and the rest of its start-line. */

import { METHODS, STATUS_CODES } from '../registry/index.ts';
import { RULES } from '../rules/index.ts';
import { methodOf } from '../syntax/views.ts';
import type { CompletionPlace, Proposal, Proposals } from './completion.ts';
import { DIRECTIVES } from './directives.ts';
import { plain } from './templates.ts';
import { CompletionItemKind } from './types.ts';
import { uriParamProposals, uriProposals } from './uriProposals.ts';

/** `# @`, a directive's name, or its value. */
export function completeDirective({ line, offset, options }: CompletionPlace): Proposals | undefined {
  const before = line.text.slice(0, offset - line.start);
  const name = /^#\s*@?([\w-]*)$/.exec(before);
  if (name) {
    const start = line.start + (/^#\s*/.exec(before)?.[0].length ?? 1);
    const items = DIRECTIVES.map(
      (row): Proposal => ({
        label: `@${row.name}`,
        kind: CompletionItemKind.keyword,
        detail: row.doc,
        text: `@${row.name}${row.snippet}`,
        snippet: true,
        reopen: true,
      }),
    );
    return { start, end: offset, items };
  }
  const value = /^#\s*@([\w-]+)\s+(\S*)$/.exec(before);
  const key = value?.[1];
  if (!value || key === undefined) return undefined;
  return { start: offset - (value[2]?.length ?? 0), end: offset, items: directiveValues(key, options.configuration) };
}

function directiveValues(key: string, configuration: CompletionPlace['options']['configuration']): Proposal[] {
  const item = (label: string, detail: string): Proposal => ({
    label,
    kind: CompletionItemKind.enumMember,
    detail,
    text: label,
  });
  if (key === 'ignore' || key === 'ignore-file') return RULES.map(rule => item(rule.id, rule.doc));
  if (key === 'subscriber') return configuration.subscribers.map(each => item(each.name, each.impi));
  return (DIRECTIVES.find(row => row.name === key)?.values ?? []).map(([value, doc]) => item(value, doc));
}

/** The first word of a message: a method, or the version of a response. */
export function completeMethodLine(place: CompletionPlace): Proposals | undefined {
  const { line, offset, options } = place;
  const before = line.text.slice(0, offset - line.start);
  // A start-line that has just been begun.
  if (/^[A-Z]+ |^SIP\/2\.0 /.test(before)) return completeStartLine(place);
  if (!/^[A-Za-z]*$/.test(before)) return undefined;
  const domain = plain(options.configuration.network.homeDomain);
  const items = METHODS.map(
    (row): Proposal => ({
      label: row.name,
      kind: CompletionItemKind.method,
      text:
        row.name === 'REGISTER'
          ? `REGISTER sip:\${1:${domain}} SIP/2.0`
          : `${row.name} sip:\${1:user@${domain}} SIP/2.0`,
      snippet: true,
      data: { kind: 'method', name: row.name },
    }),
  );
  items.push({
    label: 'SIP/2.0',
    kind: CompletionItemKind.keyword,
    detail: 'a response',
    text: 'SIP/2.0 ',
    reopen: true,
  });
  return { start: line.start, end: offset, items };
}

/** Behind the method a URI, behind the URI the version, behind the version of a response its code and reason. */
export function completeStartLine(place: CompletionPlace): Proposals | undefined {
  const { line, offset, options, message } = place;
  const before = line.text.slice(0, offset - line.start);
  const code = /^SIP\/2\.0 +(\d*)/.exec(before);
  if (code) return { start: line.start + 8, end: line.end, items: statusProposals() };
  const request = /^(\S+) +(\S*)( *)([A-Za-z/\d.]*)$/.exec(before);
  if (!request) return /^\S*$/.test(before) ? methodOnly(place) : undefined;
  const [, method = '', uri = '', gap = '', version = ''] = request;
  if (gap === '') {
    const params = uriParamProposals(uri);
    if (params) return { start: offset - params.length, end: offset, items: params.items };
    const end = line.start + (/^\S+ +\S*/.exec(line.text)?.[0].length ?? before.length);
    return { start: offset - uri.length, end, items: uriProposals(options, methodOf(message) ?? method, false) };
  }
  const item: Proposal = { label: 'SIP/2.0', kind: CompletionItemKind.keyword, text: 'SIP/2.0' };
  return { start: offset - version.length, end: line.end, items: [item] };
}

/** The method of a start-line that is there already: only the word is replaced. */
function methodOnly({ line, offset }: CompletionPlace): Proposals {
  const end = line.start + (/^\S*/.exec(line.text)?.[0].length ?? 0);
  const items = METHODS.map(
    (row): Proposal => ({
      label: row.name,
      kind: CompletionItemKind.method,
      text: row.name,
      data: { kind: 'method', name: row.name },
    }),
  );
  return { start: line.start, end: Math.max(end, offset), items };
}

function statusProposals(): Proposal[] {
  return STATUS_CODES.map(row => ({
    label: `${row.code} ${row.reason}`,
    kind: CompletionItemKind.enumMember,
    text: `${row.code} ${row.reason}`,
    data: { kind: 'status', name: String(row.code) },
  }));
}
