/** Which scope stands where: the colours that a reader sees before the language server has answered. */
import { test } from 'node:test';
import { checkScopes } from './marked.ts';
import { markdown } from './tokenizer.ts';

const TABLE: Record<string, string> = {
  'request line': `
INVITE sip:+1%32@example.com:5070;transport=udp?Subject=a%20b SIP/2.0
^^^^^^ keyword.control.method
       ^^^ keyword.other.scheme
           ^^ variable.other.user
             ^^^ constant.character.escape
                 ^^^^^^^^^^^ entity.name.type.host
                             ^^^^ constant.numeric.port
                                  ^^^^^^^^^ variable.parameter.uri
                                            ^^^ string.unquoted.value
                                                ^^^^^^^ variable.parameter.uri-header
                                                              ^^^^^^^ keyword.other.version
`,
  'request line with tel and other URIs': `
MESSAGE tel:+1-201-555-0123;phone-context=example.com SIP/2.0
        ^^^ keyword.other.scheme
            ^^^^^^^^^^^^^^^ variable.other.user
                            ^^^^^^^^^^^^^ variable.parameter.uri
OPTIONS nobody-knows:this SIP/2.0
        ^^^^^^^^^^^^ keyword.other.scheme
                     ^^^^ string.other.link
`,
  'status line': `
SIP/2.0 401 Unauthorized
^^^^^^^ keyword.other.version
        ^^^ constant.numeric.status-code
            ^^^^^^^^^^^^ string.unquoted.reason-phrase
`,
  'separator, comments, directives': `
### First message
^^^^^^^^^^^^^^^^^ markup.heading.separator
    ^^^^^^^^^^^^^ entity.name.section.title
# a remark
^^^^^^^^^^ comment.line.number-sign
# @hop Gm
^^^^^^^^^ comment.line.number-sign.directive
  ^^^^ keyword.other.directive
       ^^ string.unquoted.directive
# @ignore via-branch-cookie an old UE
  ^^^^^^^ keyword.other.directive
          ^^^^^^^^^^^^^^^^^ entity.name.function.rule
`,
  'header names: known, compact, in any case, unknown': `
BYE sip:a SIP/2.0
P-Access-Network-Info: x
^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.header
                     ^ punctuation.separator.key-value
VIA : SIP/2.0/UDP a
^^^ entity.name.tag.header
t: <sip:a>
^ entity.name.tag.header
P-Track-ID: x
^^^^^^^^^^ entity.other.attribute-name.header.unknown
Max-Forward: 70
^^^^^^^^^^^ entity.other.attribute-name.header.unknown
`,
  'names and addresses': `
BYE sip:a SIP/2.0
From: "A \\" <b>" <sip:alice:pw@[2001:db8::1]:5060;lr>;tag=z9-x
      ^^^^^^^^^^ string.quoted.double
         ^^ constant.character.escape
                 ^ punctuation.definition.address.begin
                      ^^^^^ variable.other.user
                            ^^ variable.other.password
                               ^^^^^^^^^^^^^ entity.name.type.host
                                             ^^^^ constant.numeric.port
                                                  ^^ variable.parameter.uri
                                                      ^^^ variable.parameter
                                                          ^^^^ string.unquoted.value
`,
  'parameters: flags, numbers, quoted values, feature tags': `
BYE sip:a SIP/2.0
Contact: <sip:a@10.45.0.2>;+sip.instance="<urn:x>";q=0.5;expires=600;ob
                           ^^^^^^^^^^^^^ variable.parameter
                                         ^^^^^^^^^ string.quoted.double
                                                     ^^^ constant.numeric
                                                         ^^^^^^^ variable.parameter
                                                                 ^^^ constant.numeric
                                                                     ^^ variable.parameter
P-Charging-Vector: icid-value="a";icid-generated-at=192.0.2.7
                   ^^^^^^^^^^ variable.parameter
                                                    ^^^^^^^^^ string.unquoted.value
`,
  Via: `
BYE sip:a SIP/2.0
v: SIP/2.0/UDP [2001:db8::9]:5060;branch=z9hG4bK-1;rport, SIP / 2.0 / TCP a.example
   ^^^ keyword.other.version
           ^^^ keyword.other.transport
               ^^^^^^^^^^^^^ entity.name.type.host
                             ^^^^ constant.numeric.port
                                  ^^^^^^ variable.parameter
                                         ^^^^^^^^^ string.unquoted.value
                                                                      ^^^ keyword.other.transport
                                                                          ^^^^^^^^^ entity.name.type.host
`,
  'credentials, folded': `
REGISTER sip:a SIP/2.0
Authorization: Digest username="a@b", nonce="",nc=00000001,
               ^^^^^^ keyword.other.authentication-scheme
                      ^^^^^^^^ variable.parameter
                               ^^^^^ string.quoted.double
                                               ^^ variable.parameter
                                                  ^^^^^^^^ constant.numeric
 algorithm=AKAv1-MD5
 ^^^^^^^^^ variable.parameter
           ^^^^^^^^^ string.unquoted.value
Authentication-Info: nextnonce="x"
                     ^^^^^^^^^ variable.parameter
                     ^^^^^^^^^ !keyword.other.authentication-scheme
`,
  'CSeq, RAck, Allow': `
PRACK sip:a SIP/2.0
CSeq: 2 PRACK
      ^ constant.numeric
        ^^^^^ keyword.control.method
RAck: 1 7 INVITE
        ^ constant.numeric
          ^^^^^^ keyword.control.method
Allow: INVITE, ACK
               ^^^ keyword.control.method
`,
  'option tags, media types, dates, text': `
INVITE sip:a SIP/2.0
Require: sec-agree,100rel
         ^^^^^^^^^ support.constant.option-tag
                   ^^^^^^ support.constant.option-tag
c: application/sdp;charset=utf-8
   ^^^^^^^^^^^ support.type.media-type
               ^^^ support.type.media-type
                   ^^^^^^^ variable.parameter
Date: Sat, 13 Nov 2010 23:29:00 GMT
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.other.date
Subject: say "it <now>
         ^^^^^^^^^^^^^ string.unquoted.value
`,
  'a comment inside a header block, and the header after it': `
BYE sip:a SIP/2.0
# @ignore max-forwards why not
  ^^^^^^^ keyword.other.directive
To: "open quote
    ^^^^^^^^^^^ string.quoted.double
From: <sip:a>
^^^^ entity.name.tag.header
     ^ !string.quoted.double
`,
  'SDP body': `
INVITE sip:a SIP/2.0
Content-Type: application/sdp

v=0
^ entity.name.tag.sip-sdp
o=- 1 2 IN IP4 192.0.2.1
               ^^^^^^^^^ entity.name.type.host
m=audio 49152 RTP/AVP 96 97
  ^^^^^ keyword.control.media
        ^^^^^ constant.numeric
              ^^^^^^^ keyword.other.network
a=rtpmap:96 AMR-WB/16000/1
  ^^^^^^ variable.parameter.attribute
            ^^^^^^ support.type.codec
a=fmtp:96 mode-set=0,2;octet-align=1
          ^^^^^^^^ variable.parameter.format
                   ^ constant.numeric
                       ^^^^^^^^^^^ variable.parameter.format
a=des:qos mandatory local sendrecv
          ^^^^^^^^^ constant.language.precondition

A remark between two messages.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.prose
# @hop Mw
  ^^^^ keyword.other.directive
SIP/2.0 200 OK
        ^^^ constant.numeric.status-code
`,
  'XML body, even one that never ends': `
NOTIFY sip:a SIP/2.0
Content-Type: application/reginfo+xml

<?xml version="1.0"?>
<reginfo
 ^^^^^^^ entity.name.tag.xml

SIP/2.0 200 OK
^^^^^^^ keyword.other.version
^^^^^^^ !meta.tag.xml
`,
  'text body: marks are text': `
MESSAGE sip:a SIP/2.0
Content-Type: text/plain
Content-Length: 9

#1 of all
^^^^^^^^^ !comment
^^^^^^^^^ meta.body.text
`,
  'no body: remarks after the empty line are remarks': `
BYE sip:a SIP/2.0
Content-Length: 0

# @expect 200
  ^^^^^^^ keyword.other.directive
then the answer:
^^^^^^^^^^^^^^^^ comment.line.prose
SIP/2.0 200 OK
^^^^^^^ keyword.other.version
`,
  'multipart with SDP and a message inside': `
INVITE sip:a SIP/2.0
Content-Type: multipart/mixed;boundary=b1

--b1
  ^^ entity.name.label.boundary
Content-Type: application/sdp
^^^^^^^^^^^^ entity.name.tag.header

v=0
^ entity.name.tag.sip-sdp

--b1
  ^^ entity.name.label.boundary
Content-Type: message/sip

REGISTER sip:b SIP/2.0
^^^^^^^^ keyword.control.method
To: <sip:b>
^^ entity.name.tag.header

--b1--
  ^^ entity.name.label.boundary
`,
  'prose before the first message': `
2026-11-20 10:00:01 received from 192.0.2.1:
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.prose
Note: "an open quote, and <a bracket
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.prose
BYE sip:a SIP/2.0
^^^ keyword.control.method
`,
  'a broken start-line after a separator': `
### typing
REGISTER sip:home.net
^^^^^^^^ keyword.control.method
         ^^^ keyword.other.scheme
To: <sip:a>
^^ entity.name.tag.header
`,
  'another language that uses .sip': `
%Module(name=PyQt5.QtCore)
^^^^^^^^^^^^^^^^^^^^^^^^^^ !comment
class QObject { public: QObject(); };
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ !comment
`,
};

for (const [name, marked] of Object.entries(TABLE)) test(name, () => checkScopes(marked));

test('fence in Markdown', () => {
  const fence = '```';
  checkScopes(
    `
# Title
^^^^^^^ markup.heading.markdown
${fence}sip
REGISTER sip:home.net SIP/2.0
^^^^^^^^ keyword.control.method
To: "open
    ^^^^^ string.quoted.double
${fence}
# Title
^^^^^^^ markup.heading.markdown
~~~ sip-message title="x"
SIP/2.0 200 OK
        ^^^ constant.numeric.status-code
~~~
# Title
^^^^^^^ markup.heading.markdown
${fence}sipp
REGISTER sip:home.net SIP/2.0
^^^^^^^^ !keyword.control.method
${fence}
`,
    markdown,
  );
});
