/**
 * The mistakes that people make, one at a time in a message without any: each has exactly one error or warning, at the
 * characters that are wrong, in one sentence, and the repair that it offers leaves nothing to be found.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_CONFIGURATION } from '../../../server/src/common/config/configuration.ts';
import type { Finding } from '../../../server/src/common/rules/rule.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';

const REGISTER = `REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@home.net>;tag=a1
To: <sip:alice@home.net>
Contact: <sip:alice@[2001:db8::1]:5060>;expires=600000
Call-ID: c1@ue
CSeq: 2 REGISTER
Supported: path
Authorization: Digest username="alice@home.net", realm="home.net", nonce="bm9uY2Vub25jZW5vbmNlbm9uY2Vub25jZW5vbmNlMTI=", uri="sip:home.net", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", algorithm=MD5
Content-Length: 0

`;
const PROTECTED = `# @hop Gm
REGISTER sip:ims.mnc001.mcc001.3gppnetwork.org SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK2;rport;keep
Max-Forwards: 70
From: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>;tag=a1
To: <sip:001010000000001@ims.mnc001.mcc001.3gppnetwork.org>
Contact: <sip:10.0.0.1:5062>;+sip.instance="<urn:gsma:imei:90420156-025763-0>";expires=600000
Call-ID: c1@ue
CSeq: 2 REGISTER
P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000101
Require: sec-agree
Proxy-Require: sec-agree
Supported: path
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=1111111111;spi-s=1212121212;port-c=5063;port-s=5062
Security-Verify: ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=2121212121;spi-s=2222222222;port-c=5064;port-s=5065
Authorization: Digest username="001010000000001@ims.mnc001.mcc001.3gppnetwork.org", realm="ims.mnc001.mcc001.3gppnetwork.org", nonce="bm9uY2Vub25jZW5vbmNlbm9uY2Vub25jZW5vbmNlMTI=", uri="sip:ims.mnc001.mcc001.3gppnetwork.org", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", algorithm=AKAv1-MD5
Content-Length: 0

`;
const INVITE = `INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/TCP pc.home.net:5060;branch=z9hG4bK3
Max-Forwards: 70
From: "Alice" <sip:alice@home.net>;tag=a1
To: Bob <sip:bob@home.net>
Call-ID: c2@ue
CSeq: 1 INVITE
Contact: <sip:alice@pc.home.net>
P-Charging-Vector: icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024";orig-ioi=home.net
Content-Type: application/sdp
Content-Length: 149

v=0
o=- 1 1 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
m=audio 49152 RTP/AVP 0 96
a=rtpmap:96 telephone-event/8000
a=sendrecv
a=ptime:20
`;

const CHALLENGE = `# @hop Gm
SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=a1
To: <sip:alice@home.net>;tag=b1
Call-ID: c1@ue
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="bm9uY2Vub25jZW5vbmNlbm9uY2Vub25jZW5vbmNlMTI=", algorithm=AKAv1-MD5, qop="auth"
Security-Server: ipsec-3gpp;q=0.1;alg=hmac-sha-1-96;ealg=aes-cbc;spi-c=2121212121;spi-s=2222222222;port-c=5064;port-s=5065
Content-Length: 0

`;
/** Over UDP and without Content-Length, so that the body may change its length. */
const SDP = INVITE.replace(/Content-Length: .*\n/, '').replace('/TCP', '/UDP');

/**
 * `right → wrong | finding`. What is marked stands in ⟪ ⟫, or after `at` when it stands elsewhere in the message.
 * `\n`, `\r`, `\t` and `\u00a0` are the characters.
 */
