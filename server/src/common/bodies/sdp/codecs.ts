/** RTP payload formats of telephony: clock rate, channels, static payload types, and the parameters of `a=fmtp`. */

export interface FormatParameterRow {
  readonly name: string;
  /** The form of the value, see `template.ts`; absent where anything may stand. */
  readonly value?: string;
  readonly doc: string;
  readonly spec: string;
}

export interface CodecRow {
  /** Encoding name of `a=rtpmap`, compared without regard to case. */
  readonly name: string;
  readonly media: 'audio' | 'video' | 'text';
  readonly clockRates: readonly number[];
  /** Payload type that needs no `a=rtpmap` (RFC 3551 §6). */
  readonly payloadType?: number;
  /** What follows the format in `a=fmtp` when it is no list of `name=value`: see `template.ts`. */
  readonly positional?: string;
  readonly parameters: readonly FormatParameterRow[];
  readonly doc: string;
  readonly spec: string;
}

function parameter(name: string, value: string, doc: string, spec: string): FormatParameterRow {
  return value === '' ? { name, doc, spec } : { name, value, doc, spec };
}

const AMR = 'RFC 4867 §8.1';
const AMR_PARAMETERS: readonly FormatParameterRow[] = [
  parameter('octet-align', '{alignment:0|1}', '1: octet-aligned packets; 0 or absent: bandwidth-efficient ones.', AMR),
  parameter('mode-change-period', '{frames:1|2}', 'The sender changes its mode at most every that many frames.', AMR),
  parameter(
    'mode-change-capability',
    '{capability:1|2}',
    '2: this side can keep a mode change period of two, which GSM needs.',
    AMR,
  ),
  parameter('mode-change-neighbor', '{value:0|1}', '1: the sender changes only to a neighbouring mode.', AMR),
  parameter('crc', '{value:0|1}', '1: frames carry a checksum; implies octet alignment.', AMR),
  parameter('robust-sorting', '{value:0|1}', '1: bits are sorted by importance; implies octet alignment.', AMR),
  parameter(
    'interleaving',
    '{frame blocks:integer}',
    'Interleaved frames, at most that many; implies octet alignment.',
    AMR,
  ),
  parameter(
    'max-red',
    '{milliseconds:integer}',
    'Greatest delay of redundant frames; 0 forbids redundancy, 220 is usual in IMS.',
    'RFC 4867 §8.1, TS 26.114 §6.2.2.2',
  ),
  parameter('channels', '{channels:integer}', 'Number of audio channels; belongs into a=rtpmap.', AMR),
];

function modeSet(doc: string): FormatParameterRow {
  return parameter('mode-set', '{mode:integer}(,{mode:integer})*', doc, AMR);
}

const EVS = 'TS 26.445 §A.3.1';
const BIT_RATES = '{lowest or only bit rate:number}[-{highest bit rate:number}]';
const BANDWIDTHS = '{bandwidth:nb|wb|swb|fb|nb-wb|nb-swb|nb-fb}';
const EVS_PARAMETERS: readonly FormatParameterRow[] = [
  parameter('evs-mode-switch', '{mode:0|1}', '1: the session starts in the modes that AMR-WB understands.', EVS),
  parameter('hf-only', '{value:0|1}', '1: only packets with full header; 0 or absent: also compact ones.', EVS),
  parameter('dtx', '{value:0|1}', '0: no discontinuous transmission in either direction.', EVS),
  parameter('dtx-recv', '{value:0|1}', '0: the other side must send without discontinuous transmission.', EVS),
  parameter('max-red', '{milliseconds:integer}', 'Greatest delay of redundant frames; 0 forbids redundancy.', EVS),
  parameter('channels', '{channels:integer}', 'Number of audio channels; belongs into a=rtpmap.', EVS),
  parameter('cmr', '{value:-1|0|1}', 'Codec mode requests: -1 none in the primary mode, 1 in every packet.', EVS),
  parameter('br', BIT_RATES, 'Bit rates in kbit/s for both directions: 5.9 to 128.', EVS),
  parameter('br-send', BIT_RATES, 'Bit rates in kbit/s that this side sends.', EVS),
  parameter('br-recv', BIT_RATES, 'Bit rates in kbit/s that this side wants to receive.', EVS),
  parameter('bw', BANDWIDTHS, 'Audio bandwidths for both directions, from narrowband to fullband.', EVS),
  parameter('bw-send', BANDWIDTHS, 'Audio bandwidths that this side sends.', EVS),
  parameter('bw-recv', BANDWIDTHS, 'Audio bandwidths that this side wants to receive.', EVS),
  parameter('ch-send', '{channels:integer}(,{channels:integer})*', 'Numbers of channels that this side sends.', EVS),
  parameter('ch-recv', '{channels:integer}(,{channels:integer})*', 'Numbers of channels that this side receives.', EVS),
  parameter(
    'ch-aw-recv',
    '{offset:-1|0|2|3|5|7}',
    'Channel-aware mode towards this side: -1 never, 0 not at the start, otherwise the offset of the redundancy.',
    EVS,
  ),
  parameter(
    'mode-set',
    '{mode:integer}(,{mode:integer})*',
    'Modes that AMR-WB understands and that may be used, 0 to 8.',
    EVS,
  ),
  parameter('mode-change-period', '{frames:1|2}', 'The sender changes its mode at most every that many frames.', EVS),
  parameter('mode-change-capability', '{capability:1|2}', '2: this side can keep a mode change period of two.', EVS),
  parameter('mode-change-neighbor', '{value:0|1}', '1: the sender changes only to a neighbouring mode.', EVS),
];

