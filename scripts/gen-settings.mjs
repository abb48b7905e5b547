/**
 * Writes the ids of all rules with their docs to where severities are set: the setting `sipwright.rules.severity` in
 * package.json, and `rules` in the schema of sipwright.json. Editors complete and check them there.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROFILES } from '../server/src/common/config/configuration.ts';
import { CONFIGURATION_SCHEMA, RULE_SEVERITIES } from '../server/src/common/config/schema.ts';
import { ALL_FINDINGS } from '../server/src/common/rules/known.ts';
import { root } from './paths.mjs';
import { putJson } from './put.mjs';

const findings = ALL_FINDINGS.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const propertyNames = {
  enum: findings.map(({ id }) => id),
  enumDescriptions: findings.map(({ severity, spec, doc }) => `${doc} (${spec}; ${severity} unless set here)`),
};

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const checks = manifest.contributes.configuration.find(({ title }) => title === '%configuration.checks%');
checks.properties['sipwright.rules.severity'] = {
  type: 'object',
  default: {},
  order: 2,
  scope: 'resource',
  markdownDescription: '%configuration.rulesSeverity%',
  propertyNames,
  additionalProperties: { type: 'string', enum: [...RULE_SEVERITIES] },
};
checks.properties['sipwright.profile'] = {
  type: 'string',
  enum: [...PROFILES],
  enumDescriptions: CONFIGURATION_SCHEMA.properties.profile.enumDescriptions,
  default: 'auto',
  order: 1,
  scope: 'resource',
  markdownDescription: '%configuration.profile%',
};
putJson('package.json', manifest);

const { properties } = CONFIGURATION_SCHEMA;
const definitions = { rules: { ...properties.rules, propertyNames } };
const rules = { $ref: '#/definitions/rules' };
const { items } = properties.overrides;
const overrides = { ...properties.overrides, items: { ...items, properties: { ...items.properties, rules } } };
putJson('schemas/sipwright.schema.json', {
  ...CONFIGURATION_SCHEMA,
  definitions,
  properties: { ...properties, rules, overrides },
});
