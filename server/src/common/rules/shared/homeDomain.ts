/** The home domain that is made of MCC and MNC (TS 23.003 §13.2). */

import { homeDomainOf, mncLengthHint } from '../../auth/identities.ts';

/** mnc and mcc of `ims.mnc001.mcc001.3gppnetwork.org`, whatever their number of digits. */
export function networkLabels(host: string): { readonly mnc: string; readonly mcc: string } | undefined {
  if (!/3gppnetwork\.org$/i.test(host)) return undefined;
  const match = /(?:^|\.)mnc(\d+)\.mcc(\d+)\.(?:pub\.)?3gppnetwork\.org$/i.exec(host);
  return match === null ? undefined : { mnc: match[1] ?? '', mcc: match[2] ?? '' };
}

/** 14 or 15 digits: what an IMSI looks like. */
export function isImsi(user: string): boolean {
  return /^\d{14,15}$/.test(user);
}

/** Whether the domain is that of the IMSI; its MNC may have two or three digits, the IMSI does not tell. */
export function isHomeOf(imsi: string, labels: { readonly mnc: string; readonly mcc: string }): boolean {
  return (
    imsi.slice(0, 3) === labels.mcc && [2, 3].some(length => imsi.slice(3, 3 + length).padStart(3, '0') === labels.mnc)
  );
}

/** The domain that the IMSI most likely belongs to. */
export function likelyHomeDomain(imsi: string): string {
  return homeDomainOf(imsi.slice(0, 3), imsi.slice(3, 3 + mncLengthHint(imsi)));
}