const REGISTER_MISTAKES = String.raw`
Max-Forwards: 70 → ⟪Max-Forwards⟫ 70 | header-no-colon
Max-Forwards: 70 → ⟪Max-Forward⟫: 70 | misspelt-header
CSeq: 2 → ⟪CSeqq⟫: 2 | misspelt-header
Max-Forwards: 70 → ⟪Max=Forwards⟫: 70 | header-name-not-token
Max-Forwards: 70 → ⟪Max_Forwards⟫: 70 | misspelt-header
Max-Forwards: 70 → ⟪Max Forwards⟫: 70 | header-name-not-token
Call-ID: c1@ue → ⟪Call ID⟫: c1@ue | header-name-not-token
Call-ID: c1@ue → ⟪CallID⟫: c1@ue | misspelt-header
Max-Forwards: 70 → Max-Forwards: ⟪abc⟫ | integer-expected
Max-Forwards: 70 → Max-Forwards:⟪⟫ | value-missing
Max-Forwards: 70 → Max-Forwards: ⟪300⟫ | max-forwards-range
Max-Forwards: 70 → Max-Forwards: ⟪-1⟫ | integer-expected
From: <sip:alice@home.net>;tag=a1 → From: ⟪<sip:alice@home.net;tag=a1⟫ | angle-unclosed
From: <sip:alice@home.net>;tag=a1 → From: ⟪sip:alice@home.net>⟫;tag=a1 | angle-unopened
Contact: <sip:alice@[2001:db8::1]:5060> → Contact: <sip:alice@[2001:db8::1]:5060 | angle-unclosed at <sip:alice@[2001:db8::1]:5060;expires=600000
realm="home.net", → realm=⟪"home.net⟫, | quote-unclosed
realm="home.net", → realm=⟪home.net"⟫, | quote-unopened
response="6629fae49393a05397450978507c4ef1", algorithm=MD5 → algorithm=MD5, response=⟪"6629fae49393a05397450978507c4ef1⟫ | quote-unclosed
realm="home.net" → realm=⟪“home.net”⟫ | quote-foreign
realm="home.net" → realm=⟪„home.net“⟫ | quote-foreign
realm="home.net" → realm=⟪'home.net'⟫ | parameter-needs-quotes
username="alice@home.net" → username=⟪'alice@home.net'⟫ | parameter-value-malformed
Max-Forwards → Max⟪–⟫Forwards | hyphen-foreign
CSeq: 2 REGISTER → CSeq: 2⟪\u00a0⟫REGISTER | space-foreign
CSeq: 2 REGISTER → CSeq:⟪\u00a0⟫2 REGISTER | space-foreign
SIP/2.0/UDP [ → SIP/2.0/UDP⟪\u00a0⟫[ | space-foreign
REGISTER sip: → REGISTER⟪\u00a0⟫sip: | space-foreign
CSeq: 2 REGISTER → CSeq: 2 ⟪INVITE⟫ | cseq-method
CSeq: 2 REGISTER → CSeq: 2⟪⟫ | method-missing
CSeq: 2 REGISTER → CSeq: ⟪REGISTER⟫ | integer-expected
CSeq: 2 REGISTER → CSeq: 2⟪REGISTER⟫ | method-missing
CSeq: 2 REGISTER → CSeq: ⟪REGISTER⟫ 2 | integer-expected
CSeq: 2 REGISTER → CSeq: 2 ⟪register⟫ | cseq-method
CSeq: 2 REGISTER → CSeq: ⟪4294967296⟫ REGISTER | cseq-range
To: <sip:alice@home.net>\n → To: <sip:alice@home.net>\n⟪To⟫: <sip:alice@home.net>\n | duplicate-header
CSeq: 2 REGISTER\n → CSeq: 2 REGISTER\n⟪CSeq⟫: 3 REGISTER\n | duplicate-header
Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK1\n → Via: SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bK1\nVia: SIP/2.0/UDP [2001:db8::1]:5060;branch=⟪z9hG4bK1⟫\n | via-loop
[2001:db8::1]:5060;branch → [2001:db8::1]:⟪50600000⟫;branch | via-ports
[2001:db8::1]:5060;branch → [2001:db8::1]:⟪abc⟫;branch | port-malformed
UDP [2001:db8::1]:5060 → UDP ⟪2001:db8::1⟫ | ipv6-needs-brackets
alice@[2001:db8::1]:5060 → alice@⟪2001:db8::1⟫ | ipv6-needs-brackets
alice@[2001:db8::1]:5060 → alice@⟪2001:db8::1:5060⟫ | ipv6-needs-brackets
UDP [2001:db8::1]:5060 → UDP [2001:db8::1:5060 | ipv6-unclosed at [2001:db8::1:5060;branch=z9hG4bK1
UDP [2001:db8::1]:5060 → UDP ⟪[2001:db8:::1]⟫:5060 | ipv6-malformed
nc=00000001 → nc=⟪"00000001"⟫ | parameter-quoted
nc=00000001 → nc=⟪1⟫ | parameter-digits
nc=00000001 → nc=⟪00000000⟫ | nonce-count-zero
algorithm=MD5 → algorithm=⟪"MD5"⟫ | parameter-quoted
qop=auth → qop=⟪"auth"⟫ | parameter-quoted
response="6629fae49393a05397450978507c4ef1" → response=⟪"6629fae49393a05397450978507c4e"⟫ | digest-response-length
response="6629fae49393a05397450978507c4ef1" → response=⟪6629fae49393a05397450978507c4ef1⟫ | parameter-needs-quotes
uri="sip:home.net" → uri=⟪sip:home.net⟫ | parameter-value-malformed
username="alice@home.net" → username=⟪alice@home.net⟫ | parameter-value-malformed
realm="home.net" → realm=⟪home.net⟫ | parameter-needs-quotes
 cnonce="0a4f113b", →  | digest-qop-incomplete at qop=auth
 nonce="bm9uY2Vub25jZW5vbmNlbm9uY2Vub25jZW5vbmNlMTI=", →  | credentials-parameter-missing at Digest
 realm="home.net", →  | credentials-parameter-missing at Digest
username= → user= | credentials-parameter-missing at Digest
username= → ⟪usename⟫= | parameter-misspelt
realm="home.net",  → realm="home.net"⟪⟫  | comma-missing
realm="home.net",  → realm="home.net"⟪;⟫  | semicolon-for-comma
realm="home.net",  → realm="home.net",⟪,⟫  | element-empty
algorithm=MD5 → algorithm=MD5⟪,⟫ | element-empty
Digest username → ⟪username⟫ | auth-scheme-missing
Digest username → ⟪Digset⟫ username | value-misspelt
algorithm=MD5 → algorithm=⟪MD-5⟫ | digest-algorithm-unknown
qop=auth → qop=⟪atuh⟫ | digest-qop-unknown
home.net SIP/2.0 → home.net⟪⟫SIP/2.0 | start-line-spaces
home.net SIP/2.0 → home.net⟪  ⟫SIP/2.0 | start-line-spaces
home.net SIP/2.0 → home.net⟪\t⟫SIP/2.0 | start-line-spaces
REGISTER sip → REGISTER⟪\t⟫sip | start-line-spaces
home.net SIP/2.0 → home.net ⟪SIP/2.O⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪SIP/2,0⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪SIP 2.0⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪SIP/2⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪SIP/3.0⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪SPI/2.0⟫ | sip-version-unknown
home.net SIP/2.0 → home.net ⟪HTTP/1.1⟫ | sip-version-unknown
home.net SIP/2.0 → home.net⟪⟫ | sip-version-missing
REGISTER sip:home.net SIP/2.0 → ⟪register⟫ sip:home.net SIP/2.0 | method-case
REGISTER sip:home.net SIP/2.0 → ⟪REGSITER⟫ sip:home.net SIP/2.0 | value-misspelt
REGISTER sip:home.net → REGISTER ⟪<sip:home.net>⟫ | request-uri-brackets
REGISTER sip:home.net → REGISTER sip:⟪alice⟫@home.net | register-uri-user
Contact: <sip:alice@[2001:db8::1]:5060>;expires=600000 → Contact: ⟪*⟫, <sip:alice@home.net> | star-not-alone
;branch=z9hG4bK1 →  | via-branch-missing at [2001:db8::1]
branch=z9hG4bK1 → branch=⟪1⟫ | via-branch-cookie
branch= → ⟪brnach⟫= | parameter-misspelt
5060;branch= → 5060⟪,⟫branch= | comma-for-semicolon
UDP [ → UDP⟪⟫[ | via-space-missing
Via: SIP/2.0/UDP → Via: ⟪SIP/2.0-UDP⟫ | via-protocol
Via: SIP/2.0/UDP → Via: ⟪SIP/2.0⟫ UDP | via-protocol
Via: SIP/2.0/UDP → Via: ⟪SIP/2.O⟫/UDP | via-protocol-unknown
SIP/2.0/UDP → SIP/2.0/⟪UDB⟫ | value-misspelt
UDP [2001:db8::1]:5060; → UDP ⟪⟫; | host-missing
;tag=a1 →  | from-tag-missing at <sip:alice@home.net>
;tag=a1 → ;tag=⟪⟫ | parameter-value-missing
;tag=a1 → ;tga=a1 | from-tag-missing at <sip:alice@home.net>;tga=a1
;tag=a1 → ⟪,⟫tag=a1 | comma-for-semicolon
;tag=a1 → ;⟪tag:a1⟫ | parameter-malformed
To: <sip:alice@home.net> → To: <sip:alice@home.net>;⟪tag=b⟫ | to-tag-in-initial
From: <sip:alice@home.net> → From: <sip:alice@home⟪@net⟫> | uri-character
From: <sip:alice@home.net> → From: <sip:alice⟪ ⟫@home.net> | uri-character
From: <sip:alice@home.net> → From: <⟪ ⟫sip:alice@home.net> | angle-space
From: <sip:alice@home.net> → From: <⟪alice@home.net⟫> | uri-scheme-missing
From: <sip:alice@home.net> → From: <sip:alice@home⟪_x.net⟫> | host-character
expires=600000 → expires=⟪abc⟫ | parameter-number
;expires= → ;⟪expire⟫= | parameter-misspelt
;expires=600000 → ;expires=600000;q=⟪2⟫ | parameter-qvalue
;expires= → ⟪,⟫expires= | comma-for-semicolon
Supported: path → Supported: ⟪paht⟫ | value-misspelt
Supported: path → Supported: path⟪; gruu⟫ | text-unexpected
Supported: path → Supported: path ⟪gruu⟫ | text-unexpected
Supported: path → Supported: path⟪,⟫ | element-empty
Call-ID: c1@ue → Call-ID: ⟪c1 @ue⟫ | call-id-malformed
Call-ID: c1@ue → Call-ID:⟪⟫  | value-missing
Call-ID: c1@ue\n →  | missing-header at REGISTER
From: <sip:alice@home.net>;tag=a1\n →  | missing-header at REGISTER
Max-Forwards: 70 → ⟪ Max-Forwards⟫: 70 | header-indented
SIP/2.0\nVia → SIP/2.0\n\n⟪Via⟫ | header-after-empty-line
Max-Forwards: 70\nFrom → Max-Forwards: 70⟪\r⟫From | line-end-return
REGISTER sip:home.net SIP/2.0\n → REGISTER sip:home.net SIP/2.0\n⟪ Via: x⟫\n | continuation-without-header
CSeq: 2 → \n⟪CSeq⟫: 2 | header-after-empty-line
SIP/2.0\nVia → SIP/2.0\n\n⟪Via⟫ | header-after-empty-line
Max-Forwards: 70\n → Max-Forwards: 70⟪\r⟫ | line-end-return
`;

