/** URIs and IMS identities for a person. */

import { URI_PARAMS } from '../registry/index.ts';
import { TEL_PARAMS } from '../registry/telParams.ts';
import type { ParamRow } from '../registry/types.ts';
import type { Uri } from '../syntax/values.ts';
import { code, heading, paragraphs, table } from './markdown.ts';

const SCHEMES: { readonly [scheme: string]: readonly [doc: string, spec: string] } = {
  sip: ['A SIP resource; the request may travel over any transport.', 'RFC 3261 §19.1'],
  sips: ['A SIP resource that must be reached over TLS on every hop to the domain.', 'RFC 3261 §19.1'],
  tel: ['A telephone number, global with `+` or local with `phone-context`.', 'RFC 3966 §3'],
  urn: ['A name, not an address: a service, a device or an IMS communication service.', 'RFC 8141 §2'],
};

/** What a scheme means; undefined for one that is not SIP's business. */
export function describeScheme(scheme: string): string | undefined {
  const row = SCHEMES[scheme.toLowerCase()];
  return row && paragraphs(heading(`${scheme.toLowerCase()}:`, 'URI scheme', row[1]), row[0]);
}

export const SCHEME_NAMES: readonly string[] = Object.keys(SCHEMES);

/** The parts of a URI, and what an IMS domain or identity in it says. */
export function describeUri(uri: Uri): string {
  const rows: string[][] = [];
  const add = (part: string, value: string | undefined, remark = ''): void => {
    if (value !== undefined && value !== '') rows.push([part, code(value), remark]);
  };
  const network = networkOf(uri.host);
  add('user', uri.user, network ? imsiRemark(uri.user, network) : '');
  add('host', uri.host, network ? `home network of MCC ${network.mcc}, MNC ${network.mnc} (TS 23.003 §13.2)` : '');
  add('port', uri.port === undefined ? undefined : String(uri.port));
  for (const param of uri.params) {
    add(param.name, param.raw ?? 'present', uriParamRow(param.name)?.doc ?? '');
  }
  const scheme = SCHEMES[uri.scheme.toLowerCase()];
  return paragraphs(
    heading(`${uri.scheme}:`, 'URI', scheme?.[1]),
    rows.length > 0 ? table(['part', 'value', 'meaning'], rows) : scheme?.[0],
  );
}

/** The row of a parameter of SIP URIs, or of tel URIs, whose names differ. */
export function uriParamRow(name: string): ParamRow | undefined {
  const wanted = name.toLowerCase();
  const named = (row: ParamRow): boolean => row.name.toLowerCase() === wanted;
  return URI_PARAMS.find(named) ?? TEL_PARAMS.find(named);
}

function networkOf(host: string | undefined): { mcc: string; mnc: string } | undefined {
  const match = /(?:^|\.)mnc(\d{3})\.mcc(\d{3})\.3gppnetwork\.org$/i.exec(host ?? '');
  return match?.[1] && match[2] ? { mnc: match[1], mcc: match[2] } : undefined;
}

/** Fifteen digits that begin with the domain's MCC and MNC are an IMSI: the UE has no ISIM (TS 23.003 §13.3). */
function imsiRemark(user: string | undefined, network: { mcc: string; mnc: string }): string {
  const digits = user ?? '';
  if (!/^\d{14,15}$/.test(digits) || !digits.startsWith(network.mcc)) return '';
  const rest = digits.slice(3);
  const mnc = rest.startsWith(network.mnc) ? network.mnc : network.mnc.slice(1);
  return rest.startsWith(mnc)
    ? `IMSI: MCC ${network.mcc}, MNC ${mnc}, MSIN ${rest.slice(mnc.length)} (TS 23.003 §13.3)`
    : '';
}
