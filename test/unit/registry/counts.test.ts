/** Nothing of the registries is missing, and nothing is there that they do not have. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCESS_CLASSES, ACCESS_TYPES } from '../../../server/src/common/registry/accessTypes.ts';
import { DIGEST_ALGORITHMS } from '../../../server/src/common/registry/digestAlgorithms.ts';
import { EVENT_PACKAGES } from '../../../server/src/common/registry/eventPackages.ts';
import { FEATURE_CAPABILITIES } from '../../../server/src/common/registry/featureCaps.ts';
import { ALERT_MESSAGE_ERRORS, GEOLOCATION_ERRORS } from '../../../server/src/common/registry/geolocation.ts';
import {
  HEADERS,
  headerRow,
  METHODS,
  OPTION_TAGS,
  STATUS_CODES,
  URI_PARAMS,
} from '../../../server/src/common/registry/index.ts';
import { INFO_PACKAGES } from '../../../server/src/common/registry/infoPackages.ts';
import { MEDIA_FEATURE_TAGS } from '../../../server/src/common/registry/mediaFeatureTags.ts';
import { PRIVACY_VALUES } from '../../../server/src/common/registry/privacy.ts';
import { REASON_PROTOCOLS } from '../../../server/src/common/registry/reasons.ts';
import { PRIORITY_NAMESPACES, RESOURCE_PRIORITIES } from '../../../server/src/common/registry/resourcePriority.ts';
import { SECURITY_MECHANISMS } from '../../../server/src/common/registry/securityMechanisms.ts';
import { SERVICE_IDS } from '../../../server/src/common/registry/serviceIds.ts';
import { SUBSCRIPTION_REASONS } from '../../../server/src/common/registry/subscriptionState.ts';
import { TEL_PARAMS } from '../../../server/src/common/registry/telParams.ts';
import { TRANSPORTS } from '../../../server/src/common/registry/transports.ts';
import type { ValueRow } from '../../../server/src/common/registry/types.ts';
import { WARNING_CODES } from '../../../server/src/common/registry/warningCodes.ts';
import { names, pairs } from './registryData.ts';

const lower = (left: string, right: string): number => (left.toLowerCase() < right.toLowerCase() ? -1 : 1);
const valuesOf = (rows: readonly ValueRow[]): string[] => rows.map(row => row.value);
const namesOf = (rows: readonly { name: string }[]): string[] => rows.map(row => row.name);

/** Each list of the registry beside ours; `count` is what the registry's page says. */
const LISTS: readonly { list: string; count: number; ours: readonly string[] }[] = [
  { list: 'headers', count: 134, ours: namesOf(HEADERS.filter(row => row.status !== 'vendor')) },
  { list: 'deprecated', count: 4, ours: namesOf(HEADERS.filter(row => row.status === 'deprecated')) },
  { list: 'reserved', count: 1, ours: namesOf(HEADERS.filter(row => row.status === 'reserved')) },
  { list: 'methods', count: 14, ours: namesOf(METHODS) },
  { list: 'optionTags', count: 36, ours: OPTION_TAGS.map(row => row.tag) },
  { list: 'uriParams', count: 37, ours: namesOf(URI_PARAMS) },
  { list: 'telParams', count: 16, ours: namesOf(TEL_PARAMS) },
  { list: 'warningCodes', count: 15, ours: valuesOf(WARNING_CODES) },
  { list: 'privacyValues', count: 7, ours: valuesOf(PRIVACY_VALUES) },
  { list: 'reasonProtocols', count: 22, ours: valuesOf(REASON_PROTOCOLS) },
  { list: 'geolocationErrors', count: 5, ours: valuesOf(GEOLOCATION_ERRORS) },
  { list: 'alertMessageErrors', count: 4, ours: valuesOf(ALERT_MESSAGE_ERRORS) },
  { list: 'subscriptionReasons', count: 8, ours: valuesOf(SUBSCRIPTION_REASONS) },
  { list: 'priorityValues', count: 5, ours: valuesOf(headerRow('Priority')?.values ?? []) },
  { list: 'transports', count: 7, ours: valuesOf(TRANSPORTS) },
  { list: 'infoPackages', count: 13, ours: valuesOf(INFO_PACKAGES) },
  { list: 'eventPackages', count: 22, ours: valuesOf(EVENT_PACKAGES) },
  { list: 'featureCapabilities', count: 49, ours: namesOf(FEATURE_CAPABILITIES) },
  { list: 'accessTypes', count: 49, ours: valuesOf(ACCESS_TYPES) },
  { list: 'accessClasses', count: 12, ours: valuesOf(ACCESS_CLASSES) },
  { list: 'serviceIds', count: 15, ours: valuesOf(SERVICE_IDS) },
];

