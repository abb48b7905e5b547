/** XML bodies: well-formedness at exact places, elements, names, descriptions. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, bodyOutline, bodyTokens, describeBody } from '../../../server/src/common/bodies/index.ts';
import type { BodyNode } from '../../../server/src/common/bodies/types.ts';
import { matchingNames } from '../../../server/src/common/bodies/xml/present.ts';
import { bodyWith, checkErrors, messageWith } from './marked.ts';

const TYPE = 'application/reginfo+xml';

const FAULTS: readonly (readonly [name: string, drawing: string])[] = [
  ['nothing', '<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<a b="1"><c d=\'"\'/>&lt;&#x41;<![CDATA[<]]></a>\n'],
  ['not closed', '<a>\n <b>\n  ^ xml-not-closed\n</a>'],
  ['not closed at the end', '<a>\n ^ xml-not-closed\n'],
  ['no such element', '<a>\n </b>\n   ^ xml-close-unmatched\n</a>'],
  ['close right after close', '<a><b>x</b></a>\n'],
  ['two roots', '<a/>\n<b/>\n ^ xml-root-second'],
  ['text after the root', '<a/>\nmore text\n^^^^^^^^^ xml-text-outside'],
  ['no root', '<!-- x -->\n'],
  ['attribute without value', '<a b>\n    ^ xml-attribute-value\n</a>'],
  ['attribute without quotes', '<a b=1>\n     ^ xml-attribute-value\n</a>'],
  ['attributes not separated', '<a b="1"c="2"/>\n        ^ xml-attribute-space'],
  ['attribute twice', '<a b="1" c="2" b="3"/>\n               ^ xml-attribute-repeated'],
  ['prefix not declared', '<a x:b="1"/>\n   ^^^ xml-prefix-unbound'],
  ['prefix of an element', '<x:a/>\n ^^^ xml-prefix-unbound'],
  ['bare ampersand', '<a>Tom & Jerry</a>\n       ^ xml-entity'],
  ['bare ampersand before a reference', '<a>Tom & Jerry</a>&lt;\n       ^ xml-entity'],
  ['bare ampersand at the end of a name', '<a b="x&"/>\n       ^ xml-entity'],
  ['end in a comment', '<a><!-- x > y\n   ^^^^^^^^^^ xml-unexpected-end'],
  ['unknown entity', '<a>&nbsp;</a>\n   ^^^^^^ xml-entity'],
  ['less-than in a value', '<a b="<"/>\n      ^ xml-character'],
  ['declaration later', ' <?xml version="1.0"?>\n ^^^^^^ xml-declaration-late\n<a/>'],
  ['version', '<?xml version="2"?>\n                ^ xml-declaration\n<a/>'],
  ['end in a tag', '<a>\n<b\n^^ xml-unexpected-end'],
  ['astral characters before the fault', '<a>\u{1f600}\u{1f600}</b></a>\n         ^ xml-close-unmatched'],
  ['entities of a document type are not expanded', '<!DOCTYPE a [<!ENTITY x "&#60;b>">]>\n<a>&x;</a>\n'],
];

for (const [name, drawing] of FAULTS) {
  test(`XML: ${name}`, () => {
    if (name === 'no root') {
      const body = bodyWith(TYPE, drawing);
      assert.deepEqual(
        body.errors.map(error => error.code),
        ['xml-root-missing'],
      );
      return;
    }
    checkErrors(TYPE, drawing);
    checkErrors(TYPE, drawing, '\n');
  });
}

const REGINFO = `<?xml version="1.0"?>
<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="0" state="full">
  <registration aor="sip:a@b.example" id="1" state="active">
    <contact id="2" state="active" event="registered">
      <uri>sip:a@192.0.2.1 &amp; more</uri>
    </contact>
  </registration>
</reginfo>
`;

function outlineText(nodes: readonly BodyNode[], depth = 0): string {
  return nodes
    .map(node => `${' '.repeat(depth)}${node.name} ${node.detail}\n${outlineText(node.children, depth + 1)}`)
    .join('');
}

test('XML: outline', () => {
  assert.equal(
    outlineText(bodyOutline(bodyWith(TYPE, REGINFO))),
    'reginfo 0 full\n registration sip:a@b.example 1 active\n  contact 2 active registered\n   uri sip:a@192.0.2.1 & more\n',
  );
});

function at(drawing: string): { body: Body; offset: number; text: string } {
  const plain = drawing.replace('|', '');
  const body = bodyWith(TYPE, plain);
  return {
    body,
    offset: body.start + drawing.replaceAll('\n', '\r\n').indexOf('|'),
    text: messageWith(TYPE, plain).text,
  };
}

const DESCRIPTIONS: readonly (readonly [string, string, RegExp])[] = [
  ['<con|tact id="2"', 'contact', /^RFC 3680 §5\.3$/],
  ['ev|ent="registered"', 'event', /shortened/],
  ['</regis|tration>', 'registration', /^RFC 3680 §5\.2$/],
  ['sip:a@192|.0.2.1', 'uri', /^RFC 3680 §5\.3$/],
];

for (const [place, title, expected] of DESCRIPTIONS) {
  test(`XML: hover on ${place}`, () => {
    const { body, offset } = at(REGINFO.replace(place.replace('|', ''), place));
    const found = describeBody(body, offset);
    assert.equal(found?.title, title);
    assert.ok(expected.test(found.spec) || expected.test(found.grammar ?? ''), JSON.stringify(found));
  });
}

test('XML: the names of a pair of tags', () => {
  const { body, offset, text } = at(REGINFO.replace('<uri>', '<u|ri>'));
  assert.ok(body.kind === 'xml');
  const names = matchingNames(body.xml, offset).map(span => text.slice(span.start - 1, span.end + 1));
  assert.deepEqual(names, ['<uri>', '/uri>']);
});

test('XML: tokens stand in order and do not overlap', () => {
  const body = bodyWith(TYPE, REGINFO);
  let pos = body.start;
  for (const token of bodyTokens(body)) {
    assert.ok(token.start >= pos && token.end > token.start && token.end <= body.end, JSON.stringify(token));
    pos = token.end;
  }
});

test('XML: what is nested too deeply is not looked at', () => {
  const body = bodyWith(TYPE, '<a>'.repeat(100_000));
  assert.deepEqual(
    body.errors.map(error => error.code),
    ['body-too-deep'],
  );
});
