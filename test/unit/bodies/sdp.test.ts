/** Session descriptions: places of faults, typed views, outline and descriptions. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOutline, bodyTokens, describeBody, sessionDescriptions } from '../../../server/src/common/bodies/index.ts';
import type { SdpDescription } from '../../../server/src/common/bodies/sdp/parse.ts';
import {
  codecOf,
  connectionOf,
  directionOf,
  mediaOf,
  originOf,
  preconditionsOf,
  rtpMapsOf,
} from '../../../server/src/common/bodies/sdp/views.ts';
import { bodyWith, checkErrors, messageWith } from './marked.ts';

const HEAD = `v=0
o=- 1 1 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
`;
const AUDIO = `${HEAD}m=audio 49152 RTP/AVP 96 97
a=rtpmap:96 EVS/16000
a=rtpmap:97 AMR-WB/16000/1
`;

const FAULTS: readonly (readonly [name: string, drawing: string])[] = [
  ['nothing', AUDIO],
  [
    'every line type',
    `v=0\no=- 1 1 IN IP6 2001:db8::1\ns= \ni=x\nu=http://a.example\ne=a@b.example (A)\np=+1 617 555-6011\nc=IN IP6 2001:db8::1\nb=AS:64\nb=X-Y:1\nt=3724394400 0\nr=7d 1h 0 25h\nz=2882844526 -1h 2898848070 0\nk=clear:x\na=recvonly\nm=audio 0 RTP/AVP 0\ni=x\nc=IN IP4 a.example\nb=TIAS:1\nk=prompt\na=ptime:20\n`,
  ],
  ['multicast', `v=0\no=- 1 1 IN IP4 192.0.2.1\ns=-\nc=IN IP4 233.252.0.1/127/3\nt=0 0\nm=video 49170/2 RTP/AVP 31\n`],
  ['no equals', `${HEAD}nonsense\n^^^^^^^^ sdp-line`],
  ['two letters', `${HEAD}ab=1\n^^^^ sdp-line`],
  ['unknown letter', `${HEAD}y=1\n^ sdp-line-type`],
  ['capital letter', `${HEAD}M=audio 1 RTP/AVP 0\n^ sdp-line-type`],
  ['space before equals', `${HEAD}a =ptime:20\n ^ sdp-line-space`],
  ['space after equals', `${HEAD}a= ptime:20\n  ^ sdp-line-space`],
  ['empty line', `${HEAD}\n| sdp-line-empty\nm=audio 1 RTP/AVP 0\n`],
  ['empty lines at the end', `${HEAD}\n\n`],
  ['order', `v=0\no=- 1 1 IN IP4 a.b\ns=-\nt=0 0\nc=IN IP4 a.b\n^^ sdp-line-order`],
  ['order in media', `${HEAD}m=audio 1 RTP/AVP 0\na=ptime:20\nb=AS:1\n^^ sdp-line-order`],
  ['one line too late is one fault', `v=0\no=- 1 1 IN IP4 a.b\nt=0 0\ns=-\n^^ sdp-line-order\na=recvonly\n`],
  ['repeated', `${HEAD.replace('s=-\n', 's=-\ns=-\n^^ sdp-line-repeated\n')}`],
  ['time in media', `${HEAD}m=audio 1 RTP/AVP 0\nt=0 0\n^^ sdp-line-misplaced`],
  ['missing name', 'v=0\no=- 1 1 IN IP4 a.b\nt=0 0\n^^ sdp-line-missing\n'],
  ['missing time', 'v=0\no=- 1 1 IN IP4 a.b\ns=-\nc=IN IP4 a.b\nm=audio 1 RTP/AVP 0\n^^ sdp-line-missing'],
  [
    'missing connection',
    `v=0\no=- 1 1 IN IP4 a.b\ns=-\nt=0 0\nm=audio 1 RTP/AVP 0\nc=IN IP4 a.b\nm=video 1 RTP/AVP 31\n^^^^^^^^^^^^^^^^^^^^ sdp-connection-missing`,
  ],
  ['version', `${HEAD.replace('v=0\n', 'v=1\n  ^ sdp-version\n')}`],
  [
    'origin without address',
    `${HEAD.replace('o=- 1 1 IN IP4 192.0.2.1\n', 'o=- 1 1 IN IP4\n              | sdp-field\n')}`,
  ],
  [
    'origin with a word as id',
    `${HEAD.replace('o=- 1 1', 'o=- a 1').replace('192.0.2.1\n', '192.0.2.1\n    ^ sdp-field\n')}`,
  ],
  ['empty name', `${HEAD.replace('s=-\n', 's=\n  | sdp-field\n')}`],
  ['two spaces', `${HEAD}m=audio  1 RTP/AVP 0\n       ^^ sdp-spaces`],
  ['text after', `${HEAD.replace('t=0 0\n', 't=0 0 x\n     ^^ sdp-text-after\n')}`],
  ['short time', `${HEAD.replace('t=0 0\n', 't=12 0\n  ^^ sdp-time\n')}`],
  [
    'IP4 out of range',
    `${HEAD.replace('c=IN IP4 192.0.2.1\n', 'c=IN IP4 192.0.2.256\n         ^^^^^^^^^^^ sdp-address\n')}`,
  ],
  ['IP6 in IP4', `${HEAD.replace('c=IN IP4 192.0.2.1\n', 'c=IN IP4 2001:db8::1\n         ^^^^^^^^^^^ sdp-address\n')}`],
  [
    'IP6 in brackets',
    `${HEAD.replace('c=IN IP4 192.0.2.1\n', 'c=IN IP6 [2001:db8::1]\n         ^^^^^^^^^^^^^ sdp-address\n')}`,
  ],
  [
    'multicast without ttl',
    `${HEAD.replace('c=IN IP4 192.0.2.1\n', 'c=IN IP4 233.252.0.1\n         ^^^^^^^^^^^ sdp-multicast\n')}`,
  ],
  ['media without format', `${HEAD}m=audio 1 RTP/AVP\n                 | sdp-field`],
  ['media with a word as port', `${HEAD}m=audio x RTP/AVP 0\n        ^ sdp-field`],
  ['bandwidth', `${HEAD.replace('t=', 'b=AS 64\n    ^ sdp-field\nt=')}`],
  ['rtpmap without clock rate', `${HEAD}m=audio 1 RTP/AVP 31\na=rtpmap:31 LPC\n               | sdp-field`],
  ['attribute without name', `${HEAD}a=:1\n  ^^ sdp-attribute-name`],
  ['flag with value', `${HEAD}a=sendrecv:1\n          ^^ sdp-attribute-flag`],
  ['value missing', `${HEAD}m=audio 1 RTP/AVP 0\na=ptime\n  ^^^^^ sdp-attribute-value`],
  ['unknown attribute', `${HEAD}a=x-unheard-of:any thing at all\n`],
  ['precondition: status type', `${AUDIO}a=curr:qos here none\n           ^^^^ sdp-field`],
  ['precondition: strength', `${AUDIO}a=des:qos must local sendrecv\n          ^^^^ sdp-field`],
  ['precondition: direction', `${AUDIO}a=conf:qos remote both\n                  ^^^^ sdp-field`],
  ['setup', `${AUDIO}a=setup:activ\n        ^^^^^ sdp-field`],
  [
    'capabilities',
    `${AUDIO}a=tcap:1 RTP/AVPF RTP/SAVP\na=acap:1 crypto:1 X\na=pcfg:1 t=1|2 a=[1]\na=csup:cap-v0\na=acfg:1 t=1\n`,
  ],
  ['feedback', `${AUDIO}a=rtcp-fb:* nack pli\na=rtcp-fb:96 trr-int 5000\na=rtcp-fb:* ccm fir\n`],
  [
    'candidate',
    `${AUDIO}a=candidate:1 1 UDP 2130706431 192.0.2.1 5010 typ srflx raddr 10.0.0.1 rport 9\na=candidate:1 1 UDP 1 a 1 host\n                          ^^^^ sdp-field`,
  ],
  [
    'fmtp',
    `${AUDIO}a=fmtp:96 br=5.9-24.4; bw=nb-swb;max-red=220;ch-aw-recv=-1\na=fmtp:97 mode-set=0,1,2; octet-align=1\n`,
  ],
  ['fmtp: bandwidth', `${AUDIO}a=fmtp:96 bw=wb-nb\n             ^^^^^ sdp-format-parameter`],
  ['fmtp: mode set', `${AUDIO}a=fmtp:97 mode-set=0,x;max-red=0\n                     ^ sdp-format-parameter`],
  [
    'fmtp: bit rate',
    `${AUDIO}a=fmtp:96 br=5.9-\n                 | sdp-format-parameter`.replace(
      '                 |',
      '             ^^^^',
    ),
  ],
  ['fmtp: unknown parameter', `${AUDIO}a=fmtp:97 x=y;z\n`],
  ['events', `${HEAD}m=audio 1 RTP/AVP 99\na=rtpmap:99 telephone-event/8000\na=fmtp:99 0-15,32\n`],
];

for (const [name, drawing] of FAULTS) {
  test(`SDP: ${name}`, () => {
    checkErrors('application/sdp', drawing);
    checkErrors('application/sdp', drawing, '\n');
  });
}

function sdp(text: string): SdpDescription {
  const [description] = sessionDescriptions(messageWith('application/sdp', text));
  assert.ok(description);
  return description;
}

test('SDP: views', () => {
  const description = sdp(
    `${AUDIO}a=curr:qos local none\na=des:qos optional remote sendrecv\na=sendonly\nm=video 0 RTP/AVP 34\nc=IN IP6 2001:db8::9\n`,
  );
  const [audio, video] = description.media;
  assert.ok(audio && video);
  const origin = originOf(description);
  assert.deepEqual(
    [origin?.userName, origin?.sessionId, origin?.sessionVersion, origin?.address],
    ['-', '1', '1', '192.0.2.1'],
  );
  assert.equal(connectionOf(description, audio)?.address, '192.0.2.1');
  assert.equal(connectionOf(description, video)?.address, '2001:db8::9');
  const media = mediaOf(audio);
  assert.deepEqual([media?.media, media?.port, media?.protocol], ['audio', 49152, 'RTP/AVP']);
  assert.deepEqual(
    media?.formats.map(format => format.text),
    ['96', '97'],
  );
  assert.deepEqual(
    rtpMapsOf(audio).map(map => [map.payloadType, map.encoding, map.clockRate, map.channels, map.codec?.name]),
    [
      ['96', 'EVS', 16000, 1, 'EVS'],
      ['97', 'AMR-WB', 16000, 1, 'AMR-WB'],
    ],
  );
  assert.equal(codecOf(video, '34')?.name, 'H263');
  assert.equal(directionOf(description, audio), 'sendonly');
  assert.equal(directionOf(description, video), 'sendrecv');
  assert.deepEqual(
    preconditionsOf(audio).map(each => [each.status, each.type, each.strength, each.where, each.direction]),
    [
      ['current', 'qos', undefined, 'local', 'none'],
      ['desired', 'qos', 'optional', 'remote', 'sendrecv'],
    ],
  );
});

test('SDP: outline', () => {
  const outline = bodyOutline(bodyWith('application/sdp', AUDIO));
  assert.deepEqual(
    outline.map(node => [node.kind, node.name, node.detail, node.children.length]),
    [
      ['session', 'Session', '-', 5],
      ['media', 'audio', '49152 RTP/AVP', 2],
    ],
  );
  assert.deepEqual(
    outline[1]?.children.map(node => [node.kind, node.name, node.detail]),
    [
      ['attribute', 'rtpmap', '96 EVS/16000'],
      ['attribute', 'rtpmap', '97 AMR-WB/16000/1'],
    ],
  );
});

/** `|` is the cursor. */
const DESCRIPTIONS: readonly (readonly [drawing: string, title: string, spec: string])[] = [
  ['v=0\n|o=- 1 1 IN IP4 a.b\n', 'Origin', 'RFC 8866 §5.2, RFC 3264 §8'],
  ['v=0\no=- 1 |1 IN IP4 a.b\n', 'session version', 'RFC 8866 §5.2, RFC 3264 §8'],
  [`${AUDIO}a=p|time:20\n`, 'ptime', 'RFC 8866 §6.4'],
  [`${AUDIO}a=des:qos man|datory local none\n`, 'strength', 'RFC 3312 §4'],
  [`${AUDIO}a=fmtp:96 b|w=wb\n`, 'bw', 'TS 26.445 §A.3.1'],
  [`${AUDIO}a=rtpmap:99 telephone|-event/8000\n`, 'telephone-event: telephone-event', 'RFC 4733 §2.4'],
  [AUDIO.replace('96 97', '96 9|7'), '97: AMR-WB', 'RFC 4867, TS 26.114 §5.2.1'],
  [AUDIO.replace('RTP/AVP', 'RTP|/AVP'), 'RTP/AVP: RTP/AVP', 'RFC 3551 §6'],
  [`${HEAD.replace('t=', 'b=T|IAS:1\nt=')}`, 'TIAS: TIAS', 'RFC 3890 §6.2'],
];

for (const [drawing, title, spec] of DESCRIPTIONS) {
  test(`SDP: hover on ${title}`, () => {
    const message = messageWith('application/sdp', drawing.replace('|', ''));
    const [body] = [bodyWith('application/sdp', drawing.replace('|', ''))];
    const offset = body.start + drawing.replaceAll('\n', '\r\n').indexOf('|');
    const found = describeBody(body, offset);
    assert.deepEqual([found?.title, found?.spec], [title, spec]);
    assert.ok(found && found.start <= offset && offset <= found.end && found.end <= message.text.length);
  });
}

test('SDP: tokens stand in order and do not overlap', () => {
  const body = bodyWith('application/sdp', `${AUDIO}a=fmtp:96 br=5.9-24.4;bw=nb-swb\na=x:y\na=sendrecv\n`);
  let pos = body.start;
  for (const token of bodyTokens(body)) {
    assert.ok(token.start >= pos && token.end > token.start && token.end <= body.end, JSON.stringify(token));
    pos = token.end;
  }
});