const PROTECTED_MISTAKES = String.raw`
3GPP-E-UTRAN-FDD → ⟪3GPP-EUTRAN-FDD⟫ | pani-access-type-unknown
utran-cell-id-3gpp → utran-cell-id | pani-cell-id-missing at 3GPP-E-UTRAN-FDD
utran-cell-id-3gpp → ⟪utrna-cell-id-3gpp⟫ | parameter-misspelt
utran-cell-id-3gpp → cgi-3gpp | pani-cell-id-missing at 3GPP-E-UTRAN-FDD
0010100010000101 → ⟪00101000⟫ | pani-cell-id-format
0010100010000101 → ⟪00101ZZZZ0000101⟫ | pani-cell-id-format
;utran-cell → ⟪,⟫utran-cell | comma-for-semicolon
P-Access-Network-Info: → ⟪P-Access-Network-Info⟫; | header-no-colon
P-Access-Network-Info: → ⟪P-Acess-Network-Info⟫: | misspelt-header
 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000101 → ⟪⟫ | value-missing
Security-Client: ipsec-3gpp → Security-Client: ⟪ipsec-3ggp⟫ | security-mechanism-unknown
Client: ipsec-3gpp;alg=hmac-sha-1-96 → Client: ipsec-3gpp;alg=⟪hmac-sha1-96⟫ | ipsec-algorithm-unknown
spi-c=1111111111; →  | ipsec-parameter-missing at ipsec-3gpp
spi-c=1111111111 → spi-c=⟪0x11⟫ | parameter-number
port-c=5063 → ⟪portc⟫=5063 | parameter-misspelt
port-c=5063 → port-c=⟪99999⟫ | parameter-range
Security-Client: ipsec-3gpp; → Security-Client: ipsec-3gpp⟪,⟫ | comma-for-semicolon
Proxy-Require: sec-agree\n →  | sec-agree-not-in-proxy-require at sec-agree
\nRequire: sec-agree → \nRequire: ⟪sec-agre⟫ | value-misspelt
`;

