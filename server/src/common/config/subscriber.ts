/** Subscribers from the checked tree. */
import type { AkaMaterial, MilenageMaterial, TuakMaterial } from '../auth/akaFunctions.ts';
import { bytesFromHex, equalBytes } from '../auth/encoding.ts';
import { canonicalImpu, deriveIdentities, domainOf, mncLengthHint } from '../auth/identities.ts';
import { computeOpc, type MilenageConstants } from '../auth/milenage.ts';
import { Secret } from '../auth/secret.ts';
import { type SqnProfile, sqnFromBytes } from '../auth/sqn.ts';
import { computeTopc, TUAK_LENGTHS } from '../auth/tuak.ts';
import type { AkaCredentials, SourceRange, Subscriber } from './configuration.ts';
import type { Report } from './findings.ts';
import { SECRET_REFERENCE } from './schema.ts';
import { flagAt, itemsOf, memberOf, numberAt, numbersAt, textAt, textOf, textsAt, type Value } from './tree.ts';

/** What building needs besides the tree. */
export interface BuildContext {
  readonly report: Report;
  /** The value of `${secret:name}`. */
  readonly secret: (name: string) => string | undefined;
  readonly sqnProfile: SqnProfile;
}

/** The subscriber of an object; undefined, and reported, when it has no identity at all. */
export function buildSubscriber(value: Value, position: number, context: BuildContext): Subscriber | undefined {
  const identities = identitiesOf(value, context.report);
  if (identities === undefined) return undefined;
  const usim = credentialsOf(value, undefined, context);
  const override = memberOf(value, 'hss');
  const mncLength = numberAt(value, 'mncLength');
  return {
    name: textAt(value, 'name') ?? `subscriber ${position + 1}`,
    ...identities,
    imsi: textAt(value, 'imsi'),
    mncLength: mncLength === 2 || mncLength === 3 ? mncLength : undefined,
    imei: textAt(value, 'imei'),
    usim,
    hss: override === undefined ? usim : credentialsOf(override, value, context),
    password: passwordOf(value, context),
    capabilities: {
      mandatory: numbersAt(memberOf(value, 'capabilities'), 'mandatory') ?? [],
      optional: numbersAt(memberOf(value, 'capabilities'), 'optional') ?? [],
    },
    roaming: textsAt(value, 'roaming'),
  };
}

type Identities = Pick<Subscriber, 'impi' | 'impus' | 'barred' | 'implicitSets' | 'homeDomain'>;

function identitiesOf(value: Value, report: Report): Identities | undefined {
  const impi = textAt(value, 'impi') ?? derivedImpi(value);
  if (impi === undefined) {
    const start = { ...value.source, end: value.source.start + 1 };
    report(start, 'error', 'missing', 'A subscriber needs "impi", or "imsi" to derive it from (TS 23.003 §13.3).');
    return undefined;
  }
  const listed = textsAt(value, 'impus') ?? [];
  const impus = listed.length > 0 ? listed : [`sip:${impi}`];
  const known = new Set(impus.map(canonicalImpu));
  const own = (items: readonly Value[] | undefined): string[] =>
    (items ?? []).flatMap(item => {
      const impu = textOf(item) ?? '';
      if (known.has(canonicalImpu(impu))) return [impu];
      report(item.source, 'error', 'conflict', 'This is none of the "impus" of this subscriber.');
      return [];
    });
  const barred = own(itemsOf(value, 'barred'));
  const sets = itemsOf(value, 'implicitSets')?.map(set => own(set.kind === 'list' ? set.items : []));
  return { impi, impus, barred, implicitSets: sets ?? [impus], homeDomain: domainOf(impi) ?? '' };
}

function derivedImpi(value: Value): string | undefined {
  const imsi = textAt(value, 'imsi');
  if (imsi === undefined) return undefined;
  const mncLength = numberAt(value, 'mncLength');
  const derived = deriveIdentities(imsi, mncLength === 2 || mncLength === 3 ? mncLength : mncLengthHint(imsi));
  return derived.ok ? derived.value.impi : undefined;
}

