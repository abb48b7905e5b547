/** What the tests with live peers share: our network and our UE on sockets, other programs as processes. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { test } from 'node:test';
import { parseConfiguration } from '../../server/src/common/config/parse.ts';
import { LiveRun, type LiveUe, liveNetwork, liveUe } from '../../server/src/common/sim/live.ts';
import type { FlowEvent, FlowOutcome, StateValue } from '../../server/src/common/sim/result.ts';
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

export const HOST = '127.0.0.1';
/** Of the network in the tests: its challenges have no zero octet in RES, at which SIPp 3.6 would cut it off. */
const SEED = 1;
/** Milliseconds in which whatever a peer does must be over: no test waits for ever. */
const PATIENCE = 30_000;

/**
 * Options for tests that need a program: they are skipped where it is not installed. With SIPWRIGHT_PEERS=required its
 * absence is a failure.
 */
export function needs(program: string, isInstalled: boolean): { readonly skip?: string } {
  const reason = `${program} is not installed`;
  const isRequired = process.env['SIPWRIGHT_PEERS'] === 'required';
  if (!isInstalled && !isRequired) console.log(`skipped: ${reason}`);
  test(`${program} is installed`, isInstalled || isRequired ? {} : { skip: reason }, () => assert.ok(isInstalled));
  return isInstalled ? {} : { skip: reason };
}

export function isProgram(name: string, ...args: readonly string[]): boolean {
  return spawnSync(name, args, { stdio: 'ignore', timeout: PATIENCE }).error === undefined;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const sockets = await SipSockets.open(HOST, 0);
  await sockets.close();
  return sockets.local.port;
}

/** Resolves when a program listens on this TCP port. */
export async function listening(port: number): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    const socket = connect(port, HOST);
    const isOpen = await new Promise<boolean>(resolve => {
      socket.on('connect', () => resolve(true));
      socket.on('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  assert.fail(`nothing listens on TCP port ${port}`);
}

/** The value of the promise; an error with the explanation when it does not come in time. */
export async function within<T>(promise: Promise<T>, explanation: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`After ${PATIENCE} ms: ${explanation()}`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A run on sockets with what it has reported. */
class Live {
  readonly events: FlowEvent[] = [];
  /** Diameter identities of those who have introduced themselves. */
  readonly peers = new Set<string>();
  readonly run: LiveRun;
  #server: LiveServer | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(run: LiveRun) {
    this.run = run;
  }

  begin(sockets: SipSockets, diameter?: DiameterSockets): void {
    const events = (all: readonly FlowEvent[]): void => {
      this.events.push(...all);
      this.#check();
    };
    const peer = (host: string): void => {
      this.peers.add(host);
      this.#check();
    };
    const reports = { events, peer, trouble: () => {} };
    this.#server = new LiveServer(this.run, sockets, reports, diameter);
  }

  #check(): void {
    for (const check of this.#waiting) check();
  }

  stimulate(...stimulus: Parameters<LiveRun['stimulate']>): void {
    this.run.stimulate(...stimulus);
    this.#server?.turn();
  }

  /** Resolves when an event has made it true; fails in time when none does. */
  async until(what: string, isTrue: () => boolean): Promise<void> {
    const promise = new Promise<void>(resolve => {
      const check = (): void => {
        if (!isTrue()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
    await within(promise, () => `not ${what}; last: ${JSON.stringify(this.events.slice(-2))}`);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }
}

export interface Network {
  readonly live: Live;
  readonly port: number;
  readonly hssPort: number;
}

export async function startNetwork(...subscribers: readonly object[]): Promise<Network> {
  const { configuration, findings } = parseConfiguration(JSON.stringify({ subscribers }));
  assert.deepEqual(findings, []);
  const sockets = await SipSockets.open(HOST, 0);
  const { hss, homeDomain } = configuration.network;
  const diameter = await DiameterSockets.open(HOST, 0, { host: hss.host, realm: homeDomain });
  const run = liveNetwork({ configuration, seed: SEED }, sockets.local);
  assert.ok(run instanceof LiveRun);
  const live = new Live(run);
  live.begin(sockets, diameter);
  return { live, port: sockets.local.port, hssPort: diameter.port };
}

/** How the UE goes about it. */
export interface Manner {
  readonly protocol?: 'UDP' | 'TCP';
  /** Subscribes to its own registration state. */
  readonly watches?: boolean;
}

type Action = Exclude<Parameters<LiveUe['run']['stimulate']>[1], 'terminate'>;

/** Our UE at the registrar of this port. */
export class User extends Live {
  readonly #ue: LiveUe;

  private constructor(ue: LiveUe) {
    super(ue.run);
    this.#ue = ue;
  }

  static #count = 0;

  static async at(port: number, subscriber: object, manner: Manner = {}): Promise<User> {
    const { configuration } = parseConfiguration(JSON.stringify({ subscribers: [subscriber] }));
    const sockets = await SipSockets.open(HOST, 0);
    // Each has branches and Call-IDs of its own, or a peer takes one for the retransmission of another.
    User.#count++;
    const common = { configuration, seed: User.#count, message: undefined, protocol: 'UDP', ...manner } as const;
    const ue = liveUe({ ...common, local: sockets.local, remote: { address: HOST, port } });
    if ('error' in ue) assert.fail(ue.error.message);
    const user = new User(ue);
    user.begin(sockets);
    return user;
  }

  /** Does one thing and waits for its end; the UE's own retransmissions bridge the time until a registrar listens. */
  async perform(action: Action): Promise<FlowOutcome> {
    this.stimulate('ue', action);
    await this.until(`ended after "${action}"`, () => this.#ue.hasEnded());
    return this.#ue.outcome();
  }

  get outcome(): FlowOutcome {
    return this.#ue.outcome();
  }

  get state(): StateValue {
    return this.run.states()['ue'] ?? null;
  }
}

/** How our UE fares: it registers, does the other things after that, and is gone. */
export async function register(
  subscriber: object,
  port: number,
  actions: readonly Action[] = [],
  manner: Manner = {},
): Promise<FlowOutcome> {
  const user = await User.at(port, subscriber, manner);
  try {
    for (const action of ['restart', ...actions] as const) await user.perform(action);
  } finally {
    await user.stop();
  }
  return user.outcome;
}

/** Ends a program should the test be killed before it can do so itself. */
const GUARD = isProgram('timeout', '--version') ? ['timeout', '-k', '2', '120'] : [];

export function startProgram(name: string, args: readonly string[], folder: string): ChildProcess {
  const [program = name, ...all] = [...GUARD, name, ...args];
  return spawn(program, all, { cwd: folder, stdio: 'ignore' });
}

/** Ends a process of the test and waits for it. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise(resolve => child.on('close', resolve));
  child.kill();
  await closed;
}
