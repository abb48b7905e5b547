/** Mistakes with the password, the keys and the algorithm. */
import { akav2Password } from './aka.ts';
import type { DigestSecret } from './digest.ts';
import { DIGEST_ALGORITHMS, variantOf } from './digestAlgorithm.ts';
import { base64FromBytes, hexFromBytes } from './encoding.ts';
import {
  akaSecret,
  type Hypothesis,
  misreadMaterial,
  others,
  type SolverRepair,
  secretOf,
  type Variation,
} from './hypothesis.ts';
import { Secret } from './secret.ts';

const octets = (value: Uint8Array): DigestSecret => ({ kind: 'octets', value: new Secret(value) });
const password = (value: string): DigestSecret => ({ kind: 'password', value: new Secret(value) });

/** A variation that puts another secret in; none if there is no such secret. */
function withSecret(secret: DigestSecret | undefined, sentence: string, repair?: SolverRepair): Variation[] {
  if (secret === undefined) return [];
  return [{ sentence, ...(repair && { repair }), apply: candidate => ({ ...candidate, secret }) }];
}

export const SECRET_HYPOTHESES: readonly Hypothesis[] = [
  {
    id: 'operator-value-misread',
    dimension: 'secret',
    clause: 'TS 35.206 §4.1, TS 35.231 §6.2',
    variations({ one, algorithm }) {
      const given = one.subscriber?.material;
      const misread = misreadMaterial(given);
      if (given === undefined || misread === undefined || algorithm.aka === 0) return [];
      const [is, meant] = [given.operator.kind, misread.operator.kind];
      const sentence = `The value configured as "${is}" was used as ${meant.toUpperCase().replace('C', 'c')}.`;
      return withSecret(akaSecret(misread, one.credentials.nonce), sentence, { configuration: is, rename: meant });
    },
  },
  {
    id: 'empty-password',
    dimension: 'secret',
    clause: 'RFC 3310 §3.4',
    variations: () => withSecret(password(''), 'The password was taken as empty, which is right only beside auts.'),
  },
  {
    id: 'res-not-raw',
    dimension: 'secret',
    clause: 'RFC 3310 §3.3',
    variations({ secret }) {
      if (secret?.kind !== 'aka') return [];
      const { res } = secret.value.reveal();
      const zero = res.indexOf(0);
      return [
        ...withSecret(password(hexFromBytes(res)), 'RES went in as hexadecimal text instead of raw octets.'),
        ...withSecret(password(hexFromBytes(res).toUpperCase()), 'RES went in as hexadecimal text in capitals.'),
        ...withSecret(password(base64FromBytes(res)), 'RES went in as base64 text instead of raw octets.'),
        ...(zero < 0 ? [] : withSecret(octets(res.slice(0, zero)), 'RES was cut at its zero octet, as a C string is.')),
      ];
    },
  },
  {
    id: 'akav2-password-form',
    dimension: 'secret',
    clause: 'RFC 4169 §3',
    variations({ secret, algorithm }) {
      if (secret?.kind !== 'aka' || algorithm.aka !== 2) return [];
      const result = secret.value.reveal();
      const { res, ck, ik } = result;
      const swapped = { res, ck: ik, ik: ck };
      return [
        ...withSecret(octets(res), 'The password was RES alone (as Kamailio takes it) instead of the PRF of AKAv2.'),
        ...withSecret(
          octets(akav2Password(algorithm.hash, swapped)),
          'The key of the PRF was RES || CK || IK, not RES || IK || CK.',
        ),
        ...withSecret(octets(akav2Password('MD5', result)), 'The PRF was HMAC-MD5, not that of the algorithm.'),
      ];
    },
  },
  {
    id: 'other-subscriber',
    dimension: 'secret',
    clause: 'TS 24.229 §5.4.1.2',
    variations: ({ one, algorithm }) =>
      one.otherSubscribers
        .slice(0, 200)
        .flatMap(other =>
          withSecret(
            secretOf(other, algorithm, one.credentials.nonce),
            `The keys were those of the subscriber "${other.name}".`,
          ),
        ),
  },
  {
    id: 'password-form',
    dimension: 'secret',
    clause: 'RFC 7616 §3.4.2',
    variations({ secret }) {
      if (secret?.kind !== 'password') return [];
      const own = secret.value.reveal();
      return [
        ...withSecret(password(`"${own}"`), 'The password went in with quotes around it.'),
        ...withSecret(password(`${own}\n`), 'The password went in with a line end behind it.'),
        ...withSecret(password(`${own} `), 'The password went in with a space behind it.'),
        ...withSecret(password(own.trim()), 'The password went in without the spaces around it.'),
        ...withSecret(password(own.toLowerCase()), 'The password went in in lower case.'),
      ];
    },
  },
  {
    id: 'charset',
    dimension: 'secret',
    clause: 'RFC 7616 §4',
    variations({ one, secret }) {
      const password = secret?.kind === 'password' ? secret.value.reveal() : '';
      const beyondAscii = [...one.credentials.username, ...one.credentials.realm, ...password].some(c => c > '\x7f');
      if (!beyondAscii) return [];
      const sentence = 'Username, realm and password went in as Latin-1 instead of UTF-8.';
      return [{ sentence, apply: candidate => ({ ...candidate, charset: 'latin-1' }) }];
    },
  },
  {
    id: 'other-nonce',
    dimension: 'secret',
    clause: 'RFC 3261 §22.4',
    variations({ one, algorithm }) {
      const nonces = others(one.elsewhere.nonces, one.credentials.nonce).slice(0, 20);
      return nonces.flatMap(nonce => {
        const secret = secretOf(one.subscriber, algorithm, nonce);
        if (secret === undefined) return [];
        const whole: Variation = {
          sentence: `The response belongs to another nonce of this file, ${shorten(nonce)}.`,
          repair: { directive: 'nonce', value: nonce },
          apply: candidate => ({ ...candidate, secret, nonce }),
        };
        const half = withSecret(secret, `RES was computed for another nonce of this file, ${shorten(nonce)}.`);
        return algorithm.aka === 0 ? [whole] : [whole, ...half];
      });
    },
  },
];