const INVITE_MISTAKES = String.raw`
Contact: → ⟪Contcat⟫: | misspelt-header
"Alice" < → ⟪"Alice⟫ < | quote-unclosed
"Alice" < → ⟪“Alice”⟫ < | quote-foreign
pc.home.net:5060 → pc.home.net:⟪⟫ | port-malformed
alice@pc.home.net → alice@pc.home.net:⟪70000⟫ | uri-port
alice@pc.home.net → alice@pc.home.net:⟪sip⟫ | port-malformed
alice@pc.home.net → alice@⟪10.0.0.256⟫ | ipv4-malformed
alice@pc.home.net → alice@⟪10.0.0.0.1⟫ | ipv4-malformed
INVITE sip:bob@home.net → INVITE ⟪bob@home.net⟫ | uri-scheme-missing
INVITE sip:bob@home.net → INVITE ⟪spi⟫:bob@home.net | value-misspelt
INVITE sip:bob@home.net → INVITE ⟪sip;bob@home.net⟫ | uri-scheme-missing
INVITE sip:bob@home.net → INVITE sip:⟪//⟫bob@home.net | uri-slashes
Content-Length: 149 → Content-Length: ⟪130⟫ | content-length-short
Content-Length: 149 → Content-Length: ⟪1490⟫ | content-length
Content-Length: 149 → Content-Length: ⟪abc⟫ | integer-expected
Content-Length: 149 → Content-Length: ⟪0⟫ | content-length-short
\n\nv=0 → \n⟪v=0⟫ | empty-line-missing
Content-Length: 149\n →  | content-length-missing at INVITE
Content-Type: application/sdp\n →  | content-type-missing at INVITE
application/sdp → ⟪aplication/sdp⟫ | value-misspelt
application/sdp → ⟪sdp⟫ | media-type-malformed
application/sdp → ⟪application\sdp⟫ | media-type-malformed
application/sdp → application/sdp;charset⟪⟫ | parameter-value-missing
icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024";orig-ioi → orig-ioi | charging-vector-icid at orig-ioi=home.net
icid-value → ⟪icid-vlaue⟫ | parameter-misspelt
icid-value → icid | charging-vector-icid at icid="AyretyU0dm+6O2IrT5tAFrbHLso=023551024"
icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024" → icid-value=⟪⟫ | parameter-value-missing
23551024"; → 23551024; | quote-unclosed at "AyretyU0dm+6O2IrT5tAFrbHLso=023551024
TCP pc.home.net:5060 → TCP sip:⟪pc.home.net:5060⟫ | port-malformed
From: "Alice" < → From: ⟪Alice, Inc.⟫ < | display-name-needs-quotes
From: "Alice" < → From: ⟪Ålice⟫ < | display-name-needs-quotes
From: "Alice" < → From: ⟪alice@home⟫ < | display-name-needs-quotes
From: "Alice" < → From: ⟪Alice (x)⟫ < | display-name-needs-quotes
Contact: <sip:alice@pc.home.net>\n →  | missing-header at INVITE
`;

