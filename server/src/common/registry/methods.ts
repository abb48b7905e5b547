import type { MethodRow, ValueRow } from './types.ts';

/** The methods of the IANA registry. */
export const METHODS: readonly MethodRow[] = [
  {
    name: 'ACK',
    spec: 'RFC 3261 §17.1.1.3',
    doc: 'Confirms the final response to an INVITE: end to end after a 2xx, hop by hop after anything else; it has no response.',
    dialog: 'inside',
    targetRefresh: false,
  },
  {
    name: 'BYE',
    spec: 'RFC 3261 §15',
    doc: 'Ends an established session and its dialog; either side may send it.',
    dialog: 'inside',
    targetRefresh: false,
  },
  {
    name: 'CANCEL',
    spec: 'RFC 3261 §9',
    doc: 'Asks the next hop to give up a pending INVITE; it copies Request-URI, Call-ID, From, To, CSeq number and top Via of that INVITE.',
    dialog: 'hop-by-hop',
    targetRefresh: false,
  },
  {
    name: 'INFO',
    spec: 'RFC 6086 §4',
    doc: 'Carries application data inside a dialog, for example DTMF or a USSD dialogue, described by an Info-Package.',
    dialog: 'inside',
    targetRefresh: false,
  },
  {
    name: 'INVITE',
    spec: 'RFC 3261 §13',
    doc: 'Sets up a session or, inside its dialog, changes it; the offer and answer of the media travel with it.',
    dialog: 'creates',
    targetRefresh: true,
  },
  {
    name: 'MESSAGE',
    spec: 'RFC 3428 §4',
    doc: 'Carries one instant message or an SMS over IP in its body; it sets up no dialog and has no Contact.',
    dialog: 'standalone or inside',
    targetRefresh: false,
  },
  {
    name: 'NOTIFY',
    spec: 'RFC 6665 §3.2',
    doc: 'Reports a state to a subscriber; Event and Subscription-State say which and how long it goes on.',
    dialog: 'inside',
    targetRefresh: true,
  },
  {
    name: 'OPTIONS',
    spec: 'RFC 3261 §11',
    doc: 'Asks what the peer supports; in practice also the keep-alive between network elements.',
    dialog: 'standalone or inside',
    targetRefresh: false,
  },
  {
    name: 'PRACK',
    spec: 'RFC 3262 §6',
    doc: 'Acknowledges a provisional response that was sent reliably; RAck names which.',
    dialog: 'inside',
    targetRefresh: false,
  },
  {
    name: 'PUBLISH',
    spec: 'RFC 3903 §4',
    doc: 'Hands event state, mostly presence, to the server that notifies the watchers; SIP-ETag tracks its versions.',
    dialog: 'standalone',
    targetRefresh: false,
  },
  {
    name: 'REFER',
    spec: 'RFC 3515 §2.4.1',
    doc: 'Asks the recipient to contact the URI in Refer-To, for call transfer and conferences, and to report the outcome by NOTIFY.',
    dialog: 'creates',
    targetRefresh: true,
  },
  {
    name: 'REGISTER',
    spec: 'RFC 3261 §10',
    doc: 'Binds the public identity in To to the address in Contact at the registrar; in IMS it also authenticates the user and sets up the security association.',
    dialog: 'standalone',
    targetRefresh: false,
  },
  {
    name: 'SUBSCRIBE',
    spec: 'RFC 6665 §3.1',
    doc: 'Asks for notifications about the state named in Event; every registered IMS device subscribes to its own registration.',
    dialog: 'creates',
    targetRefresh: true,
  },
  {
    name: 'UPDATE',
    spec: 'RFC 3311 §5',
    doc: 'Changes session parameters or preconditions inside a dialog without another INVITE, also before the call is answered.',
    dialog: 'inside',
    targetRefresh: true,
  },
];

/** The methods as values of Allow, CSeq and the like. */
export const METHOD_VALUES: readonly ValueRow[] = METHODS.map(({ name, doc, spec }) => ({ value: name, doc, spec }));
