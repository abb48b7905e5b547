/** Third-party registration at the application servers (TS 24.229 §5.4.1.7). */
import type { Network, Scscf } from '../config/configuration.ts';
import type { Io } from './actor.ts';
import { matchingCriteria } from './filterCriteria.ts';
import { type HeaderLine, header, type OutgoingMessage, type SipPacket } from './message.ts';
import { because } from './origin.ts';
import { defaultIdentity, type Registration } from './registrar.ts';
import type { Resolver } from './resolver.ts';
import type { Because } from './result.ts';
import { scscfUri } from './serverSelection.ts';
import { CORE_TIMERS, type Transactions } from './transactions.ts';
import type { FilterCriterion } from './userProfile.ts';

/** What a third-party registration is about. */
export interface ThirdPartyOccasion {
  readonly registration: Registration;
  /** 0 initial, 1 re-registration, 2 de-registration (TS 29.228 Annex E). */
  readonly registrationType: number;
  /** Seconds granted to the UE; 0 on de-registration. */
  readonly expires: number;
  /** The 200 that the UE got, for IncludeRegisterResponse. */
  readonly response: string;
}

interface Surroundings {
  readonly network: Network;
  readonly own: Scscf;
  readonly transactions: Transactions;
  readonly resolver: Resolver;
  /** Called when a server with default handling SESSION_TERMINATED fails. */
  readonly onTermination: (io: Io, registration: Registration, why: Because) => void;
}

const CLAUSE = 'TS 24.229 §5.4.1.7';

/** One REGISTER per matching criterion, in the order of their priority. */
export function registerAtServers(io: Io, around: Surroundings, occasion: ThirdPartyOccasion): void {
  const { registration, registrationType } = occasion;
  const { criteria } = registration.profile;
  for (const criterion of matchingCriteria(criteria, registration.request, registrationType)) {
    const match = /^sips?:(?:[^@]*@)?([^:;?]+)(?::(\d+))?/i.exec(criterion.server.name);
    const port = match?.[2] === undefined ? undefined : Number(match[2]);
    around.resolver.resolve(io, match?.[1] ?? '', port, resolved => {
      if (resolved.endpoint === undefined) return onFailure(io, around, occasion, criterion, resolved.reason);
      const own = { address: around.own.address, port: around.own.port };
      const message = thirdPartyRegister(io, around, occasion, criterion);
      const handlers = {
        response: (response: SipPacket) => {
          const status = response.status ?? 0;
          if (status === 408 || status >= 500) onFailure(io, around, occasion, criterion, `it answers ${status}`);
        },
        timeout: () => onFailure(io, around, occasion, criterion, 'it does not answer'),
      };
      const path = { protocol: 'UDP', source: own, destination: resolved.endpoint } as const;
      around.transactions.request(io, message, path, CORE_TIMERS, handlers, { clause: CLAUSE });
    });
  }
}

function onFailure(
  io: Io,
  around: Surroundings,
  occasion: ThirdPartyOccasion,
  criterion: FilterCriterion,
  reason: string,
): void {
  const { name, terminate } = criterion.server;
  const index = around.network.as.findIndex(server => server.uri === name);
  const why = because(
    'scscf-as-failed',
    CLAUSE,
    `The application server ${name} fails (${reason}); default handling is ${terminate ? 'SESSION_TERMINATED' : 'SESSION_CONTINUED'}.`,
    index < 0 ? {} : { config: `network.as.${index}` },
  );
  io.note(`Application server ${name} fails`, { failed: terminate, because: [why], clause: CLAUSE });
  // Only an initial registration is undone (TS 24.229 §5.4.1.7).
  if (terminate && occasion.registrationType === 0) around.onTermination(io, occasion.registration, why);
}

function thirdPartyRegister(
  io: Io,
  around: Surroundings,
  occasion: ThirdPartyOccasion,
  criterion: FilterCriterion,
): OutgoingMessage {
  const { registration, expires } = occasion;
  const { own } = around;
  const uri = scscfUri(own);
  const identity = defaultIdentity(registration.profile) ?? registration.impu;
  const { request } = registration;
  const body = thirdPartyBody(io, occasion, criterion);
  const branch = `z9hG4bK-${io.random('branch').hex(16)}`;
  return {
    startLine: `REGISTER ${criterion.server.name} SIP/2.0`,
    headers: [
      header('Via', `SIP/2.0/UDP ${own.address}:${own.port};branch=${branch}`),
      header('Max-Forwards', '70'),
      header('From', `<${uri}>;tag=${io.random('tag').hex(8)}`),
      header('To', `<${identity}>`),
      header('Call-ID', `${io.random('call-id').hex(16)}@${own.host}`),
      header('CSeq', '1 REGISTER'),
      header('Contact', `<${uri}>`),
      header('Expires', String(expires)),
      ...copied(request, 'P-Access-Network-Info'),
      ...copied(request, 'P-Visited-Network-ID'),
      header('P-Charging-Vector', chargingVector(request, around.network.homeDomain)),
      ...(body === undefined ? [] : [header('Content-Type', body.type)]),
    ],
    body: body?.text ?? '',
  };
}

function copied(request: SipPacket, name: string): HeaderLine[] {
  const value = request.value(name);
  return value === undefined ? [] : [header(name, value, request.origin(name))];
}

/** Same icid; the identifier of the own network marked as type 3 (TS 24.229 §7.2A.5). */
function chargingVector(request: SipPacket, homeDomain: string): string {
  const icid = request.params('P-Charging-Vector').find(one => one.nameLower === 'icid-value')?.value ?? '';
  return `icid-value="${icid}";orig-ioi="Type 3${homeDomain}"`;
}

/** Service information and copies of REGISTER and 200, where the criterion asks for them (TS 24.229 §5.4.1.7A). */
function thirdPartyBody(
  io: Io,
  occasion: ThirdPartyOccasion,
  criterion: FilterCriterion,
): { readonly type: string; readonly text: string } | undefined {
  const { serviceInfo, includeRequest, includeResponse } = criterion.server;
  const parts: { type: string; text: string }[] = [];
  if (serviceInfo !== undefined) {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><ims-3gpp version="1"><service-info>${serviceInfo}</service-info></ims-3gpp>`;
    parts.push({ type: 'application/3gpp-ims+xml', text: xml });
  }
  if (includeRequest) parts.push({ type: 'message/sip', text: occasion.registration.request.text });
  if (includeResponse) parts.push({ type: 'message/sip', text: occasion.response });
  const [first] = parts;
  if (first === undefined || parts.length === 1) return first;
  const boundary = `part-${io.random('boundary').hex(12)}`;
  const text = parts.map(part => `--${boundary}\r\nContent-Type: ${part.type}\r\n\r\n${part.text}\r\n`).join('');
  return { type: `multipart/mixed;boundary="${boundary}"`, text: `${text}--${boundary}--\r\n` };
}
