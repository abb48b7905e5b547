/** Runs of the simulator: from a message, with faults or a setting changed, and the comparison of two. */

import type { CancellationToken } from 'vscode-languageserver';
import type { Configuration } from '../config/configuration.ts';
import { comparison } from '../features/comparison.ts';
import { placeAt, rangeAt } from '../features/locate.ts';
import type { CompareRunsResult, Range, RunFlowParams, RunFlowResult } from '../protocol.ts';
import { difference } from '../sim/expectation.ts';
import { imsRegistration } from '../sim/flows/ims-registration.ts';
import type { Because, FlowResult } from '../sim/result.ts';
import type { RunRequest } from '../sim/run.ts';
import type { SipMessage } from '../syntax/message.ts';
import { refreshRun } from './diagnose.ts';
import type { OpenDocument } from './documents.ts';
import type { RangeOf } from './runResult.ts';
import { runResult } from './runResult.ts';
import { runInSlices } from './runStore.ts';
import type { Session } from './session.ts';
import { targetOf } from './target.ts';

type Refused = { readonly ok: false; readonly message: string; readonly range?: Range };

const NOT_OPEN: Refused = { ok: false, message: 'This document is not open, or it is too large to be worked with.' };
const NO_MESSAGE: Refused = { ok: false, message: 'There is no SIP message at the cursor.' };
const FAILED: Refused = { ok: false, message: 'The run failed; the log of the language server says where.' };

/** What a run needs, as the server's current text and configuration have it. */
interface Prepared {
  readonly document: OpenDocument;
  /** Absent when the subscriber sends its own. */
  readonly message: SipMessage | undefined;
  readonly rangeOf: RangeOf;
  readonly configuration: Configuration;
  readonly request: RunRequest;
}

/** Runs the flow from the message at the position, and shows in its document what made it fail. */
export function runFlow(session: Session, params: RunFlowParams, token: CancellationToken): Promise<RunFlowResult> {
  return session.guard.runAsync<RunFlowResult>(token, FAILED, 'run flow', async () => {
    const prepared = await prepare(session, params);
    if ('ok' in prepared) return prepared;
    const configuration = changed(session, params, prepared.configuration);
    if (typeof configuration === 'string') return { ok: false, message: configuration };
    const request = { ...prepared.request, configuration, faults: params.faults ?? [] };
    const found = await runInSlices(session, request, token);
    if ('error' in found) return refused(found.error, prepared.rangeOf);
    // Ranges of a message that nobody wrote lead nowhere.
    const result = params.isOwn === true ? withoutRanges(found.result) : found.result;
    const run = session.runs.add({ request, result, rangeOf: prepared.rangeOf });
    // What fails only with a fault or another setting is no mistake of the message.
    const missed = params.expected === undefined ? undefined : difference(params.expected, result.outcome);
    const isWanted = params.expected !== undefined && missed === undefined;
    if (!isWanted && !params.faults?.length && params.change === undefined) showFailure(session, prepared, result);
    return {
      ...runResult(result, prepared.rangeOf),
      run,
      ...(missed === undefined ? {} : { difference: missed }),
    };
  });
}

/** Runs the flow twice, the second time with the faults and the change. */
export function compareFlows(
  session: Session,
  params: RunFlowParams,
  token: CancellationToken,
): Promise<CompareRunsResult> {
  return session.guard.runAsync<CompareRunsResult>(token, FAILED, 'compare runs', async () => {
    const prepared = await prepare(session, params);
    if ('ok' in prepared) return prepared;
    const configuration = changed(session, params, prepared.configuration);
    if (typeof configuration === 'string') return { ok: false, message: configuration };
    const left = await runInSlices(session, prepared.request, token);
    if ('error' in left) return refused(left.error, prepared.rangeOf);
    const faults = params.faults ?? [];
    const right = await runInSlices(session, { ...prepared.request, configuration, faults }, token);
    if ('error' in right) return refused(right.error, prepared.rangeOf);
    return { ok: true, ...comparison(left.result, right.result, changeTitle(params)) };
  });
}

async function prepare(session: Session, params: RunFlowParams): Promise<Prepared | Refused> {
  const target = targetOf(params);
  if (!target) return NO_MESSAGE;
  const { uri, position } = target;
  const { flow = imsRegistration.id, seed, isOwn } = params;
  if (!session.documents.get(uri)?.sip) return NOT_OPEN;
  const configuration = await session.configurations.load(uri);
  const document = session.documents.get(uri);
  const sip = document?.sip;
  if (!sip) return NOT_OPEN;
  const place = placeAt(sip, position);
  if (!place && isOwn !== true) return NO_MESSAGE;
  const message = isOwn === true ? undefined : place?.message;
  const request: RunRequest = { flow, message, configuration, ...(seed === undefined ? {} : { seed }) };
  const index = place?.index ?? 0;
  return { document, message, rangeOf: span => rangeAt(sip, index, span), configuration, request };
}

function refused(
  {
    message,
    range,
    config,
  }: { readonly message: string; readonly range?: { start: number; end: number }; config?: string },
  rangeOf: RangeOf,
): Refused {
  const where = config === undefined ? '' : ` (sipwright.json: ${config})`;
  return { ok: false, message: `${message}${where}`, ...(range ? { range: rangeOf(range) } : {}) };
}

function withoutRanges(result: FlowResult): FlowResult {
  const bare = (because: readonly Because[]): Because[] => because.map(({ range: _, ...rest }) => rest);
  const events = result.events.map(event => (event.because ? { ...event, because: bare(event.because) } : event));
  return { ...result, outcome: { ...result.outcome, because: bare(result.outcome.because) }, events };
}

/** The header that caused the failure is marked until its message changes or runs better. */
function showFailure(session: Session, { document, message }: Prepared, { outcome, title }: FlowResult): void {
  if (message === undefined) return;
  const isGood = outcome.status === 'registered' || outcome.status === 'deregistered';
  if (isGood && document.failure === undefined) return;
  document.failure = isGood ? undefined : { message, outcome, title };
  refreshRun(session, document);
}

function changed(
  session: Session,
  { uri, change }: RunFlowParams,
  configuration: Configuration,
): Configuration | string {
  if (change === undefined) return configuration;
  return session.configurations.changedBy(uri, changeText(change.path, change.value));
}

/** Lists whose items are told apart by name: the next part of a path is that name. */
const NAMED = ['subscribers', 'scscf', 'as'];

/** `{ "network": { "minExpires": 600 } }` of `network.minExpires` and `600`. */
export function changeText(path: string, value: string): string {
  const parts = path.split('.');
  const nest = (at: number): unknown => {
    const name = parts[at];
    if (name === undefined) return settingValue(value);
    if (!NAMED.includes(name) || parts[at + 1] === undefined) return { [name]: nest(at + 1) };
    const inner = nest(at + 2);
    return { [name]: [{ name: parts[at + 1], ...(typeof inner === 'object' ? inner : {}) }] };
  };
  return JSON.stringify(nest(0));
}

function settingValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const SECRET = /(?:^|\.)(?:k|op|opc|top|topc|password)$/;

export function isSecretPath(path: string): boolean {
  return SECRET.test(path);
}

/** `network.minExpires = 600`, `hss-down`; the value of a key is not repeated. */
function changeTitle({ change, faults = [] }: RunFlowParams): string {
  const settings = change === undefined ? [] : [`${change.path} = ${isSecretPath(change.path) ? '…' : change.value}`];
  return [...settings, ...faults.map(({ name, value }) => (value ? `${name}=${value}` : name))].join(', ');
}
