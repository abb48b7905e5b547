/** The session description of a message, read once for all rules. */

import { sessionDescriptions } from '../../bodies/index.ts';
import type { SdpDescription, SdpLine, SdpSection } from '../../bodies/sdp/parse.ts';
import type { Field } from '../../bodies/sdp/template.ts';
import { attributesOf, mediaOf } from '../../bodies/sdp/views.ts';
import type { SipMessage } from '../../syntax/message.ts';
import { factsOf } from './facts.ts';

/** The first session description of the body, also inside a multipart body. */
export function sdpOf(message: SipMessage): SdpDescription | undefined {
  const facts = factsOf(message);
  if (!facts.has('Content-Type')) return undefined;
  if (facts.sdp === null) facts.sdp = sessionDescriptions(message)[0];
  return facts.sdp;
}

/** Payload types only have a meaning with RTP. */
export function isRtp(section: SdpSection): boolean {
  return /RTP\/S?AVPF?$/.test(mediaOf(section)?.protocol ?? '');
}

/** The attribute lines of some names, each with its value. */
export function valuesOf(
  section: SdpSection,
  ...names: readonly string[]
): readonly { readonly line: SdpLine; readonly value: string }[] {
  return names
    .flatMap(name => attributesOf(section, name))
    .map(line => ({ line, value: line.attribute?.value?.trim() ?? '' }));
}

/** The first word of an attribute value: a payload type, a precondition type. */
export function firstWord(value: string): string {
  return value.split(' ')[0] ?? '';
}

/** Dynamic payload types of a media line in use that no a=rtpmap line explains. */
export function undefinedTypes(section: SdpSection): readonly Field[] {
  const media = mediaOf(section);
  if (media === undefined || !isRtp(section) || media.port === 0) return [];
  const mapped = new Set(valuesOf(section, 'rtpmap').map(one => firstWord(one.value)));
  return media.formats.filter(({ text }) => Number(text) >= 96 && Number(text) <= 127 && !mapped.has(text));
}
