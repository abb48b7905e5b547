/** `sipwright digest`: a digest or AKA response with every step (RFC 7616 §3.4, RFC 3310, RFC 4169). */

import { resolve } from 'node:path';
import { Option } from 'commander';
import {
  computeDigest,
  computeRspauth,
  type DigestInput,
  type DigestSecret,
  parseNonceCount,
} from '../../common/auth/digest.ts';
import { DIGEST_ALGORITHMS, type DigestAlgorithm, findAlgorithm } from '../../common/auth/digestAlgorithm.ts';
import { Secret } from '../../common/auth/secret.ts';
import { command, parseAndRun } from './command.ts';
import { type Complaints, octetsOption } from './hexOptions.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly method: string;
  readonly uri: string;
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly password?: string;
  readonly res?: string;
  readonly ck?: string;
  readonly ik?: string;
  readonly algorithm?: string;
  readonly qop?: 'auth' | 'auth-int';
  readonly nc?: string;
  readonly cnonce?: string;
  readonly bodyFile?: string;
}

export function runDigest(args: string[], io: CliIo): number {
  const program = command('digest', 'Computes a digest response with its whole chain.', io)
    .requiredOption('--method <method>', 'method of the request line')
    .requiredOption('--uri <uri>', 'the uri directive')
    .requiredOption('--username <text>', 'the username directive, without quotes')
    .requiredOption('--realm <text>', 'the realm directive, without quotes')
    .requiredOption('--nonce <text>', 'the nonce directive, without quotes')
    .option('--password <text>', 'password; empty beside auts')
    .option('--res <hex>', 'RES of an AKA run, in place of a password')
    .option('--ck <hex>', 'CK, needed by AKAv2')
    .option('--ik <hex>', 'IK, needed by AKAv2')
    .option('--algorithm <name>', 'MD5, SHA-256, SHA-512-256, also -sess, also AKAv1- and AKAv2- (without it: MD5)')
    .addOption(new Option('--qop <qop>', 'quality of protection').choices(['auth', 'auth-int']))
    .option('--nc <hex>', 'nonce count, 8 hexadecimal digits')
    .option('--cnonce <text>', 'the cnonce directive, without quotes')
    .option(
      '--body-file <file>',
      'body for auth-int, octets as on the wire ("-": standard input); rspauth takes the same',
    );
  return parseAndRun(program, args, () => {
    const result = compute(program.opts<Options>(), io);
    if (typeof result === 'string') {
      io.stderr(`sipwright: ${result}\n`);
      return EXIT.usage;
    }
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    return EXIT.ok;
  });
}

/** The chain, or the sentence that says why there is none. */
function compute(options: Options, io: CliIo): Record<string, string> | string {
  const complaints: Complaints = { messages: [] };
  const algorithm = findAlgorithm(options.algorithm);
  if (algorithm === undefined) {
    return `the algorithm is not known; it must be one of ${DIGEST_ALGORITHMS.map(one => one.name).join(', ')}.`;
  }
  const secret = secretOf(options, algorithm, complaints);
  if (options.nc !== undefined && parseNonceCount(options.nc) === undefined) {
    complaints.messages.push('--nc must be 8 hexadecimal digits (RFC 7616 §3.4).');
  }
  const body = bodyOf(options, io, complaints);
  const [complaint] = complaints.messages;
  if (complaint !== undefined || secret === undefined) return complaint ?? 'there is no secret.';
  const { method, uri, username, realm, nonce, qop, nc, cnonce } = options;
  const input: DigestInput = { algorithm, method, uri, username, realm, nonce, qop, nc, cnonce, secret, body };
  const result = computeDigest(input);
  const rspauth = computeRspauth(input, body);
  if (!result.ok) return result.message;
  if (!rspauth.ok) return rspauth.message;
  const { a1Masked, ha1, a2, ha2, response } = result.chain;
  return { a1: a1Masked, ha1: ha1.reveal(), a2, ha2, response, rspauth: rspauth.chain.response };
}

function secretOf(options: Options, algorithm: DigestAlgorithm, complaints: Complaints): DigestSecret | undefined {
  const { password, res } = options;
  if (password !== undefined && res === undefined) return { kind: 'password', value: new Secret(password) };
  if (password !== undefined || res === undefined) {
    complaints.messages.push('give either --password or --res.');
    return undefined;
  }
  if (algorithm.aka === 0) {
    complaints.messages.push(`--res goes with an AKA algorithm, not with ${algorithm.name}.`);
    return undefined;
  }
  if (algorithm.aka === 2 && (options.ck === undefined || options.ik === undefined)) {
    complaints.messages.push(`${algorithm.name} needs --ck and --ik as well (RFC 4169 §3).`);
    return undefined;
  }
  const key = (name: '--ck' | '--ik', text: string | undefined): Uint8Array =>
    text === undefined ? new Uint8Array(0) : octetsOption(name, text, [16, 32], complaints);
  const lengths = Array.from({ length: 13 }, (_, i) => i + 4);
  const value = {
    res: octetsOption('--res', res, [...lengths, 32], complaints),
    ck: key('--ck', options.ck),
    ik: key('--ik', options.ik),
  };
  return { kind: 'aka', value: new Secret(value) };
}

function bodyOf(options: Options, io: CliIo, complaints: Complaints): Uint8Array | undefined {
  if (options.bodyFile === undefined) return undefined;
  const body = options.bodyFile === '-' ? io.stdin() : io.readFile(resolve(io.cwd, options.bodyFile));
  if (body === undefined) complaints.messages.push(`${options.bodyFile}: the file cannot be read.`);
  return body;
}
