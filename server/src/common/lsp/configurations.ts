/**
 * The `sipwright.json` that applies to each document: read through the client where it offers to, otherwise beside the
 * document and upwards. Findings in the files are published for the files themselves, open or not.
 */

import type { Configuration, ConfigurationFile } from '../config/configuration.ts';
import type { Finding } from '../config/findings.ts';
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
  publish(uri: string, diagnostics: Diagnostic[]): void;
  report(what: string, error: unknown): void;
}

const NO_FILES: ConfigurationFiles = { uri: null, text: null, privateUri: null, privateText: null };

interface Loaded {
  /** The texts and secrets that it was made from, to see whether anything changed. */
  readonly source: string;
  readonly configuration: Configuration;
}

export class Configurations {
  readonly #host: ConfigurationHost;
  /** By folder of the document. */
  readonly #byFolder = new Map<string, Promise<Configuration>>();
  readonly #ready = new Map<string, Configuration>();
  /** By uri of the public file, so that every folder below it shares one object and what was found with it. */
  readonly #loaded = new Map<string, Loaded>();
  readonly #published = new Set<string>();
  #generation = 0;
  #severities: Configuration['rules'] = {};
  #merged = new WeakMap<Configuration, Configuration>();

  constructor(host: ConfigurationHost) {
    this.#host = host;
  }

  /** The configuration if it has been read already: the usual case, without a turn of the event loop. */
  known(documentUri: string): Configuration | undefined {
    const configuration = this.#ready.get(folderOf(documentUri));
    return configuration && this.#withSeverities(configuration);
  }

  /** Severities of the editor's settings; those in `sipwright.json` go before them. */
  setSeverities(severities: Configuration['rules']): void {
    this.#severities = severities;
    this.#merged = new WeakMap();
  }

  /** One object for one configuration, so that what was found with it is found again. */
  #withSeverities(configuration: Configuration): Configuration {
    if (Object.keys(this.#severities).length === 0) return configuration;
    let merged = this.#merged.get(configuration);
    if (!merged) {
      merged = { ...configuration, rules: { ...this.#severities, ...configuration.rules } };
      this.#merged.set(configuration, merged);
    }
    return merged;
  }

  load(documentUri: string): Promise<Configuration> {
    const folder = folderOf(documentUri);
    let loading = this.#byFolder.get(folder);
    if (!loading) {
      const generation = this.#generation;
      loading = this.#read(documentUri).then(configuration => {
        if (generation === this.#generation) this.#ready.set(folder, configuration);
        return configuration;
      });
      this.#byFolder.set(folder, loading);
    }
    return loading.then(configuration => this.#withSeverities(configuration));
  }

  /** Forgets what was read; the files are read again when a document asks. */
  changed(): void {
    this.#generation++;
    this.#byFolder.clear();
    this.#ready.clear();
  }

  async #read(documentUri: string): Promise<Configuration> {
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
    if (loaded?.source === source) return loaded.configuration;
    const { configuration, findings } = parseConfiguration(files.text ?? undefined, {
      privateText: files.privateText ?? undefined,
      secret: name => secrets.get(name),
      knownRules: KNOWN_RULES,
    });
    this.#loaded.set(key, { source, configuration });
    this.#publish(documentUri, files, findings);
    return configuration;
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
