/** A Diameter message as text for people. Key material is masked. */
import { avpRow, dictionaryOf, resultName } from './dictionary.ts';
import { commandName, outcomeOf } from './message.ts';
import { hexDigits, utf8Text } from './octets.ts';
import type { Avp, AvpRow, DiameterMessage } from './types.ts';

/** One line per AVP, members of groups indented; ends without a line end. */
export function diameterText(message: DiameterMessage): string {
  const application = dictionaryOf(message.application)?.name ?? `application ${message.application}`;
  const flags = [
    message.request ? 'REQ' : '',
    message.proxiable ? 'PXY' : '',
    message.error ? 'ERR' : '',
    message.retransmitted ? 'RET' : '',
  ];
  const head = `${commandName(message)} (${message.command}) ${application}, flags ${flags.filter(Boolean).join(' ') || '-'}`;
  const ids = `hop-by-hop ${hex32(message.hopByHop)}, end-to-end ${hex32(message.endToEnd)}`;
  return [`${head}, ${ids}`, ...avpLines(message.application, message.avps, '  ')].join('\n');
}

/** `UAR`, `UAA 2001 exp`: the label of an arrow. Numbers mean other things in base and experimental results. */
export function diameterLabel(message: DiameterMessage): string {
  const outcome = message.request ? undefined : outcomeOf(message);
  if (outcome === undefined) return commandName(message);
  return `${commandName(message)} ${outcome.code}${outcome.experimental ? ' (experimental)' : ''}`;
}

function hex32(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function avpLines(application: number, avps: readonly Avp[], indent: string): string[] {
  return avps.flatMap(avp => {
    const row = avpRow(avp.code, avp.vendor);
    const { data } = avp;
    if (typeof data === 'object' && !(data instanceof Uint8Array)) {
      return [`${indent}${avp.name}:`, ...avpLines(application, data, `${indent}  `)];
    }
    return [`${indent}${avp.name}: ${valueText(application, avp, row)}`];
  });
}

function valueText(application: number, avp: Avp, row: AvpRow | undefined): string {
  const { data } = avp;
  if (row?.secret) return data instanceof Uint8Array ? `*** (${data.length} octets)` : '***';
  if (typeof data === 'number') {
    const isResult = avp.name === 'Result-Code' || avp.name === 'Experimental-Result-Code';
    const name = isResult ? resultName(application, data, avp.name !== 'Result-Code') : row?.values?.[data];
    return name === undefined ? String(data) : `${name} (${data})`;
  }
  if (data instanceof Uint8Array) return octetsText(data);
  return typeof data === 'string' ? oneLine(data) : '';
}

/** Octets that are printable text are shown as text, others as hexadecimal. */
function octetsText(octets: Uint8Array): string {
  const printable = octets.length > 0 && octets.every(octet => octet >= 0x20 || octet === 0x0a || octet === 0x0d);
  const text = printable ? utf8Text(octets) : '';
  return printable && !text.includes('\ufffd') ? oneLine(text) : hexDigits(octets);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
