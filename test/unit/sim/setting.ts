/** What the simulator's tests share: a configuration, an authored REGISTER, a run. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Configuration } from '../../../server/src/common/config/configuration.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import type { FaultSetting } from '../../../server/src/common/sim/faults.ts';
import { findFlow } from '../../../server/src/common/sim/flows/index.ts';
import type { FlowResult } from '../../../server/src/common/sim/result.ts';
import { type Run, type RunRequest, simulate } from '../../../server/src/common/sim/run.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';

export const HOME = 'ims.mnc001.mcc001.3gppnetwork.org';
export const IMPI = `001010000000001@${HOME}`;

/** Keys, SQN and AMF of the golden registration. */
const ALICE = {
  name: 'alice',
  impi: IMPI,
  impus: [`sip:${IMPI}`, `sip:+12015550001@${HOME}`, 'tel:+12015550001'],
  barred: [`sip:${IMPI}`],
  k: '465b5ce8b199b49faa5f0a2ee238a6bc',
  op: 'cdc202d5123e20f62b6d676ac72cb318',
  amf: 'b9b9',
  sqn: 'ff9bb4d0b607',
};

/** A user of SIP Digest; the password is that of the example in RFC 7616 §3.9.1. */
const MUFASA = {
  name: 'mufasa',
  impi: 'mufasa@example.com',
  impus: ['sip:mufasa@example.com'],
  password: 'Circle of Life',
};

/** A user of SIP Digest in the home domain. */
const SIMBA = { name: 'simba', impi: `simba@${HOME}`, impus: [`sip:simba@${HOME}`], password: 'Hakuna Matata' };

const NETWORK = {
  scscf: [{ name: 'scscf1', capabilities: [1] }],
  ccf: [`ccf1.${HOME}`],
  as: [{ name: 'tas', priority: 0 }],
  roaming: ['visited.example'],
};

/** The golden configuration with some members replaced. */
export function configuration(
  changes: { readonly alice?: object; readonly network?: object; readonly others?: readonly object[] } = {},
): Configuration {
  const file = {
    subscribers: [{ ...ALICE, ...changes.alice }, MUFASA, SIMBA, ...(changes.others ?? [])],
    network: { ...NETWORK, ...changes.network },
  };
  const { configuration: parsed, findings } = parseConfiguration(JSON.stringify(file));
  assert.deepEqual(findings, []);
  return parsed;
}

export const GOLDEN = new URL('../../data/golden-registration/', import.meta.url);

/** The first REGISTER of the golden registration. */
export const REGISTER = readFileSync(new URL('01-REGISTER-ue-pcscf.sip', GOLDEN), 'utf8');

/** The golden REGISTER with one piece of its text replaced, which must stand in it. */
export function edited(from: string | RegExp, to: string): string {
  const text = REGISTER.replace(from, to);
  assert.notEqual(text, REGISTER, `nothing to replace: ${from}`);
  return text;
}

export interface RunOptions extends Partial<Omit<RunRequest, 'message' | 'faults'>> {
  readonly text?: string;
  /** `name` or `name=value`, as on the command line. */
  readonly faults?: readonly string[];
}

export function faultSetting(text: string): FaultSetting {
  const [name = '', ...rest] = text.split('=');
  return rest.length === 0 ? { name } : { name, value: rest.join('=') };
}

export function run(options: RunOptions = {}): Run {
  const { faults = [], flow = 'ims-registration', ...others } = options;
  // A flow of its own kind of subscriber starts from that subscriber's own REGISTER.
  const text = options.text ?? (findFlow(flow)?.ownRegister !== undefined ? undefined : REGISTER);
  const result = simulate({
    configuration: configuration(),
    ...others,
    flow,
    message: text === undefined ? undefined : parseMessage(text),
    faults: faults.map(faultSetting),
  });
  assert.ok(!('error' in result), 'error' in result ? result.error.message : '');
  return result;
}

/** `from>to LABEL` of every event of some kinds. */
export function steps(result: FlowResult, ...kinds: readonly string[]): string[] {
  return result.events
    .filter(event => kinds.length === 0 || kinds.includes(event.kind))
    .map(event => `${event.from}>${event.to} ${event.label}`);
}

/** Compares with a file under test/flows; UPDATE=1 rewrites it. */
export function golden(name: string, text: string): void {
  const file = new URL(`../../flows/${name}`, import.meta.url);
  const { UPDATE } = process.env;
  if (UPDATE === '1') writeFileSync(file, text);
  assert.ok(existsSync(file), `${name} is missing; UPDATE=1 writes it`);
  assert.equal(text, readFileSync(file, 'utf8'));
}
