/** The settings `sipwright.*` of an editor; every value that is missing or of the wrong type has its default. */

import { type Configuration, PROFILES, type Profile } from '../config/configuration.ts';
import { RULE_SEVERITIES } from '../config/schema.ts';
import type { InlayHintKind, InlayHintSettings } from '../features/inlayHints.ts';
import { KNOWN_RULES } from '../rules/known.ts';

export interface Settings {
  /** `workspace`: whether files that are not open are checked as well. */
  readonly diagnostics: { readonly maxProblems: number; readonly workspace: boolean };
  readonly inlayHints: InlayHintSettings;
  /** Severities by rule; what `sipwright.json` says goes before them. */
  readonly rules: Configuration['rules'];
  /** The profile of folders whose `sipwright.json` names none. */
  readonly profile: Profile | undefined;
}

export const DEFAULT_SETTINGS: Settings = {
  diagnostics: { maxProblems: 1000, workspace: true },
  inlayHints: {
    nonce: true,
    response: true,
    auts: true,
    sessionKeys: true,
    subscriber: true,
    securityAssociations: true,
    expires: true,
  },
  rules: {},
  profile: undefined,
};

/** Reads the section `sipwright` as a client sends it; anything at all may come. */
export function readSettings(section: unknown): Settings {
  const inlayHints = member(section, 'inlayHints');
  const switched = (name: InlayHintKind): boolean => {
    const value = member(inlayHints, name);
    return typeof value === 'boolean' ? value : DEFAULT_SETTINGS.inlayHints[name];
  };
  const maxProblems = member(member(section, 'diagnostics'), 'maxProblems');
  const valid = typeof maxProblems === 'number' && Number.isInteger(maxProblems) && maxProblems > 0;
  return {
    diagnostics: {
      maxProblems: valid ? maxProblems : DEFAULT_SETTINGS.diagnostics.maxProblems,
      workspace: member(member(section, 'diagnostics'), 'workspace') !== false,
    },
    inlayHints: {
      nonce: switched('nonce'),
      response: switched('response'),
      auts: switched('auts'),
      sessionKeys: switched('sessionKeys'),
      subscriber: switched('subscriber'),
      securityAssociations: switched('securityAssociations'),
      expires: switched('expires'),
    },
    rules: severities(member(member(section, 'rules'), 'severity')),
    profile: PROFILES.find(one => one === member(section, 'profile')),
  };
}

function severities(value: unknown): Configuration['rules'] {
  const named = KNOWN_RULES.map(id => [id, RULE_SEVERITIES.find(one => one === member(value, id))] as const);
  return Object.fromEntries(named.flatMap(([id, severity]) => (severity === undefined ? [] : [[id, severity]])));
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
