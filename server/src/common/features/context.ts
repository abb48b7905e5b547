/** What surrounds an offset: the header field, its registry row, the parameter; hover and completion start from it. */

import type { PlacementContext } from '../registry/index.ts';
import type { HeaderRow, ParamRow, ValueRow } from '../registry/types.ts';
import { type HopContext, hopOf } from '../rules/hop.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { textOf } from '../syntax/tree.ts';
import type { Header } from '../syntax/views.ts';
import { headersOf, methodOf, statusOf } from '../syntax/views.ts';
import { uriParamRow } from './describeUri.ts';

/** What the registry needs to know to say whether a header may stand in this message. */
export function placementContext(message: SipMessage, context: HopContext): PlacementContext | undefined {
  const method = methodOf(message);
  if (method === undefined) return undefined;
  const status = statusOf(message);
  const hop = hopOf(message, context);
  return { method, ...(status === undefined ? {} : { status }), ...(hop === undefined ? {} : { hop }) };
}

/** The header field that a node path goes through. */
export function headerOnPath(message: SipMessage, path: readonly SyntaxNode[]): Header | undefined {
  const node = path.find(each => each.kind === 'header');
  return node && headersOf(message).find(header => header.start === node.start);
}

/** A parameter on the path with its row; `owner` is the header's name or `URI`. */
export interface ParamOnPath {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly row: ParamRow | undefined;
  readonly owner: string;
}

export function paramOnPath(
  message: SipMessage,
  path: readonly SyntaxNode[],
  header: Header | undefined,
): ParamOnPath | undefined {
  const node = path.findLast(each => each.kind === 'param' || each.kind === 'uri-param');
  const nameNode = node?.children.find(child => child.kind === 'param-name');
  if (!node || !nameNode) return undefined;
  const name = textOf(message, nameNode);
  if (node.kind === 'uri-param') return { node, name, row: uriParamRow(name), owner: 'URI' };
  return { node, name, row: header?.row && paramRow(header.row, name), owner: header?.name ?? '' };
}

/** The row of a header parameter; a family row (`+g.*`) stands for every name that begins like it. */
export function paramRow(row: HeaderRow, name: string): ParamRow | undefined {
  const wanted = name.toLowerCase();
  const exact = row.params?.find(each => each.name.toLowerCase() === wanted);
  if (exact) return exact;
  return row.params?.find(each => each.name.endsWith('*') && wanted.startsWith(each.name.slice(0, -1).toLowerCase()));
}

export function valueRow(rows: readonly ValueRow[] | undefined, value: string): ValueRow | undefined {
  const wanted = value.toLowerCase();
  return rows?.find(row => row.value.toLowerCase() === wanted);
}

/** The registered value of a header's own element: an option tag, an event package, a method. */
export function elementRow(row: HeaderRow, value: string): ValueRow | undefined {
  return valueRow(row.values, value);
}
