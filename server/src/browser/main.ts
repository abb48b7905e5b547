/**
 * The engine in one file: the server as a web worker, for which the client reads files and secrets, and what Node's
 * server takes from it (see scripts/build.mjs), so that the engine is packed once.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../common/lsp/server.ts';

export * from 'vscode-languageserver';
export { secretVariable } from '../common/config/subscriber.ts';
export { placeAt, rangeAt } from '../common/features/locate.ts';
export { runResult } from '../common/lsp/runResult.ts';
export { LIVE_REPORT, SEND_REGISTER, START_LIVE, STOP_LIVE } from '../common/protocol.ts';
export { liveNetwork, liveUe } from '../common/sim/live.ts';
export { firstHeader } from '../common/syntax/views.ts';
export { transcriptOfEvent } from '../common/trace/transcript.ts';
export { startServer };

declare const self: DedicatedWorkerGlobalScope;

// Only a worker can load further scripts; in Node nothing starts by itself.
if ('importScripts' in globalThis) {
  startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
    randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
    now: () => performance.now(),
    later: work => setTimeout(work),
  });
}