/** AKA secrets of one side; `base` has what this side does not say itself. Undefined when they cannot be used. */
function credentialsOf(own: Value, base: Value | undefined, context: BuildContext): AkaCredentials | undefined {
  const value = base ?? own;
  const material = materialOf(own, base, context);
  if (material === undefined) return undefined;
  const counter = (name: string): Uint8Array | undefined =>
    bytesFromHex(textAt(own, name) ?? textAt(base, name) ?? '-');
  const sqnOctets = counter('sqn');
  const sqn = sqnOctets === undefined ? 0x20 : sqnFromBytes(sqnOctets);
  const sqnMs = bytesFromHex(textAt(value, 'sqnMs') ?? '-');
  return {
    material,
    amf: counter('amf') ?? new Uint8Array(2),
    sqn,
    sqnMs: sqnMs === undefined ? Math.max(0, sqn - 2 ** context.sqnProfile.indexBits) : sqnFromBytes(sqnMs),
    concealSqn: flagAt(value, 'concealSqn') ?? true,
  };
}

function materialOf(own: Value, base: Value | undefined, context: BuildContext): AkaMaterial | undefined {
  const value = base ?? own;
  const tuak = textAt(value, 'algorithm') === 'tuak';
  const kinds = tuak ? (['topc', 'top'] as const) : (['opc', 'op'] as const);
  const k = keyOf(own, 'k', context) ?? keyOf(base, 'k', context);
  if (k === undefined) {
    reportNoK(own, base, context.report);
    return undefined;
  }
  if (k === 'unusable') return undefined;
  if (!tuak && k.octets.length !== 16) {
    context.report(k.source, 'error', 'key-material', 'Milenage has a K of 32 hexadecimal digits (128 bits).');
    return undefined;
  }
  // The operator's value of the override replaces both forms below it.
  const side = kinds.some(kind => keyOf(own, kind, context) !== undefined) ? own : base;
  const given = kinds.map(kind => keyOf(side, kind, context));
  if (given.includes('unusable')) return undefined;
  const [derived, plain] = given;
  if (derived === undefined && plain === undefined) {
    const message = `Without "${kinds[1]}" or "${kinds[0]}" nothing can be computed from K.`;
    context.report(k.source, 'error', 'key-material', message);
    return undefined;
  }
  return tuak
    ? tuakMaterial(value, k, keyOr(derived), keyOr(plain), context)
    : milenageMaterial(value, k, keyOr(derived), keyOr(plain), context);
}

function reportNoK(own: Value, base: Value | undefined, report: Report): void {
  for (const name of ['op', 'opc', 'top', 'topc']) {
    const value = memberOf(own, name) ?? memberOf(base, name);
    if (value === undefined || textOf(value) === undefined) continue;
    report(value.source, 'warning', 'key-material', `Without "k" nothing can be computed from "${name}".`);
    return;
  }
}

interface Key {
  readonly octets: Uint8Array;
  readonly source: SourceRange;
}

function keyOr(key: Key | 'unusable' | undefined): Key | undefined {
  return key === 'unusable' ? undefined : key;
}

function milenageMaterial(
  value: Value,
  k: Key,
  opc: Key | undefined,
  op: Key | undefined,
  context: BuildContext,
): MilenageMaterial | undefined {
  const key = opc ?? op;
  if (key === undefined) return undefined;
  if (opc !== undefined && op !== undefined && !equalBytes(computeOpc(k.octets, op.octets), opc.octets)) {
    const message = 'This is not the OPc of "op" and "k" (TS 35.206 §4.1). Remove one of the two.';
    context.report(opc.source, 'error', 'key-material', message);
    return undefined;
  }
  return {
    algorithm: 'milenage',
    k: new Secret(k.octets),
    operator: { kind: opc === undefined ? 'op' : 'opc', value: new Secret(key.octets) },
    constants: constantsOf(memberOf(value, 'milenage')),
  };
}

