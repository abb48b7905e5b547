/** `sipwright lsp --stdio`: the language server for every editor but VS Code. */
import { type CliIo, EXIT } from './io.ts';

const USAGE = `Usage: sipwright lsp --stdio

The server speaks the Language Server Protocol over standard input and output.
`;

/** Returns nothing while the server goes on; it ends the process itself when its client says so. */
export async function runLsp(args: string[], io: CliIo): Promise<number | undefined> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(USAGE);
    return EXIT.ok;
  }
  // Some clients add their process id.
  if (!args.includes('--stdio') || args.some(arg => arg !== '--stdio' && !arg.startsWith('--clientProcessId'))) {
    io.stderr(USAGE);
    return EXIT.usage;
  }
  // Loaded here only: the protocol's library costs every other subcommand 25 ms.
  const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
  const { startServer } = await import('../../common/lsp/server.ts');
  const { nodeEnvironment } = await import('../environment.ts');
  startServer(createConnection(ProposedFeatures.all), nodeEnvironment);
  return undefined;
}
