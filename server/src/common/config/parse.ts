/** Reads `sipwright.json` and the private file beside it. */

import { canonicalImpu } from '../auth/identities.ts';
import { nearest } from '../registry/nearest.ts';
import type { ConfigurationFile, Subscriber } from './configuration.ts';
import {
  type Configuration,
  DEFAULT_CONFIGURATION,
  DEFAULT_HOME_DOMAIN,
  type Override,
  PROFILES,
  type Profile,
  type RuleSeverity,
} from './configuration.ts';
import type { Finding, Report } from './findings.ts';
import { buildNetwork, sqnProfileOf } from './network.ts';
import { CONFIGURATION_SCHEMA, RULE_SEVERITIES } from './schema.ts';
import { type BuildContext, buildSubscriber } from './subscriber.ts';
import {
  flagAt,
  itemsOf,
  memberOf,
  numberAt,
  overlay,
  pointersOf,
  readTree,
  textAt,
  textOf,
  textsAt,
  type Value,
} from './tree.ts';
import { checkRequired, prune } from './validate.ts';

export interface ParseOptions {
  /** The text of `sipwright.private.json`, if there is one. */
  readonly privateText?: string | undefined;
  /** A third file over both: what one run is to have otherwise. */
  readonly changeText?: string | undefined;
  /** The value of `${secret:name}`; without it no secret is set. */
  readonly secret?: ((name: string) => string | undefined) | undefined;
  /** Ids of all rules; without it no id is called unknown. */
  readonly knownRules?: readonly string[] | undefined;
}

export interface ParseResult {
  readonly configuration: Configuration;
  /** By file and place. */
  readonly findings: readonly Finding[];
}

/**
 * The configuration of a text, with a finding for everything that cannot be used and the default in its place.
 * `text` is undefined when there is no public file. Never throws.
 */
export function parseConfiguration(text: string | undefined, options: ParseOptions = {}): ParseResult {
  const findings: Finding[] = [];
  const report: Report = (source, severity, code, message) => findings.push({ ...source, severity, code, message });
  const files = overlay(read('public', text, report), read('private', options.privateText, report));
  const tree = overlay(files, read('private', options.changeText, report));
  if (tree !== undefined) checkRequired(tree, CONFIGURATION_SCHEMA, report);
  const configuration = build(tree, options, report);
  findings.sort((a, b) => Number(a.file === 'private') - Number(b.file === 'private') || a.start - b.start);
  return { configuration, findings };
}

function read(file: ConfigurationFile, text: string | undefined, report: Report): Value | undefined {
  if (text === undefined) return undefined;
  const { value, faults } = readTree(file, text);
  for (const fault of faults) report(fault.source, 'error', 'syntax', fault.message);
  return value && prune(value, CONFIGURATION_SCHEMA, 'The configuration', report);
}

function build(tree: Value | undefined, options: ParseOptions, report: Report): Configuration {
  const networkTree = memberOf(tree, 'network');
  const sqnProfile = sqnProfileOf(networkTree);
  const context: BuildContext = { report, sqnProfile, secret: options.secret ?? (() => undefined) };
  const { subscribers, kept } = buildSubscribers(itemsOf(tree, 'subscribers') ?? [], context);
  const homeDomain = subscribers[0]?.homeDomain ?? DEFAULT_HOME_DOMAIN;
  return {
    subscribers,
    network: buildNetwork(networkTree, homeDomain, report),
    rules: buildRules(memberOf(tree, 'rules'), options.knownRules, report),
    profile: profileAt(tree) ?? DEFAULT_CONFIGURATION.profile,
    overrides: buildOverrides(tree, options.knownRules, report),
    dialogsAcrossFiles: flagAt(tree, 'dialogsAcrossFiles') ?? DEFAULT_CONFIGURATION.dialogsAcrossFiles,
    seed: numberAt(tree, 'seed') ?? DEFAULT_CONFIGURATION.seed,
    sources: pointersOf(withSubscribers(tree, kept)),
  };
}

/** Subscribers in order, and the tree of each; those without identity or with another's are left out. */
function buildSubscribers(
  items: readonly Value[],
  context: BuildContext,
): { subscribers: Subscriber[]; kept: Value[] } {
  const subscribers: Subscriber[] = [];
  const kept: Value[] = [];
  for (const [position, item] of items.entries()) {
    const subscriber = buildSubscriber(item, position, context);
    if (subscriber === undefined || isDuplicate(item, subscriber, subscribers, context.report)) continue;
    subscribers.push(subscriber);
    kept.push(item);
  }
  return { subscribers, kept };
}

/** Two names for one subscriber, or one name for two, would make every look-up a guess. */
function isDuplicate(item: Value, one: Subscriber, others: readonly Subscriber[], report: Report): boolean {
  const place = (name: string): Value['source'] => memberOf(item, name)?.source ?? item.source;
  if (others.some(other => other.name === one.name)) {
    report(place('name'), 'error', 'duplicate', `There is another subscriber with the name "${one.name}".`);
    return true;
  }
  const same = others.find(other => other.impi === one.impi);
  if (same !== undefined) {
    report(place('impi'), 'error', 'duplicate', `Subscriber "${same.name}" has this private identity already.`);
    return true;
  }
  // A public identity may be shared (TS 23.228 §4.3.3.4), so this is worth a word, no more.
  for (const impu of itemsOf(item, 'impus') ?? []) {
    const key = canonicalImpu(textOf(impu) ?? '');
    const sharer = others.find(other => other.impus.some(known => canonicalImpu(known) === key));
    const message = `Subscriber "${sharer?.name}" has this public identity too; look-ups by it find that one.`;
    if (sharer !== undefined) report(impu.source, 'info', 'duplicate', message);
  }
  return false;
}

function withSubscribers(tree: Value | undefined, kept: readonly Value[]): Value | undefined {
  if (tree?.kind !== 'object') return tree;
  const member = tree.members.get('subscribers');
  if (member?.value.kind !== 'list') return tree;
  const value = { ...member.value, items: kept };
  return { ...tree, members: new Map(tree.members).set('subscribers', { ...member, value }) };
}

function profileAt(tree: Value | undefined): Profile | undefined {
  const name = textAt(tree, 'profile');
  return PROFILES.find(one => one === name);
}

function buildOverrides(
  tree: Value | undefined,
  known: readonly string[] | undefined,
  report: Report,
): readonly Override[] {
  return (itemsOf(tree, 'overrides') ?? []).map(item => ({
    files: textsAt(item, 'files') ?? [],
    rules: buildRules(memberOf(item, 'rules'), known, report),
    profile: profileAt(item),
  }));
}

function buildRules(
  value: Value | undefined,
  known: readonly string[] | undefined,
  report: Report,
): Record<string, RuleSeverity> {
  const rules: Record<string, RuleSeverity> = {};
  if (value?.kind !== 'object') return rules;
  for (const [id, member] of value.members) {
    if (known !== undefined && !known.includes(id)) {
      const meant = nearest(id, known);
      const advice = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      report(member.key, 'warning', 'unknown-rule', `There is no rule "${id.slice(0, 64)}".${advice}`);
      continue;
    }
    const severity = RULE_SEVERITIES.find(one => one === textAt(value, id));
    if (severity !== undefined) rules[id] = severity;
  }
  return rules;
}
