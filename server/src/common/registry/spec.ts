/**
 * A stable https link to a specification clause; the empty string for a text that names no known publisher.
 *
 * `RFC 3261 §20.42` links to the section, `TS 24.229 §5.1.1` to the specification's page at 3GPP, where every release
 * of the text can be had (clauses have no address there).
 */
export function specUrl(spec: string): string {
  const match = /^(RFC|TS|TR|ITU-T|IANA|GSMA|OMA|draft)[ -](\S+?)(?: §(\S+))?$/.exec(spec);
  const publisher = match?.[1];
  const number = match?.[2];
  if (publisher === undefined || number === undefined) return '';
  const clause = match?.[3];
  switch (publisher) {
    case 'RFC':
      return `https://www.rfc-editor.org/rfc/rfc${number}${clause === undefined ? '' : fragment(clause)}`;
    case 'TS':
    case 'TR':
      return `https://www.3gpp.org/dynareport/${number.replace('.', '')}.htm`;
    case 'ITU-T':
      return `https://www.itu.int/rec/T-REC-${number}`;
    case 'IANA':
      return `https://www.iana.org/assignments/${number}`;
    case 'draft':
      return `https://datatracker.ietf.org/doc/html/draft-${number}`;
    case 'GSMA':
      return 'https://www.gsma.com/';
    default:
      return 'https://www.openmobilealliance.org/';
  }
}

/** Sections are numbered, appendices lettered: `#section-20.42`, `#appendix-A.1`. */
function fragment(clause: string): string {
  return /^\d/.test(clause) ? `#section-${clause}` : `#appendix-${clause}`;
}
