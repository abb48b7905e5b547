/**
 * The requests that may follow an INVITE or a SUBSCRIBE with its response: ACK, PRACK, BYE and the refresh inside the
 * dialog (RFC 3261 §12.2.1.1), CANCEL and the ACK of a failure on the hop (§9.1, §17.1.1.3). All are sent by the sender
 * of the request, at the place where the file saw it.
 */

import { type HeaderLine, header, SipPacket, splitList, withoutHeaders } from '../../sim/message.ts';
import type { SipDocument } from '../../syntax/document.ts';
import type { SipMessage } from '../../syntax/message.ts';
import { param } from '../../syntax/values.ts';
import { callIdOf, startLineOf } from '../../syntax/views.ts';
import { newBranch } from '../templates.ts';
import { transactionsOf } from '../transactions.ts';
import { insertion } from './newMessages.ts';
import type { Refactor, Refactoring, RefactorPlace } from './refactoring.ts';
import { isAnswerable } from './responses.ts';
import { sdpAnswer } from './sdpAnswer.ts';

/** A request and what came back for it, by index in the document. */
export interface Exchange {
  readonly place: RefactorPlace;
  readonly at: number;
  readonly request: SipPacket;
  /** In the order of the file; where the cursor stands on one, that one alone. */
  readonly responses: readonly Seen[];
  /** All messages of the file with the same Call-ID. */
  readonly call: readonly Seen[];
}

interface Seen {
  readonly at: number;
  readonly packet: SipPacket;
}

/** The exchange to which the message at the cursor belongs; undefined when the request cannot be read. */
export function exchangeAt(place: RefactorPlace): Exchange | undefined {
  const { document, index, message } = place;
  const isResponse = startLineOf(message)?.type === 'response';
  const transactions = transactionsOf(document);
  const at = isResponse ? transactions.request.get(index) : index;
  const request = at === undefined ? undefined : document.messages[at];
  if (at === undefined || request === undefined || !isAnswerable(request)) return undefined;
  const given = isResponse ? [index] : (transactions.responses.get(at) ?? []);
  const responses = given.flatMap(each => {
    const found = document.messages[each];
    return found ? [{ at: each, packet: SipPacket.author(found) }] : [];
  });
  return { place, at, request: SipPacket.author(request), responses, call: sameCall(document, request) };
}

export const dialogRequests: Refactor = place => {
  const exchange = exchangeAt(place);
  if (exchange === undefined) return [];
  const { method } = exchange.request;
  if (method === 'SUBSCRIBE') return refresh(exchange);
  if (method !== 'INVITE') return [];
  return [
    ...acknowledgement(exchange),
    ...provisionalAcknowledgement(exchange),
    ...cancellation(exchange),
    ...end(exchange),
  ];
};

function isSuccess({ packet }: Seen): boolean {
  return Math.floor((packet.status ?? 0) / 100) === 2;
}

/** The requests of the same call that the file has already at this place of the path. */
function requestsOf({ call, request }: Exchange, method: string): readonly SipPacket[] {
  const here = sentBy(request);
  return call.flatMap(({ packet }) => (packet.method === method && sentBy(packet) === here ? [packet] : []));
}

/** Who put the topmost Via there. */
function sentBy(packet: SipPacket): string {
  const [via] = packet.vias();
  return `${via?.host?.toLowerCase()}:${via?.port ?? ''}`;
}

function sameCall({ messages }: SipDocument, request: SipMessage): readonly Seen[] {
  const callId = callIdOf(request);
  if (!callId) return [];
  // A look at the text is cheap, reading all headers of a long file is not.
  return messages.flatMap((message, at) =>
    message.text.includes(callId) && callIdOf(message) === callId ? [{ at, packet: SipPacket.author(message) }] : [],
  );
}

const tagOf = (packet: SipPacket, name: 'From' | 'To'): string | undefined =>
  param(packet.addresses(name)[0]?.params ?? [], 'tag')?.value;

/** One more than the highest number that this side has used in the call. */
function nextNumber({ call, request }: Exchange): number {
  const own = tagOf(request, 'From');
  const used = call.flatMap(({ packet }) =>
    packet.method !== undefined && tagOf(packet, 'From') === own ? (packet.cseq?.number ?? 0) : 0,
  );
  return Math.max(request.cseq?.number ?? 0, ...used) + 1;
}

