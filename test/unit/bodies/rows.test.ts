/** The rows of SDP and XML: names once, forms that can be read, sentences that end, clauses that can be found. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BODY_ERRORS } from '../../../server/src/common/bodies/errors.ts';
import { ATTRIBUTE_ROWS } from '../../../server/src/common/bodies/sdp/attributes/index.ts';
import { BANDWIDTH_ROWS, CODEC_ROWS, PROTOCOL_ROWS } from '../../../server/src/common/bodies/sdp/codecs.ts';
import { LINE_ROWS } from '../../../server/src/common/bodies/sdp/lines.ts';
import { template, templateFields, templateText } from '../../../server/src/common/bodies/sdp/template.ts';
import { XML_VOCABULARIES } from '../../../server/src/common/bodies/xml/vocabularies.ts';

const SPEC =
  /^(?:RFC \d+(?: §[\dA-Z.]+)?|TS \d\d\.\d{3}(?: (?:§[\dA-Z.]+|Annex [A-Z]))?|ITU-T T\.38 Annex D|XML 1\.0 §[\d.]+|Namespaces in XML 1\.0 §\d)(?:, |$)/;

function checkRow(row: { readonly doc: string; readonly spec: string }, name: string): void {
  assert.match(row.doc, /[.)]$/, name);
  for (const spec of row.spec.split(', ')) assert.match(spec, SPEC, `${name}: ${spec}`);
}

function checkUnique(names: readonly string[]): void {
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
}

/** A kind that does not exist would be taken for a word: an enumeration has at least two. */
function checkForm(value: string, name: string): void {
  const items = template(value);
  assert.match(templateText(items), /</, name);
  for (const field of templateFields(items)) {
    assert.ok(field.label !== '', name);
    assert.ok(field.open || field.words.length > 1, `${name}: ${field.label} has the kind ${field.words[0]}`);
  }
}

test('SDP lines', () => {
  checkUnique(LINE_ROWS.map(row => row.type));
  for (const row of LINE_ROWS) {
    checkRow(row, row.type);
    checkForm(row.value, row.type);
  }
});

test('SDP attributes', () => {
  checkUnique(ATTRIBUTE_ROWS.map(row => row.name));
  assert.ok(ATTRIBUTE_ROWS.length >= 90, String(ATTRIBUTE_ROWS.length));
  for (const row of ATTRIBUTE_ROWS) {
    checkRow(row, row.name);
    if (row.value !== undefined) checkForm(row.value, row.name);
  }
});

test('codecs, bandwidth types and transports', () => {
  checkUnique(CODEC_ROWS.map(row => row.name));
  for (const row of CODEC_ROWS) {
    checkRow(row, row.name);
    checkUnique(row.parameters.map(parameter => parameter.name));
    if (row.positional !== undefined) checkForm(row.positional, row.name);
    for (const parameter of row.parameters) {
      checkRow(parameter, `${row.name} ${parameter.name}`);
      if (parameter.value !== undefined) checkForm(parameter.value, `${row.name} ${parameter.name}`);
    }
  }
  for (const row of [...BANDWIDTH_ROWS, ...PROTOCOL_ROWS]) checkRow(row, row.name);
});

test('XML vocabularies', () => {
  for (const { elements, subtype } of XML_VOCABULARIES) {
    checkUnique(elements.map(element => element.name));
    for (const element of elements) {
      checkRow(element, `${subtype} ${element.name}`);
      for (const attribute of element.attributes ?? []) assert.match(attribute.doc, /\.$/, attribute.name);
    }
  }
});

test('errors', () => {
  for (const [code, row] of Object.entries(BODY_ERRORS)) {
    assert.match(row.message, /\.$/, code);
    assert.match(row.spec, SPEC, code);
  }
});
