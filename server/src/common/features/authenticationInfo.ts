/** Authentication-Info: `rspauth` judged with the credentials of the request that the response answers. */

import { computeRspauth } from '../auth/digest.ts';
import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import { toWire, wireBytes } from '../syntax/print.ts';
import type { Param } from '../syntax/values.ts';
import { param, paramListOf } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { headersNamed } from '../syntax/views.ts';
import { digestHeaders, digestTask, parseQop } from './credentials.ts';
import { code, escapeMarkdown, heading, paragraphs, table } from './markdown.ts';
import { transactionsOf } from './transactions.ts';

/** The fields, each with the credentials that it answers (RFC 7615 §3, §4). */
const ANSWERED: ReadonlyMap<string, string> = new Map([
  ['Authentication-Info', 'Authorization'],
  ['Proxy-Authentication-Info', 'Proxy-Authorization'],
]);

export interface RspauthVerdict {
  readonly param: Param;
  readonly matches: boolean;
  readonly expected: string;
  readonly subscriber: string;
  readonly a2: string;
  readonly ha2: string;
}

/** Undefined where nothing can be said: no request above, no keys, no rspauth. */
export function verifyRspauth(
  document: SipDocument,
  index: number,
  header: Header,
  configuration: Configuration,
): RspauthVerdict | undefined {
  const message = document.messages[index];
  const params = message && !header.hasErrors ? paramListOf(message, header) : [];
  const rspauth = param(params, 'rspauth');
  const asked = transactionsOf(document).request.get(index);
  const request = asked === undefined ? undefined : document.messages[asked];
  if (!message || !request || rspauth?.value === undefined) return undefined;
  const digest = digestHeaders(request, configuration).find(each => each.header.name === ANSWERED.get(header.name));
  const task = digest && digestTask(request, digest);
  if (task?.kind !== 'ready') return undefined;
  const value = (name: string): string | undefined => param(params, name)?.value;
  const { input, subscriber } = task;
  const changes = {
    qop: value('qop') === undefined ? input.qop : parseQop(value('qop')),
    nc: value('nc') ?? input.nc,
    cnonce: value('cnonce') ?? input.cnonce,
  };
  const computed = computeRspauth({ ...input, ...changes }, wireBytes(toWire(message)?.body ?? ''));
  if (!computed.ok) return undefined;
  const { response: expected, a2, ha2 } = computed.chain;
  return { param: rspauth, matches: rspauth.value === expected, expected, subscriber: subscriber.name, a2, ha2 };
}

/** Every verdict of a message. */
export function rspauthVerdicts(document: SipDocument, index: number, configuration: Configuration): RspauthVerdict[] {
  const message = document.messages[index];
  if (!message || configuration.subscribers.length === 0) return [];
  return [...ANSWERED.keys()]
    .flatMap(name => headersNamed(message, name))
    .flatMap(header => verifyRspauth(document, index, header, configuration) ?? []);
}

export function describeRspauth(verdict: RspauthVerdict): string {
  const subscriber = escapeMarkdown(verdict.subscriber);
  const words = verdict.matches
    ? `✓ the server knows the secret of ${subscriber}`
    : `✗ does not match the keys of ${subscriber}`;
  return paragraphs(
    heading('rspauth', words, 'RFC 7616 §3.5'),
    !verdict.matches && `Expected ${code(verdict.expected)}`,
    table(
      ['step', 'value', 'remark'],
      [
        ['A1', code('***'), 'as for the response of the request'],
        ['A2', code(verdict.a2), 'no method'],
        ['H(A2)', code(verdict.ha2), ''],
      ],
    ),
  );
}

/** Whether a later request of the document uses the `nextnonce`, as the client should (RFC 7616 §3.5). */
export function describeNextNonce(document: SipDocument, index: number, nonce: string): string {
  const users = document.messages.flatMap((message, at) => {
    if (at <= index || !message.text.includes(nonce)) return [];
    const used = ['Authorization', 'Proxy-Authorization']
      .flatMap(name => headersNamed(message, name))
      .some(header => param(paramListOf(message, header), 'nonce')?.value === nonce);
    return used ? [(document.lines[at] ?? 0) + 1] : [];
  });
  const first = users[0];
  return paragraphs(
    heading('nextnonce', 'the nonce for the next request', 'RFC 7616 §3.5'),
    'Its nonce count begins at 00000001 again.',
    first === undefined ? 'No request below uses it.' : `Used by the message in line ${first}.`,
  );
}