const H264 = 'RFC 6184 §8.1';
const H265 = 'RFC 7798 §7.1';
const OPUS = 'RFC 7587 §6.1';

export const CODEC_ROWS: readonly CodecRow[] = [
  {
    name: 'AMR',
    media: 'audio',
    clockRates: [8000],
    parameters: [
      modeSet('Modes that may be used: 0 (4.75 kbit/s) to 7 (12.2 kbit/s); all when absent.'),
      ...AMR_PARAMETERS,
    ],
    doc: 'Adaptive multi-rate narrowband speech, the codec that every IMS voice client has.',
    spec: 'RFC 4867, TS 26.114 §5.2.1',
  },
  {
    name: 'AMR-WB',
    media: 'audio',
    clockRates: [16000],
    parameters: [
      modeSet('Modes that may be used: 0 (6.6 kbit/s) to 8 (23.85 kbit/s); all when absent.'),
      ...AMR_PARAMETERS,
    ],
    doc: 'Adaptive multi-rate wideband speech ("HD voice").',
    spec: 'RFC 4867, TS 26.114 §5.2.1',
  },
  {
    name: 'EVS',
    media: 'audio',
    clockRates: [16000],
    parameters: EVS_PARAMETERS,
    doc: 'Enhanced voice services: speech and music from narrowband to fullband; the clock rate is always 16000.',
    spec: 'TS 26.445 Annex A, TS 26.114 §5.2.1',
  },
  {
    name: 'telephone-event',
    media: 'audio',
    clockRates: [8000, 16000, 32000, 48000],
    positional: '{event or range:item}(,{event or range:item})*',
    parameters: [],
    doc: 'Keys pressed during a call (DTMF); 0-15 are the digits, star, hash and A to D.',
    spec: 'RFC 4733 §2.4',
  },
  {
    name: 'PCMU',
    media: 'audio',
    clockRates: [8000],
    payloadType: 0,
    parameters: [],
    doc: 'G.711 µ-law.',
    spec: 'RFC 3551 §4.5.14',
  },
  {
    name: 'GSM',
    media: 'audio',
    clockRates: [8000],
    payloadType: 3,
    parameters: [],
    doc: 'GSM full rate.',
    spec: 'RFC 3551 §4.5.8',
  },
  {
    name: 'G723',
    media: 'audio',
    clockRates: [8000],
    payloadType: 4,
    parameters: [parameter('annexa', '{value:yes|no}', 'Silence compression; yes when absent.', 'RFC 4856 §2.1.4')],
    doc: 'G.723.1 speech.',
    spec: 'RFC 3551 §4.5.3',
  },
  {
    name: 'PCMA',
    media: 'audio',
    clockRates: [8000],
    payloadType: 8,
    parameters: [],
    doc: 'G.711 A-law.',
    spec: 'RFC 3551 §4.5.14',
  },
  {
    name: 'G722',
    media: 'audio',
    clockRates: [8000],
    payloadType: 9,
    parameters: [],
    doc: 'G.722 wideband speech; its clock rate is written 8000 although it samples at 16 kHz.',
    spec: 'RFC 3551 §4.5.2',
  },
  {
    name: 'CN',
    media: 'audio',
    clockRates: [8000, 16000, 32000],
    payloadType: 13,
    parameters: [],
    doc: 'Comfort noise.',
    spec: 'RFC 3389',
  },
  {
    name: 'G729',
    media: 'audio',
    clockRates: [8000],
    payloadType: 18,
    parameters: [parameter('annexb', '{value:yes|no}', 'Silence compression; yes when absent.', 'RFC 4856 §2.1.9')],
    doc: 'G.729 speech.',
    spec: 'RFC 3551 §4.5.6',
  },
  {
    name: 'iLBC',
    media: 'audio',
    clockRates: [8000],
    parameters: [parameter('mode', '{frame length:20|30}', 'Length of a frame in milliseconds.', 'RFC 3952 §4.1')],
    doc: 'Internet low bit rate codec.',
    spec: 'RFC 3952',
  },
  {
    name: 'opus',
    media: 'audio',
    clockRates: [48000],
    parameters: [
      parameter('maxplaybackrate', '{Hz:integer}', 'Highest sampling rate that the receiver can render.', OPUS),
      parameter('sprop-maxcapturerate', '{Hz:integer}', 'Highest sampling rate that the sender will capture.', OPUS),
      parameter('minptime', '{milliseconds:integer}', 'Shortest packet.', OPUS),
      parameter('maxaveragebitrate', '{bit/s:integer}', 'Highest average bit rate.', OPUS),
      parameter('stereo', '{value:0|1}', '1: the receiver prefers stereo.', OPUS),
      parameter('sprop-stereo', '{value:0|1}', '1: the sender is likely to send stereo.', OPUS),
      parameter('cbr', '{value:0|1}', '1: the receiver prefers a constant bit rate.', OPUS),
      parameter('useinbandfec', '{value:0|1}', '1: the receiver can use error correction inside of packets.', OPUS),
      parameter('usedtx', '{value:0|1}', '1: the receiver prefers discontinuous transmission.', OPUS),
    ],
    doc: 'Opus speech and music; always written opus/48000/2.',
    spec: 'RFC 7587 §7',
  },
  {
    name: 'red',
    media: 'audio',
    clockRates: [1000, 8000, 16000, 48000],
    positional: '{payload type:integer}(/{payload type:integer})*',
    parameters: [],
    doc: 'Redundant copies of earlier packets, in the payload types that a=fmtp lists.',
    spec: 'RFC 2198, RFC 4103',
  },
  {
    name: 't140',
    media: 'text',
    clockRates: [1000],
    parameters: [
      parameter('cps', '{characters a second:integer}', 'Greatest rate of characters; 30 when absent.', 'RFC 4103 §6'),
    ],
    doc: 'Real-time text, character by character.',
    spec: 'RFC 4103, TS 26.114 §5.2.3',
  },
  {
    name: 'H264',
    media: 'video',
    clockRates: [90000],
    parameters: [
      parameter('profile-level-id', '{profile and level:hex}', 'Profile, constraints and level in three octets.', H264),
      parameter('packetization-mode', '{mode:0|1|2}', '0 single NAL units, 1 non-interleaved, 2 interleaved.', H264),
      parameter('sprop-parameter-sets', '', 'Sequence and picture parameter sets in base64.', H264),
      parameter('max-mbps', '{macroblocks a second:integer}', 'Greatest macroblock rate.', H264),
      parameter('max-fs', '{macroblocks:integer}', 'Greatest frame size.', H264),
      parameter('max-br', '{kbit/s:integer}', 'Greatest bit rate.', H264),
      parameter('max-dpb', '{frames:integer}', 'Size of the decoded picture buffer.', H264),
      parameter('level-asymmetry-allowed', '{value:0|1}', '1: each direction may have its own level.', H264),
      parameter('sar-understood', '{aspect ratio:integer}', 'Highest sample aspect ratio that is understood.', H264),
      parameter('sar-supported', '{aspect ratio:integer}', 'Highest sample aspect ratio that can be shown.', H264),
    ],
    doc: 'H.264 video, the codec that every IMS video client has.',
    spec: 'RFC 6184, TS 26.114 §5.2.2',
  },
  {
    name: 'H265',
    media: 'video',
    clockRates: [90000],
    parameters: [
      parameter('profile-id', '{profile:integer}', 'Profile of the bitstream.', H265),
      parameter('level-id', '{level:integer}', 'Level of the bitstream, thirty times its number.', H265),
      parameter('tier-flag', '{tier:0|1}', '1: high tier.', H265),
      parameter('tx-mode', '{mode:SRST|MRST|MRMT}', 'How many streams and transports carry the video.', H265),
      parameter('sprop-vps', '', 'Video parameter sets in base64.', H265),
      parameter('sprop-sps', '', 'Sequence parameter sets in base64.', H265),
      parameter('sprop-pps', '', 'Picture parameter sets in base64.', H265),
    ],
    doc: 'H.265 video.',
    spec: 'RFC 7798, TS 26.114 §5.2.2',
  },
  { name: 'VP8', media: 'video', clockRates: [90000], parameters: [], doc: 'VP8 video.', spec: 'RFC 7741' },
  {
    name: 'H263',
    media: 'video',
    clockRates: [90000],
    payloadType: 34,
    parameters: [],
    doc: 'H.263 video.',
    spec: 'RFC 3551 §5.3',
  },
  {
    name: 'H263-2000',
    media: 'video',
    clockRates: [90000],
    parameters: [],
    doc: 'H.263 video of the year 2000.',
    spec: 'RFC 4629',
  },
  {
    name: 'H263-1998',
    media: 'video',
    clockRates: [90000],
    parameters: [],
    doc: 'H.263 video of the year 1998.',
    spec: 'RFC 4629',
  },
  {
    name: 'H261',
    media: 'video',
    clockRates: [90000],
    payloadType: 31,
    parameters: [],
    doc: 'H.261 video.',
    spec: 'RFC 3551 §5.2',
  },
  {
    name: 'MPV',
    media: 'video',
    clockRates: [90000],
    payloadType: 32,
    parameters: [],
    doc: 'MPEG video.',
    spec: 'RFC 3551 §5.4',
  },
  {
    name: 'JPEG',
    media: 'video',
    clockRates: [90000],
    payloadType: 26,
    parameters: [],
    doc: 'Motion JPEG.',
    spec: 'RFC 3551 §5.1',
  },
];

