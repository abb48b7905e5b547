import { METHOD_VALUES } from '../methods.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3262, reliable provisional responses. */
export const RFC3262_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'RAck',
    shape: 'rack',
    values: METHOD_VALUES,
    where: [row('R', '', '- - - - - -  - - m - - - - -', 'RFC 3262 §7')],
    spec: 'RFC 3262 §7.2',
    doc: 'Names the provisional response that this PRACK confirms: its RSeq, then CSeq number and method of the INVITE.',
    examples: { good: ['776656 1 INVITE', '1  314159 INVITE'], bad: ['', '1 INVITE', '776656 1', '-1 1 INVITE'] },
  }),
  header({
    name: 'RSeq',
    shape: 'integer',
    where: [row('1xx', '', '- - - o - -  o o - - - - - -', 'RFC 3262 §7')],
    spec: 'RFC 3262 §7.1',
    doc: 'Numbers the reliable provisional responses of a transaction, from a random start, each one higher than the last.',
    examples: { good: ['988789', '1'], bad: ['', 'one', '-1', '1 2'] },
  }),
];
