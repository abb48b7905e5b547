/** The files that `sipwright check` was given: those of one folder are checked together where they share a Call-ID. */

import { posix } from 'node:path';
import type { Configuration } from '../../common/config/configuration.ts';
import { type FindElsewhere, findingRows } from '../../common/features/diagnostics.ts';
import { Folder, type FolderFile } from '../../common/rules/folder.ts';
import { type DocumentFindings, RuleRunner } from '../../common/rules/run.ts';
import { releaseViews } from '../../common/syntax/cache.ts';
import { parseDocument, type SipDocument } from '../../common/syntax/document.ts';
import type { ConfigurationFindings } from './configuration.ts';
import type { CheckedFile } from './reporters/report.ts';

/** A file of the report, whose rows are made when all files have been read. */
export interface Checked {
  readonly path: string;
  report(elsewhere: FindElsewhere): CheckedFile;
  readonly sip: SipFile | undefined;
}

export function configurationFile({ path, findings }: ConfigurationFindings): Checked {
  return { path, sip: undefined, report: () => ({ path, text: undefined, findings }) };
}

export class SipFile implements Checked, FolderFile {
  readonly path: string;
  readonly runner: RuleRunner;
  readonly checked: SipDocument;
  readonly #text: string;
  #findings: DocumentFindings;

  constructor(path: string, text: string, configuration: Configuration, log: (line: string) => void) {
    this.path = path;
    this.runner = new RuleRunner(log);
    this.checked = parseDocument(text);
    this.#text = text;
    this.#findings = this.runner.run(this.checked, configuration);
    for (const message of this.checked.messages) releaseViews(message);
  }

  get sip(): SipFile {
    return this;
  }

  took(findings: DocumentFindings): void {
    this.#findings = findings;
  }

  report(elsewhere: FindElsewhere): CheckedFile {
    const { path, checked } = this;
    return { path, text: this.#text, findings: findingRows(checked, this.#findings, elsewhere) };
  }
}

/** Looks at what several files of a folder have of one call, and makes the rows of all files. */
export function checkTogether(files: readonly Checked[]): readonly CheckedFile[] {
  const folders = new Map<string, Folder>();
  for (const { path, sip } of files) {
    // Standard input lies in no folder.
    if (sip === undefined || path === '-') continue;
    const name = posix.dirname(path);
    const folder = folders.get(name) ?? new Folder();
    folders.set(name, folder);
    folder.put(path, sip);
  }
  for (const folder of folders.values()) folder.settle();
  return files.map(file => file.report(message => folders.get(posix.dirname(file.path))?.find(message)));
}
