/** Runs the compiled suite in one of VS Code's extension hosts against the packed extension, installed. */
import path from 'node:path';
import { launchChromium } from './harness/chromium.ts';
import { installPackage, type Server, startServer, temporaryFolder } from './harness/server.ts';
import { steadySettings } from './harness/settings.ts';
import { runSuite } from './harness/suiteRun.ts';
import { copyOf, type ExtensionHost } from './harness/window.ts';

const root = path.join(import.meta.dirname, '../..');
const suiteFolder = path.join(root, '.build', 'host-suite');

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export async function runHostSuite(host: ExtensionHost, vsix: string): Promise<Counts> {
  const folder = temporaryFolder('sipwright-suite-');
  const installed = path.join(folder, 'extensions');
  const unpacked = installPackage(vsix, installed);
  const workspace = copyOf(path.join(root, 'examples'), folder);
  const browser = await launchChromium(console.log);
  // The web host takes the unpacked files over http; it must not find the extension installed beside that.
  const extensionsFolder = host === 'node' ? installed : path.join(folder, 'none');
  const server = await startServer({ testDriver: true, extensionsFolder, settings: steadySettings });
  try {
    const { output, exitCode } = await runSuite(server, browser, {
      host,
      workspace,
      developmentExtensions: host === 'node' ? [suiteFolder] : [unpacked, suiteFolder],
      tests: path.join(suiteFolder, `${host}.js`),
      onLine: line => console.log(line),
    });
    const counts = { passed: number(output, /^\s+(\d+) passing/m), failed: number(output, /^\s+(\d+) failing/m) };
    const complaints = errorsOf(server);
    for (const line of complaints) console.log(`logged error: ${line}`);
    if (exitCode !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
    return { ...counts, failed: counts.failed + complaints.length };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function number(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

/** What VS Code's own logs hold against us. */
function errorsOf(server: Server): string[] {
  const lines = Object.values(server.logs()).flatMap(text => text.split('\n'));
  return lines.filter(line => /\[error\]/.test(line) && /sipwright/i.test(line));
}
