/** The requests about runs of the simulator. */

import type { CancellationToken } from 'vscode-languageserver';
import type {
  CompareRunsResult,
  InspectEventParams,
  InspectEventResult,
  ListFlowsResult,
  ReportResult,
  RunFlowParams,
  RunFlowResult,
  ShowHopsParams,
} from '../protocol.ts';
import { COMPARE_RUNS, INSPECT_EVENT, LIST_FLOWS, RUN_FLOW, SHOW_HOPS } from '../protocol.ts';
import { flowList } from './flowList.ts';
import { inspectEvent, showHops } from './inspectRun.ts';
import { compareFlows, runFlow } from './runFlow.ts';
import type { Session } from './session.ts';

export function registerSimulator(session: Session): void {
  const { connection } = session;
  connection.onRequest<RunFlowResult, void>(RUN_FLOW, (params: RunFlowParams, token: CancellationToken) =>
    runFlow(session, params, token),
  );
  connection.onRequest<CompareRunsResult, void>(COMPARE_RUNS, (params: RunFlowParams, token: CancellationToken) =>
    compareFlows(session, params, token),
  );
  connection.onRequest<InspectEventResult, void>(
    INSPECT_EVENT,
    (params: InspectEventParams, token: CancellationToken) => inspectEvent(session, params, token),
  );
  connection.onRequest<ReportResult, void>(SHOW_HOPS, (params: ShowHopsParams) => showHops(session, params));
  connection.onRequest<ListFlowsResult, void>(LIST_FLOWS, async ({ uri }: { uri: string }) =>
    flowList(await session.configurations.load(uri)),
  );
}
