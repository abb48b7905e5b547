/** A folder with files that goes away with the process. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'sipwright-cli-')));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** Without a finding. */
export const CLEAN = `OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP pc.home.net;branch=z9hG4bK-1;rport
Max-Forwards: 70
From: <sip:alice@home.net>;tag=a1
To: <sip:bob@home.net>
Call-ID: 1@pc.home.net
CSeq: 1 OPTIONS
Content-Length: 0

`;

/** Two errors, both with a certain repair. */
export const REPAIRABLE = CLEAN.replace('Max-Forwards: 70\n', '').replace('1 OPTIONS', '1 INVITE');
