/**
 * The `sipwright.json` that applies to each document: read through the client where it offers to, otherwise beside the
 * document and upwards. Findings in the files are published for the files themselves, open or not.
 */

import type { Configuration, ConfigurationFile } from '../config/configuration.ts';
import type { Finding } from '../config/findings.ts';
import { configurationFor, type Layer, withSettings } from '../config/overrides.ts';
import type { ParseResult } from '../config/parse.ts';
import { parseConfiguration } from '../config/parse.ts';
import type { Diagnostic } from '../features/types.ts';
import { DiagnosticSeverity } from '../features/types.ts';
import type { ConfigurationFiles } from '../protocol.ts';
import { KNOWN_RULES } from '../rules/known.ts';
import { positionInText } from './documents.ts';

export const CONFIGURATION_FILE = 'sipwright.json';
export const PRIVATE_CONFIGURATION_FILE = 'sipwright.private.json';

/** Where the files come from and where their findings go. */
export interface ConfigurationHost {
  /** The files that apply to a document. */
  readFiles(documentUri: string): Promise<ConfigurationFiles>;
  /** The value of `${secret:name}`, undefined when there is none. */
  readSecret(name: string): Promise<string | undefined>;
  /** What the settings say about a document; the same object until they change. */
  settingsOf(documentUri: string): Layer;
  publish(uri: string, diagnostics: Diagnostic[]): void;
  report(what: string, error: unknown): void;
}

const NO_FILES: ConfigurationFiles = { uri: null, text: null, privateUri: null, privateText: null };

interface Loaded {
  /** The texts and secrets that it was made from, to see whether anything changed. */
  readonly source: string;
  readonly configuration: Configuration;
  /** The same files with a third one over them. */
  readonly withChange: (changeText: string) => ParseResult;
  readonly findings: readonly Finding[];
  /** Uri of the folder that its globs are relative to, with a slash at the end; empty without any file. */
  readonly base: string;
}

export class Configurations {
  readonly #host: ConfigurationHost;
  /** By folder of the document. */
  readonly #byFolder = new Map<string, Promise<Loaded>>();
  readonly #ready = new Map<string, Loaded>();
  /** By uri of the public file, so that every folder below it shares one object and what was found with it. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #published = new Set<string>();
  #generation = 0;
  readonly #merged = new WeakMap<Configuration, WeakMap<Layer, Configuration>>();

  constructor(host: ConfigurationHost) {
    this.#host = host;
  }

  /** The configuration if it has been read already: the usual case, without a turn of the event loop. */
  known(documentUri: string): Configuration | undefined {
    const loaded = this.#ready.get(folderOf(documentUri));
    return loaded && this.#finished(documentUri, loaded);
  }

  /** With settings and overrides; one object for the same ones, so that what was found with it is found again. */
  #finished(documentUri: string, { configuration, base }: Loaded): Configuration {
    const layer = this.#host.settingsOf(documentUri);
    let byLayer = this.#merged.get(configuration);
    if (!byLayer) {
      byLayer = new WeakMap();
      this.#merged.set(configuration, byLayer);
    }
    let merged = byLayer.get(layer);
    if (!merged) {
      merged = withSettings(configuration, layer);
      byLayer.set(layer, merged);
    }
    return configurationFor(merged, pathIn(base, documentUri));
  }

  load(documentUri: string): Promise<Configuration> {
    const folder = folderOf(documentUri);
    let loading = this.#byFolder.get(folder);
    if (!loading) {
      const generation = this.#generation;
      loading = this.#read(documentUri).then(loaded => {
        if (generation === this.#generation) this.#ready.set(folder, loaded);
        return loaded;
      });
      this.#byFolder.set(folder, loading);
    }
    return loading.then(loaded => this.#finished(documentUri, loaded));
  }

  /** The configuration with the values of `changeText` in place of its own; a sentence when they cannot be. */
  changedBy(documentUri: string, changeText: string): Configuration | string {
    const loaded = this.#ready.get(folderOf(documentUri));
    if (loaded === undefined) return 'The configuration has not been read yet.';
    const { configuration, findings } = loaded.withChange(changeText);
    const known = new Set(loaded.findings.map(finding => finding.message));
    return findings.find(({ message }) => !known.has(message))?.message ?? configuration;
  }

  /** Forgets what was read; the files are read again when a document asks. */
  changed(): void {
    this.#generation++;
    this.#byFolder.clear();
    this.#ready.clear();
  }

  async #read(documentUri: string): Promise<Loaded> {
    let files = NO_FILES;
    try {
      files = await this.#host.readFiles(documentUri);
    } catch (error) {
      this.#host.report('reading sipwright.json', error);
    }
    const secrets = new Map<string, string>();
    for (const name of secretNames(`${files.text ?? ''}${files.privateText ?? ''}`)) {
      const value = await this.#secret(name);
      if (value !== undefined) secrets.set(name, value);
    }
    const key = files.uri ?? files.privateUri ?? '';
    const source = JSON.stringify([files, [...secrets]]);
    const loaded = this.#loaded.get(key);
    if (loaded?.source === source) return loaded;
    const withChange = (changeText?: string): ParseResult =>
      parseConfiguration(files.text ?? undefined, {
        privateText: files.privateText ?? undefined,
        changeText,
        secret: name => secrets.get(name),
        knownRules: KNOWN_RULES,
      });
    const { configuration, findings } = withChange();
    const made = { source, configuration, withChange, findings, base: folderOf(key) };
    this.#loaded.set(key, made);
    this.#publish(documentUri, files, findings);
    return made;
  }

  async #secret(name: string): Promise<string | undefined> {
    try {
      return await this.#host.readSecret(name);
    } catch (error) {
      this.#host.report('reading a secret', error);
      return undefined;
    }
  }

  #publish(documentUri: string, files: ConfigurationFiles, findings: readonly Finding[]): void {
    // A file that used to apply here and is gone takes its findings with it.
    for (const uri of this.#published) {
      if (uri === files.uri || uri === files.privateUri || !documentUri.startsWith(folderOf(uri))) continue;
      this.#published.delete(uri);
      this.#host.publish(uri, []);
    }
    this.#publishFile(files.uri, files.text, 'public', findings);
    this.#publishFile(files.privateUri, files.privateText, 'private', findings);
  }

  #publishFile(uri: string | null, text: string | null, file: ConfigurationFile, findings: readonly Finding[]): void {
    if (uri === null || text === null) return;
    const own = configurationDiagnostics(text, file, findings);
    // A clean file that was never complained about needs no empty list.
    if (own.length === 0 && !this.#published.has(uri)) return;
    this.#published.add(uri);
    this.#host.publish(uri, own);
  }
}

