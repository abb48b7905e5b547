/**
 * What is offered in every position of every shape. The table has a row for each name of a shape: a new shape without
 * cases does not compile.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionDocumentation } from '../../../server/src/common/features/completionResolve.ts';
import { signatureHelp } from '../../../server/src/common/features/signatureHelp.ts';
import { HEADERS, headerRow } from '../../../server/src/common/registry/index.ts';
import type { ShapeName } from '../../../server/src/common/registry/types.ts';
import { ALICE, accepted, completions, labels, marked } from './markers.ts';

/** `|` is the cursor; `never` may not stand there. */
interface Case {
  readonly line: string;
  readonly offers: readonly string[];
  readonly never?: readonly string[];
  /** The line when the first of `offers` is accepted. */
  readonly becomes?: string;
}

const SHAPES: Record<ShapeName, readonly Case[]> = {
  text: [{ line: 'Server: |', offers: [headerRow('Server')?.examples.good[0] ?? ''] }],
  integer: [{ line: 'Max-Forwards:|', offers: ['Max-Forwards …'], becomes: 'Max-Forwards: 70' }],
  integerParams: [
    { line: 'Session-Expires: |', offers: ['1800'] },
    { line: 'Session-Expires: 1800;|', offers: ['refresher'], never: ['tag'] },
    {
      line: 'Session-Expires: 1800;refresher=|',
      offers: ['uac', 'uas'],
      becomes: 'Session-Expires: 1800;refresher=uac',
    },
  ],
  cseq: [
    { line: 'CSeq: |', offers: ['1'], never: ['REGISTER'] },
    { line: 'CSeq: 1 |', offers: ['REGISTER'], never: ['INVITE', '1'], becomes: 'CSeq: 1 REGISTER' },
    { line: 'CSeq: 1 IN|', offers: ['REGISTER'], becomes: 'CSeq: 1 REGISTER' },
  ],
  rack: [
    { line: 'RAck: |', offers: ['1'], never: ['INVITE'] },
    { line: 'RAck: 1 |', offers: ['1'], never: ['INVITE'], becomes: 'RAck: 1 1' },
    { line: 'RAck: 1 1 |', offers: ['INVITE'], never: ['1'], becomes: 'RAck: 1 1 INVITE' },
  ],
  callId: [{ line: 'Call-ID: |', offers: ['abababababababababababab'] }],
  callIdParams: [
    { line: 'Replaces: |', offers: ['known@a'] },
    { line: 'Replaces: known@a;|', offers: ['to-tag', 'from-tag', 'early-only'], never: ['tag'] },
  ],
  callIdList: [{ line: 'In-Reply-To: other@a, |', offers: ['known@a'], becomes: 'In-Reply-To: other@a, known@a' }],
  nameAddr: [
    { line: 'To: |', offers: ['<sip:home.net>', 'sip:'], never: ['*'] },
    { line: 'To: <|>', offers: ['sip:', 'tel:', 'urn:'] },
    { line: 'To: <sip:a@b;|>', offers: ['user', 'transport'], never: ['tag', 'rn'] },
    { line: 'To: <sip:a@b;user=|>', offers: ['phone'], becomes: 'To: <sip:a@b;user=phone>' },
    { line: 'To: <tel:+1;|>', offers: ['phone-context', 'rn', 'npdi'], never: ['transport', 'lr'] },
    { line: 'To: <tel:+1;verstat=|>', offers: ['TN-Validation-Passed'] },
    { line: 'To: <sip:a@b?|>', offers: ['Subject'], never: ['Via', 'Route'], becomes: 'To: <sip:a@b?Subject=>' },
    { line: 'To: <sip:a@b;lr?Subject=x&|>', offers: ['Replaces'], becomes: 'To: <sip:a@b;lr?Subject=x&Replaces=>' },
    { line: 'To: <sip:a@b>;|', offers: ['tag'], never: ['transport'], becomes: 'To: <sip:a@b>;tag=abababababab' },
    { line: 'To: <sip:a@b>;tag=|', offers: ['abababababab'] },
  ],
  nameAddrList: [
    { line: 'Route: <sip:a;lr>, |', offers: ['<sip:home.net>'] },
    { line: 'Route: <sip:a;|>', offers: ['lr'], becomes: 'Route: <sip:a;lr>' },
    { line: 'History-Info: <sip:a@b>;|', offers: ['index', 'rc', 'mp'] },
  ],
  contactList: [
    { line: 'Contact: |', offers: ['*', 'Contact …', '<sip:home.net>'] },
    { line: 'Contact: <sip:a@b>, |', offers: ['<sip:home.net>'], never: ['*'] },
    { line: 'Contact: <sip:a@b>;|', offers: ['expires', 'q', '+sip.instance', 'audio', '+g.3gpp.smsip'] },
    {
      line: 'Contact: <sip:a@b>;+g.3gpp.icsi-ref="|"',
      offers: ['urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel'],
      never: ['urn:urn-7:3gpp-service.ims.icsi.mmtel'],
    },
    {
      line: 'Contact: <sip:a@b>;methods="INVITE,|"',
      offers: ['BYE'],
      becomes: 'Contact: <sip:a@b>;methods="INVITE,BYE"',
    },
    { line: 'Contact: <sip:a@b>;mobility=|', offers: ['mobile'], becomes: 'Contact: <sip:a@b>;mobility="mobile"' },
  ],
  angleUriList: [
    { line: 'Alert-Info: |', offers: ['<urn:alert:service:call-waiting>'] },
    {
      line: 'Alert-Info: <|>',
      offers: ['<urn:alert:service:normal>'],
      becomes: 'Alert-Info: <urn:alert:service:normal>',
    },
    { line: 'Alert-Info: <urn:alert:service:normal>;|', offers: ['appearance'] },
    { line: 'Call-Info: <sip:a>;purpose=|', offers: ['icon', 'info', 'card'] },
  ],
  uri: [],
  uriList: [
    {
      line: 'P-Preferred-Service: |',
      offers: ['urn:urn-7:3gpp-service.ims.icsi.mmtel'],
      never: ['sip:', 'urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel'],
      becomes: 'P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mmtel',
    },
  ],
  messageId: [{ line: 'Content-ID: |', offers: ['<abababababababababababab@home.net>'] }],
  token: [
    { line: 'Priority: |', offers: ['emergency', 'urgent', 'normal', 'non-urgent'] },
    { line: 'Geolocation-Routing: y|', offers: ['yes', 'no'], becomes: 'Geolocation-Routing: yes' },
  ],
  viaList: [
    { line: 'Via: |', offers: ['SIP/2.0/UDP', 'SIP/2.0/TLS'], never: ['UDP', 'branch'] },
    { line: 'Via: SIP/2.0/|', offers: ['SIP/2.0/TCP'], becomes: 'Via: SIP/2.0/TCP ' },
    { line: 'Via: SIP/2.0/UDP |', offers: ['host:port', 'home.net'], never: ['SIP/2.0/UDP'] },
    { line: 'Via: SIP/2.0/UDP a;|', offers: ['branch', 'rport', 'received'], never: ['tag', 'lr'] },
    { line: 'Via: SIP/2.0/UDP a;branch=|', offers: ['z9hG4bKabababababababab'] },
  ],
  tokenList: [
    { line: 'Require: sec-agree, |', offers: ['path'], never: ['sec-agree'], becomes: 'Require: sec-agree, path' },
    { line: 'Resource-Priority: |', offers: ['ets.0', 'mcpttp.15', 'wps.4'] },
    { line: 'P-Early-Media: |', offers: ['supported', 'sendrecv', 'gated'] },
  ],
  tokenParams: [
    { line: 'Event: |', offers: ['reg', 'presence', 'message-summary'] },
    { line: 'Subscription-State: terminated;|', offers: ['reason', 'retry-after'] },
    { line: 'Subscription-State: terminated;reason=|', offers: ['deactivated', 'noresource'] },
  ],
  tokenParamsList: [
    { line: 'Reason: |', offers: ['Q.850', 'SIP'] },
    { line: 'Reason: Q.850;|', offers: ['cause', 'text'] },
    { line: 'Reason: Q.850;cause=|', offers: ['16', '127'], never: ['480'], becomes: 'Reason: Q.850;cause=16' },
    { line: 'Reason: SIP;cause=|', offers: ['480'], never: ['16'] },
    { line: 'Reason: SIP;cause=480, Preemption;cause=|', offers: ['5'], never: ['480', '16'] },
    { line: 'Security-Client: |', offers: ['ipsec-3gpp', 'Security-Client …'] },
    { line: 'Security-Client: ipsec-3gpp;|', offers: ['alg', 'ealg', 'spi-c', 'port-s'] },
    { line: 'Security-Client: ipsec-3gpp;alg=|', offers: ['hmac-sha-1-96', 'aes-gmac', 'null'] },
    { line: 'Security-Client: ipsec-3gpp;alg=aes-gmac;ealg=|', offers: ['null'], never: ['aes-cbc', 'aes-gcm'] },
    { line: 'Security-Client: ipsec-3gpp;alg=|;ealg=aes-gcm', offers: ['null'], never: ['hmac-sha-1-96', 'aes-gmac'] },
    {
      line: 'Security-Client: ipsec-3gpp;spi|',
      offers: ['spi-c'],
      becomes: 'Security-Client: ipsec-3gpp;spi-c=1440077525',
    },
    { line: 'Security-Client: ipsec-3gpp;port-s=|', offers: ['5063'] },
    { line: 'P-Access-Network-Info: |', offers: ['3GPP-NR-FDD', '3GPP-NR-FDD;…', 'IEEE-802.11;…'] },
    { line: 'P-Access-Network-Info: 3GPP-GERAN;|', offers: ['cgi-3gpp'], never: ['utran-cell-id-3gpp'] },
    { line: 'P-Access-Network-Info: 3GPP-NR-TDD;|', offers: ['utran-cell-id-3gpp'], never: ['cgi-3gpp'] },
  ],
  opaqueParams: [{ line: 'Identity: abc;|', offers: ['info', 'alg', 'ppt'] }],
  mediaType: [
    { line: 'Content-Type: |', offers: ['application/sdp', 'multipart/mixed'] },
    { line: 'Content-Type: application/s|', offers: ['application/sdp'], becomes: 'Content-Type: application/sdp' },
    { line: 'Content-Type: multipart/mixed;|', offers: ['boundary'] },
  ],
  mediaRangeList: [
    { line: 'Accept: application/sdp, |', offers: ['application/reginfo+xml'], never: ['application/sdp'] },
    { line: 'Accept: application/sdp;|', offers: ['q'] },
  ],
  starParamsList: [
    { line: 'Accept-Contact: |', offers: ['*'], becomes: 'Accept-Contact: *' },
    { line: 'Accept-Contact: *;|', offers: ['explicit', 'require', '+g.3gpp.icsi-ref', 'audio'] },
    { line: 'Feature-Caps: *;|', offers: ['+g.3gpp.srvcc', '+sip.607'] },
  ],
  paramList: [
    { line: 'P-Charging-Vector: |', offers: ['icid-value', 'P-Charging-Vector …'] },
    { line: 'P-Charging-Vector: icid-value=1;|', offers: ['orig-ioi'], never: ['icid-value'] },
    { line: 'P-Charging-Vector: icid-value=1;orig-ioi=|', offers: ['home.net'] },
    { line: 'P-Charging-Function-Addresses: ccf=a;|', offers: ['ecf'] },
  ],
  commaParamList: [
    { line: 'Authentication-Info: |', offers: ['nextnonce', 'rspauth'] },
    { line: 'Authentication-Info: nextnonce="a", |', offers: ['qop'], never: ['nextnonce'] },
    { line: 'Authentication-Info: qop=|', offers: ['auth', 'auth-int'] },
  ],
  auth: [
    { line: 'Authorization: |', offers: ['Digest', 'Authorization …'] },
    { line: 'Authorization: Digest |', offers: ['username', 'realm'], never: ['Digest'] },
    { line: 'Authorization: Digest cnonce=|', offers: ['abababababababab'] },
    { line: 'Authorization: Digest algorithm=|', offers: ['AKAv1-MD5', 'SHA-256'] },
    { line: 'WWW-Authenticate: Digest qop="|"', offers: ['auth'], becomes: 'WWW-Authenticate: Digest qop="auth"' },
  ],
  semicolonTokenList: [
    { line: 'Privacy: |', offers: ['id', 'none', 'history'] },
    { line: 'Privacy: id;|', offers: ['user'], never: ['id'], becomes: 'Privacy: id;user' },
  ],
  date: [{ line: 'Date: |', offers: [headerRow('Date')?.examples.good[0] ?? ''] }],
  timestamp: [{ line: 'Timestamp: |', offers: [headerRow('Timestamp')?.examples.good[0] ?? ''] }],
  version: [{ line: 'MIME-Version: |', offers: ['1.0'], becomes: 'MIME-Version: 1.0' }],
  warningList: [
    { line: 'Warning: |', offers: ['399', '370'], becomes: 'Warning: 399 ' },
    { line: 'Warning: 370 |', offers: ['home.net'], never: ['399'] },
    { line: 'Warning: 370 a |', offers: ['"Insufficient bandwidth for the session"'] },
  ],
};

