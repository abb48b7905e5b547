/** Every snippet, left as it is inserted, is a clean message. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../server/src/common/syntax/message.ts';
import { contentLengths } from '../../../server/src/common/syntax/print.ts';
import { addressesOf, cseqOf, param, viasOf } from '../../../server/src/common/syntax/values.ts';
import {
  bodyOf,
  firstHeader,
  type Header,
  headersNamed,
  startLineOf,
} from '../../../server/src/common/syntax/views.ts';
import { faultsOf } from './findings.ts';
import { expandSnippet } from './snippetText.ts';
import { ROOT, tokenize } from './tokenizer.ts';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const snippets: Record<string, Snippet> = JSON.parse(readFileSync(join(ROOT, 'snippets/sip-message.json'), 'utf8'));

const textOfSnippet = (name: string) => expandSnippet(snippets[name]?.body.join('\n') ?? '').text;

/** The start-line that each snippet must begin with. */
const START_LINES: Record<string, string> = {
  'REGISTER, unprotected': 'REGISTER sip:',
  'REGISTER, protected': 'REGISTER sip:',
  'REGISTER, de-register': 'REGISTER sip:',
  'REGISTER, query': 'REGISTER sip:',
  'REGISTER, third party': 'REGISTER sip:as1.',
  '401 AKA challenge': 'SIP/2.0 401 Unauthorized',
  '401 AKA challenge with ck and ik': 'SIP/2.0 401 Unauthorized',
  '401 Digest challenge': 'SIP/2.0 401 Unauthorized',
  '407 Proxy Authentication Required': 'SIP/2.0 407 Proxy Authentication Required',
  '403 Forbidden': 'SIP/2.0 403 Forbidden',
  '420 Bad Extension': 'SIP/2.0 420 Bad Extension',
  '421 Extension Required': 'SIP/2.0 421 Extension Required',
  '423 Interval Too Brief': 'SIP/2.0 423 Interval Too Brief',
  '494 Security Agreement Required': 'SIP/2.0 494 Security Agreement Required',
  '200 OK to REGISTER': 'SIP/2.0 200 OK',
  'INVITE with SDP': 'INVITE tel:',
  'INVITE, plain': 'INVITE sip:',
  '100 Trying': 'SIP/2.0 100 Trying',
  '180 Ringing': 'SIP/2.0 180 Ringing',
  '183 Session Progress with SDP': 'SIP/2.0 183 Session Progress',
  '200 OK to INVITE': 'SIP/2.0 200 OK',
  ACK: 'ACK sip:',
  BYE: 'BYE sip:',
  CANCEL: 'CANCEL tel:',
  PRACK: 'PRACK sip:',
  'UPDATE with SDP': 'UPDATE sip:',
  'SUBSCRIBE reg': 'SUBSCRIBE sip:',
  'NOTIFY reginfo': 'NOTIFY sip:',
  MESSAGE: 'MESSAGE tel:',
  OPTIONS: 'OPTIONS sip:',
  REFER: 'REFER sip:',
  'PUBLISH presence': 'PUBLISH sip:',
};

/** Header fields that make the snippet what it is (beside those that every message has). */
const ALSO: Record<string, readonly string[]> = {
  'REGISTER, unprotected': ['Contact', 'Expires', 'Authorization', 'Security-Client', 'Proxy-Require'],
  'REGISTER, protected': ['Contact', 'Authorization', 'Security-Client', 'Security-Verify', 'P-Access-Network-Info'],
  'REGISTER, third party': ['Contact', 'Expires', 'P-Charging-Vector'],
  '401 AKA challenge': ['WWW-Authenticate', 'Security-Server'],
  '401 AKA challenge with ck and ik': ['WWW-Authenticate'],
  '401 Digest challenge': ['WWW-Authenticate'],
  '407 Proxy Authentication Required': ['Proxy-Authenticate'],
  '420 Bad Extension': ['Unsupported'],
  '421 Extension Required': ['Require'],
  '423 Interval Too Brief': ['Min-Expires'],
  '494 Security Agreement Required': ['Security-Server'],
  '200 OK to REGISTER': ['Contact', 'P-Associated-URI', 'Service-Route'],
  'INVITE with SDP': ['Contact', 'Content-Type', 'Accept-Contact', 'P-Preferred-Service'],
  '183 Session Progress with SDP': ['Contact', 'RSeq', 'Content-Type'],
  '200 OK to INVITE': ['Contact'],
  PRACK: ['RAck'],
  'UPDATE with SDP': ['Contact', 'Content-Type'],
  'SUBSCRIBE reg': ['Contact', 'Event', 'Accept'],
  'NOTIFY reginfo': ['Contact', 'Event', 'Subscription-State', 'Content-Type'],
  REFER: ['Contact', 'Refer-To'],
  'PUBLISH presence': ['Event', 'Content-Type'],
};
/** RFC 3428 §4, RFC 3262 §7.2, RFC 3903 §11: a Contact has no business there. */
const WITHOUT_CONTACT = ['MESSAGE', 'PRACK', 'PUBLISH presence', 'CANCEL', 'BYE', 'REGISTER, query'];

