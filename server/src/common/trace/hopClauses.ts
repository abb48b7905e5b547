/** Why a role changes a header field on its way, and by which clause: one row for each change that the flows make. */

/** What happened to a header field between what a role received and what it sent on. */
export type ChangeKind = 'added' | 'removed' | 'changed';

/** Start of the role's label, `*` for any; a method, `request`, `response` or `*`; change and name; why; clause. */
type Row = readonly [role: string, message: string, what: string, why: string, clause: string];

const BORDER = 'Charging data stays inside the trust domain.';
const AGREED = 'The security agreement is between UE and P-CSCF only.';

const ROWS: readonly Row[] = [
  ['*', 'request', 'changed Via', 'A proxy puts its own Via on top, so that the answer comes back.', 'RFC 3261 §16.6'],
  ['*', 'response', 'changed Via', 'A proxy takes its own Via off again.', 'RFC 3261 §16.7'],
  ['*', 'request', 'changed Max-Forwards', 'Each proxy counts one down.', 'RFC 3261 §16.6'],
  ['*', 'request', 'removed Route', 'The only Route named this element; it has done its work.', 'RFC 3261 §16.4'],
  [
    'P-CSCF',
    'request',
    'changed Route',
    'The P-CSCF takes itself off and keeps the Service-Route.',
    'TS 24.229 §5.2.6.3',
  ],
  ['*', 'request', 'changed Route', 'The topmost Route named this element; it has done its work.', 'RFC 3261 §16.4'],
  [
    '*',
    'request',
    'removed Proxy-Authorization',
    'The proxy that asked for them consumes the credentials.',
    'RFC 3261 §22.3',
  ],
  ['*', 'request', 'changed Request-URI', 'The request now names the server that was found for it.', 'RFC 3261 §16.5'],
  ['I-CSCF', 'request', 'changed Request-URI', 'The I-CSCF names the S-CSCF that the HSS gave.', 'TS 24.229 §5.3.1.2'],
  [
    'P-CSCF',
    'REGISTER',
    'added Path',
    'Requests to the user must come back through the P-CSCF.',
    'TS 24.229 §5.2.2.1, RFC 3327 §5.2',
  ],
  [
    'ATCF',
    'REGISTER',
    'changed Path',
    'The ATCF stays in the way of requests to the user.',
    'TS 24.237 §6.2, RFC 3327 §5.2',
  ],
  [
    'ATCF',
    'REGISTER',
    'added Feature-Caps',
    'The ATCF offers access transfer, with its STN-SR.',
    'TS 24.237 §6.2, RFC 6809 §5.3',
  ],
  ['P-CSCF', 'REGISTER', 'added Require', 'The registrar must understand Path.', 'TS 24.229 §5.2.2.1, RFC 3327 §5.2'],
  [
    'P-CSCF',
    'REGISTER',
    'changed Require',
    '"path" goes in; "sec-agree" was for the P-CSCF itself.',
    'TS 24.229 §5.2.2.1, RFC 3329 §2.3.1',
  ],
  ['P-CSCF', 'request', 'removed Require', '"sec-agree" was for the P-CSCF itself.', 'RFC 3329 §2.3.1'],
  ['P-CSCF', 'request', 'removed Proxy-Require', '"sec-agree" was for the P-CSCF itself.', 'RFC 3329 §2.3.1'],
  ['P-CSCF', 'request', 'changed Proxy-Require', '"sec-agree" was for the P-CSCF itself.', 'RFC 3329 §2.3.1'],
  ['P-CSCF', 'request', 'removed Security-Client', AGREED, 'TS 24.229 §5.2.2, TS 33.203 §7.2'],
  ['P-CSCF', 'request', 'removed Security-Verify', AGREED, 'TS 24.229 §5.2.2, TS 33.203 §7.2'],
  [
    'P-CSCF',
    'response',
    'added Security-Server',
    'The P-CSCF offers its own algorithms, SPIs and ports.',
    'TS 33.203 §7.2, RFC 3329 §2.3.1',
  ],
  [
    'P-CSCF',
    'response',
    'changed WWW-Authenticate',
    'The P-CSCF keeps the keys ck and ik; the UE derives its own.',
    'TS 24.229 §5.2.2, TS 33.203 §6.1.1',
  ],
  [
    'P-CSCF',
    'REGISTER',
    'changed Authorization',
    'The P-CSCF says whether the REGISTER came protected (integrity-protected).',
    'TS 24.229 §5.2.2, TS 33.203 §6.1.5',
  ],
  [
    'P-CSCF',
    'REGISTER',
    'added P-Visited-Network-ID',
    'The home network learns where the user is.',
    'TS 24.229 §5.2.2, RFC 7315 §4.3',
  ],
  [
    'P-CSCF',
    'REGISTER',
    'added P-Access-Network-Info',
    'The network itself says which access it is.',
    'TS 24.229 §5.2.2, RFC 7315 §4.4',
  ],
  [
    'P-CSCF',
    'request',
    'added P-Charging-Vector',
    'The P-CSCF makes the charging identity of the session.',
    'TS 24.229 §5.2.2, RFC 7315 §4.6',
  ],
  ['P-CSCF', 'request', 'changed P-Charging-Vector', BORDER, 'TS 24.229 §5.2.2, RFC 7315 §4.6'],
  ['P-CSCF', 'request', 'removed P-Charging-Vector', BORDER, 'TS 24.229 §5.2.2, RFC 7315 §4.6'],
  ['P-CSCF', 'response', 'removed P-Charging-Vector', BORDER, 'TS 24.229 §5.2.2, RFC 7315 §4.6'],
  ['P-CSCF', '*', 'removed P-Charging-Function-Addresses', BORDER, 'TS 24.229 §5.2.2, RFC 7315 §4.5'],
  [
    'P-CSCF',
    'request',
    'removed P-Visited-Network-ID',
    'Only the P-CSCF says which network this is.',
    'TS 24.229 §5.2.2, RFC 7315 §4.3',
  ],
  [
    'P-CSCF',
    'request',
    'added P-Asserted-Identity',
    'The P-CSCF vouches for a registered identity of the user.',
    'TS 24.229 §5.2.6.3, RFC 3325 §5',
  ],
  [
    'P-CSCF',
    'request',
    'removed P-Preferred-Identity',
    'The asserted identity takes its place.',
    'TS 24.229 §5.2.6.3, RFC 3325 §5',
  ],
  [
    'P-CSCF',
    'request',
    'added Record-Route',
    'Later requests of the dialog must come through the P-CSCF.',
    'TS 24.229 §5.2.6.3, RFC 3261 §16.6',
  ],
  [
    'P-CSCF',
    'response',
    'changed Record-Route',
    'Towards the UE the P-CSCF names its protected server port.',
    'TS 24.229 §5.2.6.3, RFC 3261 §16.7',
  ],
];

/** The row of a change; the most special role and message win because rows of `*` come last in the search. */
export function clauseOf(role: string, method: string, isRequest: boolean, what: string): readonly [string, string] {
  const general = isRequest ? 'request' : 'response';
  const found = ROWS.filter(
    ([who, message, change]) =>
      change === what &&
      (who === '*' || role.startsWith(who)) &&
      (message === '*' || message === general || (isRequest && message === method)),
  );
  const row = found.find(([who]) => who !== '*') ?? found[0];
  return row === undefined ? ['', ''] : [row[3], row[4]];
}
