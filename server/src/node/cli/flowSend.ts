/** `sipwright flow send`: the UE of the simulator registers at a real registrar. */
import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import { Option } from 'commander';
import { type LiveUe, liveUe } from '../../common/sim/live.ts';
import type { FlowEvent, FlowResult } from '../../common/sim/result.ts';
import { ladder } from '../../common/trace/ladder.ts';
import { transcript } from '../../common/trace/transcript.ts';
import { endpointOf, isLoopback, localAddressFor } from '../live/endpoint.ts';
import { exchange, outcomeAt } from '../live/exchange.ts';
import { opened, SipSockets } from '../live/sockets.ts';
import { borderLine } from './borderLine.ts';
import { command, fail, parseAndRun } from './command.ts';
import { ConfigurationReader } from './configuration.ts';
import { endedAsExpected, placeOf, readSource, type Source } from './flowSource.ts';
import { type CliIo, EXIT } from './io.ts';

interface Options {
  readonly to?: string;
  readonly from?: string;
  readonly config?: string;
  readonly local?: string;
  readonly transport: 'udp' | 'tcp';
  readonly deregister?: true;
  readonly watch?: true;
  readonly reporter?: 'text' | 'json' | 'sip';
  readonly timeout: string;
}

/** Resolves when the registration has ended one way or the other. */
export function runSend(args: string[], io: CliIo): number | Promise<number> {
  const program = command('flow send', 'Registers at a real registrar with SIP Digest or IMS AKA.', io)
    .requiredOption('--to <address:port>', 'the registrar or P-CSCF')
    .option(
      '--from <file[:index]>',
      'send the REGISTER of this file; its Via and Contact get the address of the socket',
    )
    .option('--config <file>', 'use this sipwright.json instead of the nearest one')
    .option('--local <address>', 'IP address to send from; needed for a registrar on another machine')
    .addOption(new Option('--transport <name>', 'how to send').choices(['udp', 'tcp']).default('udp'))
    .option('--watch', 'subscribe to the registration state (reg event) and wait for the first NOTIFY')
    .option('--deregister', 'remove the registration again')
    .option('--timeout <seconds>', 'give up after this time', '32')
    .addOption(new Option('--reporter <name>', 'print the whole exchange').choices(['text', 'json', 'sip']))
    .addHelpText('after', '\nExit code 0: registered, or "# @expect CODE"; 1: not; 2: usage or failure.');
  return parseAndRun(program, args, () => send(program.opts<Options>(), io));
}

async function send(options: Options, io: CliIo): Promise<number> {
  const remote = endpointOf(options.to ?? '');
  if (remote === undefined) return fail(io, `--to ${options.to}: an IP address and a port are needed.`);
  const seconds = Number(options.timeout);
  if (!(seconds > 0 && seconds <= 600)) return fail(io, `--timeout ${options.timeout}: from 1 to 600 seconds.`);
  const local = options.local ?? (isLoopback(remote.address) ? await localAddressFor(remote) : undefined);
  if (local === undefined)
    return fail(io, `--local is needed: the address at which ${options.to} reaches this machine.`);
  if (isIP(local) === 0) return fail(io, `--local ${local}: an IP address is needed.`);
  const source = options.from === undefined ? undefined : readSource(options.from, io);
  if (typeof source === 'string') return fail(io, source);
  const configuration = new ConfigurationReader(io, options.config).for(source?.path ?? '-');
  if (configuration === undefined) return fail(io, `${options.config}: the configuration cannot be read.`);
  const sockets = await opened(SipSockets.open(local, 0));
  if (typeof sockets === 'string') return fail(io, sockets);
  const ue = liveUe({
    configuration,
    seed: randomInt(2 ** 47),
    message: source?.message,
    local: sockets.local,
    remote,
    protocol: options.transport === 'tcp' ? 'TCP' : 'UDP',
    watches: options.watch === true,
  });
  if (!('error' in ue)) {
    const events = await exchange({
      ue,
      sockets,
      seconds,
      deregisters: options.deregister === true,
      events: all => {
        if (options.reporter === undefined) io.stdout(all.map(event => borderLine(event, ue.run)).join(''));
      },
      trouble: message => io.stderr(`${message}\n`),
    });
    return report(ue, events, options, source, io);
  }
  await sockets.close();
  const { message, range, config } = ue.error;
  const place = source !== undefined && range !== undefined ? `${placeOf(source, range.start)}: ` : '';
  return fail(io, `${place}${message}${config === undefined ? '' : ` (${config})`}`);
}

function report(
  ue: LiveUe,
  events: readonly FlowEvent[],
  { reporter, to }: Options,
  source: Source | undefined,
  io: CliIo,
): number {
  const outcome = outcomeAt(to ?? '', ue);
  const { actors } = ue.run;
  const result = { flow: 'live', title: `Registration at ${to}`, outcome, actors, events, state: ue.run.states() };
  const reasons = outcome.because.map(reason => `    ${reason.message} (${reason.spec})\n`).join('');
  if (reporter === undefined) io.stdout(`${outcome.status}: ${outcome.code ?? ''} ${outcome.reason}\n${reasons}`);
  else io.stdout(REPORTERS[reporter](result));
  return endedAsExpected(result, source?.message) ? EXIT.ok : EXIT.findings;
}

const REPORTERS: { readonly [reporter in NonNullable<Options['reporter']>]: (result: FlowResult) => string } = {
  text: ladder,
  json: result => `${JSON.stringify(result, null, 2)}\n`,
  sip: result => transcript(result).text,
};
