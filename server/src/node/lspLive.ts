/** Live runs for the editor: the registrar that others register at, and our UE at the registrar of somebody else. */
import { randomInt } from 'node:crypto';
import { isIP } from 'node:net';
import type { CancellationToken } from 'vscode-languageserver';
import type { Configuration } from '../common/config/configuration.ts';
import { placeAt, rangeAt } from '../common/features/locate.ts';
import { runResult } from '../common/lsp/runResult.ts';
import type { Session } from '../common/lsp/session.ts';
import type {
  LiveReport,
  SendRegisterParams,
  SendRegisterResult,
  StartLiveParams,
  StartLiveResult,
} from '../common/protocol.ts';
import { LIVE_REPORT, SEND_REGISTER, START_LIVE, STOP_LIVE } from '../common/protocol.ts';
import type { Endpoint } from '../common/sim/actor.ts';
import { type LiveUe, liveNetwork, liveUe } from '../common/sim/live.ts';
import type { Because, FlowEvent } from '../common/sim/result.ts';
import { firstHeader } from '../common/syntax/views.ts';
import { transcriptOfEvent } from '../common/trace/transcript.ts';
import { endpointOf, isLoopback, localAddressFor } from './live/endpoint.ts';
import { exchange, outcomeAt } from './live/exchange.ts';
import { LiveServer } from './live/liveServer.ts';
import { opened, SipSockets } from './live/sockets.ts';

type Refused = { readonly ok: false; readonly message: string };

const FAILED: Refused = { ok: false, message: 'This failed; the log of the language server says where.' };
const REMOTE = 'Other machines reach this address; the setting sipwright.live.allowRemote says that they may.';
/** RFC 3261 §17.1.2.2: after 64 times T1 nobody answers any more. */
const PATIENCE_SECONDS = 32;
/** Reasons of the registrar that are kept for the one who asks. */
const MOST_REASONS = 8;

/** Adds the requests that need sockets. */
export function registerLive(session: Session): void {
  const { connection, guard } = session;
  let running: Started | undefined;
  const stop = async (): Promise<null> => {
    const started = running;
    running = undefined;
    await started?.server.stop();
    return null;
  };
  const report = (params: LiveReport): void => session.sent(connection.sendNotification(LIVE_REPORT, params));
  connection.onRequest<StartLiveResult, void>(START_LIVE, (params: StartLiveParams, token: CancellationToken) =>
    guard.runAsync<StartLiveResult>(token, FAILED, 'start live registrar', async () => {
      await stop();
      const started = await start(session, params, report);
      if ('ok' in started) return started;
      running = started;
      return { ok: true, ...started.local };
    }),
  );
  connection.onRequest<null, void>(STOP_LIVE, (token: CancellationToken) =>
    guard.runAsync(token, null, 'stop live registrar', stop),
  );
  connection.onRequest<SendRegisterResult, void>(SEND_REGISTER, (params: SendRegisterParams, token) =>
    guard.runAsync<SendRegisterResult>(token, FAILED, 'send to registrar', () => {
      const isOwn =
        running && `${running.local.address}:${running.local.port}` === params.to.replace(/\s*;.*/, '').trim();
      return send(session, params, { token, report, registrar: isOwn ? running : undefined });
    }),
  );
}

interface Started {
  readonly server: LiveServer;
  readonly local: Endpoint;
  /** Why it has refused something, the latest at the end. */
  readonly reasons: Because[];
}

async function start(
  session: Session,
  { uri, address, port, allowsRemote }: StartLiveParams,
  report: (params: LiveReport) => void,
): Promise<Started | Refused> {
  if (isIP(address) === 0) return refused(`"${address}": an IP address is needed.`);
  if (address === '0.0.0.0' || address === '::')
    return refused(`${address}: name the one address at which UEs reach the P-CSCF.`);
  if (!isLoopback(address) && !allowsRemote) return refused(`${address}: ${REMOTE}`);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return refused(`${port}: a port from 0 to 65535 is needed.`);
  const configuration = await session.configurations.load(uri);
  const sockets = await opened(SipSockets.open(address, port));
  if (typeof sockets === 'string') return refused(`${address}:${port}: ${sockets}`);
  const run = liveNetwork({ configuration, seed: randomInt(2 ** 47) }, sockets.local);
  if ('error' in run) {
    await sockets.close();
    return refused(withPath(run.error));
  }
  const reasons: Because[] = [];
  const events = (all: readonly FlowEvent[]): void => {
    reasons.push(...all.flatMap(event => event.because ?? []));
    reasons.splice(0, reasons.length - MOST_REASONS);
    report({ transcript: all.map(event => transcriptOfEvent(event, run.actors)).join('') });
  };
  const server = new LiveServer(run, sockets, { events, trouble: trouble => report({ trouble }) });
  return { server, local: sockets.local, reasons };
}

