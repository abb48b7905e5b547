/** "Show SA Table": the four security associations that a registration sets up (TS 33.203 §7.1). */

import type { SecurityAssociation, SecurityEnd } from '../../auth/ipsecKeys.ts';
import { isEncryptionAlgorithm, isIntegrityAlgorithm, securityAssociations } from '../../auth/ipsecKeys.ts';
import { ipXfrmCommands, wiresharkEspTable } from '../../auth/ipsecText.ts';
import type { Secret } from '../../auth/secret.ts';
import { MASK } from '../../auth/secret.ts';
import type { SipMessage } from '../../syntax/message.ts';
import type { Item } from '../../syntax/values.ts';
import { addressesOf, itemsOf, param } from '../../syntax/values.ts';
import { callIdOf, firstHeader, headersNamed, methodOf } from '../../syntax/views.ts';
import { sessionKeysOf } from '../akaKeys.ts';
import { digestHeaders } from '../credentials.ts';
import type { BenchInput, Refusal, Report } from './bench.ts';
import { alignedTable, messageAt, NO_MESSAGE } from './bench.ts';

interface Agreement {
  readonly associations: readonly SecurityAssociation[];
  /** Whose keys; undefined when none are known. */
  readonly subscriber: string | undefined;
}

export function saTable(input: BenchInput): Report | Refusal {
  const agreement = agreementAt(input);
  if ('refused' in agreement) return agreement;
  const text = `${tableOf(agreement)}\n\nThe command "Show SA Table with Keys" gives them for Wireshark and for Linux.\n`;
  return { title: 'Security associations', text, confidential: false };
}

/** The same with the keys, as other programs read them; only for the command by which a person asks. */
export function saTableWithKeys(input: BenchInput): Report | Refusal {
  const agreement = agreementAt(input);
  if ('refused' in agreement) return agreement;
  if (agreement.subscriber === undefined) return { refused: 'The keys of these associations are not known.' };
  const esp = wiresharkEspTable(agreement.associations);
  const parts = [
    tableOf(agreement),
    'Confidential: whoever has these keys reads the signalling. Nothing of this is saved or logged.',
    '## Wireshark: `esp_sa` in the profile folder',
    esp === undefined ? 'Wireshark knows no AES-GMAC.' : `\`\`\`text\n${esp}\`\`\``,
    '## Linux: `ip xfrm state`',
    `\`\`\`sh\n${ipXfrmCommands(agreement.associations)}\`\`\``,
  ];
  return { title: 'Security associations (confidential)', text: `${parts.join('\n\n')}\n`, confidential: true };
}

function tableOf({ associations, subscriber }: Agreement): string {
  const end = ({ address, port }: SecurityAssociation['source']): string =>
    `${address.includes(':') ? `[${address}]` : address}:${port}`;
  const key = subscriber === undefined ? '?' : MASK;
  const rows = associations.map(one => [
    String(one.number),
    one.from,
    end(one.source),
    end(one.destination),
    `${one.spi} (0x${one.spi.toString(16).padStart(8, '0')})`,
    one.alg,
    one.integrity ? key : 'none',
    one.ealg,
    one.encryption ? key : 'none',
    one.purpose,
  ]);
  const head = ['SA', 'from', 'source', 'destination', 'SPI', 'integrity', 'IK', 'encryption', 'CK', 'for'];
  const keys = subscriber === undefined ? 'The keys are not known.' : `Keys of ${subscriber}, masked.`;
  return ['# Security associations (TS 33.203 §7.1)', keys, alignedTable(head, rows)].join('\n\n');
}

