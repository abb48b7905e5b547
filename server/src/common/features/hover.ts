/** textDocument/hover: what stands under the cursor, by which clause, and what was computed about it. */

import type { Configuration } from '../config/configuration.ts';
import { findSubscriber } from '../config/configuration.ts';
import { cellIdCoding, splitCellId } from '../registry/accessTypes.ts';
import { headerRow, methodRow, nearestHeader, placement, statusCodeRow } from '../registry/index.ts';
import { reasonCauses } from '../registry/reasons.ts';
import { TRANSPORTS } from '../registry/transports.ts';
import type { ParamRow } from '../registry/types.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { contentLengths } from '../syntax/print.ts';
import type { SyntaxNode } from '../syntax/tree.ts';
import { nodePathAt, textOf } from '../syntax/tree.ts';
import type { Uri } from '../syntax/values.ts';
import { addressesOf } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { startLineOf, statusOf } from '../syntax/views.ts';
import { headOf } from './completeFitting.ts';
import { elementRow, headerOnPath, paramOnPath, placementContext, valueRow } from './context.ts';
import { describeHeader, describeMethod, describeParam, describeStatusCode, describeValue } from './describe.ts';
import { describeScheme, describeUri } from './describeUri.ts';
import { DIRECTIVES } from './directives.ts';
import { inWords } from './duration.ts';
import { hoverBody } from './hoverBody.ts';
import { describeScheme as describeAuthScheme, describeDirective } from './hoverCredentials.ts';
import { placeAt, rangeAt } from './locate.ts';
import { code, escapeMarkdown, heading, paragraphs, table } from './markdown.ts';
import { pieceAt, piecesOf } from './pieces.ts';
import type { Hover, Position } from './types.ts';

/** What a describer may look at: the message, the node path from the root to the cursor, and its header field. */
interface Context {
  readonly document: SipDocument;
  readonly index: number;
  readonly message: SipMessage;
  readonly configuration: Configuration;
  readonly path: readonly SyntaxNode[];
  readonly header: Header | undefined;
  /** Ends a long search for a cause. */
  readonly cancelled: (() => boolean) | undefined;
}

type Describer = (node: SyntaxNode, context: Context) => string | undefined;

export function hover(
  document: SipDocument,
  position: Position,
  configuration: Configuration,
  cancelled?: () => boolean,
): Hover | null {
  const place = placeAt(document, position);
  if (!place) return null;
  const path = nodePathAt(place.message, place.offset);
  if (path.at(-1)?.kind === 'body') return hoverBody(document, place.index, place.message, place.offset);
  const header = headerOnPath(place.message, path);
  const context = { document, index: place.index, message: place.message, configuration, path, header, cancelled };
  for (const node of path.toReversed()) {
    const value = DESCRIBERS[node.kind]?.(node, context);
    if (value === undefined) continue;
    return { contents: { kind: 'markdown', value }, range: rangeAt(document, place.index, node) };
  }
  return null;
}

const describeToken: Describer = (node, context) => {
  const { header, message } = context;
  if (!header?.row || paramOnPath(message, context.path, header)) return undefined;
  const challenge = describeAuthScheme({ ...context, header });
  if (challenge) return challenge;
  const text = textOf(message, node);
  const value = elementRow(header.row, text);
  if (value) return describeValue(value, header.name);
  const method = methodRow(text);
  return method && describeMethod(method);
};

const describeParameter: Describer = (node, context) => {
  const { message, header } = context;
  const found = paramOnPath(message, context.path, header);
  if (!found || found.node !== node) return undefined;
  const credentials = header && found.owner !== 'URI' && describeDirective({ ...context, header }, found.name);
  if (credentials) return credentials;
  if (!found.row) return undefined;
  const written = node.children.find(child => child.kind === 'param-value');
  const text = written ? textOf(message, written).replace(/^"(.*)"$/s, '$1') : undefined;
  const values = header && found.owner !== 'URI' ? valuesHere(message, header, node, found.row) : found.row.values;
  const value = text === undefined ? undefined : valueRow(values, text);
  const owner = found.owner === 'URI' ? 'a URI' : found.owner;
  return paragraphs(
    describeParam(found.row, owner, value),
    header && text !== undefined && describeCell(headHere(message, header, node), found.name, text),
    found.name.toLowerCase() === '+sip.instance' && text !== undefined && describeInstance(text),
    found.name.toLowerCase() === 'expires' && text !== undefined && describeSeconds(text),
  );
};

/** What stands in front of the parameters: the protocol of a cause, the access type of a cell. */
function headHere(message: SipMessage, header: Header, node: SyntaxNode): string {
  const base = message.text.indexOf(':', header.start) + 1;
  const text = message.text.slice(base, header.end);
  const pieces = piecesOf(text, header.row?.shape ?? 'text');
  const piece = pieceAt(pieces, node.start - base);
  return piece ? headOf(text, pieces, piece) : '';
}