function shorten(nonce: string): string {
  return nonce.length > 24 ? `${nonce.slice(0, 20)}...` : nonce;
}

export const ALGORITHM_HYPOTHESES: readonly Hypothesis[] = [
  {
    id: 'session-variant',
    dimension: 'algorithm',
    clause: 'RFC 7616 §3.4.2',
    variations({ algorithm }) {
      const other = variantOf(algorithm, { session: !algorithm.session });
      const raw: Variation = {
        sentence:
          'A1 of the -sess variant was made from the raw octets of the inner hash instead of its hexadecimal text.',
        apply: candidate => ({
          ...candidate,
          algorithm: variantOf(algorithm, { session: true }),
          rawSessionHash: true,
        }),
      };
      return [
        {
          sentence: `The response was computed with ${other.name}, not with ${algorithm.name}.`,
          repair: { directive: 'algorithm', value: other.name },
          apply: candidate => ({ ...candidate, algorithm: other }),
        },
        raw,
      ];
    },
  },
  {
    id: 'other-algorithm',
    dimension: 'algorithm',
    clause: 'RFC 8760 §2.4',
    variations: ({ one, algorithm, secret }) =>
      DIGEST_ALGORITHMS.filter(other => other.hash !== algorithm.hash || other.aka !== algorithm.aka).map(other => ({
        sentence: `The response was computed with ${other.name}, not with ${algorithm.name}.`,
        repair: { directive: 'algorithm', value: other.name },
        apply: candidate => ({
          ...candidate,
          algorithm: other,
          secret:
            other.aka > 0 && secret?.kind === 'aka' ? secret : secretOf(one.subscriber, other, one.credentials.nonce),
        }),
      })),
  },
];