const CHALLENGE_MISTAKES = `
SIP/2.0 401 → ⟪SIP/2.O⟫ 401 | sip-version-unknown
SIP/2.0 401 → SIP/2.0⟪  ⟫401 | start-line-spaces
SIP/2.0 401 → SIP/2.0 ⟪41⟫ | status-code-malformed
SIP/2.0 401 → SIP/2.0 ⟪401,⟫ | status-code-malformed
nonce= → ⟪nonec⟫= | parameter-misspelt
realm="home.net", →  | challenge-parameter-missing at Digest
qop="auth" → qop=⟪auth⟫ | parameter-needs-quotes
algorithm=AKAv1-MD5 → algorithm=⟪"AKAv1-MD5"⟫ | parameter-quoted
algorithm=AKAv1-MD5 → algorithm=⟪AKA1-MD5⟫ | digest-algorithm-unknown
algorithm=AKAv1-MD5, → algorithm=AKAv1-MD5⟪;⟫ | semicolon-for-comma
WWW-Authenticate → ⟪WWW-Authentication⟫ | misspelt-header
WWW-Authenticate → ⟪WWW_Authenticate⟫ | misspelt-header
Security-Server: ipsec-3gpp; → Security-Server: ipsec-3gpp⟪,⟫ | comma-for-semicolon
Security-Server: → ⟪Security Server⟫: | header-name-not-token
;tag=b1 →  | to-tag-missing-in-response at <sip:alice@home.net>
CSeq: 1 REGISTER → CSeq: 1 ⟪REGSITER⟫ | value-misspelt
`;