function last({ call, at }: Exchange): number {
  return Math.max(at, ...call.map(each => each.at));
}

/** Where a request inside the dialog goes: Request-URI and Route. */
function routing(request: SipPacket, { packet }: Seen): { readonly uri: string; readonly routes: readonly string[] } {
  const listOf = (from: SipPacket, name: string): string[] => from.values(name).flatMap(splitList);
  const target = packet.addresses('Contact')[0]?.uri?.text ?? request.requestUri ?? '';
  const isInside = tagOf(request, 'To') !== undefined;
  // Proxies that have seen the request before this place are behind it.
  const passed = listOf(request, 'Record-Route').length;
  const recorded = listOf(packet, 'Record-Route').reverse().slice(passed);
  const routes = isInside ? listOf(request, 'Route') : recorded;
  const [first, ...others] = routes;
  const strict = first === undefined || /;\s*lr\b/i.test(first) ? undefined : /<([^>]*)>/.exec(first)?.[1];
  return strict === undefined ? { uri: target, routes } : { uri: strict, routes: [...others, `<${target}>`] };
}

/** Via with new branches: a request that was seen behind proxies has theirs too. */
function newVias({ request, place }: Exchange): HeaderLine[] {
  return request
    .values('Via')
    .flatMap(splitList)
    .map(via => {
      const clean = via.replace(/;\s*received=[^;,\s]*/gi, '').replace(/;\s*rport=\d+/gi, ';rport');
      return header('Via', clean.replace(/(;\s*branch=)[^;,\s]*/i, `$1${newBranch(place)}`));
    });
}

const COMMON = ['From', 'To', 'Call-ID'] as const;

/** The header fields that every request inside the dialog has, with the numbers of `method`. */
function inDialog(exchange: Exchange, given: Seen, method: string, number: number): HeaderLine[] {
  const { request } = exchange;
  const { routes } = routing(request, given);
  return [
    ...newVias(exchange),
    ...routes.map(route => header('Route', route)),
    header('Max-Forwards', '70'),
    header('From', request.value('From') ?? ''),
    header('To', given.packet.value('To') ?? ''),
    header('Call-ID', request.callId),
    header('CSeq', `${number} ${method}`),
  ];
}

const accessInfo = (request: SipPacket): readonly HeaderLine[] =>
  request.headers.filter(({ name }) => name === 'P-Access-Network-Info');

/** What a UE repeats inside its security association (TS 24.229 §5.1.2A.1.1); not in ACK, CANCEL, PRACK (RFC 3329 §2.6). */
function protection(request: SipPacket): readonly HeaderLine[] {
  const verify = request.headers.filter(({ name }) => name === 'Security-Verify');
  const agreed = ['Require', 'Proxy-Require'].filter(name => request.tokens(name).includes('sec-agree'));
  return verify.length === 0 ? [] : [...agreed.map(name => header(name, 'sec-agree')), ...verify];
}

function next(
  { place, request }: Exchange,
  below: number,
  method: string,
  uri: string,
  headers: readonly HeaderLine[],
  body = '',
): readonly Refactoring[] {
  if (uri === '') return [];
  const title = `Add the ${method} that comes next below`;
  const added = { title: method, startLine: `${method} ${uri} SIP/2.0`, headers, body, isBackwards: false };
  return insertion(place, below, request.message, { title, kind: 'refactor.request' }, added);
}

/** RFC 3261 §13.2.2.4 for a success, §17.1.1.3 for anything else. */
function acknowledgement(exchange: Exchange): readonly Refactoring[] {
  const { request, responses } = exchange;
  const given = responses.findLast(({ packet }) => (packet.status ?? 0) >= 200);
  const number = request.cseq?.number ?? 0;
  if (given === undefined || requestsOf(exchange, 'ACK').some(({ cseq }) => cseq?.number === number)) return [];
  if (!isSuccess(given))
    return next(exchange, given.at, 'ACK', request.requestUri ?? '', onHop(exchange, 'ACK', given));
  const credentials = request.headers.filter(({ name }) => /^(?:Proxy-)?Authorization$/.test(name));
  // An offer in the response is answered in the ACK (RFC 3261 §13.2.1).
  const answer = request.body === '' ? sdpAnswer(given.packet.message, exchange.place.random) : undefined;
  const type = answer === undefined ? [] : [header('Content-Type', 'application/sdp')];
  const headers = [...inDialog(exchange, given, 'ACK', number), ...credentials, ...type];
  return next(exchange, given.at, 'ACK', routing(request, given).uri, headers, answer);
}

