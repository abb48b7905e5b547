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
      return nonce?.ok && !digest.header.hasErrors
        ? [behind(nonce.view.param, nonceLabel(nonce.view, digest.role))]
        : [];
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

const REFUSALS = { jump: 'jumps', age: 'is too old', 'not-fresh': 'is not fresh' } as const;

/** In an answer the nonce was seen before: what the USIM says to it is enough. */
function nonceLabel({ rand, amf, opened }: NonceView, role: DigestHeader['role']): string {
  const parts = role === 'challenge' || !opened ? [`RAND ${rand.slice(0, 4)}…${rand.slice(-4)}`, `AMF ${amf}`] : [];
  if (!opened) return parts.join(' · ');
  const sqn = opened.macMatches
    ? `SQN ${opened.sqn} ${opened.reason === undefined ? '✓' : `${REFUSALS[opened.reason]} ✗`}`
    : 'SQN ?';
  return [`MAC ${opened.macMatches ? '✓' : '✗'}`, sqn, ...parts].join(' · ');
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

/** Which association an SPI is for, and to which port it leads: the receiver chooses the SPI (TS 33.203 §7.1). */
const ASSOCIATIONS = [
  ['Security-Client', 'spi-c', 'SA 2, to UE port-c'],
  ['Security-Client', 'spi-s', 'SA 3, to UE port-s'],
  ['Security-Server', 'spi-c', 'SA 4, to P-CSCF port-c'],
  ['Security-Server', 'spi-s', 'SA 1, to P-CSCF port-s'],
] as const;

function securityHints({ message }: Place): Hint[] {
  return ASSOCIATIONS.flatMap(([name, directive, label]) => {
    const items = headersNamed(message, name).flatMap(header => itemsOf(message, header));
    // An offer of a dozen proposals repeats the same values: said once.
    const first = items.find(item => item.value.toLowerCase() === 'ipsec-3gpp');
    const at = first && param(first.params, directive);
    return at?.value ? [behind(at, label)] : [];
  });
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
