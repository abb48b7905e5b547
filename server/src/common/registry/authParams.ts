import { DIGEST_ALGORITHMS } from './digestAlgorithms.ts';
import { param, values } from './rows.ts';
import type { ParamRow, ValueRow } from './types.ts';

const QOP: readonly ValueRow[] = values('RFC 3261 §22.4', [
  ['auth', 'Protects method and digest URI; the usual choice.'],
  ['auth-int', 'Protects the body as well.'],
]);

const TRUE_FALSE: readonly ValueRow[] = values('RFC 7616 §3.3', [
  ['true', 'Yes.'],
  ['false', 'No; the default.'],
]);

/** Values of `integrity-protected`; only a P-CSCF writes it (TS 24.229 §7.2A.2). */
export const INTEGRITY_PROTECTED: readonly ValueRow[] = values('TS 24.229 §7.2A.2', [
  ['yes', 'IMS AKA: the request came over the IPsec security association.'],
  ['no', 'IMS AKA: the request came unprotected, so the S-CSCF challenges it.'],
  ['tls-pending', 'Digest over TLS: the TLS session is not yet bound to the user.'],
  ['tls-yes', 'Digest over TLS: the TLS session is bound to the user.'],
  ['ip-assoc-pending', 'Digest without TLS: a response is there, the IP address is not yet bound to the user.'],
  ['ip-assoc-yes', 'Digest without TLS: the IP address is bound to the user.'],
  ['auth-done', 'A trusted node (MSC server, WebRTC authentication) has already authenticated the user.'],
  ['tls-connected', 'AKAv2 over a TLS connection that existed before (WebRTC access).'],
]);

const ALGORITHM = param('algorithm', 'token', 'Digest algorithm; absent means MD5.', 'RFC 3261 §22.4', {
  quoted: false,
  values: DIGEST_ALGORITHMS,
});
const REALM = param('realm', 'quoted', 'Protection domain, in IMS the home network domain.', 'RFC 3261 §22.1', {
  quoted: true,
});
const OPAQUE = param('opaque', 'quoted', 'Data of the server that comes back unchanged.', 'RFC 3261 §22.4', {
  quoted: true,
});
const CNONCE = param('cnonce', 'quoted', 'Random value of the client; goes with `qop`.', 'RFC 3261 §22.4', {
  quoted: true,
});
const NC = param(
  'nc',
  'hex',
  'How many requests were sent with this nonce, eight hex digits from 00000001.',
  'RFC 3261 §22.4',
  {
    quoted: false,
    digits: 8,
  },
);

/** Authorization and Proxy-Authorization. */
export const CREDENTIALS_PARAMS: readonly ParamRow[] = [
  param('username', 'quoted', 'Private user identity (IMPI) in IMS, `user@realm` without `sip:`.', 'RFC 3261 §22.4', {
    quoted: true,
  }),
  param('username*', 'any', 'The user name with characters outside ASCII, in extended notation.', 'RFC 7616 §3.4', {
    quoted: false,
  }),
  REALM,
  param(
    'nonce',
    'quoted',
    'The nonce of the challenge; empty in the first REGISTER of an IMS device.',
    'RFC 3261 §22.4',
    { quoted: true },
  ),
  param('uri', 'quotedUri', 'Digest URI, equal to the Request-URI that the sender used.', 'RFC 3261 §22.4', {
    quoted: true,
  }),
  param(
    'response',
    'hex',
    'The computed digest, 32 hex digits with MD5 and 64 with SHA-256; empty in the first REGISTER of an IMS device.',
    'RFC 3261 §22.4',
    {
      quoted: true,
    },
  ),
  ALGORITHM,
  CNONCE,
  OPAQUE,
  param('qop', 'token', 'The protection that the client chose from the challenge, without quotes.', 'RFC 3261 §22.4', {
    quoted: false,
    values: QOP,
  }),
  NC,
  param(
    'auts',
    'quoted',
    'The SQN of the card in base64 (14 octets): asks the HSS to resynchronise.',
    'RFC 3310 §3.4',
    { quoted: true },
  ),
  param('userhash', 'token', 'Whether `username` is hashed.', 'RFC 7616 §3.4', {
    quoted: false,
    values: TRUE_FALSE,
    closed: true,
  }),
  param(
    'integrity-protected',
    'quoted',
    'How the P-CSCF received the REGISTER; only the P-CSCF writes it.',
    'TS 24.229 §7.2A.2',
    {
      values: INTEGRITY_PROTECTED,
      closed: true,
    },
  ),
];

/** WWW-Authenticate and Proxy-Authenticate. */
export const CHALLENGE_PARAMS: readonly ParamRow[] = [
  REALM,
  param(
    'domain',
    'quoted',
    'URIs that the same credentials serve; of no use in Proxy-Authenticate.',
    'RFC 3261 §25.1',
    { quoted: true },
  ),
  param('nonce', 'quoted', 'Server value to answer; with AKA it is base64 of RAND and AUTN.', 'RFC 3261 §22.4', {
    quoted: true,
  }),
  OPAQUE,
  param(
    'stale',
    'token',
    'The response was right but the nonce too old: retry without asking the user.',
    'RFC 3261 §22.4',
    {
      quoted: false,
      values: TRUE_FALSE,
      closed: true,
    },
  ),
  ALGORITHM,
  param('qop', 'quoted', 'The protections that the server offers, a quoted comma list.', 'RFC 3261 §22.4', {
    quoted: true,
    values: QOP,
  }),
  param('charset', 'any', 'Character encoding of user name and password.', 'RFC 7616 §3.3', {
    values: values('RFC 7616 §3.3', [['UTF-8', 'The only value.']]),
    closed: true,
  }),
  param('userhash', 'token', 'Whether the server takes hashed user names.', 'RFC 7616 §3.3', {
    quoted: false,
    values: TRUE_FALSE,
    closed: true,
  }),
  param(
    'ik',
    'hex',
    'Integrity key for the P-CSCF, 32 hex digits; the P-CSCF removes it before the device sees it.',
    'TS 24.229 §7.2A.1',
    {
      quoted: true,
      digits: 32,
    },
  ),
  param(
    'ck',
    'hex',
    'Cipher key for the P-CSCF, 32 hex digits; the P-CSCF removes it before the device sees it.',
    'TS 24.229 §7.2A.1',
    {
      quoted: true,
      digits: 32,
    },
  ),
  param('scope', 'quoted', 'Bearer: the access that the token must grant.', 'RFC 8898 §4', { quoted: true }),
  param('authz_server', 'quoted', 'Bearer: https address of the authorization server.', 'RFC 8898 §4', {
    quoted: true,
  }),
  param('error', 'quoted', 'Bearer: why the token was refused.', 'RFC 8898 §4', { quoted: true }),
];

/** Authentication-Info: a comma list of parameters without a scheme. */
export const AUTHENTICATION_INFO_PARAMS: readonly ParamRow[] = [
  param('nextnonce', 'quoted', 'The nonce to use for the next request.', 'RFC 3261 §20.6', { quoted: true }),
  param('qop', 'token', 'The protection of the response.', 'RFC 3261 §22.4', { quoted: false, values: QOP }),
  param('rspauth', 'hex', 'Proof that the server knows the secret too.', 'RFC 3261 §22.4', { quoted: true }),
  CNONCE,
  NC,
];
