/** Any body for the editor: outline, descriptions and tokens, whatever stands in it. */

import { headersOf } from '../syntax/views.ts';
import { type Body, bodyAt, type PartBody } from './body.ts';
import { describeSdp, sdpOutline, sdpTokens } from './sdp/present.ts';
import { innerTitle } from './sip.ts';
import type { BodyDescription, BodyNode, BodyToken } from './types.ts';
import { describeXml, xmlOutline, xmlTokens } from './xml/present.ts';

/** Symbols of a body; those that span lines can be folded. */
export function bodyOutline(body: Body): readonly BodyNode[] {
  switch (body.kind) {
    case 'sdp':
      return sdpOutline(body.sdp);
    case 'xml':
      return xmlOutline(body.xml);
    case 'multipart':
      return body.parts.map(partNode);
    case 'sip': {
      const { inner, content, start, end } = body;
      const headers = headerNodes(inner);
      const first = headers[0]?.start ?? end;
      return [
        {
          kind: 'message',
          name: innerTitle(inner) || 'Fragment',
          detail: body.mediaType,
          start,
          end,
          nameSpan: { start, end: inner.hasStartLine ? Math.max(start, first) : start },
          children: [...headers, ...(content ? bodyOutline(content) : [])],
        },
      ];
    }
    default:
      return [];
  }
}

function partNode(part: PartBody): BodyNode {
  return {
    kind: 'part',
    name: part.content?.mediaType || 'text/plain',
    detail: '',
    start: part.delimiter.start,
    end: part.end,
    nameSpan: part.delimiter,
    children: [
      ...headerNodes({ message: part.head, shift: part.shift }),
      ...(part.content ? bodyOutline(part.content) : []),
    ],
  };
}

function headerNodes(inner: Pick<Extract<Body, { kind: 'sip' }>['inner'], 'message' | 'shift'>): readonly BodyNode[] {
  return headersOf(inner.message).map(header => ({
    kind: 'header',
    name: header.name,
    detail: header.raw.length > 80 ? `${header.raw.slice(0, 79)}…` : header.raw,
    start: header.start + inner.shift,
    end: header.end + inner.shift,
    nameSpan: { start: header.nameNode.start + inner.shift, end: header.nameNode.end + inner.shift },
    children: [],
  }));
}

/** What stands at an offset of the message's text: for hover. */
export function describeBody(body: Body, offset: number): BodyDescription | undefined {
  const inner = bodyAt(body, offset);
  if (inner.kind === 'sdp') return describeSdp(inner.sdp, offset);
  if (inner.kind === 'xml') return describeXml(inner.xml, offset);
  return describeHeader(inner, offset);
}

/** The header fields of parts and inner messages. */
function describeHeader(body: Body, offset: number): BodyDescription | undefined {
  const inners = body.kind === 'sip' ? [body.inner] : [];
  const heads =
    body.kind === 'multipart' ? body.parts.map(part => ({ message: part.head, shift: part.shift })) : inners;
  for (const { message, shift } of heads) {
    const header = headersOf(message).find(each => each.start + shift <= offset && offset <= each.end + shift);
    if (!header?.row) continue;
    const { start, end } = header.nameNode;
    return {
      start: start + shift,
      end: end + shift,
      title: header.row.name,
      doc: header.row.doc,
      spec: header.row.spec,
    };
  }
  return undefined;
}

/** Pieces to colour, in the order of the text. */
export function bodyTokens(body: Body): readonly BodyToken[] {
  switch (body.kind) {
    case 'sdp':
      return sdpTokens(body.sdp);
    case 'xml':
      return xmlTokens(body.xml);
    case 'multipart':
      return inOrder([
        ...body.parts.flatMap(part => [
          { ...part.delimiter, type: 'keyword' } as const,
          ...headerTokens(part.head, part.shift),
          ...(part.content ? bodyTokens(part.content) : []),
        ]),
        ...(body.multipart.close ? [{ ...body.multipart.close, type: 'keyword' } as const] : []),
      ]);
    case 'sip': {
      const { inner, content } = body;
      return inOrder([...headerTokens(inner.message, inner.shift), ...(content ? bodyTokens(content) : [])]);
    }
    default:
      return [];
  }
}

function headerTokens(message: PartBody['head'], shift: number): readonly BodyToken[] {
  return headersOf(message).map(({ nameNode, row }) => ({
    start: nameNode.start + shift,
    end: nameNode.end + shift,
    type: row ? 'property' : 'variable',
  }));
}

function inOrder(tokens: readonly BodyToken[]): readonly BodyToken[] {
  return tokens.toSorted((one, other) => one.start - other.start);
}
