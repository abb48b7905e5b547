import { header, param, row, values } from '../rows.ts';
import type { HeaderRow, ParamRow, ValueRow } from '../types.ts';

const ANSWER_MODES: readonly ValueRow[] = values('RFC 5373 §2', [
  ['Auto', 'Answer without asking the user.'],
  ['Manual', 'Let the user answer.'],
]);

const ANSWER_MODE_PARAMS: readonly ParamRow[] = [
  param('require', 'none', 'Reject the call rather than answer in the other way.', 'RFC 5373 §4.2'),
];

/** RFC 5373, automatic answer. */
export const RFC5373_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Answer-Mode',
    shape: 'tokenParams',
    params: ANSWER_MODE_PARAMS,
    values: ANSWER_MODES,
    where: [
      row('2xx', '', '- - - o - -  - - - - - - - -', 'RFC 5373 §4'),
      row('R', '', '- - - o - -  - - - - - - - -', 'RFC 5373 §4'),
    ],
    spec: 'RFC 5373 §2',
    doc: 'Asks the called device to answer by itself, or not to; push to talk uses it.',
    examples: { good: ['Auto', 'Manual;require'], bad: ['', 'Auto,Manual', ';require', 'Auto require'] },
  }),
  header({
    name: 'Priv-Answer-Mode',
    shape: 'tokenParams',
    params: ANSWER_MODE_PARAMS,
    values: ANSWER_MODES,
    where: [
      row('2xx', '', '- - - o - -  - - - - - - - -', 'RFC 5373 §4'),
      row('R', '', '- - - o - -  - - - - - - - -', 'RFC 5373 §4'),
    ],
    spec: 'RFC 5373 §2',
    doc: 'As Answer-Mode, for privileged callers such as an emergency control room.',
    examples: { good: ['Auto;require', 'Auto'], bad: ['', 'Auto,', ';require', 'Auto;='] },
  }),
];
