/** What the pickers of a client show: flows, faults, and the settings of the configuration. */

import type { Configuration } from '../config/configuration.ts';
import { CONFIGURATION_SCHEMA, type Schema } from '../config/schema.ts';
import type { ListFlowsResult } from '../protocol.ts';
import { FAULTS } from '../sim/faultRows.ts';
import { FLOW_GROUPS } from '../sim/flows/index.ts';
import { isSecretPath } from './runFlow.ts';

export function flowList(configuration: Configuration): ListFlowsResult {
  return {
    groups: FLOW_GROUPS.map(({ title, flows }) => ({
      title,
      flows: flows.map(flow => ({
        id: flow.id,
        title: flow.title,
        description: flow.description,
        clause: flow.spec,
      })),
    })),
    faults: FAULTS.map(({ name, title, value }) => ({ name, title, ...(value === undefined ? {} : { value }) })),
    settings: settings(configuration),
  };
}

type Setting = ListFlowsResult['settings'][number];

/** Every value that stands for itself; entries of a list go by their names. */
function settings({ subscribers, network }: Configuration): Setting[] {
  const { properties = {} } = CONFIGURATION_SCHEMA;
  const names: { readonly [list: string]: readonly { readonly name: string }[] } = {
    subscribers,
    scscf: network.scscf,
    as: network.as,
  };
  const leaves = (path: string, name: string, schema: Schema): Setting[] => {
    const named = names[name];
    if (named !== undefined && schema.items?.properties)
      return named.flatMap(one => children(`${path}.${one.name}`, schema.items?.properties ?? {}));
    if (schema.properties) return children(path, schema.properties);
    return [setting(path, schema)];
  };
  const children = (path: string, all: Readonly<Record<string, Schema>>): Setting[] =>
    Object.entries(all).flatMap(([name, schema]) => (name === 'name' ? [] : leaves(`${path}.${name}`, name, schema)));
  return ['network', 'subscribers', 'seed'].flatMap(name => {
    const schema = properties[name];
    return schema === undefined ? [] : leaves(name, name, schema);
  });
}

function setting(path: string, schema: Schema): Setting {
  return {
    path,
    description: schema.description ?? '',
    ...(schema.enum === undefined ? {} : { choices: schema.enum.map(String) }),
    ...(isSecretPath(path) ? { isSecret: true } : {}),
  };
}
