/** Finds a Chromium that starts, or gets one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Of one download or package installation. */
const installLimit = 240_000;

type Say = (line: string) => void;

/** The executable to use. Throws one sentence when there is none and none can be had. */
export function findChromium(say: Say = () => {}): string {
  const { CHROMIUM_PATH: given } = process.env;
  if (given && !starts(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not start.`);
  const found = given ?? installedChromium() ?? downloadedChromium(say) ?? packagedChromium(say);
  if (found) return found;
  throw new Error('no Chromium was found and none could be installed: install one, or name it in CHROMIUM_PATH.');
}

export async function launchChromium(say: Say = () => {}): Promise<Browser> {
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const plain = [
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
  ];
  // The root user of a container cannot have Chromium's own sandbox.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium(say), args: [...quiet, ...plain, ...sandbox] });
}

function starts(executable: string): boolean {
  // On Windows the question opens a window instead of answering.
  if (process.platform === 'win32') return fs.existsSync(executable);
  return spawnSync(executable, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

function installedChromium(): string | undefined {
  const { PATH = '' } = process.env;
  const folders = PATH.split(path.delimiter);
  const onPath = commands.flatMap(command => folders.map(folder => path.join(folder, command)));
  return [...onPath, ...macApplications].find(file => fs.existsSync(file) && starts(file));
}

function downloadedChromium(say: Say): string | undefined {
  const executable = chromium.executablePath();
  if (fs.existsSync(executable)) return starts(executable) ? executable : undefined;
  say('no Chromium is installed; downloading the one of Playwright');
  const script = path.join(import.meta.dirname, '../../../node_modules/playwright-core/cli.js');
  const result = spawnSync(process.execPath, [script, 'install', '--no-shell', 'chromium'], {
    stdio: 'ignore',
    timeout: installLimit,
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return result.status === 0 && starts(executable) ? executable : undefined;
}

/** Debian's package, for root on a bare machine or in a container. */
function packagedChromium(say: Say): string | undefined {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return undefined;
  say("installing Debian's chromium package");
  const aptGet = (...args: string[]): boolean =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      timeout: installLimit,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = (): boolean => aptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  // A bare machine has no package lists yet.
  if (!install() && !(aptGet('update') && install())) return undefined;
  return installedChromium();
}
