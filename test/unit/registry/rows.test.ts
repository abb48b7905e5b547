/** Every row is well-formed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VENDOR_FAMILIES } from '../../../server/src/common/registry/headers/vendor.ts';
import {
  HEADER_NAMES,
  HEADERS,
  headerRow,
  METHODS,
  methodRow,
  OPTION_TAGS,
  optionTagRow,
  STATUS_CODES,
  specUrl,
  statusCodeRow,
  URI_PARAMS,
} from '../../../server/src/common/registry/index.ts';
import { REASON_PROTOCOLS } from '../../../server/src/common/registry/reasons.ts';
import { row } from '../../../server/src/common/registry/rows.ts';
import { TEL_PARAMS } from '../../../server/src/common/registry/telParams.ts';
import type { HeaderRow, ParamRow, ValueRow } from '../../../server/src/common/registry/types.ts';
import { METHOD_COLUMNS } from '../../../server/src/common/registry/types.ts';

const ALL: readonly HeaderRow[] = [...HEADERS, ...VENDOR_FAMILIES];

const SPEC =
  /^(RFC \d+( §[A-Z0-9]+(\.\d+)*)?|T[SR] \d\d\.\d{3}( §[A-Z0-9]+(\.[A-Z0-9]+)*)?|ITU-T Q\.\d+|IANA [a-z-]+|GSMA \S+|OMA \S+|draft-\S+)$/;

/** A sentence of ours: it begins like one, ends like one, and is one line. */
function checkDoc(doc: string, where: string): void {
  assert.match(doc, /^[A-Z0-9`“’.].*\.$/s, `${where}: "${doc}" is no sentence`);
  assert.ok(!doc.includes('\n') && doc.length < 260, `${where}: "${doc}" is too long`);
}

function checkSpec(spec: string, where: string): void {
  assert.match(spec, SPEC, where);
  assert.match(specUrl(spec), /^https:\/\/[a-z.0-9-]+\//, `${where}: no link for ${spec}`);
}

function checkUnique(names: readonly string[], where: string): void {
  const lower = names.map(name => name.toLowerCase());
  const twice = lower.filter((name, index) => lower.indexOf(name) !== index);
  assert.deepEqual(twice, [], `${where}: more than once`);
}

function checkValues(values: readonly ValueRow[], where: string): void {
  checkUnique(
    values.map(value => value.value),
    where,
  );
  for (const { value, doc, spec } of values) {
    assert.ok(value.length > 0, `${where}: empty value`);
    if (doc !== 'Yes.') checkDoc(doc.replace(/^[a-z-]+: /, 'X'), `${where} ${value}`);
    checkSpec(spec, `${where} ${value}`);
  }
}

function checkParams(params: readonly ParamRow[], where: string): void {
  checkUnique(
    params.map(param => param.name),
    where,
  );
  for (const param of params) {
    const place = `${where} ${param.name}`;
    checkDoc(param.doc.replace(/^[a-z-]+: /, 'X'), place);
    checkSpec(param.spec, place);
    if (param.values) checkValues(param.values, place);
    assert.ok(!param.closed || param.values, `${place}: closed without values`);
    assert.ok(param.min === undefined || param.max === undefined || param.min <= param.max, place);
    if (param.value === 'quoted' && param.quoted !== undefined) assert.equal(param.quoted, true, place);
  }
}

for (const header of ALL) {
  test(`header ${header.name}`, () => {
    assert.match(header.name, /^[A-Za-z][A-Za-z.-]*\*?$/);
    assert.match(header.compact ?? 'x', /^[a-z]$/);
    checkDoc(header.doc, header.name);
    checkSpec(header.spec, header.name);
    checkParams(header.params ?? [], header.name);
    checkValues(header.values ?? [], header.name);
    for (const line of header.where) {
      assert.equal(line.cells.length, METHOD_COLUMNS.length);
      assert.match(line.where, /^(|R|r|c|rc|[1-6x0-9]{3}(-[1-6x0-9]{3})?(,[1-6x0-9]{3}(-[1-6x0-9]{3})?)*)$/);
      assert.match(line.proxy, /^[amdr]*$/);
      checkSpec(line.spec, `${header.name} ${line.where}`);
    }
    const places = header.where.map(line => line.where);
    assert.equal(new Set(places).size, places.length, `${header.name}: a line of the table stands twice`);
    for (const hop of header.hops ?? []) {
      assert.ok(hop.methods.length > 0, header.name);
      checkSpec(hop.spec, header.name);
    }
    assert.ok(header.examples.good.length >= 2, `${header.name}: two good examples`);
    const bad = header.shape === 'text' ? 0 : 2;
    assert.ok(header.examples.bad.length >= bad, `${header.name}: two bad examples`);
    if (header.shape === 'text') assert.equal(header.examples.bad.length, 0, header.name);
  });
}

test('headers are sorted, and their names and compact forms are unique', () => {
  const lower = HEADER_NAMES.map(name => name.toLowerCase());
  assert.deepEqual(lower, [...lower].sort());
  checkUnique([...HEADER_NAMES, ...HEADERS.flatMap(header => header.compact ?? [])], 'headers');
});

test('methods, codes, tags, URI parameters', () => {
  checkUnique(
    METHODS.map(method => method.name),
    'methods',
  );
  for (const method of METHODS) {
    checkDoc(method.doc, method.name);
    checkSpec(method.spec, method.name);
  }
  for (const code of STATUS_CODES) {
    checkDoc(code.doc, String(code.code));
    checkSpec(code.spec, String(code.code));
    for (const name of [...(code.requires ?? []), ...(code.requiresOneOf ?? [])]) {
      assert.equal(headerRow(name)?.name, name, `${code.code} requires ${name}`);
    }
    for (const cause of code.imsCauses ?? []) assert.match(cause, /^[A-Z].*\.$/, String(code.code));
  }
  checkValues(
    OPTION_TAGS.map(row => ({ ...row, value: row.tag })),
    'option tags',
  );
  checkParams(URI_PARAMS, 'URI');
  checkParams(TEL_PARAMS, 'tel URI');
  for (const protocol of REASON_PROTOCOLS) checkValues(protocol.causes ?? [], protocol.value);
});

test('a row by name, compact form, any case, family', () => {
  const cases: readonly [asked: string, found: string | undefined][] = [
    ['Via', 'Via'],
    ['v', 'Via'],
    ['V', 'Via'],
    ['CALL-id', 'Call-ID'],
    ['www-authenticate', 'WWW-Authenticate'],
    ['X-Foo', 'X-*'],
    ['x-foo', 'X-*'],
    ['p-com.nokia.test', 'P-Com.*'],
    ['x', 'Session-Expires'],
    ['Xa', undefined],
    ['', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ];
  for (const [asked, found] of cases) assert.equal(headerRow(asked)?.name, found, asked);
  assert.equal(methodRow('REGISTER')?.name, 'REGISTER');
  assert.equal(methodRow('register'), undefined);
  assert.equal(statusCodeRow(494)?.reason, 'Security Agreement Required');
  assert.equal(statusCodeRow(999), undefined);
  assert.equal(optionTagRow('SEC-agree')?.tag, 'sec-agree');
  assert.equal(optionTagRow('sec'), undefined);
});

test('row() reads the cells of a printed table', () => {
  assert.deepEqual(row('R', 'amr', 'm m* o t c  *', 'RFC 3261 §20').cells, [
    ...['m', 'm*', 'o', 't', 'c', '*'],
    ...Array.from({ length: 8 }, () => '?'),
  ]);
});
