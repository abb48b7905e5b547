import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestHeader, specUrl } from '../../../server/src/common/registry/index.ts';
import { editDistance } from '../../../server/src/common/registry/nearest.ts';

const MEANT: readonly [typed: string, meant: string | undefined][] = [
  ['Max=Forwards', 'Max-Forwards'],
  ['MaxForwards', 'Max-Forwards'],
  ['Max-Fowards', 'Max-Forwards'],
  ['max-forwrads', 'Max-Forwards'],
  ['Fro', 'From'],
  ['Form', 'From'],
  ['Vai', 'Via'],
  ['Cseq:', 'CSeq'],
  ['Cal-ID', 'Call-ID'],
  ['Contcat', 'Contact'],
  ['Content-Lenght', 'Content-Length'],
  ['P-Acces-Network-Infos', 'P-Access-Network-Info'],
  ['P-Visited-Network-Id', 'P-Visited-Network-ID'],
  ['P-Charging-Vectors', 'P-Charging-Vector'],
  ['Security-Sever', 'Security-Server'],
  ['WWW-Authentication', 'WWW-Authenticate'],
  ['Authorisation', 'Authorization'],
  ['Suported', 'Supported'],
  ['Foo', undefined],
  ['X', undefined],
  ['Completely-Different', undefined],
  ['', undefined],
  ['A'.repeat(10_000), undefined],
];

for (const [typed, meant] of MEANT) {
  test(`${typed.slice(0, 30)} was meant to be ${meant}`, () => assert.equal(nearestHeader(typed), meant));
}

test('edit distance, swap of neighbours is one edit', () => {
  const cases: readonly [string, string, number][] = [
    ['', '', 0],
    ['a', '', 1],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'xabc', 1],
    ['abc', 'axc', 1],
    ['kitten', 'sitting', 3],
  ];
  for (const [left, right, distance] of cases) {
    assert.equal(editDistance(left, right, 5), distance, `${left} ${right}`);
    assert.equal(editDistance(right, left, 5), distance, `${right} ${left}`);
  }
  assert.equal(editDistance('abcdef', 'uvwxyz', 2), 3);
});

const LINKS: readonly [spec: string, url: string][] = [
  ['RFC 3261 §20.42', 'https://www.rfc-editor.org/rfc/rfc3261#section-20.42'],
  ['RFC 3329 §A', 'https://www.rfc-editor.org/rfc/rfc3329#appendix-A'],
  ['RFC 9796', 'https://www.rfc-editor.org/rfc/rfc9796'],
  ['TS 24.229 §5.1.1', 'https://www.3gpp.org/dynareport/24229.htm'],
  ['TS 29.165 §B.14.1', 'https://www.3gpp.org/dynareport/29165.htm'],
  ['TS 34.229-1 §A.1', 'https://www.3gpp.org/dynareport/34229-1.htm'],
  ['ITU-T Q.850', 'https://www.itu.int/rec/T-REC-Q.850'],
  ['IANA sip-events', 'https://www.iana.org/assignments/sip-events'],
  ['draft-ietf-sip-privacy-04', 'https://datatracker.ietf.org/doc/html/draft-ietf-sip-privacy-04'],
  ['somewhere', ''],
];

for (const [spec, url] of LINKS) test(`link of ${spec}`, () => assert.equal(specUrl(spec), url));
