/** Attributes of TS 26.114, TS 24.229 and of circuit-switched, conference and control media. */

import { type AttributeRow, flag, valued } from './types.ts';

export const TELEPHONY_ATTRIBUTES: readonly AttributeRow[] = [
  flag('anbr', 'media', 'Bit rate recommendations of the access network are followed.', 'TS 26.114'),
  valued(
    'bw-info',
    'media',
    '{payload type or *} {direction:send|recv|sendrecv} {properties:text}',
    'Bandwidth that a payload type needs, in more detail than b=AS can say.',
    'TS 26.114 §19',
    { repeats: true },
  ),
  valued(
    'predefined_ROI',
    'media',
    '{payload type or *} {regions:text}',
    'Regions of interest in the video that the other side may choose.',
    'TS 26.114',
    { repeats: true },
  ),
  valued(
    '3gpp-qos-hint',
    'media',
    '{hint:text}',
    'Loss and latency that the media needs, for the network to choose its quality of service.',
    'TS 26.114',
    { repeats: true },
  ),
  valued('3gpp-req-app', 'media', '{application:text}', 'Application that a data channel asks for.', 'TS 26.114', {
    repeats: true,
  }),
  valued(
    'visited-realm',
    'media',
    '{instance:integer} {realm and address:text}',
    'Realm of the visited network that media may bypass.',
    'TS 29.079 §5',
    {
      repeats: true,
    },
  ),
  valued(
    'secondary-realm',
    'media',
    '{instance:integer} {realm and address:text}',
    'Another realm through which media may pass.',
    'TS 29.079 §5',
    {
      repeats: true,
    },
  ),
  valued(
    'omr-s-cksum',
    'session',
    '{checksum:word}',
    'Checksum over the session part, for optimal media routeing.',
    'TS 29.079 §5',
  ),
  valued(
    'omr-m-cksum',
    'media',
    '{checksum:word}',
    'Checksum over the media part, for optimal media routeing.',
    'TS 29.079 §5',
  ),

  valued(
    'cs-correlation',
    'media',
    '{correlation:text}',
    'How the circuit-switched call is matched with this session.',
    'RFC 7195 §5.2.3',
  ),
  valued('cmid', 'media', '{identifier:word}', 'Label of the media that a control channel governs.', 'RFC 6787 §4.4'),
  valued('channel', 'media', '{channel:word}', 'Channel of a media resource.', 'RFC 6787 §4.2', { repeats: true }),
  valued('resource', 'media', '{resource}', 'Kind of media resource that is asked for.', 'RFC 6787 §4.2', {
    repeats: true,
  }),
  valued('cfw-id', 'media', '{identifier:word}', 'Identifies the control channel of a media server.', 'RFC 6230 §13.7'),
  valued(
    'floorctrl',
    'media',
    '{role:c-only|s-only|c-s}( {role:c-only|s-only|c-s})*',
    'Which side controls the floor.',
    'RFC 8856 §5.1',
  ),
  valued('confid', 'media', '{conference:word}', 'Conference in the floor control protocol.', 'RFC 8856 §5.2'),
  valued('userid', 'media', '{user:word}', 'User in the floor control protocol.', 'RFC 8856 §5.2'),
  valued('floorid', 'media', '{floor}[ {streams:text}]', 'Floor and the streams that it controls.', 'RFC 8856 §5.3', {
    repeats: true,
  }),
  valued(
    'hlang-send',
    'media',
    '{language:word}( {language:word})*',
    'Human languages that this side wants to send.',
    'RFC 8373 §5.1',
  ),
  valued(
    'hlang-recv',
    'media',
    '{language:word}( {language:word})*',
    'Human languages that this side wants to receive.',
    'RFC 8373 §5.1',
  ),
];