/** From the registration around the cursor: what the UE offered, what the P-CSCF chose, and the challenge. */
function agreementAt(input: BenchInput): Agreement | Refusal {
  const place = messageAt(input);
  if (!place) return NO_MESSAGE;
  const around = registration(input, place.index);
  const offers = latest(around, message => ipsecItems(message, 'Security-Client'));
  const chosen = latest(around, message => {
    const server = ipsecItems(message, 'Security-Server');
    return server.length > 0 ? server : ipsecItems(message, 'Security-Verify');
  });
  if (!offers || !chosen) {
    const missing = offers ? 'Security-Server' : 'Security-Client';
    return { refused: `There is no ${missing} with ipsec-3gpp in the messages of this Call-ID.` };
  }
  const server = best(chosen.items);
  const [alg, ealg] = [directiveOf(server, 'alg') ?? '', directiveOf(server, 'ealg') ?? 'null'];
  if (!server || !isIntegrityAlgorithm(alg) || !isEncryptionAlgorithm(ealg)) {
    return { refused: 'The algorithms of Security-Server are not known.' };
  }
  const client = offers.items.find(
    each => directiveOf(each, 'alg') === alg && (directiveOf(each, 'ealg') ?? 'null') === ealg,
  );
  const ue = endOf(client ?? offers.items[0], hostOf(offers.message) ?? '0.0.0.0');
  const pcscf = endOf(server, input.configuration.network.pcscf.address);
  if (!ue || !pcscf) return { refused: 'An SPI or a port is missing or is no number.' };
  const keys = keysOf(input, around);
  const unknown = new Uint8Array(16);
  return {
    associations: securityAssociations({
      ...{ ue, pcscf, alg, ealg },
      ck: keys?.ck.reveal() ?? unknown,
      ik: keys?.ik.reveal() ?? unknown,
    }),
    subscriber: keys?.subscriber,
  };
}

/** Messages of the same Call-ID: those up to the cursor from the nearest upwards, then those below it. */
function registration({ document }: BenchInput, index: number): SipMessage[] {
  const own = document.messages[index];
  const callId = own && callIdOf(own);
  const above = document.messages.slice(0, index + 1).toReversed();
  const all = [...above, ...document.messages.slice(index + 1)];
  return all.filter(message => callId !== undefined && message.text.includes(callId) && callIdOf(message) === callId);
}

function latest(
  around: readonly SipMessage[],
  items: (message: SipMessage) => Item[],
): { readonly message: SipMessage; readonly items: Item[] } | undefined {
  for (const message of around) {
    const found = items(message);
    if (found.length > 0) return { message, items: found };
  }
  return undefined;
}

function ipsecItems(message: SipMessage, name: string): Item[] {
  return headersNamed(message, name)
    .flatMap(header => itemsOf(message, header))
    .filter(item => item.value.toLowerCase() === 'ipsec-3gpp');
}

/** The mechanism with the highest q (RFC 3329 §2.2). */
function best(items: readonly Item[]): Item | undefined {
  const weight = (item: Item): number => Number(directiveOf(item, 'q') ?? '0') || 0;
  return items.toSorted((a, b) => weight(b) - weight(a))[0];
}

function directiveOf(item: Item | undefined, name: string): string | undefined {
  return item && param(item.params, name)?.value?.toLowerCase();
}

function endOf(item: Item | undefined, address: string): SecurityEnd | undefined {
  const number = (name: string, most: number): number | undefined => {
    const text = directiveOf(item, name) ?? '';
    return /^\d{1,10}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
  };
  const [spiC, spiS] = [number('spi-c', 0xffffffff), number('spi-s', 0xffffffff)];
  const [portC, portS] = [number('port-c', 65_535), number('port-s', 65_535)];
  if (spiC === undefined || spiS === undefined || portC === undefined || portS === undefined) return undefined;
  return { address, spiC, spiS, portC, portS };
}

/** The UE's address as its REGISTER says it. */
function hostOf(message: SipMessage): string | undefined {
  const contact = methodOf(message) === 'REGISTER' ? firstHeader(message, 'Contact') : undefined;
  const host = contact && addressesOf(message, contact)[0]?.uri?.host;
  return host?.replace(/^\[(.*)\]$/, '$1');
}

function keysOf(
  { configuration }: BenchInput,
  around: readonly SipMessage[],
): { ck: Secret<Uint8Array>; ik: Secret<Uint8Array>; subscriber: string } | undefined {
  for (const message of around) {
    for (const { params, subscriber } of digestHeaders(message, configuration)) {
      const keys = sessionKeysOf(subscriber, param(params, 'nonce')?.value ?? '');
      if (keys && subscriber) return { ...keys, subscriber: subscriber.name };
    }
  }
  return undefined;
}
