import { type Disposable, FileSystemError, type LogOutputChannel, Uri, workspace } from 'vscode';
import type { ConfigurationFiles } from '../../../server/src/common/protocol.ts';
import { CONFIGURATION_FILE, foldersUpward, PRIVATE_CONFIGURATION_FILE } from './configurationPaths.ts';
import { authoredUri } from './transcriptUri.ts';

const NONE: ConfigurationFiles = { uri: null, text: null, privateUri: null, privateText: null };

/** An author types in the configuration with pauses; the server reads it again after one. */
const TYPING_PAUSE_MS = 300;

/**
 * The configuration that applies to a document: `sipwright.json` and `sipwright.private.json` of the nearest folder that
 * has one of them. Works on every file system that VS Code can read; text that is open in an editor counts before it is
 * saved.
 */
export async function readConfiguration(documentUri: string, log: LogOutputChannel): Promise<ConfigurationFiles> {
  for (const folder of foldersFor(Uri.parse(authoredUri(documentUri), true))) {
    const [shared, own] = [CONFIGURATION_FILE, PRIVATE_CONFIGURATION_FILE].map(name => Uri.joinPath(folder, name));
    if (!shared || !own) continue;
    const [text, privateText] = await Promise.all([readText(shared, log), readText(own, log)]);
    if (text === null && privateText === null) continue;
    return {
      uri: text === null ? null : shared.toString(),
      text,
      privateUri: privateText === null ? null : own.toString(),
      privateText,
    };
  }
  return NONE;
}

/** Calls `changed` when a configuration file is made, changed (in an editor or on disk) or removed, or folders change. */
export function watchConfiguration(changed: () => void): Disposable[] {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, TYPING_PAUSE_MS);
  };
  const watcher = workspace.createFileSystemWatcher(`**/{${CONFIGURATION_FILE},${PRIVATE_CONFIGURATION_FILE}}`);
  return [
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
    workspace.onDidChangeWorkspaceFolders(changed),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isConfiguration(document.uri)) later();
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (isConfiguration(uri)) later();
    }),
    { dispose: () => clearTimeout(timer) },
  ];
}

function isConfiguration(uri: Uri): boolean {
  return uri.path.endsWith(`/${CONFIGURATION_FILE}`) || uri.path.endsWith(`/${PRIVATE_CONFIGURATION_FILE}`);
}

function foldersFor(document: Uri): Uri[] {
  const home = workspace.getWorkspaceFolder(document)?.uri;
  if (home) return foldersUpward(Uri.joinPath(document, '..').path, home.path).map(path => home.with({ path }));
  // An untitled document has no folder of its own; the author works in the first one of the window.
  if (document.scheme === 'untitled') return workspace.workspaceFolders?.slice(0, 1).map(each => each.uri) ?? [];
  return foldersUpward(Uri.joinPath(document, '..').path).map(path => document.with({ path, query: '', fragment: '' }));
}

async function readText(uri: Uri, log: LogOutputChannel): Promise<string | null> {
  const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    // Most folders have no such file, and some documents (of a diff, of a chat) lie in no file system at all.
    if (error instanceof FileSystemError && error.code === 'NoPermissions')
      log.warn(`${uri.toString()}: ${error.message}`);
    return null;
  }
}
