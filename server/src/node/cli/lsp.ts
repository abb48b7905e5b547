/** `sipwright lsp --stdio`: the language server for every editor but VS Code. */
import { type CliIo, EXIT } from './io.ts';

/** Returns nothing while the server goes on; it ends the process itself when its client says so. */
export async function runLsp(args: string[], io: CliIo): Promise<number | undefined> {
  const transport = args.filter(arg => arg !== '--stdio');
  if (args.length === 0 || transport.some(arg => !arg.startsWith('--clientProcessId'))) {
    io.stderr(
      'Usage: sipwright lsp --stdio\nThe server speaks the Language Server Protocol over standard input and output.\n',
    );
    return EXIT.usage;
  }
  // Loaded here only: the protocol's library costs every other subcommand 25 ms.
  const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
  const { startServer } = await import('../../common/lsp/server.ts');
  const { nodeEnvironment } = await import('../environment.ts');
  startServer(createConnection(ProposedFeatures.all), nodeEnvironment);
  return undefined;
}
