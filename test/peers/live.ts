/** What the tests with live peers share: our network and our UE on sockets, other programs as processes. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { parseConfiguration } from '../../server/src/common/config/parse.ts';
import { LiveRun, type LiveUe, liveNetwork, liveUe } from '../../server/src/common/sim/live.ts';
import type { FlowEvent, FlowOutcome } from '../../server/src/common/sim/result.ts';
import { DiameterSockets } from '../../server/src/node/live/diameterSockets.ts';
import { LiveServer } from '../../server/src/node/live/liveServer.ts';
import { SipSockets } from '../../server/src/node/live/sockets.ts';

/** TS 35.208 set 2, whose K and OP SIPp 3.6 can read from a scenario. */
export const ALICE = {
  name: 'alice',
  impi: 'alice@ims.test',
  impus: ['sip:alice@ims.test'],
  k: 'fec86ba6eb707ed08905757b1bb44b8f',
  op: 'dbc59adcb6f9a0ef735477b7fadf8374',
};
export const MUFASA = {
  name: 'mufasa',
  impi: 'mufasa@ims.test',
  impus: ['sip:mufasa@ims.test'],
  password: 'Circle of Life',
};

const HOST = '127.0.0.1';
/** Of the runs of the tests: its challenges have no zero octet in RES, at which SIPp 3.6 would cut it off. */
const SEED = 1;

export function skipWithout(program: string, ...args: readonly string[]): { readonly skip?: string } {
  return spawnSync(program, args).error === undefined ? {} : { skip: `${program} is not installed` };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const sockets = await SipSockets.open(HOST, 0);
  await sockets.close();
  return sockets.local.port;
}

export interface Network {
  readonly port: number;
  readonly hssPort: number;
  readonly events: readonly FlowEvent[];
  /** Resolves with the first Diameter peer that has introduced itself. */
  readonly peer: Promise<string>;
  stop(): Promise<void>;
}

export async function startNetwork(...subscribers: readonly object[]): Promise<Network> {
  const { configuration, findings } = parseConfiguration(JSON.stringify({ subscribers }));
  assert.deepEqual(findings, []);
  const sockets = await SipSockets.open(HOST, 0);
  const { hss, homeDomain } = configuration.network;
  const diameter = await DiameterSockets.open(HOST, 0, { host: hss.host, realm: homeDomain });
  const run = liveNetwork({ configuration, seed: SEED }, sockets.local);
  assert.ok(run instanceof LiveRun);
  const events: FlowEvent[] = [];
  let connected: (host: string) => void = () => {};
  const peer = new Promise<string>(resolve => {
    connected = resolve;
  });
  const reports = {
    events: (all: readonly FlowEvent[]) => events.push(...all),
    peer: (host: string) => connected(host),
    trouble: () => {},
  };
  const server = new LiveServer(run, sockets, reports, diameter);
  return { port: sockets.local.port, hssPort: diameter.port, events, peer, stop: () => server.stop() };
}

type Action = Parameters<LiveUe['run']['stimulate']>[1];

/** How our UE fares at the registrar on this port; its own retransmissions bridge the time until that listens. */
export async function register(subscriber: object, port: number, ...actions: readonly Action[]): Promise<FlowOutcome> {
  const { configuration } = parseConfiguration(JSON.stringify({ subscribers: [subscriber] }));
  const sockets = await SipSockets.open(HOST, 0);
  const common = { configuration, seed: SEED, message: undefined, protocol: 'UDP' } as const;
  const ue = liveUe({ ...common, local: sockets.local, remote: { address: HOST, port } });
  if ('error' in ue) assert.fail(ue.error.message);
  let end: () => void = () => {};
  const reports = { events: () => ue.hasEnded() && end(), trouble: () => {} };
  const server = new LiveServer(ue.run, sockets, reports);
  for (const action of ['restart', ...actions] as const) {
    const isOver = new Promise<void>(resolve => {
      end = resolve;
    });
    ue.run.stimulate('ue', action);
    server.turn();
    await isOver;
  }
  await server.stop();
  return ue.outcome();
}

/** Ends a process of the test and waits for it. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise(resolve => child.on('close', resolve));
  child.kill();
  await closed;
}
