import { header } from '../rows.ts';
import type { HeaderRow, ShapeName } from '../types.ts';

/** A header seen in the field; whoever does not know it must ignore it. */
function vendor(
  name: string,
  doc: string,
  good: readonly string[],
  shape: ShapeName = 'text',
  bad: readonly string[] = [],
): HeaderRow {
  return header({ name, shape, status: 'vendor', where: [], spec: 'RFC 3261 §8.2', doc, examples: { good, bad } });
}

/** Headers that are seen in the field and were never registered; a name that ends in `*` is a family. */
export const VENDOR_HEADERS: readonly HeaderRow[] = [
  {
    ...vendor(
      'Diversion',
      'Who diverted the call and why; historic, History-Info took its place, many gateways still send it.',
      ['<sip:WeSellPizza@p4.isp.com>;reason=unconditional;counter=1', '<tel:+12125551212>;reason=user-busy, <sip:a@b>'],
      'nameAddrList',
      ['', '<sip:WeSellPizza@p4.isp.com', 'pizza', '<sip:a@b>,'],
    ),
    list: 'list',
    spec: 'RFC 5806 §4',
  },
  {
    ...vendor(
      'Remote-Party-ID',
      'Identity of the other side before P-Asserted-Identity existed, with screening and privacy.',
      [
        '"John Doe" <sip:jdoe@foo.com>;party=calling; id-type=subscriber; privacy=full;screen=yes',
        '<tel:+12125551212>',
      ],
      'nameAddrList',
      ['', '<sip:jdoe@foo.com', '"John <sip:jdoe@foo.com>', '<sip:a@b>,'],
    ),
    list: 'list',
    spec: 'draft-ietf-sip-privacy-04',
  },
  vendor('C-Params', 'Copy of the Contact parameters of the caller that some devices send.', [
    '+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel";video',
    'video',
  ]),
  vendor('P-Asserted-Association', 'Not registered; association of the user that a network asserts.', ['x', 'a=b']),
  vendor('P-Cellular-Network-Info', 'Older name of Cellular-Network-Info, sent by some devices.', [
    '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000001;cell-info-age=120',
    '3GPP-GERAN',
  ]),
  vendor('P-Last-Access-Network-Info', 'Variant of one operator: the last cellular access of a device on WLAN.', [
    '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000001',
    '3GPP-GERAN',
  ]),
  vendor('P-Preferred-Association', 'Not registered; association of the user that a device prefers.', ['x', 'a=b']),
  vendor('P-Track-ID', 'Identifier with which a session border controller finds its own messages again.', [
    'c98ce46bbb951afc2305297a67',
    '754087c87c51f31bcc99457db8',
  ]),
  vendor('P-UserAgent-Info', 'Address of the device as a session border controller sees it.', [
    '<sip:172.16.106.92:5060;transport=udp>;+sbc.address="<sip:172.16.106.81:5060;lr;transport=udp>"',
    '<sip:10.0.0.1>',
  ]),
];

/** Families of headers of one maker or of private use; a name that starts like this is known but means nothing here. */
export const VENDOR_FAMILIES: readonly HeaderRow[] = [
  vendor('P-Com.*', 'Header of Nokia elements.', ['x', 'a=b']),
  vendor('X-*', 'Private header: means something only to those who agreed on it.', ['x', 'a=b']),
];
