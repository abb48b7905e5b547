/** textDocument/inlayHint: what is in a nonce, whether a response is right, durations in words. Quiet when unknown. */

import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Param } from '../syntax/values.ts';
import { addressesOf, integerOf, itemsOf, param } from '../syntax/values.ts';
import { headersNamed } from '../syntax/views.ts';
import { rspauthVerdicts } from './authenticationInfo.ts';
import type { DigestHeader, NonceView } from './credentials.ts';
import { digestHeaders, nonceOf, verifyResponse } from './credentials.ts';
import { inWords } from './duration.ts';
import { autsOf, sessionKeyChecks } from './keyChecks.ts';
import { positionOf, rangeAt } from './locate.ts';
import { directiveEdit } from './solveCredentials.ts';
import type { InlayHint, Range } from './types.ts';

/** The kinds, as the settings name them; each can be switched off. */
export const INLAY_HINT_KINDS = [
  'nonce',
  'response',
  'auts',
  'sessionKeys',
  'subscriber',
  'securityAssociations',
  'expires',
] as const;
export type InlayHintKind = (typeof INLAY_HINT_KINDS)[number];
export type InlayHintSettings = Readonly<Record<InlayHintKind, boolean>>;

/** One hint in a message; `about` is the parameter that the tooltip explains. */
interface Hint {
  readonly at: number;
  readonly label: string;
  readonly about?: Param;
  readonly replace?: { readonly start: number; readonly end: number; readonly text: string } | undefined;
}

interface Place {
  readonly document: SipDocument;
  readonly index: number;
  readonly message: SipMessage;
  readonly configuration: Configuration;
}

type Kind = (place: Place, digests: readonly DigestHeader[]) => Hint[];

export function inlayHints(
  document: SipDocument,
  range: Range,
  configuration: Configuration,
  settings: InlayHintSettings,
): InlayHint[] {
  const hints: InlayHint[] = [];
  if (!document.isSip) return hints;
  const kinds = INLAY_HINT_KINDS.filter(kind => settings[kind]).map(kind => KINDS[kind]);
  for (const [index, message] of document.messages.entries()) {
    const first = document.lines[index] ?? 0;
    if (first > range.end.line) break;
    if ((document.lines[index + 1] ?? 0) < range.start.line) continue;
    const digests = digestHeaders(message, configuration);
    const place = { document, index, message, configuration };
    for (const hint of kinds.flatMap(kind => kind(place, digests))) hints.push(inlayHint(place, hint));
  }
  return hints
    .filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line)
    .sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}

function inlayHint({ document, index }: Place, { at, label, about, replace }: Hint): InlayHint {
  return {
    position: positionOf(document, index, at),
    label,
    paddingLeft: true,
    ...(about ? { about: positionOf(document, index, about.start) } : {}),
    ...(replace ? { textEdits: [{ range: rangeAt(document, index, replace), newText: replace.text }] } : {}),
  };
}

/** A hint behind a parameter. */
function behind(about: Param, label: string): Hint {
  return { at: about.end, label, about };
}

const KINDS: Readonly<Record<InlayHintKind, Kind>> = {
  nonce: ({ configuration }, digests) =>
    digests.flatMap(digest => {
      const nonce = nonceOf(digest, configuration);
      return nonce?.ok && !digest.header.hasErrors ? [behind(nonce.view.param, nonceLabel(nonce.view))] : [];
    }),
  response: responseHints,
  auts: (_, digests) =>
    digests.flatMap(digest => {
      const auts = autsOf(digest);
      if (!auts?.ok) return [];
      return [behind(auts.param, auts.macMatches ? `SQN_MS ${auts.sqnMs} · MAC-S ✓` : 'SQN_MS ? · MAC-S ✗')];
    }),
  sessionKeys: (_, digests) =>
    digests
      .flatMap(sessionKeyChecks)
      .map(({ param: at, matches }) => behind(at, matches ? '✓ of this nonce' : '✗ not of this nonce')),
  subscriber: (_, digests) =>
    digests.flatMap(({ role, params, subscriber }) => {
      const username = param(params, 'username');
      return role === 'answer' && username?.value && subscriber?.impi === username.value
        ? [behind(username, subscriber.name)]
        : [];
    }),
  securityAssociations: securityHints,
  expires: expiresHints,
};