for (const { list, count, ours } of LISTS) {
  test(`${list}: ${count}`, context => {
    context.diagnostic(`${list}: ${ours.length} of ${count} registered`);
    assert.equal(names(list).length, count);
    assert.deepEqual([...ours].sort(lower), names(list).sort(lower));
  });
}

/** Lists where we know more than the registry: values of 3GPP, of RFC 4235, of RFC 7616. */
const SUPERSETS: readonly { list: string; ours: readonly string[] }[] = [
  { list: 'securityMechanisms', ours: valuesOf(SECURITY_MECHANISMS) },
  { list: 'mediaFeatureTags', ours: namesOf(MEDIA_FEATURE_TAGS) },
  { list: 'digestAlgorithms', ours: valuesOf(DIGEST_ALGORITHMS) },
  {
    list: 'pushServices',
    ours: valuesOf(URI_PARAMS.find(row => row.name === 'pn-provider')?.values ?? []),
  },
];

for (const { list, ours } of SUPERSETS) {
  test(`${list}: nothing is missing`, context => {
    context.diagnostic(`${list}: ${names(list).length} registered, ${ours.length} known`);
    const wanted = names(list).filter(name => !ours.includes(name));
    assert.deepEqual(wanted, []);
  });
}

test('compact forms: 19 of the registry, and the one of RFC 4474', () => {
  const registered = pairs('compactForms').map(([short, name]) => `${short} ${String(name)}`);
  assert.equal(registered.length, 19);
  const ours = HEADERS.flatMap(row => (row.compact === undefined ? [] : [`${row.compact} ${row.name}`]));
  assert.deepEqual(ours.sort(), [...registered, 'n Identity-Info'].sort());
});

test('status codes: 75 with their reason phrases', () => {
  const registered = pairs('statusCodes').map(([, pair]) => pair);
  assert.equal(registered.length, 75);
  assert.deepEqual(
    STATUS_CODES.map(row => [row.code, row.reason]),
    registered,
  );
});

test('Resource-Priority: 48 namespaces, 463 values', () => {
  assert.equal(PRIORITY_NAMESPACES.length, 48);
  assert.equal(RESOURCE_PRIORITIES.length, 463);
  assert.deepEqual(
    new Map(PRIORITY_NAMESPACES.map(row => [row.namespace, row.values.length])),
    new Map(pairs('resourcePriority').map(([name, count]) => [name, Number(count)])),
  );
});

/** Registered by a name that is not the one in the grammar. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['AlertMsg-Error code', 'message'],
  ['Feature-Caps fcap-name', '+g.3gpp.atcf'],
]);

test('header parameters: 201', () => {
  const missing: string[] = [];
  let count = 0;
  for (const [header, params] of pairs('headerParams')) {
    assert.ok(Array.isArray(params));
    const ours = namesOf(headerRow(header)?.params ?? []);
    for (const name of params.map(String)) {
      count += 1;
      if (!ours.includes(RENAMED.get(`${header} ${name}`) ?? name)) missing.push(`${header} ${name}`);
    }
  }
  assert.equal(count, 201);
  assert.deepEqual(missing, []);
});
