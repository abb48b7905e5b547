/**
 * New identifiers: a copied message then is a request of its own (RFC 3261 §8.1.1: Call-ID, From tag and branch are
 * unique in space and time). Bodies that name a dialog are not looked into.
 */

import type { SipMessage } from '../../syntax/message.ts';
import { addressesOf, param, paramListOf, viasOf } from '../../syntax/values.ts';
import type { Header } from '../../syntax/views.ts';
import { callIdOf, firstHeader, headersNamed, headersOf, startLineOf } from '../../syntax/views.ts';
import { newBranch, newCallId, newTag } from '../templates.ts';
import type { MessageEdit, Refactor, Refactoring, RefactorPlace } from './refactoring.ts';
import { rewriting } from './refactoring.ts';

type Random = RefactorPlace['random'];

/** The new text of each old one; the same old one gets the same new one everywhere. */
class Renewal {
  readonly #random: Random;
  readonly #texts = new Map<string, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  branch(old: string): string {
    return this.#renewed(`b${old}`, newBranch);
  }

  tag(old: string): string {
    return this.#renewed(`t${old}`, newTag);
  }

  /** The host part says who made it, so it stays. */
  callId(old: string): string {
    const host = old.indexOf('@');
    return this.#renewed(`c${old}`, context => newCallId(context) + (host < 0 ? '' : old.slice(host)));
  }

  #renewed(key: string, make: (source: { readonly random: Random }) => string): string {
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = make({ random: this.#random });
      this.#texts.set(key, text);
    }
    return text;
  }
}

/** For the message alone: all three of a request outside a dialog, the branch of one inside, nothing of a response. */
export const newIdentifiers: Refactor = place => {
  const { message } = place;
  if (startLineOf(message)?.type !== 'request') return [];
  const renewal = new Renewal(place.random);
  const branch = branchEdits(message, renewal, 1);
  const isInside = tagEdits(message, ['To'], renewal).length > 0;
  if (isInside) return rewriting(place, 'Make a new branch', branch);
  const edits = [...branch, ...tagEdits(message, ['From'], renewal), ...callIdEdits(message, renewal)];
  return rewriting(place, 'Make a new branch, From tag and Call-ID for this message', inOrder(edits));
};

/** For all messages of the file with this Call-ID, so that they still belong together. */
export const newDialogIdentifiers: Refactor = place => {
  const { document } = place;
  const callId = callIdOf(place.message);
  if (!callId) return [];
  const renewal = new Renewal(place.random);
  const edits = new Map<number, readonly MessageEdit[]>();
  let count = 0;
  document.messages.forEach((message, index) => {
    // A look at the text is cheap, reading all headers of a long file is not.
    if (!message.text.includes(callId)) return;
    const isOfDialog = callIdOf(message) === callId;
    if (isOfDialog) count++;
    const list = isOfDialog ? dialogEdits(message, renewal) : [];
    const all = inOrder([...list, ...referenceEdits(message, callId, renewal)]);
    if (all.length > 0) edits.set(index, all);
  });
  if (count < 2) return [];
  const title = `Make new branches, tags and Call-ID for the ${count} messages with this Call-ID`;
  return [{ title, kind: 'refactor.rewrite', edits } satisfies Refactoring];
};

function dialogEdits(message: SipMessage, renewal: Renewal): MessageEdit[] {
  return [
    ...branchEdits(message, renewal),
    ...tagEdits(message, ['From', 'To'], renewal),
    ...callIdEdits(message, renewal),
  ];
}

/** Of the topmost `most` values of Via. */
function branchEdits(message: SipMessage, renewal: Renewal, most = Number.POSITIVE_INFINITY): MessageEdit[] {
  return headersNamed(message, 'Via')
    .filter(header => !header.hasErrors)
    .flatMap(header => viasOf(message, header))
    .slice(0, most)
    .flatMap(via => valueEdit(param(via.params, 'branch'), old => renewal.branch(old)));
}

function tagEdits(message: SipMessage, names: readonly string[], renewal: Renewal): MessageEdit[] {
  return names
    .flatMap(name => headersNamed(message, name))
    .filter(header => !header.hasErrors)
    .flatMap(header => addressesOf(message, header))
    .flatMap(address => valueEdit(param(address.params, 'tag'), old => renewal.tag(old)));
}

function valueEdit(found: ReturnType<typeof param>, renew: (old: string) => string): MessageEdit[] {
  const node = found?.valueNode;
  return node && found.value ? [{ start: node.start, end: node.end, text: renew(found.value) }] : [];
}

function callIdEdits(message: SipMessage, renewal: Renewal): MessageEdit[] {
  const header = firstHeader(message, 'Call-ID');
  if (!header?.raw || header.hasErrors) return [];
  const { start, end } = header.value;
  return [{ start, end, text: renewal.callId(header.raw) }];
}

/** Parameters of Replaces, Join and Target-Dialog that hold tags of the dialog that they name. */
const TAG_PARAMS = ['to-tag', 'from-tag', 'local-tag', 'remote-tag'] as const;

/** Where header fields of any message name this dialog (RFC 3891, RFC 3911, RFC 4538; In-Reply-To). */
function referenceEdits(message: SipMessage, callId: string, renewal: Renewal): MessageEdit[] {
  return headersOf(message).flatMap(header => {
    const { row, value, hasErrors } = header;
    if (hasErrors || (row?.shape !== 'callIdParams' && row?.shape !== 'callIdList')) return [];
    const named = value.children.filter(
      node => node.kind === 'call-id' && message.text.slice(node.start, node.end) === callId,
    );
    if (named.length === 0) return [];
    const ids = named.map(({ start, end }) => ({ start, end, text: renewal.callId(callId) }));
    return [...ids, ...tagParams(message, header, renewal)];
  });
}

function tagParams(message: SipMessage, header: Header, renewal: Renewal): MessageEdit[] {
  const params = paramListOf(message, header);
  return TAG_PARAMS.flatMap(name => valueEdit(param(params, name), old => renewal.tag(old)));
}

function inOrder(edits: readonly MessageEdit[]): MessageEdit[] {
  return edits.toSorted((a, b) => a.start - b.start);
}
