/** Values that follow from the messages above: routes, tags, dialogs to replace, what must be repeated. */

import type { SipMessage } from '../syntax/message.ts';
import { addressesOf, cseqOf, param, viasOf } from '../syntax/values.ts';
import { callIdOf, firstHeader, headersNamed, methodOf, startLineOf, statusOf } from '../syntax/views.ts';
import { templateContext } from './completeNames.ts';
import type { CompletionPlace, Proposal } from './completion.ts';
import { newTag } from './templates.ts';
import { CompletionItemKind } from './types.ts';

interface Offer {
  readonly text: string;
  /** Where it comes from, for the author. */
  readonly detail: string;
}

/** The message that is written, and those above it that matter, the nearest first. */
interface Scene {
  readonly place: CompletionPlace;
  readonly message: SipMessage;
  readonly isRequest: boolean;
  readonly method: string;
  readonly above: readonly SipMessage[];
  /** Those with the same Call-ID. */
  readonly dialog: readonly SipMessage[];
}

/** So many messages above are looked at. */
const FAR = 200;

function sceneOf(place: CompletionPlace): Scene {
  const { message, document, index } = place;
  const above = document.messages.slice(Math.max(0, index - FAR), index).reverse();
  const callId = callIdOf(message);
  // A new message whose Call-ID is still to be written goes on with what is right above.
  const wanted = callId === undefined || callId === '' ? callIdOf(above[0] ?? message) : callId;
  const dialog = above.filter(one => callIdOf(one) === wanted);
  const isRequest = startLineOf(message)?.type !== 'response';
  return { place, message, isRequest, method: methodOf(message) ?? '', above, dialog };
}

const isRequest = (message: SipMessage): boolean => startLineOf(message)?.type === 'request';
const isSuccess = (message: SipMessage): boolean => Math.floor((statusOf(message) ?? 0) / 100) === 2;

/** All values of a header field in one line. */
function joined(message: SipMessage | undefined, name: string): string {
  if (message === undefined) return '';
  return headersNamed(message, name)
    .map(header => header.raw)
    .filter(raw => raw !== '')
    .join(', ');
}

function offer(text: string, detail: string): readonly Offer[] {
  return text === '' ? [] : [{ text, detail }];
}

function tagOf(message: SipMessage, name: string): string | undefined {
  const header = firstHeader(message, name);
  return header && param(addressesOf(message, header)[0]?.params ?? [], 'tag')?.value;
}

/** The request that a response answers: the nearest one above. */
function answered({ dialog }: Scene): SipMessage | undefined {
  return dialog.find(isRequest);
}

const copied =
  (name: string) =>
  (scene: Scene): readonly Offer[] =>
    scene.isRequest ? [] : offer(joined(answered(scene), name), 'of the request');

/** The header field of the nearest response above that has it. */
function ofResponse(messages: readonly SipMessage[], name: string): string {
  return joined(
    messages.find(one => !isRequest(one) && joined(one, name) !== ''),
    name,
  );
}

/** Route: the route of the dialog, or the one that the registration gave (RFC 3261 §12.1.2, RFC 3608 §6.1). */
function route({ isRequest: asks, method, above, dialog, message }: Scene): readonly Offer[] {
  if (!asks || method === 'REGISTER') return [];
  const established = tagOf(message, 'To') === undefined ? undefined : dialog.find(one => joined(one, 'Record-Route'));
  if (established !== undefined) {
    const elements = headersNamed(established, 'Record-Route').flatMap(header => addressesOf(established, header));
    const texts = elements.map(one => established.text.slice(one.start, one.end));
    const isCallee = tagOf(established, 'From') !== tagOf(message, 'From');
    return offer((isCallee ? texts : texts.reverse()).join(', '), 'of the dialog');
  }
  return offer(ofResponse(above.filter(isSuccess), 'Service-Route'), 'Service-Route of the registration');
}

