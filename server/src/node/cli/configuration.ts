/** The `sipwright.json` that applies to a file: the one named by `--config`, or the nearest one above the file. */

import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Configuration, ConfigurationFile, Profile } from '../../common/config/configuration.ts';
import { DEFAULT_CONFIGURATION } from '../../common/config/configuration.ts';
import { configurationFor } from '../../common/config/overrides.ts';
import { type ParseResult, parseConfiguration } from '../../common/config/parse.ts';
import { secretVariable } from '../../common/config/subscriber.ts';
import type { FindingRow } from '../../common/features/diagnostics.ts';
import { CONFIGURATION_FILE, PRIVATE_CONFIGURATION_FILE } from '../../common/lsp/configurations.ts';
import { positionInText } from '../../common/lsp/documents.ts';
import { KNOWN_RULES } from '../../common/rules/known.ts';
import { decode } from './inputs.ts';
import type { CliIo } from './io.ts';

/** What is wrong in one configuration file. */
export interface ConfigurationFindings {
  readonly path: string;
  readonly findings: readonly FindingRow[];
}

/** Reads each configuration once; what is wrong in it is said once, on standard error unless the caller wants it. */
export class ConfigurationReader {
  readonly #io: CliIo;
  readonly #named: string | undefined;
  readonly #report: (file: ConfigurationFindings) => void;
  readonly #byFile = new Map<string, Configuration>();

  constructor(io: CliIo, named: string | undefined, report = (file: ConfigurationFindings) => print(io, file)) {
    this.#io = io;
    this.#named = named;
    this.#report = report;
  }

  /** The configuration for a file, with its overrides; undefined when the one named by the caller cannot be read. */
  for(path: string): Configuration | undefined {
    const file = this.#named === undefined ? this.#nearest(path) : resolve(this.#io.cwd, this.#named);
    if (file === undefined) return DEFAULT_CONFIGURATION;
    if (!this.#byFile.has(file) && this.#named !== undefined && this.#io.readFile(file) === undefined) return undefined;
    const configuration = this.#byFile.get(file) ?? this.#load(file);
    this.#byFile.set(file, configuration);
    return configurationFor(configuration, this.#pathFrom(dirname(file), path));
  }

  /** As globs name it; undefined for standard input and for files beside the folder. */
  #pathFrom(folder: string, path: string): string | undefined {
    const inside = relative(folder, resolve(this.#io.cwd, path));
    return path === '-' || inside.startsWith('..') || isAbsolute(inside) ? undefined : inside.split(sep).join('/');
  }

  /** The public file of the nearest folder that has one of the two, as in the editor. */
  #nearest(path: string): string | undefined {
    let folder = path === '-' ? this.#io.cwd : dirname(resolve(this.#io.cwd, path));
    for (;;) {
      const file = join(folder, CONFIGURATION_FILE);
      if (this.#byFile.has(file)) return file;
      const candidates = [file, join(folder, PRIVATE_CONFIGURATION_FILE)];
      if (candidates.some(candidate => this.#io.readFile(candidate) !== undefined)) return file;
      const above = dirname(folder);
      if (above === folder) return undefined;
      folder = above;
    }
  }

  #load(file: string): Configuration {
    const privateFile = join(dirname(file), PRIVATE_CONFIGURATION_FILE);
    // The private file given by name is the whole configuration.
    const texts = { public: this.#text(file), private: file === privateFile ? undefined : this.#text(privateFile) };
    const { configuration, findings } = parseConfiguration(texts.public, {
      privateText: texts.private,
      secret: name => this.#io.env(secretVariable(name)),
      knownRules: KNOWN_RULES,
    });
    this.#tell(file, 'public', texts.public, findings);
    this.#tell(privateFile, 'private', texts.private, findings);
    return configuration;
  }

  #text(file: string): string | undefined {
    const octets = this.#io.readFile(file);
    return octets && decode(octets);
  }

  #tell(path: string, file: ConfigurationFile, text: string | undefined, all: ParseResult['findings']): void {
    const own = all.filter(finding => finding.file === file);
    if (text === undefined || own.length === 0) return;
    const inside = relative(this.#io.cwd, path);
    this.#report({
      path: (inside.startsWith('..') ? path : inside).split(sep).join('/'),
      findings: own.map(({ code, severity, message, start, end }) => ({
        rule: `configuration-${code}`,
        severity,
        message,
        range: { start: positionInText(text, start), end: positionInText(text, end) },
        spec: { title: CONFIGURATION_FILE, url: '' },
        related: [],
      })),
    });
  }
}

/** Gives configurations another profile, whatever they say; one object for one configuration. */
export function withProfile(profile: Profile | undefined): (configuration: Configuration) => Configuration {
  const made = new Map<Configuration, Configuration>();
  return configuration => {
    if (profile === undefined) return configuration;
    const known = made.get(configuration) ?? { ...configuration, profile };
    made.set(configuration, known);
    return known;
  };
}

/** Whether a file is a configuration and no SIP. */
export function isConfiguration(path: string): boolean {
  return basename(path) === CONFIGURATION_FILE || basename(path) === PRIVATE_CONFIGURATION_FILE;
}

function print(io: CliIo, { path, findings }: ConfigurationFindings): void {
  for (const { range, severity, message } of findings) {
    io.stderr(`${path}:${range.start.line + 1}:${range.start.character + 1}: ${severity}: ${message}\n`);
  }
}
