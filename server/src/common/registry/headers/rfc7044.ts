import { header, param, row } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 7044, request history. */
export const RFC7044_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'History-Info',
    shape: 'nameAddrList',
    list: 'list',
    angleBrackets: 'required',
    params: [
      param('index', 'token', 'Place in the tree of targets, 1.2.1 and so on.', 'RFC 7044 §10.3', { required: true }),
      param(
        'rc',
        'token',
        'The Request-URI changed, the user did not: index of the entry it came from.',
        'RFC 7044 §10.4',
      ),
      param('mp', 'token', 'The target was mapped to another user: index of the entry it came from.', 'RFC 7044 §10.4'),
      param('np', 'token', 'The target did not change: index of the entry it came from.', 'RFC 7044 §10.4'),
    ],
    where: [
      row('R', 'amdr', '- - - o o o  o o - - - o o o', 'RFC 7044 §5'),
      row('r', 'amdr', '- - - o o o  o o - - - o o o', 'RFC 7044 §5'),
    ],
    spec: 'RFC 7044 §5',
    doc: 'The targets that the request has had, each with its place in the tree; shows who diverted a call and why (Reason inside the URI).',
    examples: {
      good: [
        '<sip:bob@example.com>;index=1, <sip:bob@192.0.2.4>;index=1.1;rc=1',
        '<sip:UserA@ims.example.com?Reason=SIP%3Bcause%3D302>;index=1',
      ],
      bad: ['', 'sip:bob@example.com;index=1', '<sip:bob@example.com;index=1', '<sip:bob@example.com>;index='],
    },
  }),
];