function nonceLabel({ rand, amf, opened }: NonceView): string {
  const parts = [`RAND ${rand.slice(0, 4)}…${rand.slice(-4)}`, `AMF ${amf}`];
  if (!opened) return parts.join(' · ');
  const refusal =
    opened.reason === undefined
      ? ''
      : ` ${{ jump: 'jumps', age: 'is too old', 'not-fresh': 'is not fresh' }[opened.reason]}`;
  const sqn = opened.macMatches ? `SQN ${opened.sqn}${refusal} ${refusal === '' ? '✓' : '✗'}` : 'SQN ?';
  return [...parts, sqn, `MAC ${opened.macMatches ? '✓' : '✗'}`].join(' · ');
}

function responseHints({ document, index, message, configuration }: Place, digests: readonly DigestHeader[]): Hint[] {
  const responses = digests.flatMap((digest): Hint[] => {
    const verdict = verifyResponse(message, digest);
    if (verdict.kind === 'unknown' || verdict.kind === 'incomplete') return [];
    if (verdict.kind === 'matches') return [behind(verdict.param, `✓ ${verdict.subscriber}`)];
    const label = verdict.kind === 'empty' ? `expected ${verdict.expected}` : `✗ expected ${verdict.expected}`;
    return [{ ...behind(verdict.param, label), replace: directiveEdit(digest.params, 'response', verdict.expected) }];
  });
  const server = rspauthVerdicts(document, index, configuration).map(verdict =>
    behind(verdict.param, verdict.matches ? `✓ ${verdict.subscriber}` : `✗ expected ${verdict.expected}`),
  );
  return [...responses, ...server];
}

/** Who receives with an SPI and who owns a port (TS 33.203 §7.1); the receiver chooses the SPI. */
const ASSOCIATION_ROLES: Readonly<Record<'UE' | 'P-CSCF', readonly (readonly [string, string])[]>> = {
  UE: [
    ['spi-c', 'SA 2, to UE client'],
    ['spi-s', 'SA 3, to UE server'],
    ['port-c', 'UE client'],
    ['port-s', 'UE server'],
  ],
  'P-CSCF': [
    ['spi-c', 'SA 4, to P-CSCF client'],
    ['spi-s', 'SA 1, to P-CSCF server'],
    ['port-c', 'P-CSCF client'],
    ['port-s', 'P-CSCF server'],
  ],
};

function securityHints({ message }: Place): Hint[] {
  const sides = [
    ['Security-Client', 'UE'],
    ['Security-Server', 'P-CSCF'],
  ] as const;
  return sides.flatMap(([name, side]) =>
    headersNamed(message, name)
      .flatMap(header => itemsOf(message, header))
      .filter(item => item.value.toLowerCase() === 'ipsec-3gpp')
      // An offer with a dozen proposals repeats the same four values: said once.
      .slice(0, 1)
      .flatMap(({ params }) =>
        ASSOCIATION_ROLES[side].flatMap(([directive, label]) => {
          const at = param(params, directive);
          return at?.value ? [behind(at, label)] : [];
        }),
      ),
  );
}

/** Shorter times need no words. */
const WORTH_WORDS = 120;

function expiresHints({ message }: Place): Hint[] {
  const hints: Hint[] = [];
  for (const name of ['Expires', 'Min-Expires', 'Session-Expires', 'Min-SE']) {
    for (const header of headersNamed(message, name)) {
      const integer = integerOf(message, header);
      if (integer && integer.value >= WORTH_WORDS) hints.push({ at: integer.node.end, label: inWords(integer.value) });
    }
  }
  for (const header of headersNamed(message, 'Contact')) {
    for (const address of addressesOf(message, header)) {
      const expires = param(address.params, 'expires');
      const seconds = /^\d{1,10}$/.test(expires?.value ?? '') ? Number(expires?.value) : 0;
      if (expires && seconds >= WORTH_WORDS) hints.push(behind(expires, inWords(seconds)));
    }
  }
  return hints;
}