const OPTIONS = { configuration: ALICE };

const BEFORE = 'REGISTER sip:home.net SIP/2.0\nCall-ID: known@a\n\n###\nREGISTER sip:home.net SIP/2.0\n';

for (const [shape, cases] of Object.entries(SHAPES)) {
  for (const { line, offers, never = [], becomes } of cases) {
    test(`${shape}: ${line}`, () => {
      assert.equal(headerRow(line.split(':')[0] ?? '')?.shape, shape, 'the case stands under its shape');
      const found = labels(`${BEFORE}${line}`, OPTIONS);
      for (const label of offers) assert.ok(found.includes(label), `${label} in ${found.join(' ')}`);
      for (const label of never) assert.ok(!found.includes(label), `${label} may not stand there`);
      if (becomes !== undefined)
        assert.equal(accepted(`${BEFORE}${line}`, offers[0] ?? '', OPTIONS), `${BEFORE}${becomes}`);
      for (const { label, data } of completions(`${BEFORE}${line}`, OPTIONS)) {
        if (data) assert.match(completionDocumentation(data) ?? `nothing for ${label}`, /^\*\*/);
      }
    });
  }
}

test('every shape that a header has is in the table with a case', () => {
  const used = new Set(HEADERS.map(row => row.shape));
  const empty = Object.entries(SHAPES).filter(([, cases]) => cases.length === 0);
  for (const [shape] of empty) assert.ok(!HEADERS.some(row => row.shape === shape), `${shape} has no case`);
  assert.ok(used.size >= 30, String(used.size));
});