const BY_NAME: ReadonlyMap<string, CodecRow> = new Map(CODEC_ROWS.map(row => [row.name.toLowerCase(), row]));
const BY_PAYLOAD_TYPE: ReadonlyMap<string, CodecRow> = new Map(
  CODEC_ROWS.flatMap(row => (row.payloadType === undefined ? [] : [[String(row.payloadType), row] as const])),
);

export function codecRow(encoding: string): CodecRow | undefined {
  return BY_NAME.get(encoding.toLowerCase());
}

/** The codec of a payload type that needs no `a=rtpmap` (RFC 3551 §6). */
export function staticCodecRow(payloadType: string): CodecRow | undefined {
  return BY_PAYLOAD_TYPE.get(payloadType);
}

export interface NamedRow {
  readonly name: string;
  readonly doc: string;
  readonly spec: string;
}

/** The registered bandwidth types of `b=`. */
export const BANDWIDTH_ROWS: readonly NamedRow[] = [
  {
    name: 'AS',
    doc: 'Greatest bandwidth of the media in kbit/s, with IP, UDP and RTP headers.',
    spec: 'RFC 8866 §5.8',
  },
  { name: 'CT', doc: 'Bandwidth of the whole conference in kbit/s.', spec: 'RFC 8866 §5.8' },
  { name: 'TIAS', doc: 'Greatest bandwidth of the media in bit/s, without headers below.', spec: 'RFC 3890 §6.2' },
  { name: 'RS', doc: 'RTCP bandwidth of active senders in bit/s.', spec: 'RFC 3556 §2, TS 26.114 §7.3.1' },
  { name: 'RR', doc: 'RTCP bandwidth of other participants in bit/s.', spec: 'RFC 3556 §2, TS 26.114 §7.3.1' },
];

