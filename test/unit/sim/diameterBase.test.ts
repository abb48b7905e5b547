/** What a Diameter node answers by itself (RFC 6733 §5, §7). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDiameter, encodeDiameter } from '../../../server/src/common/diameter/codec.ts';
import { CX_APPLICATION } from '../../../server/src/common/diameter/cx.ts';
import {
  type AvpValues,
  avpNumbers,
  avpText,
  buildAvps,
  outcomeOf,
} from '../../../server/src/common/diameter/message.ts';
import type { DiameterMessage } from '../../../server/src/common/diameter/types.ts';
import { baseAnswer } from '../../../server/src/common/sim/diameterBase.ts';

const NODE = { host: 'hss.ims.test', realm: 'ims.test' };
const CX: AvpValues = { 'Vendor-Id': 10415, 'Auth-Application-Id': CX_APPLICATION };

function request(application: number, command: number, avps: AvpValues = {}): DiameterMessage {
  const origin = { 'Origin-Host': 'scscf.ims.test', 'Origin-Realm': 'ims.test' };
  return {
    application,
    command,
    request: true,
    proxiable: false,
    error: false,
    retransmitted: true,
    hopByHop: 7,
    endToEnd: 8,
    avps: buildAvps(application, { ...origin, ...avps }),
  };
}

const ROWS: readonly (readonly [string, DiameterMessage, number])[] = [
  ['CER with Cx', request(0, 257, { 'Vendor-Specific-Application-Id': CX }), 2001],
  ['CER with Cx as a plain application', request(0, 257, { 'Auth-Application-Id': CX_APPLICATION }), 2001],
  ['CER of a relay', request(0, 257, { 'Auth-Application-Id': 0xffffffff }), 2001],
  ['CER of another application', request(0, 257, { 'Auth-Application-Id': 4 }), 5010],
  ['DWR', request(0, 280), 2001],
  ['DPR', request(0, 282), 2001],
  ['a command of the base protocol that nobody knows', request(0, 999), 3001],
  ['a request of another application', request(4, 272), 3007],
];

for (const [name, message, code] of ROWS) {
  test(`${name}: ${code}`, () => {
    const answer = baseAnswer(message, NODE, '[0:0:0:0:0:0:0:1]');
    assert.ok(answer);
    const { request: isRequest, error, retransmitted, hopByHop, endToEnd } = answer;
    // The E bit marks protocol errors and nothing else (RFC 6733 §7.1.3).
    assert.deepEqual(
      { isRequest, error, retransmitted, hopByHop, endToEnd },
      { isRequest: false, error: code >= 3000 && code < 4000, retransmitted: false, hopByHop: 7, endToEnd: 8 },
    );
    assert.equal(outcomeOf(answer)?.code, code);
    assert.equal(avpText(answer.avps, 'Origin-Host'), NODE.host);
    const decoded = decodeDiameter(encodeDiameter(answer));
    assert.ok(decoded.ok);
    assert.deepEqual(decoded.message, answer);
  });
}

test('CEA names the address, the vendor and the application', () => {
  const answer = baseAnswer(request(0, 257, { 'Vendor-Specific-Application-Id': CX }), NODE, '127.0.0.1');
  assert.equal(avpText(answer?.avps ?? [], 'Host-IP-Address'), '127.0.0.1');
  assert.deepEqual(avpNumbers(answer?.avps ?? [], 'Vendor-Id'), [10415]);
});

test('a Cx request is for the application, unless it has an AVP that must be understood and is not', () => {
  const known = request(CX_APPLICATION, 303, { 'Session-Id': 's;1' });
  assert.equal(baseAnswer(known, NODE, '127.0.0.1'), undefined);
  const strange = { code: 494, name: 'AVP 494', vendor: 50, mandatory: false, data: new Uint8Array([1]) };
  assert.equal(baseAnswer({ ...known, avps: [...known.avps, strange] }, NODE, '127.0.0.1'), undefined);
  const refused = baseAnswer({ ...known, avps: [...known.avps, { ...strange, mandatory: true }] }, NODE, '127.0.0.1');
  assert.equal(refused && outcomeOf(refused)?.code, 5001);
  assert.deepEqual(refused?.avps.find(avp => avp.name === 'Failed-AVP')?.data, [{ ...strange, mandatory: true }]);
});

test('an answer gets no answer', () => {
  assert.equal(baseAnswer({ ...request(0, 280), request: false }, NODE, '127.0.0.1'), undefined);
});