/** The findings of one of the two files as diagnostics there. */
export function configurationDiagnostics(
  text: string,
  file: ConfigurationFile,
  findings: readonly Finding[],
): Diagnostic[] {
  return findings
    .filter(finding => finding.file === file)
    .map(finding => ({
      range: { start: positionInText(text, finding.start), end: positionInText(text, finding.end) },
      severity: DiagnosticSeverity[finding.severity],
      code: `configuration-${finding.code}`,
      source: 'sipwright',
      message: finding.message,
    }));
}

/** Names in `${secret:name}`, each once. */
function secretNames(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{secret:([A-Za-z0-9_.-]+)\}/g)].flatMap(match => match[1] ?? []))];
}

/** Path below the folder of the configuration, as its globs name it; undefined for a document from elsewhere. */
function pathIn(base: string, documentUri: string): string | undefined {
  if (base === '' || !documentUri.startsWith(base) || /[?#]/.test(documentUri)) return undefined;
  const path = documentUri.slice(base.length);
  try {
    return decodeURIComponent(path);
  } catch {
    // No octets of UTF-8: nothing that a pattern could name.
    return path;
  }
}

/** Configuration goes by folders; a query tells documents of one folder apart (transcripts of our client). */
function folderOf(uri: string): string {
  const path = uri.replace(/[?#].*$/s, '');
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Uris of the folders that may hold the configuration of a document: its own, then upwards to `root` or the top. */
export function foldersUpward(documentUri: string, roots: readonly string[]): string[] {
  const folders: string[] = [];
  const root = roots.find(each => documentUri.startsWith(each.endsWith('/') ? each : `${each}/`));
  const authority = /^[A-Za-z][\w+.-]*:(?:\/\/[^/]*)?(?=\/)/.exec(documentUri)?.[0];
  if (authority === undefined) return roots.slice(0, 1).map(each => each.replace(/\/$/, ''));
  const last = root === undefined ? authority : root.replace(/\/$/, '');
  let folder = documentUri.slice(0, documentUri.lastIndexOf('/'));
  while (folder.length >= last.length && folder.startsWith(authority)) {
    folders.push(folder);
    if (folder === last) break;
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
  return folders;
}

/** Reads the files of the nearest folder that has one of them. */
export async function findConfigurationFiles(
  documentUri: string,
  roots: readonly string[],
  readFile: (uri: string) => Promise<string | null>,
): Promise<ConfigurationFiles> {
  for (const folder of foldersUpward(documentUri, roots)) {
    const uri = `${folder}/${CONFIGURATION_FILE}`;
    const privateUri = `${folder}/${PRIVATE_CONFIGURATION_FILE}`;
    const [text, privateText] = await Promise.all([readFile(uri), readFile(privateUri)]);
    if (text === null && privateText === null) continue;
    return { uri: text === null ? null : uri, text, privateUri: privateText === null ? null : privateUri, privateText };
  }
  return NO_FILES;
}

export function isConfigurationFile(uri: string): boolean {
  return uri.endsWith(`/${CONFIGURATION_FILE}`) || uri.endsWith(`/${PRIVATE_CONFIGURATION_FILE}`);
}
