/** What a session description says, as typed data for rules and the simulator. Every view keeps its line. */

import { type CodecRow, codecRow, staticCodecRow } from './codecs.ts';
import { fieldText } from './formats.ts';
import type { SdpDescription, SdpLine, SdpSection } from './parse.ts';
import type { Field } from './template.ts';

/** The piece of a line's value that has a label, with its place. */
export function field(line: SdpLine, label: string): Field | undefined {
  return line.fields.find(each => each.label === label);
}

/** The lines of a type in a section. */
export function linesOf(section: SdpSection, type: string): readonly SdpLine[] {
  return section.lines.filter(line => line.type === type);
}

/** The attribute lines of a name in a section; names are compared as written. */
export function attributesOf(section: SdpSection, name: string): readonly SdpLine[] {
  return section.lines.filter(line => line.attribute?.name === name);
}

export interface Origin {
  readonly userName: string;
  /** Digits; may be longer than a JavaScript number holds exactly. */
  readonly sessionId: string;
  readonly sessionVersion: string;
  readonly address: string;
  readonly line: SdpLine;
}

export function originOf(description: SdpDescription): Origin | undefined {
  const line = linesOf(description.session, 'o')[0];
  if (!line || line.hasErrors) return undefined;
  return {
    userName: fieldText(line, 'user name') ?? '',
    sessionId: fieldText(line, 'session id') ?? '',
    sessionVersion: fieldText(line, 'session version') ?? '',
    address: fieldText(line, 'address') ?? '',
    line,
  };
}

export interface Connection {
  readonly addressType: string;
  readonly address: string;
  readonly line: SdpLine;
}

/** The connection of a media description, or of the session where it has none of its own. */
export function connectionOf(description: SdpDescription, media: SdpSection): Connection | undefined {
  const line = linesOf(media, 'c')[0] ?? linesOf(description.session, 'c')[0];
  if (!line || line.hasErrors) return undefined;
  return { addressType: fieldText(line, 'address type') ?? '', address: fieldText(line, 'address') ?? '', line };
}

export interface Media {
  readonly media: string;
  /** 0 refuses or ends the stream (RFC 3264 §6, §8.2). */
  readonly port: number;
  readonly protocol: string;
  /** Payload types or formats in the order of preference. */
  readonly formats: readonly Field[];
  readonly line: SdpLine;
}

/** The media line of a media description; undefined when it has errors. */
export function mediaOf(section: SdpSection): Media | undefined {
  const line = section.lines[0];
  if (line?.type !== 'm' || line.hasErrors) return undefined;
  return {
    media: fieldText(line, 'media') ?? '',
    port: Number(fieldText(line, 'port')),
    protocol: fieldText(line, 'protocol') ?? '',
    formats: line.fields.filter(each => each.label === 'format'),
    line,
  };
}

export interface RtpMap {
  readonly payloadType: string;
  readonly encoding: string;
  readonly clockRate: number;
  /** 1 when absent. */
  readonly channels: number;
  readonly codec: CodecRow | undefined;
  readonly line: SdpLine;
}

/** The `a=rtpmap` lines of a media description. */
export function rtpMapsOf(section: SdpSection): readonly RtpMap[] {
  return attributesOf(section, 'rtpmap')
    .filter(line => !line.hasErrors)
    .map(line => ({
      payloadType: fieldText(line, 'payload type') ?? '',
      encoding: fieldText(line, 'encoding') ?? '',
      clockRate: Number(fieldText(line, 'clock rate')),
      channels: Number(fieldText(line, 'channels') ?? 1),
      codec: codecRow(fieldText(line, 'encoding') ?? ''),
      line,
    }));
}

/** The codec of a payload type: what `a=rtpmap` says, or RFC 3551 for the static ones. */
export function codecOf(section: SdpSection, payloadType: string): CodecRow | undefined {
  return rtpMapsOf(section).find(map => map.payloadType === payloadType)?.codec ?? staticCodecRow(payloadType);
}

const DIRECTIONS = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
export type Direction = (typeof DIRECTIONS)[number];

function directionIn(section: SdpSection): Direction | undefined {
  for (const line of section.lines) {
    const direction = DIRECTIONS.find(name => name === line.attribute?.name);
    if (direction) return direction;
  }
  return undefined;
}

/** Direction of a media description; sendrecv when nothing is said (RFC 8866 §6.7). */
export function directionOf(description: SdpDescription, media: SdpSection): Direction {
  return directionIn(media) ?? directionIn(description.session) ?? 'sendrecv';
}

export interface Precondition {
  readonly status: 'current' | 'desired' | 'confirm';
  readonly type: string;
  /** For the desired status. */
  readonly strength: string | undefined;
  readonly where: string;
  readonly direction: string;
  readonly line: SdpLine;
}

const STATUS_OF: ReadonlyMap<string, Precondition['status']> = new Map([
  ['curr', 'current'],
  ['des', 'desired'],
  ['conf', 'confirm'],
]);

/** The precondition lines of a media description (RFC 3312 §4). */
export function preconditionsOf(section: SdpSection): readonly Precondition[] {
  return section.lines.flatMap(line => {
    const status = STATUS_OF.get(line.attribute?.name ?? '');
    if (!status || line.hasErrors) return [];
    return [
      {
        status,
        type: fieldText(line, 'precondition type') ?? '',
        strength: fieldText(line, 'strength'),
        where: fieldText(line, 'status type') ?? '',
        direction: fieldText(line, 'direction') ?? '',
        line,
      },
    ];
  });
}
