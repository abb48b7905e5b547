/** The configuration of one file: what holds for all, with the overrides whose globs name it. */

import type { Configuration, Override, Profile } from './configuration.ts';
import { matchesGlob } from './glob.ts';

/** What the settings of an editor say; what `sipwright.json` says goes before it. */
export interface Layer {
  readonly rules: Configuration['rules'];
  readonly profile: Profile | undefined;
}

/** The configuration with the settings below it. */
export function withSettings(configuration: Configuration, { rules, profile }: Layer): Configuration {
  // The private file may name a profile as well; the sources have it under the same name.
  const own = configuration.sources.has('/profile') ? configuration.profile : (profile ?? configuration.profile);
  return { ...configuration, rules: { ...rules, ...configuration.rules }, profile: own };
}

/** By which overrides apply, so that files with the same ones share one object and what was found with it. */
const known = new WeakMap<Configuration, Map<string, Configuration>>();

/** `path` is relative to the folder of the configuration, with forward slashes; undefined for a text without file. */
export function configurationFor(configuration: Configuration, path: string | undefined): Configuration {
  const { overrides } = configuration;
  if (overrides.length === 0 || path === undefined) return configuration;
  const own = overrides.filter(({ files }) => files.some(pattern => matchesGlob(pattern, path)));
  if (own.length === 0) return configuration;
  const made = known.get(configuration) ?? new Map<string, Configuration>();
  known.set(configuration, made);
  const key = own.map(one => overrides.indexOf(one)).join();
  const result = made.get(key) ?? overridden(configuration, own);
  made.set(key, result);
  return result;
}

function overridden(configuration: Configuration, own: readonly Override[]): Configuration {
  const rules = Object.assign({}, configuration.rules, ...own.map(one => one.rules));
  return { ...configuration, rules, profile: own.findLast(one => one.profile)?.profile ?? configuration.profile };
}
