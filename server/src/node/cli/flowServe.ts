/** `sipwright flow serve`: the network of the simulator answers real UEs. */
import { randomInt } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { DiameterNode } from '../../common/sim/diameterPeer.ts';
import { liveNetwork } from '../../common/sim/live.ts';
import type { FlowEvent } from '../../common/sim/result.ts';
import { transcriptOfEvent } from '../../common/trace/transcript.ts';
import { DiameterSockets } from '../live/diameterSockets.ts';
import { isLoopback } from '../live/endpoint.ts';
import { LiveServer } from '../live/liveServer.ts';
import { opened, SipSockets } from '../live/sockets.ts';
import { borderLine } from './borderLine.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly bind: string;
  readonly port: string;
  readonly diameterPort?: string;
  readonly config?: string;
  readonly transcript?: string;
  readonly allowRemote?: true;
  readonly seed?: string;
}

/** Resolves when a signal has stopped the server. */
export function runServe(args: string[], io: CliIo): number | Promise<number> {
  const program = command('flow serve', 'Answers real UEs as P-CSCF, I-CSCF, S-CSCF and HSS, on UDP and TCP.', io)
    .option('--bind <address>', 'IP address to listen at', '127.0.0.1')
    .option('--port <port>', 'port to listen at; 0 takes a free one', '5060')
    .option('--diameter-port <port>', 'let other S-CSCFs ask the HSS over Diameter on TCP at this port')
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .option('--transcript <file>', 'write every exchange, also inside the network, to this file')
    .option('--allow-remote', 'let --bind name an address that other machines reach')
    .option('--seed <n>', 'seed of nonces and tags, for tests; unpredictable unless given')
    .addHelpText('after', HELP);
  return parseAndRun(program, args, () => serve(program.opts<Options>(), io));
}

const HELP = `
Subscribers come from sipwright.json. One with a password is challenged with
SIP Digest, one with keys with IMS AKA; there is no IPsec. Prints "listening on
ADDRESS:PORT" when ready and stops at SIGINT or SIGTERM.`;

/** Undefined when this machine may listen there; else why not. */
function objection({ bind, port, diameterPort, allowRemote, seed }: Options): string | undefined {
  if (isIP(bind) === 0) return `--bind ${bind}: an IP address is needed.`;
  if (bind === '0.0.0.0' || bind === '::') return `--bind ${bind}: name the one address at which UEs reach the P-CSCF.`;
  if (!isLoopback(bind) && !allowRemote)
    return `--bind ${bind}: other machines reach this address; --allow-remote says that they may.`;
  const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65535;
  if (!isPort(port)) return `--port ${port}: a number from 0 to 65535 is needed.`;
  if (diameterPort !== undefined && !isPort(diameterPort))
    return `--diameter-port ${diameterPort}: a number from 0 to 65535 is needed.`;
  if (seed !== undefined && !Number.isSafeInteger(Number(seed))) return `--seed ${seed}: a whole number is needed.`;
  return undefined;
}

async function serve(options: Options, io: CliIo): Promise<number> {
  const objected = objection(options);
  if (objected !== undefined) return fail(io, objected);
  const configuration = new ConfigurationReader(io, options.config).for('-');
  if (configuration === undefined) return fail(io, `${options.config}: the configuration cannot be read.`);
  const transcript = options.transcript === undefined ? undefined : resolve(io.cwd, options.transcript);
  if (transcript !== undefined && !io.writeFile(transcript, '# What the live network received and sent.\n\n'))
    return fail(io, `${options.transcript}: the file cannot be written.`);
  const sockets = await opened(SipSockets.open(options.bind, Number(options.port)));
  if (typeof sockets === 'string') return fail(io, `${options.bind}:${options.port}: ${sockets}`);
  const seed = options.seed === undefined ? randomInt(2 ** 47) : Number(options.seed);
  const run = liveNetwork({ configuration, seed }, sockets.local);
  const { hss: own, homeDomain } = configuration.network;
  const hss = await openHss(options, { host: own.host, realm: homeDomain });
  if ('error' in run || typeof hss === 'string') {
    await sockets.close();
    return fail(io, 'error' in run ? run.error.message : String(hss));
  }
  const events = (all: readonly FlowEvent[]): void => {
    if (transcript !== undefined)
      append(transcript, all.map(event => transcriptOfEvent(event, run.actors)).join(''), io);
    io.stdout(all.map(event => borderLine(event, run)).join(''));
  };
  const trouble = (message: string): void => io.stderr(`${message}\n`);
  const peer = (name: string): void => io.stdout(`Diameter peer ${name}\n`);
  const server = new LiveServer(run, sockets, { events, peer, trouble }, hss);
  if (hss !== undefined) io.stdout(`HSS listening on ${options.bind}:${hss.port}\n`);
  io.stdout(`listening on ${sockets.local.address}:${sockets.local.port}\n`);
  await stopped();
  await server.stop();
  return EXIT.ok;
}

async function openHss(options: Options, node: DiameterNode): Promise<DiameterSockets | string | undefined> {
  const { bind, diameterPort } = options;
  return diameterPort === undefined ? undefined : opened(DiameterSockets.open(bind, Number(diameterPort), node));
}

function append(file: string, text: string, io: CliIo): void {
  try {
    appendFileSync(file, text);
  } catch {
    // A full disk ends no registration.
    io.stderr(`${file}: the file cannot be written.\n`);
  }
}

function stopped(): Promise<unknown> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  return Promise.race(signals.map(signal => new Promise(resolved => process.once(signal, resolved))));
}