function tuakMaterial(
  value: Value,
  k: Key,
  topc: Key | undefined,
  top: Key | undefined,
  context: BuildContext,
): TuakMaterial | undefined {
  const key = topc ?? top;
  if (key === undefined) return undefined;
  const iterations = numberAt(memberOf(value, 'tuak'), 'iterations') ?? 1;
  if (topc && top && !equalBytes(computeTopc(k.octets, top.octets, iterations), topc.octets)) {
    const message = 'This is not the TOPc of "top" and "k" (TS 35.231 §6.2). Remove one of the two.';
    context.report(topc.source, 'error', 'key-material', message);
    return undefined;
  }
  const bits = numberAt(memberOf(value, 'tuak'), 'resBits');
  const res = ([32, 64, 128, 256] as const).find(one => one === bits) ?? TUAK_LENGTHS.res;
  return {
    algorithm: 'tuak',
    k: new Secret(k.octets),
    operator: { kind: topc === undefined ? 'top' : 'topc', value: new Secret(key.octets) },
    iterations,
    lengths: { ...TUAK_LENGTHS, res },
  };
}

function constantsOf(value: Value | undefined): MilenageConstants | undefined {
  const [c1, c2, c3, c4, c5] = (textsAt(value, 'c') ?? []).map(bytesFromHex);
  const [r1, r2, r3, r4, r5] = numbersAt(value, 'r') ?? [];
  if (!c1 || !c2 || !c3 || !c4 || !c5) return undefined;
  if (r1 === undefined || r2 === undefined || r3 === undefined || r4 === undefined || r5 === undefined)
    return undefined;
  return { c: [c1, c2, c3, c4, c5], r: [r1, r2, r3, r4, r5] };
}

/** Digits that each key has; the schema has checked literal ones, a secret is checked here. */
const DIGITS: Readonly<Record<KeyName, readonly number[]>> = {
  k: [32, 64],
  op: [32],
  opc: [32],
  top: [64],
  topc: [64],
};
type KeyName = 'k' | 'op' | 'opc' | 'top' | 'topc';

function keyOf(value: Value | undefined, name: KeyName, context: BuildContext): Key | 'unusable' | undefined {
  const member = memberOf(value, name);
  if (member?.kind === 'invalid') return 'unusable';
  const text = member && textOf(member);
  if (member === undefined || text === undefined) return undefined;
  const resolved = resolve(text, member.source, context);
  if (resolved === undefined) return 'unusable';
  const octets = bytesFromHex(resolved);
  if (octets !== undefined && DIGITS[name].includes(resolved.length)) return { octets, source: member.source };
  const wanted = DIGITS[name].join(' or ');
  context.report(member.source, 'error', 'key-material', `The secret must be ${wanted} hexadecimal digits.`);
  return 'unusable';
}

function passwordOf(value: Value, context: BuildContext): Secret<string> | undefined {
  const member = memberOf(value, 'password');
  const text = member && textOf(member);
  if (member === undefined || text === undefined) return undefined;
  const password = resolve(text, member.source, context);
  return password === undefined ? undefined : new Secret(password);
}

/** The text itself, or the secret it refers to; undefined, and reported, when that is not set. */
function resolve(text: string, source: SourceRange, context: BuildContext): string | undefined {
  const name = SECRET_REFERENCE.exec(text)?.[1];
  if (name === undefined) return text;
  const value = context.secret(name);
  if (value !== undefined) return value;
  const message =
    `The secret "${name}" is not set. Set it in the editor's secret storage, ` +
    `or for the command line in the environment variable ${secretVariable(name)}.`;
  context.report(source, 'warning', 'secret', message);
  return undefined;
}

/** The environment variable of a secret: SIPWRIGHT_SECRET_ and the name, upper case, other signs as `_`. */
export function secretVariable(name: string): string {
  return `SIPWRIGHT_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
