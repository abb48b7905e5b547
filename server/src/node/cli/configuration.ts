/** The `sipwright.json` that applies to a file: the one named by `--config`, or the nearest one above the file. */

import { dirname, join, resolve } from 'node:path';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../common/config/configuration.ts';
import { parseConfiguration } from '../../common/config/parse.ts';
import { secretVariable } from '../../common/config/subscriber.ts';
import { KNOWN_RULES } from '../../common/rules/known.ts';
import { decode } from './inputs.ts';
import type { CliIo } from './io.ts';

const PUBLIC = 'sipwright.json';
const PRIVATE = 'sipwright.private.json';

/** Reads each configuration once and says each finding in it once, on standard error. */
export class ConfigurationReader {
  readonly #io: CliIo;
  readonly #named: string | undefined;
  readonly #byFolder = new Map<string, Configuration>();

  constructor(io: CliIo, named: string | undefined) {
    this.#io = io;
    this.#named = named;
  }

  /** The configuration for a file; undefined when the one named by the caller cannot be read. */
  for(path: string): Configuration | undefined {
    if (this.#named !== undefined) {
      const file = resolve(this.#io.cwd, this.#named);
      if (this.#io.readFile(file) === undefined) return undefined;
      return this.#load(dirname(file), file);
    }
    let folder = path === '-' ? this.#io.cwd : dirname(resolve(this.#io.cwd, path));
    for (;;) {
      if (this.#byFolder.has(folder) || this.#io.readFile(join(folder, PUBLIC)) !== undefined) break;
      const above = dirname(folder);
      if (above === folder) return DEFAULT_CONFIGURATION;
      folder = above;
    }
    return this.#load(folder, join(folder, PUBLIC));
  }

  #load(folder: string, file: string): Configuration {
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const privateOctets = this.#io.readFile(join(folder, PRIVATE));
    const octets = this.#io.readFile(file);
    const text = octets && decode(octets);
    const privateText = privateOctets && decode(privateOctets);
    const { configuration, findings } = parseConfiguration(text, {
      privateText,
      secret: name => this.#io.env(secretVariable(name)),
      knownRules: KNOWN_RULES,
    });
    for (const finding of findings) {
      const isPrivate = finding.file === 'private';
      const { line, column } = lineAndColumn((isPrivate ? privateText : text) ?? '', finding.start);
      const shown = isPrivate ? join(folder, PRIVATE) : file;
      this.#io.stderr(`${shown}:${line}:${column}: ${finding.severity}: ${finding.message}\n`);
    }
    this.#byFolder.set(folder, configuration);
    return configuration;
  }
}

/** Line and column of an offset, both from 1. */
function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