/** One more header field of the INVITE, with its mistake. */
const HEADER_MISTAKES = `
Reason: Q.850;cause=⟪200⟫ | reason-cause-unknown
Reason: ⟪Q850⟫;cause=16 | value-misspelt
Reason: SIP;cause=⟪16⟫ | reason-cause-unknown
Reason: SIP;cause=⟪abc⟫ | parameter-number
Expires: 0⟪x10⟫ | text-unexpected
Allow: INVITE, ACK, BYE ⟪CANCEL⟫ | text-unexpected
Allow: INVITE⟪; ACK⟫ | text-unexpected
Allow: ⟪invite⟫, ACK | value-misspelt
Supported: 100rel⟪;timer⟫ | text-unexpected
P-Visited-Network-ID: other ⟪network⟫ | text-unexpected
Privacy: id⟪, critical⟫ | text-unexpected
Privacy: id;⟪ciritcal⟫ | value-misspelt
P-Asserted-Identity: ⟪tel:12125551212⟫ | tel-without-phone-context
P-Asserted-Identity: <tel:+1⟪ 212 555 1212⟫> | uri-character
P-Asserted-Identity: <sip:a@b>⟪;tag=1⟫ | text-unexpected
P-Preferred-Identity: <tel:+12125551212>, ⟪<tel:+12125551213>⟫, <sip:a@b> | asserted-identity-values
Min-SE: ⟪30⟫ | session-expires-too-small
Session-Expires: 1800 ⟪sec⟫ | text-unexpected
Record-Route: ⟪sip:pcscf.home.net⟫;lr | angle-missing
Record-Route: <⟪sip:pcscf.home.net⟫>;lr | loose-routing
Route: <sip:pcscf.home.net;lr>;x=1 ⟪⟫<sip:scscf;lr> | comma-missing
Date: Fri, 20 Nov 2026 22:00:00 ⟪UTC⟫ | date-not-gmt
Date: ⟪Thu⟫, 20 Nov 2026 22:00:00 GMT | date-weekday
Accept: application/sdp ⟪application/xml⟫ | text-unexpected
Accept: application/sdp;q=⟪1.5⟫ | parameter-qvalue
Accept-Contact: *;+g.3gpp.icsi-ref=⟪"urn:urn-7:3gpp-service.ims.icsi.mmtel"⟫ | feature-tag-not-encoded
Accept-Contact: ⟪+g.3gpp.smsip⟫ | star-expected
Accept-Contact: *;+g.3gpp.icsi-ref=⟪urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel⟫ | parameter-needs-quotes
Accept-Contact: *;⟪g.3gpp.icsi-ref⟫="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel" | feature-tag-plus
P-Preferred-Service: ⟪urn:urn-7:3gpp-service.ims.icsi.mmtl⟫ | value-misspelt
P-Preferred-Service: ⟪urn:urn-7:3gpp-service.ims.iari.mmtel⟫ | value-misspelt
P-Preferred-Service: ⟪<urn:urn-7:3gpp-service.ims.icsi.mmtel>⟫ | uri-brackets
P-Early-Media: ⟪suported⟫ | value-misspelt
Resource-Priority: ⟪wps.7⟫ | resource-priority-unknown
Resource-Priority: ⟪wsp.1⟫ | resource-priority-unknown
Resource-Priority: ⟪wps⟫ | resource-priority-unknown
Priority: ⟪emergancy⟫ | value-misspelt
Geolocation: ⟪sip:a@b⟫ | angle-missing
Require: 100rel ⟪precondition⟫ | text-unexpected
⟪History-Info⟫: <sip:a@b> | parameter-missing
⟪Replaces⟫: abc;to-tag=1 | parameter-missing
⟪Replaces⟫: abc;from-tag=1 | parameter-missing
Referred-By: <sip:a@b>;cid=⟪x⟫ | parameter-needs-quotes
⟪Target-Dialog⟫: abc;local-tag=1 | parameter-missing
User-to-User: 56a390f3d2b7310023a2;encoding=⟪hexa⟫ | value-misspelt
Feature-Caps: ⟪+g.3gpp.srvcc⟫ | star-expected
Feature-Caps: *;⟪+g.3gpp.srvc⟫="<sip:a@b>" | parameter-misspelt
Content-Disposition: render;handling=⟪optionl⟫ | value-misspelt
Content-Encoding: ⟪gzp⟫ | value-misspelt
MIME-Version: ⟪1⟫ | decimal-expected
In-Reply-To: a ⟪b⟫ | text-unexpected
Recv-Info: g.3gpp.ussd⟪;⟫ | parameter-empty
P-Served-User: <sip:a@b>;sescase=⟪origin⟫ | parameter-value-unknown
P-Served-User: <sip:a@b>;regstate=⟪registered⟫ | parameter-value-unknown
P-Called-Party-ID: ⟪<sip:a@b⟫ | angle-unclosed
Max-Breadth: ⟪x⟫ | integer-expected
Timestamp: 5⟪,4⟫ | text-unexpected
Alert-Info: ⟪urn:alert:service:call-waiting⟫ | angle-missing
⟪Error-Info⟫: <sip:x@y> | header-not-allowed
Session-ID: ⟪abc⟫ | session-id-format
Request-Disposition: ⟪proxi⟫ | value-misspelt
Security-Client: ipsec-3gpp ⟪alg=hmac-sha-1-96⟫ | text-unexpected
Cellular-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010000101;cell-info-age=⟪x⟫ | parameter-number
Priority-Share: ⟪alowed⟫ | value-misspelt
`;

