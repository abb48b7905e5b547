/** Security associations with their keys, for other programs. Only for a command by which a person asked for keys. */
import { concatBytes, hexFromBytes } from './encoding.ts';
import type { IpsecKey, SecurityAssociation } from './ipsecKeys.ts';

/** Wireshark's names (preferences, Protocols, ESP); GMAC it does not know. */
const WIRESHARK_ENCRYPTION = {
  'aes-cbc': 'AES-CBC [RFC3602]',
  'aes-gcm': 'AES-GCM with 16 octet ICV [RFC4106]',
  'des-ede3-cbc': 'TripleDES-CBC [RFC2451]',
  null: 'NULL',
} as const;
const WIRESHARK_INTEGRITY = {
  'hmac-sha-1-96': 'HMAC-SHA-1-96 [RFC2404]',
  'hmac-md5-96': 'HMAC-MD5-96 [RFC2403]',
  'aes-gmac': undefined,
  null: 'NULL',
} as const;

/** Lines of Wireshark's `esp_sa` file; undefined when Wireshark cannot read the algorithm (aes-gmac). */
export function wiresharkEspTable(associations: readonly SecurityAssociation[]): string | undefined {
  const lines: string[] = [];
  for (const one of associations) {
    const integrity = WIRESHARK_INTEGRITY[one.alg];
    if (integrity === undefined) return undefined;
    const fields = [
      one.source.address.includes(':') ? 'IPv6' : 'IPv4',
      one.source.address,
      one.destination.address,
      spiText(one.spi),
      WIRESHARK_ENCRYPTION[one.ealg],
      keyText(one.encryption),
      integrity,
      keyText(one.integrity),
    ];
    lines.push(fields.map(field => `"${field}"`).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Linux: names of the kernel's algorithms. */
const XFRM_ENCRYPTION = {
  'aes-cbc': 'cbc(aes)',
  'des-ede3-cbc': 'cbc(des3_ede)',
  null: 'ecb(cipher_null)',
} as const;
const XFRM_INTEGRITY = { 'hmac-sha-1-96': 'hmac(sha1)', 'hmac-md5-96': 'hmac(md5)' } as const;

/** `ip xfrm state` commands, one an association, that install the four on one of the two hosts. */
export function ipXfrmCommands(associations: readonly SecurityAssociation[]): string {
  return associations
    .map(one => {
      const { source, destination } = one;
      const ends = `src ${source.address} dst ${destination.address}`;
      const selector = `sel ${ends} sport ${source.port} dport ${destination.port}`;
      const head = `ip xfrm state add ${ends} proto esp spi ${spiText(one.spi)} mode transport`;
      return `${head} ${algorithmText(one)} ${selector}\n`;
    })
    .join('');
}

function algorithmText(one: SecurityAssociation): string {
  if (one.ealg === 'aes-gcm') return `aead 'rfc4106(gcm(aes))' ${keyText(one.encryption)} 128`;
  const cipher = `enc '${XFRM_ENCRYPTION[one.ealg]}' ${keyText(one.encryption) || "''"}`;
  if (one.alg === 'aes-gmac') return `aead 'rfc4543(gcm(aes))' ${keyText(one.integrity)} 128`;
  if (one.alg === 'null') return cipher;
  return `auth-trunc '${XFRM_INTEGRITY[one.alg]}' ${keyText(one.integrity)} 96 ${cipher}`;
}

function spiText(spi: number): string {
  return `0x${spi.toString(16).padStart(8, '0')}`;
}

/** 0x and the key with its salt behind it; empty for no key. */
function keyText(key: IpsecKey | undefined): string {
  if (key === undefined) return '';
  return `0x${hexFromBytes(concatBytes(key.key.reveal(), key.salt?.reveal() ?? new Uint8Array(0)))}`;
}
