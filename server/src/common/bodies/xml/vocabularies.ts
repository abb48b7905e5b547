/** What the elements and attributes of the XML bodies of IMS mean. */

export interface XmlAttributeRow {
  readonly name: string;
  readonly doc: string;
  /** The values that may stand there, where they are a closed list. */
  readonly values?: readonly string[];
}

export interface XmlElementRow {
  readonly name: string;
  readonly doc: string;
  readonly spec: string;
  readonly values?: readonly string[];
  readonly attributes?: readonly XmlAttributeRow[];
}

export interface XmlVocabulary {
  readonly namespace: string;
  /** Media subtype that carries it, without `+xml`. */
  readonly subtype: string;
  /** Name of the root element, for documents that declare no namespace. */
  readonly root: string;
  readonly elements: readonly XmlElementRow[];
}

function element(
  name: string,
  doc: string,
  spec: string,
  attributes: readonly XmlAttributeRow[] = [],
  values: readonly string[] = [],
): XmlElementRow {
  return { name, doc, spec, attributes, values };
}

const STATE = { name: 'state', doc: 'Whole state (full) or only what changed (partial).', values: ['full', 'partial'] };
const VERSION = { name: 'version', doc: 'Counts the notifications of this subscription upwards from 0.' };

const REGINFO: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:reginfo',
  subtype: 'reginfo',
  root: 'reginfo',
  elements: [
    element('reginfo', 'State of the registrations of a user, as the reg event package reports it.', 'RFC 3680 §5.1', [
      VERSION,
      STATE,
    ]),
    element('registration', 'One public user identity and the contacts bound to it.', 'RFC 3680 §5.2', [
      { name: 'aor', doc: 'The address of record: the public user identity.' },
      { name: 'id', doc: 'Names this registration throughout the subscription.' },
      {
        name: 'state',
        doc: 'init before anything is bound, active while a contact is, terminated when the last one went.',
        values: ['init', 'active', 'terminated'],
      },
    ]),
    element('contact', 'One contact bound to the identity.', 'RFC 3680 §5.3', [
      { name: 'id', doc: 'Names this contact throughout the subscription.' },
      { name: 'state', doc: 'active or terminated.', values: ['active', 'terminated'] },
      {
        name: 'event',
        doc: 'What brought the contact into its state; deactivated and rejected end a registration by the network.',
        values: [
          'registered',
          'created',
          'refreshed',
          'shortened',
          'expired',
          'deactivated',
          'probation',
          'unregistered',
          'rejected',
        ],
      },
      { name: 'expires', doc: 'Seconds until the contact expires.' },
      { name: 'duration-registered', doc: 'Seconds since the contact was bound.' },
      { name: 'retry-after', doc: 'Seconds to wait before the next registration, with event probation.' },
      { name: 'q', doc: 'Preference of the contact, 0 to 1.' },
      { name: 'callid', doc: 'Call-ID of the REGISTER that bound it.' },
      { name: 'cseq', doc: 'CSeq number of the REGISTER that bound it.' },
    ]),
    element('uri', 'The contact address.', 'RFC 3680 §5.3'),
    element('display-name', 'Display name of the contact.', 'RFC 3680 §5.3'),
    element(
      'unknown-param',
      'A parameter of the Contact that has no attribute of its own, such as +sip.instance.',
      'RFC 3680 §5.3',
      [{ name: 'name', doc: 'Name of the parameter.' }],
    ),
  ],
};

const GRUUINFO: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:gruuinfo',
  subtype: 'reginfo',
  root: '',
  elements: [
    element('pub-gruu', 'Public GRUU of the contact.', 'RFC 5628 §5', [{ name: 'uri', doc: 'The GRUU.' }]),
    element('temp-gruu', 'Temporary GRUU of the contact.', 'RFC 5628 §5', [
      { name: 'uri', doc: 'The GRUU.' },
      { name: 'first-cseq', doc: 'CSeq of the REGISTER that first gave a GRUU that is still valid.' },
    ]),
  ],
};

const PIDF: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:pidf',
  subtype: 'pidf',
  root: 'presence',
  elements: [
    element('presence', 'Presence of one entity.', 'RFC 3863 §4.1.1', [
      { name: 'entity', doc: 'URI of the presentity.' },
    ]),
    element('tuple', 'One way in which the entity can be reached.', 'RFC 3863 §4.1.2', [
      { name: 'id', doc: 'Names the tuple within the document.' },
    ]),
    element('status', 'Status of the tuple.', 'RFC 3863 §4.1.3'),
    element('basic', 'Open or closed for communication.', 'RFC 3863 §4.1.4', [], ['open', 'closed']),
    element('contact', 'Address of the tuple.', 'RFC 3863 §4.1.5', [{ name: 'priority', doc: 'Preference, 0 to 1.' }]),
    element('note', 'Remark for people.', 'RFC 3863 §4.1.6'),
    element('timestamp', 'When the status changed.', 'RFC 3863 §4.1.7'),
  ],
};

const GEOPRIV: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:pidf:geopriv10',
  subtype: 'pidf',
  root: '',
  elements: [
    element('geopriv', 'Location of the entity with the rules for its use.', 'RFC 4119 §2.2.1'),
    element('location-info', 'The location, in the markup of geography or as a civic address.', 'RFC 4119 §2.2.1'),
    element('usage-rules', 'How long the location may be kept and to whom it may be passed on.', 'RFC 4119 §2.2.2'),
    element('retransmission-allowed', 'Whether the location may be passed on.', 'RFC 4119 §2.2.2', [], ['yes', 'no']),
    element('retention-expiry', 'Until when the location may be kept.', 'RFC 4119 §2.2.2'),
    element('method', 'How the location was found.', 'RFC 4119 §2.2.3'),
  ],
};

