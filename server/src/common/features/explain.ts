/** What sipwright knows about a name: rule, header field, method, code, tag, parameter, value. The same words as hover. */

import {
  HEADER_NAMES,
  headerRow,
  METHODS,
  methodRow,
  nearestHeader,
  OPTION_TAGS,
  optionTagRow,
  statusCodeRow,
} from '../registry/index.ts';
import { nearest } from '../registry/nearest.ts';
import { RULES } from '../rules/index.ts';
import { ALL_FINDINGS } from '../rules/known.ts';
import type { RuleInfo } from '../rules/rule.ts';
import { profilesText } from '../rules/ruleProfiles.ts';
import { describeHeader, describeMethod, describeOptionTag, describeStatusCode } from './describe.ts';
import { vocabularyEntries, vocabularyNames } from './describeVocabulary.ts';
import { code, heading, paragraphs } from './markdown.ts';

/** Everything that has this name, as Markdown; undefined when nothing has. */
export function explain(topic: string): string | undefined {
  const name = topic.trim();
  const info = ALL_FINDINGS.find(candidate => candidate.id === name.toLowerCase());
  const header = headerRow(name);
  // A method is spelt in capitals; `Refer` is nothing.
  const method = methodRow(name);
  const status = /^\d{3}$/.test(name) ? statusCodeRow(Number(name)) : undefined;
  const tag = optionTagRow(name.toLowerCase());
  const own = [
    info && describeRule(info),
    header && describeHeader(header, { written: name }),
    method && describeMethod(method),
    status && describeStatusCode(status),
    tag && describeOptionTag(tag),
  ].filter(part => part !== undefined);
  // A method is also a value of Allow, an option tag one of Supported: the page above says it.
  const said = [method, status, tag].filter(row => row !== undefined);
  const others = vocabularyEntries(name).filter(
    entry => !said.some(row => row.doc === entry.doc && row.spec === entry.spec),
  );
  const parts = [...own, ...others.map(entry => entry.page())];
  return parts.length > 0 ? parts.join('\n\n---\n\n') : undefined;
}

/** The page of a rule: what it asks, why, and an example each way. */
export function describeRule(info: RuleInfo): string {
  const rule = RULES.find(candidate => candidate.id === info.id);
  const fence = (text: string) => `\`\`\`sip-message\n${text.replace(/^\n|\n$/g, '')}\n\`\`\``;
  return paragraphs(
    heading(info.id, `${info.severity}`, info.spec),
    info.doc,
    rule && `Speaks under ${profilesText(info)}.`,
    rule && paragraphs('Wrong:', fence(rule.bad)),
    rule && paragraphs('Right:', fence(rule.good)),
    `Change its severity with ${code(`"rules": { "${info.id}": "off" }`)} in sipwright.json, or silence one place with ${code(`# @ignore ${info.id} reason`)} on the line above.`,
  );
}

/** Names close to one that is unknown, the closest kinds first. */
export function suggestions(topic: string): readonly string[] {
  // No number is meant to be another one.
  if (/^\d*$/.test(topic)) return [];
  const lower = topic.toLowerCase();
  const names = [
    ...ALL_FINDINGS.map(info => info.id),
    ...HEADER_NAMES,
    ...METHODS.map(row => row.name),
    ...OPTION_TAGS.map(row => row.tag),
    ...vocabularyNames(),
  ];
  const containing = names.filter(name => name.toLowerCase().includes(lower));
  const near = [nearestHeader(topic), nearest(topic, names)].filter(name => name !== undefined);
  return [...new Set([...near, ...containing])].slice(0, 5);
}
