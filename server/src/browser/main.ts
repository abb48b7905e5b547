/** The server as a web worker; the client reads files and secrets for it. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../common/lsp/server.ts';

declare const self: DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
  now: () => performance.now(),
  later: work => setTimeout(work),
});