const IMS = 'TS 24.229 §7.6';
const IMS_3GPP: XmlVocabulary = {
  namespace: 'urn:3gpp:ns:imsIms3gpp:1.0',
  subtype: '3gpp-ims',
  root: 'ims-3gpp',
  elements: [
    element('ims-3gpp', 'What the network of IMS tells a user agent or an application server.', IMS, [
      { name: 'version', doc: 'Version of the schema.' },
    ]),
    element('alternative-service', 'The request was refused; what the user agent shall do instead.', IMS),
    element(
      'type',
      'Kind of alternative: emergency, or restoration of the registration.',
      IMS,
      [],
      ['emergency', 'restoration'],
    ),
    element('reason', 'Reason for people.', IMS),
    element(
      'action',
      'What to do, such as registering for an emergency, or registering again.',
      IMS,
      [],
      ['emergency-registration', 'initial-registration', 'anonymous-emergencycall'],
    ),
    element('service-info', 'Data of the service profile, passed unread to the application server.', IMS),
  ],
};

const DIALOG_INFO: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:dialog-info',
  subtype: 'dialog-info',
  root: 'dialog-info',
  elements: [
    element('dialog-info', 'State of the dialogs of a user.', 'RFC 4235 §4.1', [
      VERSION,
      STATE,
      { name: 'entity', doc: 'URI of the user.' },
    ]),
    element('dialog', 'One dialog.', 'RFC 4235 §4.1.1', [
      { name: 'id', doc: 'Names the dialog throughout the subscription.' },
      { name: 'call-id', doc: 'Call-ID of the dialog.' },
      { name: 'local-tag', doc: 'Tag of the observed user.' },
      { name: 'remote-tag', doc: 'Tag of the other side.' },
      { name: 'direction', doc: 'Who called.', values: ['initiator', 'recipient'] },
    ]),
    element(
      'state',
      'State of the dialog.',
      'RFC 4235 §4.1.2',
      [],
      ['trying', 'proceeding', 'early', 'confirmed', 'terminated'],
    ),
    element('local', 'The observed user.', 'RFC 4235 §4.1.6'),
    element('remote', 'The other side.', 'RFC 4235 §4.1.6'),
    element('identity', 'Address of a side.', 'RFC 4235 §4.1.6'),
    element('target', 'Contact of a side.', 'RFC 4235 §4.1.6', [{ name: 'uri', doc: 'The contact address.' }]),
  ],
};

const CONFERENCE_INFO: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:conference-info',
  subtype: 'conference-info',
  root: 'conference-info',
  elements: [
    element('conference-info', 'State of a conference.', 'RFC 4575 §5.1', [
      VERSION,
      STATE,
      { name: 'entity', doc: 'URI of the conference.' },
    ]),
    element('conference-description', 'What the conference is about.', 'RFC 4575 §5.3'),
    element('users', 'The participants.', 'RFC 4575 §5.6'),
    element('user', 'One participant.', 'RFC 4575 §5.6', [{ name: 'entity', doc: 'URI of the participant.' }, STATE]),
    element('endpoint', 'One device of a participant.', 'RFC 4575 §5.7', [
      { name: 'entity', doc: 'Its contact address.' },
      STATE,
    ]),
    element(
      'status',
      'How the endpoint takes part.',
      'RFC 4575 §5.7.3',
      [],
      [
        'connected',
        'disconnected',
        'on-hold',
        'muted-via-focus',
        'pending',
        'alerting',
        'dialing-in',
        'dialing-out',
        'disconnecting',
      ],
    ),
  ],
};

const RESOURCE_LISTS: XmlVocabulary = {
  namespace: 'urn:ietf:params:xml:ns:resource-lists',
  subtype: 'resource-lists',
  root: 'resource-lists',
  elements: [
    element('resource-lists', 'Lists of URIs, for example the participants to invite.', 'RFC 4826 §3.1'),
    element('list', 'One list.', 'RFC 4826 §3.1', [{ name: 'name', doc: 'Name of the list.' }]),
    element('entry', 'One URI of the list.', 'RFC 4826 §3.1', [{ name: 'uri', doc: 'The URI.' }]),
  ],
};

const USSD: XmlVocabulary = {
  namespace: '',
  subtype: 'vnd.3gpp.ussd',
  root: 'ussd-data',
  elements: [
    element('ussd-data', 'Unstructured supplementary service data over IMS.', 'TS 24.390 §5.1.3'),
    element('language', 'Language of the text.', 'TS 24.390 §5.1.3'),
    element('ussd-string', 'What the user dialled, or what the network says.', 'TS 24.390 §5.1.3'),
    element('error-code', 'Why the operation failed.', 'TS 24.390 §5.1.3'),
  ],
};

export const XML_VOCABULARIES: readonly XmlVocabulary[] = [
  REGINFO,
  GRUUINFO,
  PIDF,
  GEOPRIV,
  IMS_3GPP,
  DIALOG_INFO,
  CONFERENCE_INFO,
  RESOURCE_LISTS,
  USSD,
];

/** The vocabulary of an element: by its namespace, or by the root's name where no namespace is declared. */
export function xmlVocabulary(namespace: string, root: string): XmlVocabulary | undefined {
  if (namespace !== '') {
    const named = XML_VOCABULARIES.find(each => each.namespace === namespace);
    if (named) return named;
  }
  return XML_VOCABULARIES.find(each => each.root === root && each.root !== '');
}
