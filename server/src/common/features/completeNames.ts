/** Header names: mandatory ones that are missing first, forbidden ones and second copies of single ones never. */

import type { PlacementVerdict } from '../registry/index.ts';
import { HEADERS, placement } from '../registry/index.ts';
import type { HeaderRow } from '../registry/types.ts';
import { contentLengths } from '../syntax/print.ts';
import { headersOf, methodOf } from '../syntax/views.ts';
import type { CompletionPlace, Proposal, Proposals } from './completion.ts';
import { placementContext } from './context.ts';
import { subscriberOf } from './subscriber.ts';
import type { TemplateContext } from './templates.ts';
import { TEMPLATES } from './templates.ts';
import { CompletionItemKind } from './types.ts';

const RANK: { readonly [verdict in PlacementVerdict]: string } = {
  mandatory: '0',
  expected: '1',
  optional: '2',
  conditional: '2',
  unknown: '3',
  forbidden: '9',
};

const REMARK: { readonly [verdict in PlacementVerdict]?: string } = {
  mandatory: 'mandatory',
  expected: 'should be sent',
};

export function completeHeaderName(place: CompletionPlace): Proposals | undefined {
  const { message, line, offset } = place;
  const before = line.text.slice(0, offset - line.start);
  if (!/^[\w-]*$/.test(before)) return undefined;
  // With the colon there already, only the name is written.
  const rest = /^([\w-]*)\s*(:?)/.exec(line.text.slice(before.length));
  const named = rest?.[2] === ':';
  const present = new Set(
    headersOf(message)
      .filter(header => header.start !== line.start)
      .map(header => header.name),
  );
  const context = placementContext(message, place.options);
  const templates = templateContext(place);
  const items = HEADERS.flatMap((row): Proposal[] => {
    if (present.has(row.name) && row.list === 'single') return [];
    const verdict = context ? placement(row, context).verdict : 'unknown';
    if (verdict === 'forbidden' || row.status === 'reserved' || row.name.endsWith('*')) return [];
    return [proposalOf(row, verdict, present.has(row.name), named ? undefined : templates)];
  });
  return { start: line.start, end: offset + (rest?.[1]?.length ?? 0), items };
}

function proposalOf(
  row: HeaderRow,
  verdict: PlacementVerdict,
  isPresent: boolean,
  templates: TemplateContext | undefined,
): Proposal {
  const { name } = row;
  const rank = isPresent ? '4' : row.status === 'registered' ? RANK[verdict] : '5';
  const remark = isPresent ? undefined : REMARK[verdict];
  const template = templates && TEMPLATES[name]?.(templates);
  return {
    label: name,
    kind: CompletionItemKind.field,
    sortText: `${rank}${name}`,
    text: templates === undefined ? name : `${name}: ${template ?? ''}`,
    data: { kind: 'header', name },
    ...(remark === undefined ? {} : { labelDetails: { description: remark } }),
    ...(row.status === 'deprecated' ? { tags: [1] } : {}),
    ...(template === undefined ? { reopen: templates !== undefined } : { snippet: true }),
  };
}

export function templateContext({ message, options }: CompletionPlace): TemplateContext {
  const subscriber = subscriberOf(message, options.configuration);
  return {
    random: options.random,
    subscriber,
    homeDomain: subscriber?.homeDomain ?? options.configuration.network.homeDomain,
    method: methodOf(message) ?? 'REGISTER',
    contentLength: contentLengths(message)[0] ?? 0,
  };
}
