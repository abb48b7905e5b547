import { header, row } from '../rows.ts';
import { SECURITY_MECHANISMS, SECURITY_PARAMS } from '../securityMechanisms.ts';
import type { HeaderRow } from '../types.ts';

/** RFC 3329, security agreement. */
export const RFC3329_HEADERS: readonly HeaderRow[] = [
  header({
    name: 'Security-Client',
    shape: 'tokenParamsList',
    list: 'list',
    params: SECURITY_PARAMS,
    values: SECURITY_MECHANISMS,
    where: [row('R', 'ard', '- o - o o o  o o - o o o o o', 'RFC 3329 §2.6')],
    spec: 'RFC 3329 §2.2',
    doc: 'Security mechanisms that the device offers, with the SPIs and ports of its inbound IPsec associations; the P-CSCF takes it out of the REGISTER.',
    examples: {
      good: [
        'ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans;spi-c=1000000001;spi-s=1000000002;port-c=6100;port-s=6101',
        'tls;q=0.2, ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;spi-c=98765432;spi-s=3456;port-c=8642;port-s=7531',
      ],
      bad: ['', 'ipsec-3gpp;alg=', ';alg=hmac-sha-1-96', 'ipsec-3gpp,,tls', 'ipsec-3gpp alg=hmac-sha-1-96'],
    },
  }),
  header({
    name: 'Security-Server',
    shape: 'tokenParamsList',
    list: 'list',
    params: SECURITY_PARAMS,
    values: SECURITY_MECHANISMS,
    where: [
      row('421,494', '', '- o - o o o  o o - o o o o o', 'RFC 3329 §2.6'),
      row(
        '401,2xx',
        '',
        '- - - - - o  - - - - - - - -',
        'TS 24.229 §5.2.2.2',
        'RFC 3329 has 421 and 494 only; in IMS the P-CSCF sends it to the device in the 401 to REGISTER',
      ),
    ],
    spec: 'RFC 3329 §2.2',
    doc: 'Security mechanisms of the P-CSCF with its SPIs and ports; the device picks one and repeats the whole list in Security-Verify.',
    examples: {
      good: [
        'ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans;spi-c=3000000001;spi-s=3000000002;port-c=5100;port-s=5101',
        'tls;q=0.2',
      ],
      bad: ['', 'ipsec-3gpp;q=0.9;', 'tls;q=0.2,', '=0.2'],
    },
  }),
  header({
    name: 'Security-Verify',
    shape: 'tokenParamsList',
    list: 'list',
    params: SECURITY_PARAMS,
    values: SECURITY_MECHANISMS,
    where: [row('R', 'ard', '- o - o o o  o o - o o o o o', 'RFC 3329 §2.6')],
    spec: 'RFC 3329 §2.2',
    doc: 'Copy of the Security-Server list, sent over the new association so that the P-CSCF sees whether somebody tampered with it.',
    examples: {
      good: [
        'ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans;spi-c=3000000001;spi-s=3000000002;port-c=5100;port-s=5101',
        'tls;q=0.2;d-ver="0000000000000000000000000000abcd"',
      ],
      bad: ['', 'ipsec-3gpp;;alg=x', 'tls;d-ver="00', 'ipsec-3gpp;spi-c='],
    },
  }),
];