test('whatever is offered for the value of a header parses', () => {
  for (const line of [
    'Contact: |',
    'Security-Client: |',
    'P-Access-Network-Info: |',
    'P-Charging-Vector: |',
    'Via: |',
  ]) {
    for (const { label } of completions(`${BEFORE}${line}`, { snippets: false })) {
      const text = accepted(`${BEFORE}${line}`, label, { snippets: false });
      // A parameter that waits for its value, a transport for its host, a URI for its user.
      if (/[=:@ ]>?$|:@/.test(text.slice(BEFORE.length))) continue;
      const { document } = marked(`${text}\n\n`);
      assert.deepEqual(
        document.messages[1]?.errors.map(error => error.code),
        [],
        text,
      );
    }
  }
});

test('values that are made: instance, cell, and identities of the subscriber', () => {
  const configuration = {
    ...ALICE,
    subscribers: ALICE.subscribers
      .slice(0, 1)
      .map(one => ({ ...one, imei: '35625611012345', imsi: '310150123456789', mncLength: 3 as const })),
  };
  for (const [line, label, expected] of [
    ['Contact: <sip:a@b>;+sip.ins|', '+sip.instance', ';+sip.instance="<urn:gsma:imei:35625611-012345-0>"'],
    [
      'Contact: <sip:a@b>;+sip.instance=|',
      '"<urn:gsma:imei:35625611-012345-0>"',
      '"<urn:gsma:imei:35625611-012345-0>"',
    ],
    ['Contact: |', 'Contact …', '+sip.instance="<urn:gsma:imei:35625611-012345-0>";+g.3gpp.icsi-ref='],
    ['P-Access-Network-Info: |', '3GPP-NR-FDD;…', '3GPP-NR-FDD;utran-cell-id-3gpp=310150000001000000001'],
    ['P-Access-Network-Info: |', '3GPP-GERAN;…', '3GPP-GERAN;cgi-3gpp=31015000010001'],
    ['P-Access-Network-Info: |', 'IEEE-802.11;…', 'IEEE-802.11;i-wlan-node-id=0'],
    ['Authorization: |', 'Authorization …', 'username="alice@home.net"'],
    ['To: |', 'To …', '<sip:alice@home.net>'],
  ] as const) {
    const text = accepted(`${BEFORE}${line}`, label, { configuration, snippets: false });
    assert.ok(text.includes(expected), `${text} has ${expected}`);
    if (label.endsWith('…')) {
      assert.match(accepted(`${BEFORE}${line}`, label, { configuration }), /\$\{1:.+\}/, 'it has tab stops');
    }
  }
});

