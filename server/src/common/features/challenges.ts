/** A challenge explained: what it offers and what a client, or a UE with its USIM, does with it. */

import { chooseQop, parseQopOptions } from '../auth/digest.ts';
import type { Configuration } from '../config/configuration.ts';
import type { SipMessage } from '../syntax/message.ts';
import { param } from '../syntax/values.ts';
import type { DigestHeader } from './credentials.ts';
import { digestHeaders, nonceOf } from './credentials.ts';
import { code, escapeMarkdown, heading, list, paragraphs, specLink, table } from './markdown.ts';

/** All challenges of the message that stand in header fields of the same name; the one at hand decides the checks. */
export function describeChallenge(message: SipMessage, digest: DigestHeader, configuration: Configuration): string {
  const all = digestHeaders(message, configuration).filter(each => each.header.name === digest.header.name);
  const rows = all.map((each, place) => {
    const value = (name: string): string => param(each.params, name)?.value ?? '';
    const name = value('algorithm') || 'MD5 (the default)';
    const known = each.algorithm === undefined ? 'not known: the client skips it' : '';
    return [String(place + 1), code(name), code(value('realm')), value('qop') || 'none', known];
  });
  const order = all.length > 1 && 'The client takes the first one whose algorithm it knows (RFC 8760 §2.4).';
  return paragraphs(
    heading('Digest', 'challenge', 'RFC 7616 §3.3'),
    table(['', 'algorithm', 'realm', 'qop', 'remark'], rows),
    order,
    digest.algorithm && `**What the ${digest.algorithm.aka > 0 ? 'UE' : 'client'} will do**`,
    digest.algorithm && list(steps(digest, configuration)),
  );
}

function steps(digest: DigestHeader, configuration: Configuration): string[] {
  const { algorithm, params } = digest;
  if (!algorithm) return [];
  const offered = param(params, 'qop')?.value;
  const qop = offered === undefined ? undefined : chooseQop(parseQopOptions(offered));
  const stale = param(params, 'stale')?.value?.toLowerCase() === 'true';
  return [
    ...(stale
      ? [`Try again with the new nonce without asking the user: \`stale\` says that only the nonce was old.`]
      : []),
    ...(algorithm.aka > 0 ? akaSteps(digest, configuration) : []),
    algorithm.aka > 0
      ? `Compute RES, CK and IK; ${algorithm.aka === 1 ? 'RES as raw octets is' : 'the PRF of RES, IK and CK gives'} the password (${specLink(algorithm.aka === 1 ? 'RFC 3310 §3.3' : 'RFC 4169 §3')}).`
      : `Compute the response with the password and ${algorithm.hash} (${specLink('RFC 7616 §3.4')}).`,
    ...qopSteps(offered, qop),
    ...(param(params, 'opaque') ? ['Return `opaque` as it is.'] : []),
  ];
}

function qopSteps(offered: string | undefined, qop: string | undefined): string[] {
  if (offered === undefined) return ['Answer without qop, nc and cnonce, as RFC 2069 does.'];
  if (qop === undefined) return [`Give up: it knows none of qop="${escapeMarkdown(offered)}".`];
  return [`Answer with qop=${qop}, nc=00000001 for the first use of the nonce, and a cnonce of its own.`];
}

function akaSteps(digest: DigestHeader, configuration: Configuration): string[] {
  const nonce = nonceOf(digest, configuration);
  const verdict = nonce?.ok ? nonce.view.opened?.verdict : undefined;
  const mark = (failed: string): string => (verdict === undefined ? '' : verdict === failed ? ' ✗' : ' ✓');
  if (nonce && !nonce.ok) return [`Refuse: ${escapeMarkdown(nonce.failure.message)}`];
  return [
    `Take RAND and AUTN from the nonce (${specLink('RFC 3310 §3.2')}).`,
    `Check MAC: with a wrong one, answer with an empty response and no auts (${specLink('TS 24.229 §5.1.1.5.3')}).${mark('mac-failure')}`,
    ...(verdict === 'mac-failure'
      ? []
      : [
          `Check SQN: when it is not fresh, answer with auts (${specLink('TS 33.102 §6.3.3')}).${mark('synchronisation-failure')}`,
        ]),
  ];
}