/** The registered values of the parameter; those of a cause are the causes of its protocol. */
function valuesHere(message: SipMessage, header: Header, node: SyntaxNode, row: ParamRow): ParamRow['values'] {
  if (header.name !== 'Reason' || row.name !== 'cause') return row.values;
  return reasonCauses(headHere(message, header, node));
}

/** A cell identity taken apart by the coding of its access type (TS 24.229 §7.2A.4.3). */
function describeCell(accessType: string, name: string, text: string): string {
  const coding = cellIdCoding(accessType);
  const cell = coding && name.toLowerCase() === coding.parameter ? splitCellId(coding, text) : undefined;
  if (!coding || !cell) return '';
  const { mcc, mnc, area, cell: identity } = cell;
  return table(
    ['part', 'value'],
    [
      ['MCC', code(mcc)],
      ['MNC', code(mnc)],
      [coding.areaName, `${code(area)} = ${Number.parseInt(area, 16)}`],
      [coding.cellName, `${code(identity)} = ${Number.parseInt(identity, 16)}`],
    ],
  );
}

function describeSeconds(text: string): string {
  const words = /^\d{1,10}$/.test(text) ? inWords(Number(text)) : '';
  return words === '' || words === `${text} s` ? '' : `${text} s: ${words}.`;
}

/** The IMEI in the instance of a device (RFC 7254 §4.2). */
function describeInstance(text: string): string {
  const imei = /urn:gsma:imei:(\d{8})-(\d{6})-(\d)/i.exec(text);
  if (!imei) return '';
  const [, type = '', serial = '', spare = ''] = imei;
  return table(
    ['part of the IMEI', 'value'],
    [
      ['type allocation code', code(type)],
      ['serial number', code(serial)],
      ['spare digit', code(spare)],
    ],
  );
}

const describeAddressUri: Describer = (node, { message, header, configuration }) => {
  const uri = uriAt(message, header, node);
  if (!uri) return undefined;
  const subscriber = findSubscriber(configuration, { impu: uri.text });
  return paragraphs(describeUri(uri), subscriber && `Public identity of **${escapeMarkdown(subscriber.name)}**.`);
};

function uriAt(message: SipMessage, header: Header | undefined, node: SyntaxNode): Uri | undefined {
  const line = startLineOf(message);
  if (line?.type === 'request' && line.uri?.start === node.start) return line.uri;
  const uris = header ? addressesOf(message, header).map(address => address.uri) : [];
  return uris.find(uri => uri?.start === node.start);
}

const describeInteger: Describer = (node, { message, header, path }) => {
  if (!header || paramOnPath(message, path, header)) return undefined;
  const text = textOf(message, node);
  switch (header.name) {
    case 'Expires':
    case 'Min-Expires':
    case 'Session-Expires':
    case 'Min-SE':
    case 'Retry-After':
      return paragraphs(heading(header.name, 'seconds', header.row?.spec), describeSeconds(text), header.row?.doc);
    case 'Content-Length': {
      const octets = contentLengths(message)[0] ?? 0;
      return paragraphs(
        heading(header.name, 'octets of the body', header.row?.spec),
        `The body has ${octets} octets on the wire.`,
      );
    }
    default: {
      const value = header.row && elementRow(header.row, text);
      return value && describeValue(value, header.name);
    }
  }
};

const DESCRIBERS: { readonly [kind in SyntaxNode['kind']]?: Describer } = {
  'header-name': (node, { message, configuration }) => {
    const name = textOf(message, node);
    const row = headerRow(name);
    const context = placementContext(message, { configuration });
    if (row) return describeHeader(row, { written: name, here: context && placement(row, context) });
    const nearest = nearestHeader(name);
    return nearest && paragraphs(heading(name, 'unknown header field'), `Did you mean ${code(nearest)}?`);
  },
  method: (node, { message }) => {
    const row = methodRow(textOf(message, node));
    return row && describeMethod(row);
  },
  'status-code': (_, { message }) => describeStatus(message),
  'reason-phrase': (_, { message }) => describeStatus(message),
  token: describeToken,
  item: describeToken,
  'uri-param': describeParameter,
  param: describeParameter,
  uri: describeAddressUri,
  'request-uri': describeAddressUri,
  scheme: (node, { message }) => describeScheme(textOf(message, node)),
  integer: describeInteger,
  'warn-code': describeInteger,
  transport: (node, { message }) => {
    const name = textOf(message, node);
    const what = heading(name, 'transport over which the request was sent on this hop', 'RFC 3261 §20.42');
    return paragraphs(what, valueRow(TRANSPORTS, name)?.doc);
  },
  'directive-key': (node, { message }) => {
    const row = DIRECTIVES.find(each => each.name === textOf(message, node).replace(/^@/, ''));
    return row && paragraphs(heading(`@${row.name}`, 'directive of sipwright'), row.doc);
  },
};

function describeStatus(message: SipMessage): string | undefined {
  const row = statusCodeRow(statusOf(message) ?? 0);
  return row && describeStatusCode(row);
}