test('start-line: parameters of the Request-URI and their values', () => {
  assert.ok(labels('INVITE sip:a;|').includes('transport'));
  assert.ok(labels('INVITE sip:a;transport=|').includes('tcp'));
  assert.ok(!labels('INVITE tel:+1;|').includes('transport'));
  assert.equal(accepted('INVITE sip:a;us|', 'user'), 'INVITE sip:a;user=');
});

/** The part of the grammar at the cursor; the empty text where the shape has no grammar beyond its parameters. */
const SIGNATURES: Record<ShapeName, readonly (readonly [line: string, part: string])[]> = {
  text: [],
  integer: [['Expires: 1|', 'number']],
  integerParams: [
    ['Retry-After: 1|', 'number'],
    ['Session-Expires: 1;refr|esher=uac', 'refresher'],
  ],
  cseq: [
    ['CSeq: 1| A', 'number'],
    ['CSeq: 1 |A', 'METHOD'],
  ],
  rack: [
    ['RAck: 1 |1 A', 'CSeq-number'],
    ['RAck: 1 1 |A', 'METHOD'],
  ],
  callId: [['Call-ID: a|', 'word']],
  callIdParams: [
    ['Replaces: a|', 'Call-ID'],
    ['Replaces: a;to-tag=|b', 'to-tag'],
  ],
  callIdList: [['In-Reply-To: a|', 'Call-ID']],
  nameAddr: [
    ['To: <sip:|a>', '<URI>'],
    ['To: <sip:a>;tag=|1', 'tag'],
  ],
  nameAddrList: [['Route: <sip:a>|', '<URI>']],
  contactList: [
    ['Contact: |', '<URI>'],
    ['Contact: <sip:a>;+sip.ins|tance="<urn:x>"', '+sip.instance'],
  ],
  angleUriList: [['Alert-Info: <a:b>;app|earance=1', 'appearance']],
  uri: [],
  uriList: [['P-Asserted-Service: urn:|x', 'URI']],
  messageId: [['Content-ID: <|a@b>', 'left@right']],
  token: [['Priority: |', 'token']],
  viaList: [
    ['Via: SIP/2.0/U|DP a', 'SIP/2.0/transport'],
    ['Via: SIP/2.0/UDP |a', 'host'],
    ['Via: SIP/2.0/UDP a;branch=|1', 'branch'],
  ],
  tokenList: [['Supported: pa|th', 'token']],
  tokenParams: [
    ['Event: r|eg', 'token'],
    ['Event: reg;i|d=1', 'id'],
  ],
  tokenParamsList: [
    ['Security-Client: ipsec|-3gpp', 'token'],
    ['Security-Client: ipsec-3gpp;ealg=|null', 'ealg'],
  ],
  opaqueParams: [
    ['Identity: a|', 'value'],
    ['Identity: a;inf|o=<a:b>', 'info'],
  ],
  mediaType: [['Content-Type: a/|b', 'type/subtype']],
  mediaRangeList: [['Accept: a/b;|q=1', 'q']],
  starParamsList: [['Accept-Contact: *;exp|licit', 'explicit']],
  paramList: [['P-Charging-Vector: icid-value=1;orig-ioi=|a', 'orig-ioi']],
  commaParamList: [['Authentication-Info: nextnonce="a", q|op=auth', 'qop']],
  auth: [
    ['Authorization: Dig|est', 'Digest'],
    ['Authorization: Digest username="a",realm="|b"', 'realm'],
  ],
  semicolonTokenList: [['Privacy: id;us|er', 'token']],
  date: [['Date: S|at', 'GMT']],
  timestamp: [['Timestamp: 1|', 'seconds']],
  version: [['MIME-Version: 1|.0', 'major.minor']],
  warningList: [
    ['Warning: 3|99 a "b"', 'code'],
    ['Warning: 399 |a "b"', 'agent'],
    ['Warning: 399 a |"b"', 'text'],
  ],
};

for (const [shape, cases] of Object.entries(SIGNATURES)) {
  for (const [line, part] of cases) {
    test(`signature of ${shape}: ${line}`, () => {
      assert.equal(headerRow(line.split(':')[0] ?? '')?.shape, shape);
      const { document, cursor } = marked(`REGISTER sip:a SIP/2.0\n${line}\n`);
      const help = signatureHelp(document, cursor);
      const signature = help?.signatures[0];
      const [start = 0, end = 0] = signature?.parameters[help?.activeParameter ?? -1]?.label ?? [];
      const shown = signature?.label.slice(start, end) ?? '';
      assert.ok(shown.includes(part), `"${shown}" of ${signature?.label}`);
    });
  }
}