/** To and From: those of the dialog with both tags, turned around when the other side asks. */
function ends(name: 'To' | 'From', other: 'To' | 'From') {
  return (scene: Scene): readonly Offer[] => {
    const { dialog, message, place } = scene;
    if (!scene.isRequest) {
      const request = answered(scene);
      const text = joined(request, name);
      const needsTag = name === 'To' && text !== '' && request !== undefined && tagOf(request, 'To') === undefined;
      return offer(needsTag ? `${text};tag=${newTag(templateContext(place))}` : text, 'of the request');
    }
    const known = dialog.find(one => tagOf(one, 'To') !== undefined && (statusOf(one) ?? 200) < 300);
    if (known === undefined) return [];
    const [here, there] = [joined(known, name), joined(known, other)];
    const written = firstHeader(message, other)?.raw;
    // With the other end written the direction is known.
    if (written === here) return offer(there, 'of the dialog');
    if (written === there) return offer(here, 'of the dialog');
    return [...offer(here, 'of the dialog'), ...offer(there, 'of the dialog, from the other side')];
  };
}

/** CSeq: that of the request; the next number in a dialog; for ACK and CANCEL the number of what they belong to. */
function cseq(scene: Scene): readonly Offer[] {
  const request = answered(scene);
  const header = request && firstHeader(request, 'CSeq');
  const last = header && cseqOf(request, header);
  if (last === undefined) return [];
  if (!scene.isRequest) return offer(`${last.number} ${last.method}`, 'of the request');
  const invite = scene.dialog.find(one => isRequest(one) && methodOf(one) === 'INVITE');
  const own = invite && firstHeader(invite, 'CSeq');
  const number = own && cseqOf(invite, own)?.number;
  const repeats = scene.method === 'ACK' || scene.method === 'CANCEL';
  if (repeats) return number === undefined ? [] : offer(`${number} ${scene.method}`, 'of the INVITE');
  return offer(`${last.number + 1} ${scene.method}`, 'next in the dialog');
}

/** RAck: the reliable provisional responses that no PRACK above acknowledges (RFC 3262 §7.2). */
function rack({ dialog }: Scene): readonly Offer[] {
  const done = new Set(dialog.map(one => joined(one, 'RAck')));
  return dialog.flatMap(one => {
    const number = joined(one, 'RSeq');
    const text = `${number} ${joined(one, 'CSeq')}`;
    return number === '' || done.has(text) ? [] : offer(text, `of the ${statusOf(one) ?? 'response'} above`);
  });
}

/** Dialogs of the document: Call-ID and both tags, each once. */
function dialogs({ above, message }: Scene): readonly { readonly id: string; from: string; to: string }[] {
  const found = new Map<string, { id: string; from: string; to: string }>();
  for (const one of above) {
    const id = callIdOf(one);
    const [from, to] = [tagOf(one, 'From'), tagOf(one, 'To')];
    const isOne = id !== undefined && from !== undefined && to !== undefined && methodOf(one) !== 'REGISTER';
    if (isOne && id !== callIdOf(message) && !found.has(id)) found.set(id, { id, from, to });
  }
  return [...found.values()].slice(0, 20);
}

/** Replaces and Join: to-tag is the tag of who receives it (RFC 3891 §3, RFC 3911 §4). */
function dialogToJoin(scene: Scene): readonly Offer[] {
  return dialogs(scene).flatMap(({ id, from, to }) => [
    { text: `${id};to-tag=${to};from-tag=${from}`, detail: 'sent to the called side of that dialog' },
    { text: `${id};to-tag=${from};from-tag=${to}`, detail: 'sent to the calling side of that dialog' },
  ]);
}

/** Target-Dialog: local-tag is the tag of who sends it (RFC 4538 §7). */
function targetDialog(scene: Scene): readonly Offer[] {
  return dialogs(scene).flatMap(({ id, from, to }) => [
    { text: `${id};local-tag=${from};remote-tag=${to}`, detail: 'sent by the calling side of that dialog' },
    { text: `${id};local-tag=${to};remote-tag=${from}`, detail: 'sent by the called side of that dialog' },
  ]);
}