const SDP_MISTAKES = String.raw`
m=audio → m=⟪adio⟫ | value-misspelt
v=0 → v⟪ ⟫= 0 | sdp-line-space
s=-\n →  | sdp-line-missing at c=
v=0\n →  | sdp-line-missing at o=
c=IN IP4 192.0.2.1\nt=0 0\n → t=0 0\n⟪c=⟫IN IP4 192.0.2.1\n | sdp-line-order
c=IN IP4 192.0.2.1 → c=IN IP4 ⟪192.0.2.300⟫ | sdp-address
c=IN IP4 192.0.2.1 → c=IN IP6 ⟪192.0.2.1⟫ | sdp-address
a=rtpmap:96 telephone → a=rtpmap:97 telephone | sdp-payload-undefined at 96
a=rtpmap:96 telephone-event/8000\n →  | sdp-payload-undefined at 96
audio 49152 → audio ⟪491520⟫ | sdp-port-range
a=sendrecv → a=⟪sendercv⟫ | value-misspelt
`;

/** Errors and warnings, with offsets in the text. */
function faultsOf(text: string): readonly Finding[] {
  const document = parseDocument(text);
  const { byMessage } = runRules(document, DEFAULT_CONFIGURATION);
  return byMessage.flatMap((findings, index) => {
    const base = document.starts[index] ?? 0;
    const faults = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    return faults.map(fault => ({ ...fault, start: fault.start + base, end: fault.end + base }));
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', u00a0: '\u00a0' };
const unescaped = (text: string): string => text.replace(/\\(n|r|t|u00a0)/g, (_, name: string) => ESCAPES[name] ?? '');

interface Mistake {
  readonly text: string;
  readonly rule: string;
  readonly marked: string;
  /** Where the marked text stands, undefined when it is elsewhere in the message. */
  readonly at: number | undefined;
}

function mistakeOf(base: string, line: string): Mistake {
  const [, right = '', wrong = '', rule = '', elsewhere] =
    /^(.*) → (.*) \| ([a-z0-9-]+)(?: at (.*))?$/.exec(line) ?? [];
  const at = base.indexOf(unescaped(right));
  assert.ok(right !== '' && at >= 0, `Not in the message: ${line}`);
  const open = unescaped(wrong).indexOf('⟪');
  const replacement = unescaped(wrong).replace(/[⟪⟫]/g, '');
  const text = base.slice(0, at) + replacement + base.slice(at + unescaped(right).length);
  if (elsewhere !== undefined) return { text, rule, marked: elsewhere, at: undefined };
  return { text, rule, marked: /⟪([^⟫]*)⟫/.exec(unescaped(wrong))?.[1] ?? '', at: at + open };
}

function repaired(text: string, { fix }: Finding): string {
  // Offsets of repairs count in their message; all of these texts are one message.
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

const added = HEADER_MISTAKES.trim()
  .split('\n')
  .map(line => `Content-Type → ${line.replace(' | ', '\\nContent-Type | ')}`)
  .join('\n');

for (const [name, base, lines] of [
  ['REGISTER', REGISTER, REGISTER_MISTAKES],
  ['protected REGISTER', PROTECTED, PROTECTED_MISTAKES],
  ['401', CHALLENGE, CHALLENGE_MISTAKES],
  ['INVITE', INVITE, INVITE_MISTAKES],
  ['INVITE with', INVITE, added],
  ['SDP', SDP, SDP_MISTAKES],
] as const) {
  test(`${name} without a mistake`, () => assert.deepEqual(faultsOf(base), []));
  for (const line of lines.trim().split('\n')) {
    test(`${name}: ${line}`, () => {
      const { text, rule, marked, at } = mistakeOf(base, line);
      const faults = faultsOf(text);
      assert.deepEqual(
        faults.map(fault => `${fault.rule}: ${text.slice(fault.start, fault.end)}`),
        [`${rule}: ${marked}`],
      );
      const [fault] = faults;
      if (fault === undefined) return;
      if (at !== undefined) assert.equal(fault.start, at);
      assert.match(fault.message, /^[A-Z"*].*[.?]$/s);
      if (fault.fix !== undefined) assert.deepEqual(faultsOf(repaired(text, fault)), []);
    });
  }
}
