/** First REGISTERs that a UE makes by itself, for runs without an authored one (TS 24.229 §5.1.1.2). */
import { impiFromImpu, instanceIdFromImei } from '../auth/identities.ts';
import type { Configuration, Subscriber } from '../config/configuration.ts';

/** The UE's address where no message names one. */
export const DEFAULT_ADDRESS = '10.45.0.2';

export type OwnRegister = (subscriber: Subscriber, configuration: Configuration) => string;

export interface RegisterOptions {
  readonly transport?: 'UDP' | 'TLS';
  /** Value of Security-Client with the Require and Proxy-Require that go with it. */
  readonly securityClient?: string;
  /** No Authorization: the network authenticates. */
  readonly isAnonymous?: boolean;
  /** URI parameter `sos` (TS 24.229 §5.1.6). */
  readonly isEmergency?: boolean;
  /** Parameters of Contact besides instance and services. */
  readonly contactParameters?: string;
  /** Further contacts, as values. */
  readonly moreContacts?: readonly string[];
  readonly supported?: string;
  readonly expires?: number;
}

/** Security-Client with the first pair of algorithms that the P-CSCF takes. */
export function ipsecOffer(configuration: Configuration): string {
  const [pair] = configuration.network.pcscf.securityAlgorithms;
  const algorithms = `alg=${pair?.alg ?? 'hmac-sha-1-96'};ealg=${pair?.ealg ?? 'aes-cbc'}`;
  return `ipsec-3gpp;${algorithms};prot=esp;mod=trans;spi-c=1000000001;spi-s=1000000002;port-c=6100;port-s=6101`;
}

/** A complete REGISTER, ready to be parsed. */
export function registerText(subscriber: Subscriber, options: RegisterOptions): string {
  const { homeDomain, impi } = subscriber;
  const { transport = 'UDP', securityClient, expires = 600_000 } = options;
  // Without credentials the network derives the private identity from this one (TS 33.203 Annex T.3).
  const derived = subscriber.impus.find(one => impiFromImpu(one) === impi);
  const impu = (options.isAnonymous ? derived : subscriber.impus[0]) ?? `sip:${impi}`;
  const port = transport === 'TLS' ? 5061 : 5060;
  const via = `SIP/2.0/${transport} ${DEFAULT_ADDRESS}:${port};branch=z9hG4bK-ue-1;rport`;
  const authorization = `Digest username="${impi}",realm="${homeDomain}",uri="sip:${homeDomain}",nonce="",response=""`;
  const agreement =
    securityClient === undefined
      ? []
      : ['Require: sec-agree', 'Proxy-Require: sec-agree', `Security-Client: ${securityClient}`];
  const lines = [
    `REGISTER sip:${homeDomain} SIP/2.0`,
    `Via: ${via}`,
    'Max-Forwards: 70',
    `From: <${impu}>;tag=ue1`,
    `To: <${impu}>`,
    `Call-ID: 7d1f@${DEFAULT_ADDRESS}`,
    'CSeq: 1 REGISTER',
    `Contact: ${[contactOf(subscriber, impu, port, options), ...(options.moreContacts ?? [])].join(', ')}`,
    `Expires: ${expires}`,
    ...(options.isAnonymous ? [] : [`Authorization: ${authorization}`]),
    ...agreement,
    `Supported: ${options.supported ?? 'path, gruu'}`,
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function contactOf(subscriber: Subscriber, impu: string, port: number, options: RegisterOptions): string {
  const user = /^sips?:([^@]*)@/.exec(impu)?.[1] ?? subscriber.impi.split('@')[0] ?? '';
  const imei = instanceIdFromImei(subscriber.imei ?? '35625611012345');
  const instance = imei.ok ? `;+sip.instance="<${imei.value}>"` : '';
  const services = ';+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";+g.3gpp.smsip';
  const sos = options.isEmergency ? ';sos' : '';
  return `<sip:${user}@${DEFAULT_ADDRESS}:${port}${sos}>${instance}${services}${options.contactParameters ?? ''}`;
}

/** IMS AKA with security agreement: the ordinary first REGISTER. */
export function ownRegister(subscriber: Subscriber, configuration: Configuration): string {
  return registerText(subscriber, { securityClient: ipsecOffer(configuration) });
}
