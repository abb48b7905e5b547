import { INFO_PACKAGES, NO_INFO_PACKAGE } from '../infoPackages.ts';
import { header, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 6086, INFO. */
export const RFC6086_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Info-Package',
    shape: 'tokenParams',
    values: INFO_PACKAGES,
    where: [row('R', '', '- - - - - -  - - - m* - - - -', 'RFC 6086 §7.1')],
    spec: 'RFC 6086 §7.2',
    doc: 'What the INFO is about; absent in legacy INFO such as DTMF relay.',
    examples: { good: ['infoDtmf', 'g.3gpp.ussd'], bad: ['', 'a,b', ';x', 'info dtmf'] },
  }),
  header({
    name: 'Recv-Info',
    shape: 'tokenParamsList',
    list: 'orEmpty',
    values: [...INFO_PACKAGES, NO_INFO_PACKAGE],
    where: [
      row(
        'R',
        '',
        '- - - c - o  - - o - o - - -',
        'RFC 6086 §7.1',
        'RFC 6086 prints m for INVITE, meant for those who support INFO packages (§5.2.3)',
      ),
      row('1xx,2xx', '', '- - - c - -  - - c - c - - -', 'RFC 6086 §7.1'),
      row('469', '', '- - - - - -  - - - m* - - - -', 'RFC 6086 §7.1'),
      row('r', '', '- - - o - -  - - o - o - - -', 'RFC 6086 §7.1'),
    ],
    spec: 'RFC 6086 §7.3',
    doc: 'The INFO packages that the sender wants to receive in this dialog.',
    examples: { good: ['g.3gpp.ussd, g.3gpp.state-and-event', 'nil', ''], bad: ['a b', 'a,', ';x', 'a,,b'] },
  }),
];
