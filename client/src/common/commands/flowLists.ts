import { LIST_FLOWS, type ListFlowsResult } from '../../../../server/src/common/protocol.ts';
import type { CommandContext } from './context.ts';
import type { Target } from './target.ts';

/** Flows, faults and settings, for the configuration of a document. */
export function flowLists({ server }: CommandContext, { document }: Target): Promise<ListFlowsResult> {
  return server.request<ListFlowsResult>(LIST_FLOWS, { uri: document.uri.toString() });
}
