import { commands, type Disposable, type Event, workspace } from 'vscode';
import type { LiveReport } from '../../../server/src/common/protocol.ts';
import type { CommandContext } from '../common/commands/context.ts';
import { registerCommands } from '../common/commands/index.ts';
import { LIVE_SCHEME } from '../common/transcriptUri.ts';
import { LiveRegistrar } from './liveRegistrar.ts';
import { LiveTranscript } from './liveTranscript.ts';
import { sendToRegistrar } from './sendToRegistrar.ts';

/** What needs sockets, and so exists only where the server is a process. */
export function registerLive(context: CommandContext, reports: Event<LiveReport>): Disposable[] {
  const transcript = new LiveTranscript();
  const registrar = new LiveRegistrar(context, transcript, reports);
  // Menus show the commands only where they exist.
  void commands.executeCommand('setContext', 'sipwright.hasSockets', true);
  return [
    transcript,
    registrar,
    workspace.registerTextDocumentContentProvider(LIVE_SCHEME, transcript),
    ...registerCommands(context, {
      'sipwright.startLiveRegistrar': () => registrar.start(),
      'sipwright.stopLiveRegistrar': () => registrar.stop(),
      'sipwright.sendToRegistrar': (_, uri, position, to) => sendToRegistrar(context, registrar, uri, position, to),
    }),
  ];
}
