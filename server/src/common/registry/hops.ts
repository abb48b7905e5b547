import { hop } from './rows.ts';
import type { Hop, HopRow } from './types.ts';
import { METHOD_COLUMNS } from './types.ts';

/**
 * The columns of the registration matrix: which message on which hop, and the clause of the element that sends it. A
 * 401 or 200 from the S-CSCF crosses both halves of Mw.
 */
const REGISTRATION: readonly { hops: readonly Hop[]; where: string; spec: string }[] = [
  { hops: ['Gm-unprotected'], where: 'R', spec: 'TS 24.229 §5.1.1.2' },
  { hops: ['Gm'], where: 'R', spec: 'TS 24.229 §5.1.1.5' },
  { hops: ['Mw-PI'], where: 'R', spec: 'TS 24.229 §5.2.2' },
  { hops: ['Mw-IS'], where: 'R', spec: 'TS 24.229 §5.3.1' },
  { hops: ['Mw-PI', 'Mw-IS'], where: '401', spec: 'TS 24.229 §5.4.1.2' },
  { hops: ['Gm-unprotected', 'Gm'], where: '401', spec: 'TS 24.229 §5.2.2' },
  { hops: ['Mw-PI', 'Mw-IS'], where: '2xx', spec: 'TS 24.229 §5.4.1.2' },
  { hops: ['Gm-unprotected', 'Gm'], where: '2xx', spec: 'TS 24.229 §5.2.2' },
  { hops: ['ISC'], where: 'R', spec: 'TS 24.229 §5.4.1.7' },
];

/** One line of the matrix: `m`, `o`, `x` (not there), or `.` where the RFC's table decides. */
function registration(cells: string): readonly HopRow[] {
  const given = cells.split(' ');
  return REGISTRATION.flatMap(({ hops, where, spec }, column) => {
    const cell = given[column];
    if (cell !== 'm' && cell !== 'o' && cell !== 'x') return [];
    return hops.map((name): HopRow => ({ hop: name, methods: ['REGISTER'], where, cell, spec }));
  });
}

/** REGISTER or its 2xx on the interface to another network, TS 29.165 table B.14. */
function roaming(where: 'R' | '2xx' | '401', cell: HopRow['cell']): HopRow {
  return { hop: 'II-NNI', methods: ['REGISTER'], where, cell, spec: `TS 29.165 §B.14.${where === 'R' ? 1 : 2}` };
}

/** Cells in the order of `METHOD_COLUMNS` on the interface between networks, TS 29.165 Annex B. */
function nni(where: string, cells: string): readonly HopRow[] {
  return hop('II-NNI', where, cells, 'TS 29.165 §B');
}

const NOWHERE = METHOD_COLUMNS.map(() => 'x').join(' ');

/** Requests of all methods that do not carry the header field on these hops. */
function notOn(spec: string, ...hops: readonly Hop[]): readonly HopRow[] {
  return hops.flatMap(name => hop(name, 'R', NOWHERE, spec));
}

/** Charging data stay inside the network: never on Gm, whatever the message. */
const NEVER_ON_GM: readonly HopRow[] = [
  ...hop('Gm', 'R', NOWHERE, 'TS 24.229 §5.2.1'),
  ...hop('Gm', 'r', NOWHERE, 'TS 24.229 §5.2.1'),
];

/**
 * Where 3GPP says more than the tables of the RFCs, by header. The strings are the registration matrix, in this order:
 * REGISTER from the device unprotected and protected, from P- to I-CSCF, from I- to S-CSCF; 401 inside the core and to
 * the device; 2xx inside the core and to the device; REGISTER to the application server.
 */
