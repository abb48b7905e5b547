import { FEATURE_PARAMS } from '../mediaFeatureTags.ts';
import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3841, caller preferences. */
export const RFC3841_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Accept-Contact',
    compact: 'a',
    shape: 'starParamsList',
    list: 'list',
    params: [
      param('require', 'none', 'Drop contacts that do not match.', 'RFC 3841 §10'),
      param('explicit', 'none', 'A contact that does not mention the feature does not match.', 'RFC 3841 §10'),
      ...FEATURE_PARAMS,
    ],
    where: [row('R', 'ar', 'o o o o o -  o o o o o o o o', 'RFC 3841 §9.2')],
    spec: 'RFC 3841 §9.2',
    doc: 'The caller prefers or demands contacts with these capabilities; a VoLTE call carries the MMTEL service identifier here.',
    examples: {
      good: [
        '*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";require;explicit',
        '*;audio;require, *;mobility="fixed";methods="INVITE"',
        '*',
      ],
      bad: ['', 'audio', '*;', '*;mobility="fixed', '**'],
    },
  }),
  header({
    name: 'Reject-Contact',
    compact: 'j',
    shape: 'starParamsList',
    list: 'list',
    params: FEATURE_PARAMS,
    where: [row('R', 'ar', 'o o o o o -  o o o o o o o o', 'RFC 3841 §9.2')],
    spec: 'RFC 3841 §9.2',
    doc: 'The caller does not want to reach contacts with these capabilities, for example voice mail.',
    examples: {
      good: ['*;actor="msg-taker";video', '*;+g.3gpp.ics="server", *;automata'],
      bad: ['', 'video', '*;actor=', '*;;video'],
    },
  }),
  header({
    name: 'Request-Disposition',
    compact: 'd',
    shape: 'tokenList',
    list: 'list',
    values: values('RFC 3841 §9.1', [
      ['proxy', 'Forward the request.'],
      ['redirect', 'Answer with a redirection.'],
      ['cancel', 'Cancel the other branches when one answers.'],
      ['no-cancel', 'Leave the other branches alone.'],
      ['fork', 'Several contacts may be tried.'],
      ['no-fork', 'Try one contact only.'],
      ['recurse', 'Follow redirections.'],
      ['no-recurse', 'Return redirections to the caller.'],
      ['parallel', 'Try all contacts at once.'],
      ['sequential', 'Try one contact after the other.'],
      ['queue', 'Queue the call when the callee is busy.'],
      ['no-queue', 'Do not queue.'],
    ]),
    where: [row('R', 'ar', 'o o o o o o  o o o o o o o o', 'RFC 3841 §9.1')],
    spec: 'RFC 3841 §9.1',
    doc: 'How the servers should treat the request: fork or not, redirect or proxy, queue or not.',
    examples: { good: ['proxy, recurse, parallel', 'no-fork'], bad: ['', 'proxy,', 'no fork', 'proxy;q=1'] },
  }),
];
