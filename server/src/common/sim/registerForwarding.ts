/** What the P-CSCF changes in a REGISTER on its way to the home network and in the answer (TS 24.229 §5.2.2). */
import type { Network } from '../config/configuration.ts';
import {
  changeTopVia,
  type HeaderLine,
  header,
  markSource,
  type OutgoingMessage,
  type SipPacket,
  withDirective,
  withHeader,
  withHeadersAfter,
  withoutHeaders,
  withTopVia,
} from './message.ts';

/** Headers that only a network element may write, or that end at the P-CSCF. */
const REMOVED_FROM_UE = [
  'Security-Client',
  'Security-Verify',
  'P-Charging-Vector',
  'P-Charging-Function-Addresses',
  'P-Visited-Network-ID',
  'Path',
];

export interface ForwardValues {
  readonly via: string;
  readonly path: string;
  readonly icid: string;
  readonly integrityProtected: string | undefined;
  /** Line that the access network vouches for (TS 33.203 Annex R). */
  readonly line?: string | undefined;
  readonly source: { readonly address: string; readonly port: number };
}

/** The REGISTER as it goes to the I-CSCF. */
export function forwardedRegister(request: SipPacket, network: Network, values: ForwardValues): OutgoingMessage {
  const copy = request.copy();
  const { pcscf, visitedNetwork } = network;
  const sentBy = request.vias()[0]?.host;
  let headers: readonly HeaderLine[] = withoutHeaders(copy.headers, ...REMOVED_FROM_UE);
  headers = withoutToken(withoutToken(headers, 'Require', 'sec-agree'), 'Proxy-Require', 'sec-agree');
  headers = markSource(headers, sentBy, values.source);
  headers = withTopVia(headers, values.via);
  headers = oneHopLess(headers, request);
  headers = withIntegrityProtected(headers, values.integrityProtected);
  const chargingVector = [
    `icid-value="${values.icid}"`,
    `icid-generated-at=${pcscf.address}`,
    `orig-ioi="Type 1${visitedNetwork}"`,
  ].join(';');
  const inserted = [
    header('P-Visited-Network-ID', visitedNetworkValue(visitedNetwork), { config: 'network.visitedNetwork' }),
    header('P-Charging-Vector', chargingVector),
    header('Path', values.path),
    header('Require', 'path'),
  ];
  const anchor = headers.some(line => line.name === 'Authorization') ? 'Authorization' : 'Contact';
  return { ...copy, headers: withHeadersAfter(withLine(headers, values.line), anchor, inserted) };
}

/** Only the network may say network-provided, so what the UE claims of it goes (TS 33.203 Annex P.3). */
function withLine(headers: readonly HeaderLine[], line: string | undefined): readonly HeaderLine[] {
  if (line === undefined) return headers;
  const value = `ADSL;dsl-location="${line}";network-provided`;
  return [...withoutHeaders(headers, 'P-Access-Network-Info'), header('P-Access-Network-Info', value)];
}

/** A token where the name is one, else a quoted string (RFC 7315 §5.3). */
function visitedNetworkValue(name: string): string {
  return /^[A-Za-z0-9\-.!%*_+`'~]+$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

export function oneHopLess(headers: readonly HeaderLine[], request: SipPacket): HeaderLine[] {
  const hops = request.integer('Max-Forwards') ?? 70;
  return withHeader(headers, header('Max-Forwards', String(hops - 1), request.origin('Max-Forwards')));
}

/** Takes a token out of a list header; the header goes with its last token. */
export function withoutToken(headers: readonly HeaderLine[], name: string, token: string): HeaderLine[] {
  return headers.flatMap(line => {
    if (line.name.toLowerCase() !== name.toLowerCase()) return [line];
    const tokens = line.value.split(',').map(one => one.trim());
    const rest = tokens.filter(one => one.toLowerCase() !== token);
    if (rest.length === tokens.length) return [line];
    return rest.length === 0 ? [] : [{ ...line, value: rest.join(', ') }];
  });
}

/** Only the P-CSCF writes integrity-protected (TS 33.203 Annex P.3); without Authorization nothing is written. */
function withIntegrityProtected(headers: readonly HeaderLine[], value: string | undefined): HeaderLine[] {
  return headers.map(line => {
    if (line.name !== 'Authorization') return line;
    const clean = withDirective(line.value, 'integrity-protected', undefined);
    return { ...line, value: value === undefined ? clean : withDirective(clean, 'integrity-protected', `"${value}"`) };
  });
}

/** A response as it goes one hop down: without the own Via. */
export function returnedResponse(response: SipPacket): OutgoingMessage {
  const copy = response.copy();
  return { ...copy, headers: changeTopVia(copy.headers, () => undefined) };
}

/** The answer as the UE may see it: no keys, no charging data (TS 24.229 §5.2.2, TS 33.203 §6.1.1). */
export function responseForUe(response: SipPacket): OutgoingMessage {
  const returned = returnedResponse(response);
  const headers = withoutHeaders(returned.headers, 'P-Charging-Vector', 'P-Charging-Function-Addresses').map(line =>
    line.name === 'WWW-Authenticate'
      ? { ...line, value: withDirective(withDirective(line.value, 'ck', undefined), 'ik', undefined) }
      : line,
  );
  return { ...returned, headers };
}
