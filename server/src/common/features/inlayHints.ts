/** textDocument/inlayHint: what is in a nonce, whether a response is right, durations in words. Quiet when unknown. */

import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Param } from '../syntax/values.ts';
import { addressesOf, integerOf, param } from '../syntax/values.ts';
import { headersNamed } from '../syntax/views.ts';
import { digestHeaders, nonceOf, verifyResponse } from './credentials.ts';
import { describeNonce, describeResponse } from './describeCredentials.ts';
import { inWords } from './duration.ts';
import { positionOf, rangeAt } from './locate.ts';
import type { InlayHint, Range } from './types.ts';

/** Each kind can be switched off. */
export interface InlayHintSettings {
  readonly nonce: boolean;
  readonly response: boolean;
  readonly expires: boolean;
}

type Add = (
  offset: number,
  label: string,
  more?: { tooltip?: string; replace?: { start: number; end: number; text: string } },
) => void;

export function inlayHints(
  document: SipDocument,
  range: Range,
  configuration: Configuration,
  settings: InlayHintSettings,
): InlayHint[] {
  const hints: InlayHint[] = [];
  if (!document.isSip) return hints;
  for (const [index, message] of document.messages.entries()) {
    const first = document.lines[index] ?? 0;
    if (first > range.end.line) break;
    if ((document.lines[index + 1] ?? 0) < range.start.line) continue;
    const add: Add = (offset, label, more = {}) => {
      const edit = more.replace && { range: rangeAt(document, index, more.replace), newText: more.replace.text };
      hints.push({
        position: positionOf(document, index, offset),
        label,
        paddingLeft: true,
        ...(more.tooltip === undefined ? {} : { tooltip: { kind: 'markdown', value: more.tooltip } }),
        ...(edit ? { textEdits: [edit] } : {}),
      });
    };
    if (settings.nonce || settings.response) credentialHints(message, configuration, settings, add);
    if (settings.expires) expiresHints(message, add);
  }
  return hints.filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line);
}

function credentialHints(
  message: SipMessage,
  configuration: Configuration,
  settings: InlayHintSettings,
  add: Add,
): void {
  for (const digest of digestHeaders(message, configuration)) {
    const nonce = settings.nonce ? nonceOf(digest, configuration) : undefined;
    if (nonce?.ok) {
      const { view } = nonce;
      const known = view.opened;
      const opened = known ? ` · SQN ${known.macMatches ? known.sqn : '?'} · MAC ${known.macMatches ? '✓' : '✗'}` : '';
      add(view.param.end, `RAND ${view.rand.slice(0, 4)}…${view.rand.slice(-4)} · AMF ${view.amf}${opened}`, {
        tooltip: describeNonce(nonce),
      });
    }
    const verdict = settings.response ? verifyResponse(message, digest) : undefined;
    if (!verdict || verdict.kind === 'unknown' || verdict.kind === 'incomplete') continue;
    const tooltip = describeResponse(verdict) ?? '';
    if (verdict.kind === 'matches') add(verdict.param.end, `✓ ${verdict.subscriber}`, { tooltip });
    else {
      const label = verdict.kind === 'empty' ? `expected ${verdict.expected}` : `✗ expected ${verdict.expected}`;
      add(verdict.param.end, label, { tooltip, replace: responseEdit(verdict.param, verdict.expected) });
    }
  }
}

/** Writes the right response; the grammar wants it in quotes (RFC 3261 §25.1, response-digest). */
export function responseEdit(response: Param, expected: string): { start: number; end: number; text: string } {
  const at = response.valueNode;
  if (at) return { start: at.start, end: at.end, text: `"${expected}"` };
  return { start: response.nameNode.end, end: response.end, text: `="${expected}"` };
}

/** Shorter times need no words. */
const WORTH_WORDS = 120;

function expiresHints(message: SipMessage, add: Add): void {
  for (const name of ['Expires', 'Min-Expires', 'Session-Expires', 'Min-SE']) {
    for (const header of headersNamed(message, name)) {
      const integer = integerOf(message, header);
      if (integer && integer.value >= WORTH_WORDS) add(integer.node.end, inWords(integer.value));
    }
  }
  for (const header of headersNamed(message, 'Contact')) {
    for (const address of addressesOf(message, header)) {
      const expires = param(address.params, 'expires');
      const seconds = /^\d{1,10}$/.test(expires?.value ?? '') ? Number(expires?.value) : 0;
      if (expires && seconds >= WORTH_WORDS) add(expires.end, inWords(seconds));
    }
  }
}