interface Sending {
  readonly token: CancellationToken;
  readonly report: (params: LiveReport) => void;
  /** The live registrar, when it is the one that is sent to. */
  readonly registrar: Started | undefined;
}

async function send(
  session: Session,
  params: SendRegisterParams,
  { token, report, registrar }: Sending,
): Promise<SendRegisterResult> {
  const { uri, to, allowsRemote } = params;
  const [written = '', transport = ''] = to.split(/;\s*transport=/i);
  const remote = endpointOf(written.trim());
  if (remote === undefined || !/^(?:udp|tcp)?$/i.test(transport.trim()))
    return refused(`"${to}": an IP address and a port are needed; ";transport=tcp" may follow.`);
  if (!isLoopback(remote.address) && !allowsRemote)
    return refused(`${to} is another machine; the setting sipwright.live.allowRemote says that it may be reached.`);
  const local = await localAddressFor(remote);
  if (local === undefined) return refused(`${to}: this machine has no way to that address.`);
  const configuration = await session.configurations.load(uri);
  const sockets = await opened(SipSockets.open(local, 0));
  if (typeof sockets === 'string') return refused(sockets);
  const protocol = /^tcp$/i.test(transport.trim()) ? 'TCP' : 'UDP';
  const ue = ueAt(session, params, { configuration, local: sockets.local, remote, protocol });
  if ('ok' in ue) {
    await sockets.close();
    return ue;
  }
  registrar?.reasons.splice(0);
  const events = await exchange({
    ue: ue.ue,
    sockets,
    seconds: PATIENCE_SECONDS,
    deregisters: false,
    trouble: trouble => report({ trouble }),
    cancelled: new Promise(resolve => token.onCancellationRequested(() => resolve())),
  });
  const { run } = ue.ue;
  const outcome = outcomeAt(to, ue.ue, registrar?.reasons);
  const title = `Registration at ${to}`;
  const result = { flow: 'live', title, outcome, actors: run.actors, events, state: run.states() };
  return { ...runResult(result, ue.rangeOf), run: 0 };
}

interface Way {
  readonly configuration: Configuration;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly protocol: 'UDP' | 'TCP';
}

type RangeOf = Parameters<typeof runResult>[1];

/** The UE with the REGISTER at the position. */
function ueAt(
  session: Session,
  { uri, position, dropsAgreement = false }: SendRegisterParams,
  way: Way,
): { readonly ue: LiveUe; readonly rangeOf: RangeOf } | Extract<SendRegisterResult, { ok: false }> {
  const sip = session.documents.get(uri)?.sip;
  if (!sip) return refused('This document is not open, or it is too large to be worked with.');
  const place = placeAt(sip, position);
  if (!place) return refused('There is no SIP message at the cursor.');
  const rangeOf: RangeOf = span => rangeAt(sip, place.index, span);
  const ue = liveUe({ ...way, seed: randomInt(2 ** 47), message: place.message, dropsAgreement });
  if (!('error' in ue)) return { ue, rangeOf };
  const { range } = ue.error;
  const hasAgreement = range !== undefined && firstHeader(place.message, 'Security-Client')?.start === range.start;
  return { ...refused(withPath(ue.error)), hasAgreement, ...(range === undefined ? {} : { range: rangeOf(range) }) };
}

function refused(message: string): Refused {
  return { ok: false, message };
}

function withPath({ message, config }: { readonly message: string; readonly config?: string | undefined }): string {
  return config === undefined ? message : `${message} (${config})`;
}