/** The same Via, Route, From, Call-ID and number as the request; no others (RFC 3261 §9.1, §17.1.1.3). */
function onHop({ request }: Exchange, method: string, given: Seen | undefined): HeaderLine[] {
  const [via = ''] = request.values('Via').flatMap(splitList);
  const lines = [
    header('Via', via),
    ...request.headers.filter(({ name }) => name === 'Route'),
    header('Max-Forwards', '70'),
  ];
  const ends = COMMON.map(name =>
    header(name, (name === 'To' && given?.packet.value(name)) || (request.value(name) ?? '')),
  );
  return [...lines, ...ends, header('CSeq', `${request.cseq?.number ?? 0} ${method}`)];
}

/** RFC 3262 §4, §7.2: for a reliable provisional response that has none yet. */
function provisionalAcknowledgement(exchange: Exchange): readonly Refactoring[] {
  const { request, responses } = exchange;
  const number = request.cseq?.number ?? 0;
  const done = requestsOf(exchange, 'PRACK').map(packet => packet.value('RAck'));
  const open = responses.flatMap(given => {
    const { packet } = given;
    const isEarly = (packet.status ?? 0) > 100 && (packet.status ?? 0) < 200;
    const sequence = packet.integer('RSeq');
    const rack = `${sequence} ${number} INVITE`;
    const isReliable = sequence !== undefined && packet.tokens('Require').includes('100rel');
    return isEarly && isReliable && !done.includes(rack) ? [{ given, rack }] : [];
  });
  const [first] = open;
  if (first === undefined) return [];
  const headers = [
    ...inDialog(exchange, first.given, 'PRACK', nextNumber(exchange)),
    header('RAck', first.rack),
    ...accessInfo(request),
  ];
  return next(exchange, first.given.at, 'PRACK', routing(request, first.given).uri, headers);
}

/** RFC 3261 §9.1: while there is no final response. */
function cancellation(exchange: Exchange): readonly Refactoring[] {
  const { place, at, request, responses } = exchange;
  const all = transactionsOf(place.document).responses.get(at) ?? [];
  const isDone = all.some(index => (statusAt(place, index) ?? 0) >= 200);
  if (isDone || requestsOf(exchange, 'CANCEL').length > 0) return [];
  const below = Math.max(at, responses.at(-1)?.at ?? at);
  return next(exchange, below, 'CANCEL', request.requestUri ?? '', onHop(exchange, 'CANCEL', undefined));
}

function statusAt({ document }: RefactorPlace, index: number): number | undefined {
  const message = document.messages[index];
  const line = message && startLineOf(message);
  return line?.type === 'response' ? line.code : undefined;
}

/** RFC 3261 §15.1.1: the caller hangs up, below the last message of the call. */
function end(exchange: Exchange): readonly Refactoring[] {
  const { request, responses } = exchange;
  const given = responses.findLast(isSuccess);
  const isOver = exchange.call.some(({ packet }) => packet.method === 'BYE');
  if (given === undefined || isOver) return [];
  const headers = [
    ...inDialog(exchange, given, 'BYE', nextNumber(exchange)),
    ...protection(request),
    ...accessInfo(request),
  ];
  return next(exchange, last(exchange), 'BYE', routing(request, given).uri, headers);
}

/** What a refresh does not take over: what this function writes anew, and credentials that were used. */
const RENEWED = [
  ...['Via', 'Route', 'Record-Route', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'],
  ...['Authorization', 'Proxy-Authorization', 'Content-Type', 'Content-Length', 'Content-Disposition'],
];

/** RFC 6665 §4.1.2.2: the SUBSCRIBE again, inside the dialog that it made. */
function refresh(exchange: Exchange): readonly Refactoring[] {
  const { request, responses } = exchange;
  const given = responses.findLast(isSuccess);
  if (given === undefined) return [];
  const kept = withoutHeaders(request.headers, ...RENEWED);
  const headers = [...inDialog(exchange, given, 'SUBSCRIBE', nextNumber(exchange)), ...kept];
  return next(exchange, last(exchange), 'SUBSCRIBE', routing(request, given).uri, headers);
}
