/** Runs a flow: pure, synchronous, and the same for the same message, configuration, faults and seed. */
import type { Configuration } from '../config/configuration.ts';
import { nearest } from '../registry/nearest.ts';
import type { SipMessage } from '../syntax/message.ts';
import { contradiction, type FlowError, readStart } from './authored.ts';
import { type FaultSetting, planFaults } from './faults.ts';
import type { Flow, Scenario } from './flow.ts';
import { FLOWS, findFlow } from './flows/index.ts';
import { because } from './origin.ts';
import type { FlowOutcome, FlowResult } from './result.ts';
import { type TracedPacket, World } from './world.ts';

export interface RunRequest {
  /** Id of the flow. */
  readonly flow: string;
  /** The REGISTER to start from; without one the first subscriber sends its own. */
  readonly message: SipMessage | undefined;
  readonly configuration: Configuration;
  /** The configuration's seed unless given. */
  readonly seed?: number | undefined;
  readonly faults?: readonly FaultSetting[] | undefined;
  readonly limits?: RunLimits | undefined;
  /** Values in place of random ones, by `actor/purpose`: `{ 'hss/rand': '23553c…' }`. A comma list is used in order. */
  readonly overrides?: { readonly [stream: string]: string } | undefined;
}

export interface RunLimits {
  /** Events after which a run is stopped; the outcome says so. */
  readonly events?: number | undefined;
  /** Virtual milliseconds, in place of the flow's own horizon. */
  readonly horizon?: number | undefined;
  /** Stops when the event of this number has happened: to look at the states then. Stepping back is one less. */
  readonly untilEvent?: number | undefined;
}

const EVENT_BOUND = 100_000;

export interface Run {
  readonly result: FlowResult;
  /** What really went over the links, keys included: for tests and for exporters that a person asked for. */
  readonly packets: readonly TracedPacket[];
}

export function runFlow(request: RunRequest): FlowResult | { readonly error: FlowError } {
  const run = simulate(request);
  return 'error' in run ? run : run.result;
}

export function simulate(request: RunRequest): Run | { readonly error: FlowError } {
  const running = startRun(request);
  if ('error' in running) return running;
  running.advance(Number.POSITIVE_INFINITY);
  return running.end();
}

/** A run under way: a long one is done in slices, so that it can be given up between them. */
export interface Running {
  /** Handles so many events more; whether the run is over. */
  advance(steps: number): boolean;
  /** What has come of it so far. */
  end(): Run;
}

export function startRun(request: RunRequest): Running | { readonly error: FlowError } {
  const flow = findFlow(request.flow);
  if (flow === undefined) {
    const meant = nearest(
      request.flow,
      FLOWS.map(one => one.id),
    );
    const advice =
      meant === undefined ? '"SIP: Run Flow..." and "sipwright flow list" name them.' : `Did you mean "${meant}"?`;
    return { error: { message: `There is no flow "${request.flow}". ${advice}` } };
  }
  const planned = planFaults(request.configuration, request.faults ?? []);
  if ('error' in planned) return { error: { message: planned.error } };
  const { plan } = planned;
  const { configuration } = plan;
  const contradictory = contradiction(configuration);
  if (contradictory !== undefined) return { error: contradictory };
  const start = readStart(request.message, configuration, flow);
  if ('error' in start) return start;
  const { packet: authored, subscriber, address, vantage } = start;
  if (!(flow.vantages ?? ['Gm']).includes(vantage)) {
    const message = `This REGISTER was seen behind the P-CSCF; the flow "${flow.id}" starts from the one that the UE sends.`;
    return { error: { message, ...authored.place('Via') } };
  }
  const scenario = flow.build({ configuration, authored, subscriber, address, vantage, faults: plan });
  const world = new World(scenario.actors, {
    seed: request.seed ?? configuration.seed,
    eventBound: request.limits?.events ?? EVENT_BOUND,
    linkFaults: plan.links,
    tampers: plan.tampers,
    udpLimit: plan.udpLimit,
    refusesTcp: plan.refusesTcp,
    overrides: request.overrides ?? {},
  });
  for (const { actor, name, value, at } of scenario.stimuli) world.stimulate(actor, name, value, at);
  return running(flow, scenario, world, plan.because, request.limits ?? {});
}

function running(
  flow: Flow,
  scenario: Scenario,
  world: World,
  faults: FlowOutcome['because'],
  limits: RunLimits,
): Running {
  const horizon: Scenario['horizon'] = limits.horizon ?? scenario.horizon;
  const { untilEvent } = limits;
  let state: ReturnType<World['run']> = 'step';
  return {
    advance: steps => {
      state = untilEvent === undefined ? world.run(horizon, steps) : runTo(world, horizon, untilEvent, steps);
      return state !== 'step' || world.log.length >= (untilEvent ?? Number.POSITIVE_INFINITY);
    },
    end: () => {
      const outcome = state === 'bound' ? bounded(world) : explained(scenario, faults, world);
      return { result: resultOf(flow, outcome, world), packets: world.packets };
    },
  };
}

function runTo(
  world: World,
  horizon: Scenario['horizon'],
  untilEvent: number,
  steps: number,
): ReturnType<World['run']> {
  for (let step = 0; step < steps && world.log.length < untilEvent; step++) {
    const state = world.run(horizon, 1);
    if (state !== 'step') return state;
  }
  return 'step';
}

function bounded(world: World): FlowOutcome {
  const message = `The run was stopped after ${world.handled} events at ${world.now / 1000} s; something goes round in circles.`;
  return {
    status: 'failed',
    reason: 'Event bound reached',
    because: [because('event-bound', 'Limit of the run', message)],
  };
}

/** A failure also names what failed where the UE could not see it, and its faults: what was set is part of why. */
function explained(scenario: Scenario, faults: FlowOutcome['because'], world: World): FlowOutcome {
  const outcome = scenario.outcome();
  const isGood = outcome.status === 'registered' || outcome.status === 'deregistered';
  const dropped = world.log.flatMap(event => (event.kind === 'ipsec' && event.failed ? (event.because ?? []) : []));
  const reasons = new Map(outcome.because.map(reason => [`${reason.rule} ${reason.message}`, reason]));
  const known = new Set(outcome.because.map(reason => reason.rule));
  for (const reason of isGood ? [] : [...dropped, ...faults]) {
    if (!known.has(reason.rule)) reasons.set(reason.rule, reason);
    known.add(reason.rule);
  }
  return { ...outcome, because: [...reasons.values()] };
}

function resultOf(flow: Flow, outcome: FlowOutcome, world: World): FlowResult {
  return {
    flow: flow.id,
    title: flow.title,
    outcome,
    actors: world.actorList(),
    events: world.log,
    state: world.states(),
  };
}
