import { header, param, row, values } from '../rows.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 8224, signed identity. */
export const RFC8224_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Identity',
    compact: 'y',
    shape: 'opaqueParams',
    list: 'fields',
    params: [
      param('info', 'angleUri', 'Where the certificate can be fetched.', 'RFC 8224 §4', { required: true }),
      param('alg', 'token', 'Signature algorithm.', 'RFC 8224 §4', {
        values: values('RFC 8224 §4', [['ES256', 'ECDSA with P-256 and SHA-256.']]),
      }),
      param('ppt', 'token', 'Type of the PASSporT.', 'RFC 8224 §8', {
        values: [
          ...values('RFC 8588 §4', [['shaken', 'Attestation of the calling number by the originating operator.']]),
          ...values('RFC 8443 §3', [['rph', 'Resource-Priority is authorised.']]),
          ...values('RFC 8946 §4', [['div', 'The call was diverted.']]),
        ],
      }),
    ],
    where: [row('R', 'amr', 'o o - o o o  o o o o o o o o', 'RFC 8224 §4')],
    spec: 'RFC 8224 §4',
    doc: 'Signature over caller, callee and date (STIR), made by the network that vouches for the number.',
    examples: {
      good: [
        '..rq3pjT1hoRwakEGjHCnWSwUnshd0-zJ6F1VOgFWSjHBr8Qjpjlk-cpFYpFYsojNCpTzO3QfPOlckGaS6hEck7w;info=<https://biloxi.example.org/biloxi.cert>',
        'eyJh.eyJk.rq3p;info=<https://cert.example.org/a.cer>;alg=ES256;ppt=shaken',
      ],
      bad: ['', ';info=<https://a>', 'abc;info=<https://a', 'abc;info='],
    },
  }),
  header({
    name: 'Identity-Info',
    compact: 'n',
    shape: 'angleUriList',
    status: 'deprecated',
    params: [
      param('alg', 'token', 'Signature algorithm.', 'RFC 4474 §9', {
        values: values('RFC 4474 §9', [['rsa-sha1', 'RSA with SHA-1.']]),
      }),
    ],
    where: [],
    spec: 'RFC 8224 §13.3',
    doc: 'Certificate of the Identity of RFC 4474; RFC 8224 moved it into the Identity header.',
    examples: {
      good: ['<https://atlanta.example.com/atlanta.cer>;alg=rsa-sha1', '<https://a.example/b.cer>'],
      bad: ['', 'https://atlanta.example.com/atlanta.cer', '<https://atlanta.example.com', '<https://a>;alg='],
    },
  }),
];
