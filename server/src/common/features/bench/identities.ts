/** "Derive Identities from IMSI": what a UE without ISIM makes of its IMSI (TS 23.003 §13). */

import { deriveIdentities, instanceIdFromImei, mncLengthHint } from '../../auth/identities.ts';
import { documentText } from '../../syntax/document.ts';
import { subscriberOf } from '../subscriber.ts';
import type { BenchInput, Refusal, Report } from './bench.ts';
import { alignedTable, messageAt } from './bench.ts';

export function deriveFromImsi(input: BenchInput): Report | Refusal {
  const place = messageAt(input);
  const subscriber = place && subscriberOf(place.message, input.configuration);
  const written = imsiAt(input);
  const imsi = written ?? subscriber?.imsi;
  if (imsi === undefined) {
    return {
      refused: 'Place the cursor on an IMSI (14 or 15 digits), or give the subscriber an "imsi" in sipwright.json.',
    };
  }
  const own = imsi === subscriber?.imsi ? subscriber : undefined;
  const mncLength = own?.mncLength ?? mncLengthHint(imsi);
  const derived = deriveIdentities(imsi, mncLength);
  if (!derived.ok) return { refused: derived.message };
  const { value } = derived;
  const instance = own?.imei === undefined ? undefined : instanceIdFromImei(own.imei);
  const source =
    own?.mncLength === undefined ? `${mncLength} digits, guessed from the country: EF_AD of the USIM decides` : '';
  const rows = [
    ['IMSI', imsi, 'TS 23.003 §2.2', ''],
    ['MCC', value.mcc, 'TS 23.003 §2.2', ''],
    ['MNC', value.mnc, 'TS 23.003 §2.2', source],
    ['MSIN', value.msin, 'TS 23.003 §2.2', ''],
    ['home domain', value.homeDomain, 'TS 23.003 §13.2', 'Request-URI of REGISTER: sip: and this'],
    ['private identity', value.impi, 'TS 23.003 §13.3', 'username'],
    [
      'temporary public identity',
      value.temporaryImpu,
      'TS 23.003 §13.4B',
      'From and To of REGISTER; usually barred elsewhere',
    ],
    ['conference factory', value.conferenceFactory, 'TS 23.003 §13.10', ''],
    ...(instance?.ok ? [['instance id', instance.value, 'RFC 7254 §4.2', 'of the IMEI']] : []),
  ];
  const text = `# Identities\n\n${alignedTable(['identity', 'value', 'clause', 'remark'], rows)}\n`;
  return { title: 'Identities', text, confidential: false };
}

/** 14 or 15 digits around the cursor. */
function imsiAt({ document, position }: BenchInput): string | undefined {
  const line = documentText(document).split('\n')[position.line] ?? '';
  for (const match of line.matchAll(/(?<!\d)\d{14,15}(?!\d)/g)) {
    if (match.index <= position.character && position.character <= match.index + match[0].length) return match[0];
  }
  return undefined;
}
