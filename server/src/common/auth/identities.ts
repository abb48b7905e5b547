/** Identities derived from one another (3GPP TS 23.003 §13, RFC 7254). */

/** All that a UE without ISIM derives from its IMSI (TS 23.003 §13.2, §13.3, §13.4B, §13.10). */
export interface DerivedIdentities {
  readonly mcc: string;
  /** As in the IMSI, 2 or 3 digits. */
  readonly mnc: string;
  readonly msin: string;
  readonly homeDomain: string;
  readonly impi: string;
  /** For REGISTER only, usually barred for everything else. */
  readonly temporaryImpu: string;
  readonly conferenceFactory: string;
}

export type IdentityResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/**
 * MCC, MNC and MSIN of an IMSI and what follows from them. The length of MNC is a field of the USIM (EF_AD) and cannot
 * be seen in the IMSI; see `mncLengthHint`.
 */
export function deriveIdentities(imsi: string, mncLength: 2 | 3): IdentityResult<DerivedIdentities> {
  if (!/^[0-9]+$/.test(imsi)) return { ok: false, message: 'An IMSI has digits only (TS 23.003 §2.2).' };
  if (imsi.length < 6 || imsi.length > 15) {
    return {
      ok: false,
      message: `An IMSI has at most 15 digits and at least 6; this has ${imsi.length} (TS 23.003 §2.2).`,
    };
  }
  const mcc = imsi.slice(0, 3);
  const mnc = imsi.slice(3, 3 + mncLength);
  const homeDomain = homeDomainOf(mcc, mnc);
  const impi = `${imsi}@${homeDomain}`;
  const value = {
    mcc,
    mnc,
    msin: imsi.slice(3 + mncLength),
    homeDomain,
    impi,
    temporaryImpu: `sip:${impi}`,
    conferenceFactory: `sip:mmtel@conf-factory.${homeDomain}`,
  };
  return { ok: true, value };
}

/** ims.mnc<MNC>.mcc<MCC>.3gppnetwork.org, MNC with leading zeros to three digits (TS 23.003 §13.2). */
export function homeDomainOf(mcc: string, mnc: string): string {
  return `ims.mnc${mnc.padStart(3, '0')}.mcc${mcc}.3gppnetwork.org`;
}

/** Countries whose networks have MNCs of three digits; a hint only, since networks of one country may differ. */
const THREE_DIGIT_MCC = /^(?:302|31[0-6]|334|338|342|344|346|348|350|352|354|356|358|360|365|366|376|708|722|732|750)/;

/** A guess at the length of MNC, for proposals; never for a verdict. */
export function mncLengthHint(imsi: string): 2 | 3 {
  return THREE_DIGIT_MCC.test(imsi) ? 3 : 2;
}

/** The IMPI that a network derives from a public identity when no credentials name one (TS 24.229 §5.3.1.2). */
export function impiFromImpu(impu: string): string | undefined {
  const parts = sipParts(canonicalImpu(impu));
  return parts?.user === undefined ? undefined : `${parts.user}@${parts.host}`;
}

/** The domain part of an IMPI or a SIP URI, lower case. */
export function domainOf(identity: string): string | undefined {
  const parts = sipParts(identity);
  if (parts !== undefined) return parts.host.toLowerCase();
  const at = identity.lastIndexOf('@');
  return at < 0 || /^tel:/i.test(identity) ? undefined : identity.slice(at + 1).toLowerCase();
}

/**
 * A public identity as the HSS looks it up: sip and sips with host in lower case and without port, parameters and
 * headers; tel without visual separators and parameters but `phone-context` (TS 23.003 §13.4, RFC 3966 §4).
 * Any other text is returned as it is.
 */
export function canonicalImpu(impu: string): string {
  const parts = sipParts(impu);
  if (parts !== undefined) {
    const user = parts.user === undefined ? '' : `${withoutNeedlessEscapes(parts.user)}@`;
    return `${parts.scheme}:${user}${parts.host.toLowerCase()}`;
  }
  const tel = /^tel:([^;]*)(.*)$/is.exec(impu.trim());
  if (tel === null) return impu;
  const number = (tel[1] ?? '').replace(/[-.()]/g, '').toLowerCase();
  const context = /;phone-context=([^;]*)/i.exec(tel[2] ?? '');
  return `tel:${number}${context === null ? '' : `;phone-context=${(context[1] ?? '').toLowerCase()}`}`;
}

function sipParts(uri: string): { scheme: string; user: string | undefined; host: string } | undefined {
  const match = /^(sips?):(?:([^@]*)@)?(\[[^\]]*\]|[^:;?[\]]*)(?::\d*)?(?:[;?].*)?$/is.exec(uri.trim());
  if (match === null) return undefined;
  const user = match[2]?.replace(/:.*$/s, '');
  return { scheme: (match[1] ?? '').toLowerCase(), user, host: match[3] ?? '' };
}

/** Escapes of unreserved characters mean the character itself (RFC 3261 §19.1.4). */
function withoutNeedlessEscapes(user: string): string {
  return user.replace(/%([0-9a-f]{2})/gi, (whole, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-_.!~*'()]/.test(character) ? character : whole.toUpperCase();
  });
}

/**
 * The instance id of an IMEI (RFC 7254 §4.2, TS 23.003 §13.8): `urn:gsma:imei:TTTTTTTT-SSSSSS-0`. Takes 14 digits,
 * 15 with check digit, or the 16 of an IMEISV; the last digit is spare and sent as 0, whatever the check digit is.
 */
export function instanceIdFromImei(imei: string): IdentityResult<string> {
  const digits = imei.replace(/-/g, '');
  if (!/^[0-9]{14,16}$/.test(digits)) {
    return { ok: false, message: 'An IMEI has 14 digits, 15 with its check digit, 16 as IMEISV (TS 23.003 §6.2).' };
  }
  return { ok: true, value: `urn:gsma:imei:${digits.slice(0, 8)}-${digits.slice(8, 14)}-0` };
}
