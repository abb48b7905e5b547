/** Keys that travel inside the core (the `ck` and `ik` of a 401 on Mw) never reach a log, ladder or export. */

/** What a masked key reads: still 32 digits in quotes, so that the message parses as before. */
export const MASKED_KEY = '0'.repeat(32);

/**
 * The message with the digits of `ck` and `ik` replaced by zeros (policy: key material of a subscriber is shown nowhere,
 * although TS 24.229 §5.4.1.2.1A puts it in the challenge between S-CSCF and P-CSCF).
 */
export function maskKeys(text: string): string {
  if (!text.includes('WWW-Authenticate')) return text;
  return text.replace(/([,\s](?:ck|ik)\s*=\s*"?)[0-9a-f]{32}/gi, (_, before: string) => before + MASKED_KEY);
}