export const HOPS: ReadonlyMap<string, readonly HopRow[]> = new Map([
  ['Authorization', [...registration('m m m m x x x x x'), roaming('R', 'm')]],
  ['WWW-Authenticate', registration('x x x x m m x x x')],
  ['Authentication-Info', registration('x x x x . . o o x')],
  ['Security-Client', [...registration('m m x x x x x x x'), ...nni('R', '. x . x x x  x x . x x x x x')]],
  ['Security-Verify', [...registration('x m x x x x x x x'), ...nni('R', '. x . x x x  x x . x x x x x')]],
  [
    'Security-Server',
    [
      ...registration('x x x x x m x o x'),
      roaming('2xx', 'x'),
      roaming('401', 'x'),
      ...nni('421,494', '. x . x x x  x x . x x x x x'),
    ],
  ],
  ['Require', [...registration('m m m m . . . . .'), roaming('R', 'm')]],
  ['Proxy-Require', registration('m m . . x x x x .')],
  ['Supported', [...registration('m m m m . . . . .'), roaming('R', 'm')]],
  ['Path', [...registration('x x m m x x m o x'), roaming('R', 'm'), roaming('2xx', 'm')]],
  ['Service-Route', [...registration('x x x x x x m m x'), roaming('2xx', 'm')]],
  ['P-Associated-URI', [...registration('x x x x x x m m x'), roaming('2xx', 'm')]],
  [
    'P-Visited-Network-ID',
    [
      ...registration('x x m m x x x x o'),
      // A user agent inserts it in no message at all.
      ...notOn('RFC 7315 §4.3.2.1', 'Gm-unprotected', 'Gm'),
      ...nni('R', '. . . x x m  x . . . . x x x'),
    ],
  ],
  ['P-Charging-Vector', [...registration('x x m m o x m x m'), ...NEVER_ON_GM, roaming('R', 'm'), roaming('2xx', 'm')]],
  [
    'P-Charging-Function-Addresses',
    [
      ...registration('x x x x x x o x o'),
      ...NEVER_ON_GM,
      ...nni('R', '. x . x x x  x x x x x x x x'),
      ...nni('r', '. x . x x x  x x x x x x x x'),
    ],
  ],
  ['P-Access-Network-Info', registration('x o o o o o o o o')],
  ['Feature-Caps', registration('x x o o . . o o o')],
  [
    'P-User-Database',
    [
      ...registration('x x x o . . . . x'),
      // From the I-CSCF to the S-CSCF, which removes it.
      ...notOn('RFC 4457 §5', 'Gm-unprotected', 'Gm', 'Mw-PI', 'ISC'),
      ...nni('R', '. . . x x x  x . . . . x x x'),
    ],
  ],
  ['P-Profile-Key', notOn('RFC 5002 §6', 'Gm-unprotected', 'Gm', 'Mw-PI', 'ISC')],
  // A device is outside of the trust domain.
  ['P-Served-User', notOn('RFC 5502 §7.2', 'Gm-unprotected', 'Gm')],
  ['Route', [...registration('. . o o . . . . o'), roaming('R', 'x')]],
  ['Contact', [roaming('R', 'm'), roaming('2xx', 'm'), ...nni('18x,199', '. . . m . .  . . . . . . . .')]],
  ['Privacy', [roaming('R', 'x')]],
  [
    'P-Preferred-Identity',
    [
      // The first proxy removes it from every message that it forwards.
      ...notOn('RFC 3325 §6', 'Mw-PI', 'Mw-IS', 'ISC'),
      ...nni('R', '. x . x x .  x x . . . x x x'),
      ...nni('r', '. x . x . .  x x . . . x x x'),
    ],
  ],
  [
    'P-Media-Authorization',
    [...nni('R', '. . . x . .  . . . . . . . .'), ...nni('101-199,2xx', '. . . x . .  . . . . . . . .')],
  ],
  ['Max-Breadth', nni('R', '. . . . . .  x . . x x . . .')],
  ['Relayed-Charge', [...nni('R', 'x x . x x x  x x x x x x x x'), ...nni('r', '. x . x x x  x x x x x x x x')]],
]);
