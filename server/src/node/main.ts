/** The server as a child process: over IPC for VS Code, over standard input and output for every other editor. */
import './compileCache.ts';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../common/lsp/server.ts';
import { nodeEnvironment } from './environment.ts';
import { registerLive } from './lspLive.ts';

// The transport stands in the arguments: --node-ipc, --stdio, --pipe=name or --socket=port.
registerLive(startServer(createConnection(ProposedFeatures.all), nodeEnvironment));