/** The transports of `m=` that are seen in IMS and the internet. */
export const PROTOCOL_ROWS: readonly NamedRow[] = [
  { name: 'RTP/AVP', doc: 'RTP over UDP.', spec: 'RFC 3551 §6' },
  { name: 'RTP/AVPF', doc: 'RTP over UDP with immediate RTCP feedback.', spec: 'RFC 4585 §4.1' },
  { name: 'RTP/SAVP', doc: 'Secure RTP over UDP.', spec: 'RFC 3711' },
  { name: 'RTP/SAVPF', doc: 'Secure RTP over UDP with immediate RTCP feedback.', spec: 'RFC 5124 §3' },
  { name: 'UDP/TLS/RTP/SAVP', doc: 'Secure RTP with keys from DTLS.', spec: 'RFC 5764 §8' },
  { name: 'UDP/TLS/RTP/SAVPF', doc: 'Secure RTP with keys from DTLS and immediate feedback.', spec: 'RFC 5764 §8' },
  { name: 'udp', doc: 'Unspecified format over UDP.', spec: 'RFC 8866 §5.14' },
  { name: 'udptl', doc: 'Fax (T.38) over UDP.', spec: 'ITU-T T.38 Annex D' },
  { name: 'TCP', doc: 'Unspecified format over TCP.', spec: 'RFC 4145 §3' },
  { name: 'TCP/MSRP', doc: 'Message sessions over TCP.', spec: 'RFC 4975 §8.1' },
  { name: 'TCP/TLS/MSRP', doc: 'Message sessions over TLS.', spec: 'RFC 4975 §8.1' },
  { name: 'TCP/BFCP', doc: 'Floor control over TCP.', spec: 'RFC 8856 §4' },
  { name: 'UDP/DTLS/SCTP', doc: 'Data channels over DTLS.', spec: 'RFC 8841 §4' },
  { name: 'TCP/MRCPv2', doc: 'Control of speech resources.', spec: 'RFC 6787 §4.2' },
];
