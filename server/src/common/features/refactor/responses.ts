/** Responses to the request at the cursor (RFC 3261 §8.2.6): what is copied, and what each of them must carry. */

import { mandatoryHeaders, statusCodeRow } from '../../registry/index.ts';
import { type HeaderLine, header, responseTo, SipPacket } from '../../sim/message.ts';
import type { SipMessage } from '../../syntax/message.ts';
import { param } from '../../syntax/values.ts';
import { headersNamed, headersOf, startLineOf, statusOf } from '../../syntax/views.ts';
import { newTag } from '../templates.ts';
import { transactionsOf } from '../transactions.ts';
import { insertion } from './newMessages.ts';
import type { Refactor, Refactoring, RefactorPlace } from './refactoring.ts';
import { responseHeader } from './responseHeaders.ts';
import { sdpAnswer } from './sdpAnswer.ts';

/** What is likely to be wanted, by method; the rest are two clicks away in completion. */
const CODES: ReadonlyMap<string, readonly number[]> = new Map([
  ['REGISTER', [200, 401, 403, 404, 423, 500, 503]],
  ['INVITE', [100, 180, 183, 200, 403, 404, 407, 480, 486, 488, 500, 503]],
  ['SUBSCRIBE', [200, 403, 404, 423, 489]],
  ['PUBLISH', [200, 403, 404, 423, 489]],
  ['CANCEL', [200, 481]],
  ['ACK', []],
]);
const OUTSIDE_DIALOG: readonly number[] = [200, 403, 404, 480, 503];
const INSIDE_DIALOG: readonly number[] = [200, 481, 500];

/** A response with these can be told to belong to its request. */
const COPIED = ['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const;

export const responses: Refactor = place => {
  const { message, document, index } = place;
  if (!isAnswerable(message)) return [];
  const given = transactionsOf(document).responses.get(index) ?? [];
  const codes = given.map(at => statusOf(document.messages[at] ?? message) ?? 0);
  // One final response ends a transaction (RFC 3261 §17.2).
  if (codes.some(code => code >= 200)) return [];
  const request = SipPacket.author(message);
  return codesFor(request)
    .filter(code => code > Math.max(...codes, 0))
    .flatMap(code => response(place, request, code, given));
};

function codesFor(request: SipPacket): readonly number[] {
  const { method = '' } = request;
  const isInside = request.addresses('To').some(({ params }) => param(params, 'tag') !== undefined);
  const usual = CODES.get(method);
  if (!isInside || method === 'ACK' || method === 'CANCEL') return usual ?? OUTSIDE_DIALOG;
  return method === 'INVITE' ? [100, 200, 481, 488, 491] : INSIDE_DIALOG;
}

/** Whether all that a response copies stands there once and can be read; Via as often as it likes. */
export function isAnswerable(message: SipMessage): boolean {
  if (startLineOf(message)?.type !== 'request') return false;
  const isReadable = COPIED.every(name => {
    const found = headersNamed(message, name);
    return found.length > 0 && (name === 'Via' || found.length === 1) && !found.some(each => each.hasErrors);
  });
  return isReadable && headersOf(message).length < 1000;
}

/** `given` are the indexes of the responses that the file has; the new one goes below the last of them. */
function response(
  place: RefactorPlace,
  request: SipPacket,
  code: number,
  given: readonly number[],
): readonly Refactoring[] {
  const { document, index, message, random } = place;
  const reason = statusCodeRow(code)?.reason ?? '';
  const earlier = given.flatMap(at => document.messages[at] ?? []).map(SipPacket.author);
  const headers = responseLines(
    place,
    request,
    code,
    earlier.findLast(each => toTagOf(each) !== undefined),
  );
  if (headers === undefined) return [];
  const body = code === 200 && request.method === 'INVITE' ? sdpAnswer(message, random) : undefined;
  const type = body === undefined ? [] : [header('Content-Type', 'application/sdp')];
  const added = {
    title: `${code} ${reason}`,
    startLine: `SIP/2.0 ${code} ${reason}`,
    headers: [...headers, ...type],
    body: body ?? '',
    isBackwards: true,
  };
  const title = `Add the response ${code} ${reason} below`;
  return insertion(place, given.at(-1) ?? index, message, { title, kind: 'refactor.response' }, added);
}

function toTagOf(packet: SipPacket | undefined): string | undefined {
  return param(packet?.addresses('To')[0]?.params ?? [], 'tag')?.value;
}

/** What an earlier response of the same dialog has said (RFC 3261 §12.1.1). */
const REPEATED = ['Contact', 'Record-Route'];

/** Undefined when the response needs a header field that nobody can make up. */
function responseLines(
  place: RefactorPlace,
  request: SipPacket,
  code: number,
  earlier: SipPacket | undefined,
): readonly HeaderLine[] | undefined {
  const method = request.method ?? '';
  // A 100 has no tag of its own, since it makes no dialog (RFC 3261 §8.2.6.2).
  const copied = responseTo(
    request,
    code,
    '',
    [],
    [],
    code === 100 ? undefined : (toTagOf(earlier) ?? newTag(place)),
  ).headers;
  const names = new Set([
    ...usualHeaders(request, code),
    ...mandatoryHeaders({ method, status: code }).map(({ row }) => row.name),
    ...(statusCodeRow(code)?.requires ?? []),
    // Charging goes with every message between the servers of the network (TS 24.229 §7.2A.5).
    'P-Charging-Vector',
  ]);
  const lines: HeaderLine[] = [];
  for (const name of names) {
    if (name === 'Content-Length' || copied.some(line => line.name === name)) continue;
    const isSaid = REPEATED.includes(name) && earlier?.header(name) !== undefined;
    const values = isSaid ? earlier.values(name) : responseHeader(place, request, code, name);
    if (values === undefined) return undefined;
    lines.push(...values.map(value => header(name, value)));
  }
  return [...copied, ...lines];
}

/** Methods whose success makes a dialog (RFC 3261 §12.1.1, RFC 6665 §4.1.2, RFC 3515 §2.4.2). */
const DIALOG_METHODS: ReadonlySet<string> = new Set(['INVITE', 'SUBSCRIBE', 'REFER']);

/** Besides what the tables make mandatory. */
function usualHeaders(request: SipPacket, code: number): readonly string[] {
  const method = request.method ?? '';
  const isEarly = code > 100 && code < 200;
  if (code === 100) return ['Timestamp'];
  if (method === 'REGISTER' && code === 200) return ['Contact', 'Path', 'Service-Route', 'P-Associated-URI'];
  if (method === 'REGISTER' && code === 401) return ['WWW-Authenticate', 'Security-Server'];
  if (isEarly && request.tokens('Require').includes('100rel')) return ['Record-Route', 'Contact', 'Require', 'RSeq'];
  if (DIALOG_METHODS.has(method) && (isEarly || code === 200)) return ['Record-Route', 'Contact'];
  return [];
}
