/** The line types of SDP in the order in which they stand (RFC 8866 §5), each one row. */

export interface LineRow {
  /** The letter before the "=". */
  readonly type: string;
  readonly name: string;
  /** The form of the value, see `template.ts`. */
  readonly value: string;
  /** Place in a session description without media; lines of one time description share a place. */
  readonly sessionPlace: number;
  /** Place in a media description, undefined where the line may not stand there. */
  readonly mediaPlace?: number;
  /** May stand more than once: for the session, in a media description. */
  readonly repeats: 'no' | 'media' | 'both';
  readonly required?: true;
  readonly doc: string;
  readonly spec: string;
}

const NET = '{network type:IN|*} {address type:IP4|IP6|*} ';

export const LINE_ROWS: readonly LineRow[] = [
  {
    type: 'v',
    name: 'Version',
    value: '{version:integer}',
    sessionPlace: 0,
    repeats: 'no',
    required: true,
    doc: 'Version of the session description protocol, always 0; begins the description.',
    spec: 'RFC 8866 §5.1',
  },
  {
    type: 'o',
    name: 'Origin',
    value: `{user name:word} {session id:integer} {session version:integer} ${NET}{address:word}`,
    sessionPlace: 1,
    repeats: 'no',
    required: true,
    doc: 'Who made the session, its identifier and version; each changed offer or answer raises the version by one.',
    spec: 'RFC 8866 §5.2, RFC 3264 §8',
  },
  {
    type: 's',
    name: 'Session name',
    value: '{session name:text}',
    sessionPlace: 2,
    repeats: 'no',
    required: true,
    doc: 'Name of the session for people; "-" or one space where there is none, as in telephony.',
    spec: 'RFC 8866 §5.3',
  },
  {
    type: 'i',
    name: 'Information',
    value: '{description:text}',
    sessionPlace: 3,
    mediaPlace: 0,
    repeats: 'no',
    doc: 'Free description of the session or of one media stream for people.',
    spec: 'RFC 8866 §5.4',
  },
  {
    type: 'u',
    name: 'URI',
    value: '{URI:word}',
    sessionPlace: 4,
    repeats: 'no',
    doc: 'Where more about the session can be read.',
    spec: 'RFC 8866 §5.5',
  },
  {
    type: 'e',
    name: 'Email',
    value: '{email address:text}',
    sessionPlace: 5,
    repeats: 'both',
    doc: 'Email address of the person responsible for the session.',
    spec: 'RFC 8866 §5.6',
  },
  {
    type: 'p',
    name: 'Phone',
    value: '{phone number:text}',
    sessionPlace: 6,
    repeats: 'both',
    doc: 'Phone number of the person responsible for the session, international with "+".',
    spec: 'RFC 8866 §5.6',
  },
  {
    type: 'c',
    name: 'Connection',
    value: `${NET}{address:address}[/{time to live or count:integer}[/{number of addresses:integer}]]`,
    sessionPlace: 7,
    mediaPlace: 1,
    repeats: 'media',
    doc: 'Address to which media is sent; stands for the session or in every media description.',
    spec: 'RFC 8866 §5.7',
  },
  {
    type: 'b',
    name: 'Bandwidth',
    value: '{bandwidth type:AS|CT|TIAS|RS|RR|*}:{bandwidth:integer}',
    sessionPlace: 8,
    mediaPlace: 2,
    repeats: 'both',
    doc: 'Bandwidth that the session or the media may use; AS and CT in kbit/s, TIAS, RS and RR in bit/s.',
    spec: 'RFC 8866 §5.8',
  },
  {
    type: 't',
    name: 'Time',
    value: '{start time:integer} {stop time:integer}',
    sessionPlace: 9,
    repeats: 'both',
    required: true,
    doc: 'When the session is active; "0 0", no bounds, in offers and answers of a call.',
    spec: 'RFC 8866 §5.9, RFC 3264 §5',
  },
  {
    type: 'r',
    name: 'Repeat',
    value: '{repeat interval:duration} {active duration:duration} {offset:duration}( {offset:duration})*',
    sessionPlace: 9,
    repeats: 'both',
    doc: 'When a scheduled session is repeated; belongs to the time line before it.',
    spec: 'RFC 8866 §5.10',
  },
  {
    type: 'z',
    name: 'Time zone',
    value: '{adjustment time:integer} {offset:signed duration}( {adjustment time:integer} {offset:signed duration})*',
    sessionPlace: 9,
    repeats: 'both',
    doc: 'Changes between summer and winter time that repeated sessions follow.',
    spec: 'RFC 8866 §5.11',
  },
  {
    type: 'k',
    name: 'Key',
    value: '{method:prompt|clear|base64|uri}[:][{key:text}]',
    sessionPlace: 10,
    mediaPlace: 3,
    repeats: 'no',
    doc: 'Encryption key in the clear; obsolete, must not be used and is ignored.',
    spec: 'RFC 8866 §5.12',
  },
  {
    type: 'a',
    name: 'Attribute',
    value: '{attribute:token}[:{value:text}]',
    sessionPlace: 11,
    mediaPlace: 4,
    repeats: 'both',
    doc: 'A property of the session or of one media stream; attributes that are not understood are ignored.',
    spec: 'RFC 8866 §5.13',
  },
  {
    type: 'm',
    name: 'Media',
    value:
      '{media:audio|video|text|application|message|image|*} {port:integer}[/{number of ports:integer}] {protocol:protocol} {format:token}( {format:token})*',
    sessionPlace: 12,
    mediaPlace: 5,
    repeats: 'both',
    doc: 'Begins a media description: kind, port (0 refuses or ends the stream), transport and payload types by preference.',
    spec: 'RFC 8866 §5.14, RFC 3264 §6',
  },
];

const BY_TYPE: ReadonlyMap<string, LineRow> = new Map(LINE_ROWS.map(row => [row.type, row]));

export function lineRow(type: string): LineRow | undefined {
  return BY_TYPE.get(type);
}
