/** `sipwright aka`: an AKA vector, AUTN, nonce and AUTS from K (TS 33.102 §6.3; Milenage and TUAK). */

import { Option } from 'commander';
import { buildAuts, generateVector, openAuts, parseAuts } from '../../common/auth/aka.ts';
import { type AkaMaterial, akaFunctions, operatorVariant } from '../../common/auth/akaFunctions.ts';
import { base64FromBytes, bytesFromHex, hexFromBytes as hex } from '../../common/auth/encoding.ts';
import { Secret } from '../../common/auth/secret.ts';
import { bytesFromSqn, sqnFromBytes } from '../../common/auth/sqn.ts';
import { command, parseAndRun } from './command.ts';
import { type Complaints, choiceOption, octetsOption } from './hexOptions.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly k: string;
  readonly op?: string;
  readonly opc?: string;
  readonly top?: string;
  readonly topc?: string;
  readonly rand: string;
  readonly sqn: string;
  readonly amf: string;
  readonly algorithm?: 'milenage' | 'tuak';
  readonly iterations: string;
  readonly resBits: string;
  readonly macBits: string;
  readonly keyBits: string;
  readonly auts?: string;
}

export function runAka(args: string[], io: CliIo): number {
  const program = command('aka', 'Computes an AKA vector, AUTN, nonce and AUTS. All values are hexadecimal.', io)
    .requiredOption('--k <hex>', 'K: 32 digits, for TUAK also 64')
    .option('--op <hex>', 'OP of Milenage')
    .option('--opc <hex>', 'OPc of Milenage')
    .option('--top <hex>', 'TOP of TUAK')
    .option('--topc <hex>', 'TOPc of TUAK')
    .requiredOption('--rand <hex>', 'RAND: 32 digits')
    .requiredOption('--sqn <hex>', 'SQN: 12 digits; also taken as SQN_MS of the AUTS')
    .requiredOption('--amf <hex>', 'AMF: 4 digits')
    .addOption(new Option('--algorithm <name>', 'without it: by the kind of --op, --top').choices(['milenage', 'tuak']))
    .option('--iterations <n>', 'how often Keccak runs (TUAK)', '1')
    .option('--res-bits <n>', 'length of RES: 32, 64, 128 or 256 (TUAK)', '64')
    .option('--mac-bits <n>', 'length of MAC: 64, 128 or 256 (TUAK)', '64')
    .option('--key-bits <n>', 'length of CK and IK: 128 or 256 (TUAK)', '128')
    .option('--auts <text>', 'an AUTS to open: 20 characters of base64 or 28 hexadecimal digits');
  return parseAndRun(program, args, () => {
    const complaints: Complaints = { messages: [] };
    const result = compute(program.opts<Options>(), complaints);
    const [complaint] = complaints.messages;
    if (complaint !== undefined || result === undefined) {
      io.stderr(`sipwright: ${complaint ?? 'nothing can be computed from these options.'}\n`);
      return EXIT.usage;
    }
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    return EXIT.ok;
  });
}

function compute(options: Options, complaints: Complaints): Record<string, unknown> | undefined {
  const material = materialOf(options, complaints);
  const rand = octetsOption('--rand', options.rand, [16], complaints);
  const sqn = sqnFromBytes(octetsOption('--sqn', options.sqn, [6], complaints));
  const amf = octetsOption('--amf', options.amf, [2], complaints);
  const given = options.auts === undefined ? undefined : autsOf(options.auts, complaints);
  if (material === undefined || complaints.messages.length > 0) return undefined;
  const functions = akaFunctions(material);
  const vector = generateVector(functions, { rand, sqn, amf });
  const auts = given ?? buildAuts(functions, rand, sqn);
  const opened = openAuts(functions, rand, auts);
  return {
    algorithm: material.algorithm,
    [material.algorithm === 'tuak' ? 'topc' : 'opc']: hex(operatorVariant(material)),
    macA: hex(vector.macA),
    macS: hex(functions.f1(rand, bytesFromSqn(sqn), amf).macS),
    res: hex(vector.xres),
    ck: hex(vector.ck),
    ik: hex(vector.ik),
    ak: hex(vector.ak),
    akStar: hex(opened.akStar),
    autn: hex(vector.autn),
    nonce: vector.nonce,
    auts: hex(auts),
    autsBase64: base64FromBytes(auts),
    autsOpened: {
      sqnMs: hex(bytesFromSqn(opened.sqnMs)),
      macS: hex(opened.macS),
      expectedMacS: hex(opened.expectedMacS),
      macMatches: opened.macMatches,
    },
  };
}

const OPERATOR_OPTIONS = ['op', 'opc', 'top', 'topc'] as const;

function materialOf(options: Options, complaints: Complaints): AkaMaterial | undefined {
  const given = OPERATOR_OPTIONS.flatMap(kind => {
    const text = options[kind];
    return text === undefined ? [] : [{ kind, text }];
  });
  const [operator] = given;
  if (operator === undefined || given.length > 1) {
    complaints.messages.push('give exactly one of --op, --opc, --top and --topc.');
    return undefined;
  }
  const isTuak = operator.kind === 'top' || operator.kind === 'topc';
  if (options.algorithm !== undefined && (options.algorithm === 'tuak') !== isTuak) {
    complaints.messages.push(`--${operator.kind} is no value of ${options.algorithm}.`);
    return undefined;
  }
  const k = new Secret(octetsOption('--k', options.k, isTuak ? [16, 32] : [16], complaints));
  const value = new Secret(octetsOption(`--${operator.kind}`, operator.text, [isTuak ? 32 : 16], complaints));
  if (operator.kind === 'op' || operator.kind === 'opc') {
    return { algorithm: 'milenage', k, operator: { kind: operator.kind, value } };
  }
  return { algorithm: 'tuak', k, operator: { kind: operator.kind, value }, ...tuakSettings(options, complaints) };
}

function tuakSettings(
  options: Options,
  complaints: Complaints,
): Pick<Extract<AkaMaterial, { algorithm: 'tuak' }>, 'iterations' | 'lengths'> {
  const key = choiceOption('--key-bits', options.keyBits, [128, 256], 128, complaints);
  const iterations = /^[1-9][0-9]{0,2}$/.test(options.iterations) ? Number(options.iterations) : 0;
  if (iterations < 1 || iterations > 255) complaints.messages.push('--iterations must be a number from 1 to 255.');
  return {
    iterations,
    lengths: {
      mac: choiceOption('--mac-bits', options.macBits, [64, 128, 256], 64, complaints),
      res: choiceOption('--res-bits', options.resBits, [32, 64, 128, 256], 64, complaints),
      ck: key,
      ik: key,
    },
  };
}

/** 28 hexadecimal digits, as SIPp prints it, or base64 as on the wire (RFC 3310 §3.4). */
function autsOf(text: string, complaints: Complaints): Uint8Array | undefined {
  const octets = text.length === 28 ? bytesFromHex(text) : undefined;
  if (octets !== undefined) return octets;
  const parsed = parseAuts(text);
  if (parsed.ok) return parsed.auts;
  complaints.messages.push(`--${parsed.message}`);
  return undefined;
}