function single(message: SipMessage, name: string): Header {
  const headers = headersNamed(message, name);
  assert.equal(headers.length, 1, `${headers.length} ${name}`);
  const [header] = headers;
  assert.ok(header);
  return header;
}

function onlyMessage(text: string): SipMessage {
  const document = parseDocument(text);
  assert.equal(document.messages.length, 1);
  const [message] = document.messages;
  assert.ok(message);
  assert.deepEqual(message.errors, []);
  return message;
}

function checkCommon(message: SipMessage): void {
  const start = startLineOf(message);
  assert.ok(start);
  for (const via of headersNamed(message, 'Via').flatMap(header => viasOf(message, header))) {
    assert.match(param(via.params, 'branch')?.value ?? '', /^z9hG4bK./);
  }
  assert.ok(firstHeader(message, 'Via'), 'no Via');
  single(message, 'Call-ID');
  const [from] = addressesOf(message, single(message, 'From'));
  assert.ok(from && param(from.params, 'tag')?.value, 'no From tag');
  const [to] = addressesOf(message, single(message, 'To'));
  const toTag = to && param(to.params, 'tag')?.value;
  if (start.type === 'response') assert.equal(toTag !== undefined, start.code !== 100, 'To tag');
  const cseq = cseqOf(message, single(message, 'CSeq'));
  if (start.type === 'request') {
    assert.equal(cseq?.method, start.method);
    assert.equal(single(message, 'Max-Forwards').raw, '70');
  }
  const body = bodyOf(message);
  assert.equal(single(message, 'Content-Length').raw, String(contentLengths(message)[0]));
  assert.equal(
    body !== undefined && body.text !== '',
    firstHeader(message, 'Content-Type') !== undefined,
    'body and Content-Type',
  );
}

test('the table names every snippet', () => {
  assert.deepEqual(Object.keys(snippets).sort(), [...Object.keys(START_LINES), 'Message separator'].sort());
});

for (const [name, startLine] of Object.entries(START_LINES)) {
  test(name, () => {
    const text = textOfSnippet(name);
    assert.ok(text.startsWith(startLine), text.slice(0, 60));
    const message = onlyMessage(text);
    checkCommon(message);
    for (const header of ALSO[name] ?? []) assert.ok(firstHeader(message, header), `no ${header}`);
    if (WITHOUT_CONTACT.includes(name)) assert.equal(firstHeader(message, 'Contact'), undefined);
    const names = tokenize(text).flatMap(line => line.tokens.filter(token => token.scopes.some(isUnknownName)));
    assert.deepEqual(names, [], 'unknown header');
    assert.deepEqual(faultsOf(text), []);
  });
}

function isUnknownName(scope: string): boolean {
  return scope.startsWith('entity.other.attribute-name.header.unknown');
}

test('the separator begins a message', () => {
  const text = `${textOfSnippet('Message separator')}${textOfSnippet('BYE')}`;
  const message = onlyMessage(text);
  assert.equal(startLineOf(message)?.type, 'request');
});

for (const [name, snippet] of Object.entries(snippets)) {
  test(`${name}: tab stops`, () => {
    const { stops } = expandSnippet(snippet.body.join('\n'));
    assert.deepEqual(
      stops,
      [...stops.slice(0, -1).map((_, index) => index + 1), 0],
      'numbered in the order of the text, the end last',
    );
    assert.ok(snippet.description.length > 5);
  });
}

test('no two snippets have a prefix in common', () => {
  const prefixes = Object.values(snippets).flatMap(snippet => snippet.prefix);
  assert.deepEqual([...new Set(prefixes)], prefixes);
});