/** Via: a response has those of the request; ACK for a failure and CANCEL have the topmost (RFC 3261 §9.1, §17.1.1.3). */
function via(scene: Scene): readonly Offer[] {
  if (!scene.isRequest) return copied('Via')(scene);
  const invite = scene.dialog.find(one => isRequest(one) && methodOf(one) === 'INVITE');
  const header = invite && firstHeader(invite, 'Via');
  const top = header && viasOf(invite, header)[0];
  const isFailed = (statusOf(scene.dialog.find(one => !isRequest(one)) ?? scene.message) ?? 0) >= 300;
  if (!top || !(scene.method === 'CANCEL' || (scene.method === 'ACK' && isFailed))) return [];
  return offer(invite.text.slice(top.start, top.end), 'of the INVITE');
}

const OFFERS: { readonly [header: string]: (scene: Scene) => readonly Offer[] } = {
  Via: via,
  From: ends('From', 'To'),
  To: ends('To', 'From'),
  CSeq: cseq,
  RAck: rack,
  Route: route,
  'Record-Route': copied('Record-Route'),
  Path: copied('Path'),
  Replaces: dialogToJoin,
  Join: dialogToJoin,
  'Target-Dialog': targetDialog,
  'Security-Verify': ({ isRequest: asks, dialog, above }) =>
    asks
      ? offer(ofResponse(dialog, 'Security-Server') || ofResponse(above, 'Security-Server'), 'Security-Server above')
      : [],
  'SIP-If-Match': ({ above }) => offer(ofResponse(above.filter(isSuccess), 'SIP-ETag'), 'SIP-ETag above'),
  Event: ({ dialog }) =>
    offer(
      joined(
        dialog.find(one => joined(one, 'Event') !== ''),
        'Event',
      ),
      'of the subscription',
    ),
  'P-Preferred-Identity': ({ above }) => identities(above),
};

/** The identities that the registration gave, each for itself. */
function identities(above: readonly SipMessage[]): readonly Offer[] {
  const registered = above.find(one => isSuccess(one) && joined(one, 'P-Associated-URI') !== '');
  if (registered === undefined) return [];
  return headersNamed(registered, 'P-Associated-URI')
    .flatMap(header => addressesOf(registered, header))
    .map(({ start, end }) => ({ text: registered.text.slice(start, end), detail: 'of P-Associated-URI above' }));
}

/** Whole values for the header field `name`, the likeliest first. */
export function valuesFromDocument(place: CompletionPlace, name: string): Proposal[] {
  const offers = OFFERS[name]?.(sceneOf(place)) ?? [];
  return offers.map(({ text, detail }, index) => ({
    label: text,
    kind: CompletionItemKind.value,
    detail,
    text,
    // Before the usual value, which begins with 0.
    sortText: `.${String(index).padStart(2, '0')}`,
  }));
}

const DIALOG_TAGS: ReadonlySet<string> = new Set(['to-tag', 'from-tag', 'local-tag', 'remote-tag']);

/** Tags for a parameter: of the dialog that the value names, or of this one. */
export function tagsFromDocument(place: CompletionPlace, header: string, name: string, value: string): Proposal[] {
  const scene = sceneOf(place);
  const item = (text: string | undefined, detail: string): Proposal[] =>
    text === undefined ? [] : [{ label: text, kind: CompletionItemKind.value, detail, text, sortText: '0' }];
  if (DIALOG_TAGS.has(name)) {
    const id = value.split(';')[0]?.trim();
    const dialog = dialogs(scene).find(one => one.id === id);
    return dialog === undefined ? [] : [...item(dialog.to, 'To tag'), ...item(dialog.from, 'From tag')];
  }
  if (name !== 'tag' || (header !== 'To' && header !== 'From')) return [];
  const known = scene.dialog.find(one => tagOf(one, header) !== undefined && (statusOf(one) ?? 200) < 300);
  return known === undefined ? [] : item(tagOf(known, header), 'of the dialog');
}
