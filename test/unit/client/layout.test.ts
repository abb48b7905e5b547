import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GUTTER, layout } from '../../../client/src/common/ladder/layout.ts';
import type { Ladder, LadderEvent } from '../../../server/src/common/protocol.ts';

const measure = (text: string) => text.length * 7;
const outcome = { status: 'registered', reason: '' };

function event(n: number, from: string, to: string, label: string, more: Partial<LadderEvent> = {}): LadderEvent {
  return { n, at: n * 10, kind: 'sip', from, to, label, ...more };
}

function ladderOf(ids: readonly string[], events: readonly LadderEvent[]): Ladder {
  return { title: 't', actors: ids.map(id => ({ id, label: id.toUpperCase() })), events, outcome };
}

/** An event between each two neighbours, so that every actor takes part. */
function chain(ids: readonly string[]): LadderEvent[] {
  return ids.slice(1).map((id, at) => event(at + 1, ids[at] ?? id, id, 'x'));
}

function place(ladder: Ladder, width = 800) {
  return layout(ladder, { width, measure });
}

test('lanes keep the order of the actors and fill the room', () => {
  const { lanes, width } = place(ladderOf(['ue', 'pcscf', 'hss'], chain(['hss', 'ue', 'pcscf'])), 500);
  assert.deepEqual(
    lanes.map(lane => lane.label),
    ['UE', 'PCSCF', 'HSS'],
  );
  assert.equal(width, 500);
  assert.ok(lanes.every((lane, at) => at === 0 || lane.x > (lanes[at - 1]?.x ?? 0)));
});

test('twelve lanes grow beyond a narrow view, to the least width and no further', () => {
  const ids = [...'abcdefghijkl'];
  const placed = place(ladderOf(ids, [...chain(ids), event(99, 'a', 'b', 'a label that would like a wide gap')]), 300);
  assert.equal(placed.lanes.length, 12);
  assert.equal(placed.width, placed.minWidth);
  assert.ok(placed.width > 300);
});

test('a label pushes its lanes apart only while there is room', () => {
  const gap = (width: number) => {
    const { lanes } = place(
      ladderOf([...'abcd'], [...chain([...'abcd']), event(9, 'a', 'b', 'WWW-Authenticate')]),
      width,
    );
    const [a, b, c] = lanes.map(lane => lane.x);
    return { first: (b ?? 0) - (a ?? 0), second: (c ?? 0) - (b ?? 0) };
  };
  assert.ok(gap(500).first > gap(500).second);
  assert.equal(gap(100).first, gap(100).second);
});

test('an arrow runs from lane to lane in its direction', () => {
  const { lanes, rows } = place(ladderOf(['ue', 'pcscf'], [event(1, 'pcscf', 'ue', '200 OK')]));
  assert.equal(rows[0]?.shape, 'arrow');
  assert.equal(rows[0]?.fromX, lanes[1]?.x);
  assert.equal(rows[0]?.toX, lanes[0]?.x);
});

test('shapes follow kind and ends', () => {
  const events = [
    event(1, 'a', 'a', 'to itself'),
    event(2, 'a', 'a', 'Timer E', { kind: 'timer' }),
    event(3, 'a', 'b', 'a remark', { kind: 'note' }),
  ];
  assert.deepEqual(
    place(ladderOf(['a', 'b'], events)).rows.map(row => row.shape),
    ['loop', 'mark', 'box'],
  );
});

test('a note over two lanes covers both', () => {
  const { lanes, rows } = place(
    ladderOf(['a', 'b', 'c'], [...chain(['c', 'b', 'a']), event(9, 'a', 'c', 'x', { kind: 'note' })]),
  );
  const row = rows.at(-1);
  assert.ok(row);
  assert.ok(row.text.x - row.boxWidth / 2 <= (lanes[0]?.x ?? 0) && row.text.x + row.boxWidth / 2 >= (lanes[2]?.x ?? 0));
});

test('a long note is wrapped to three lines and then cut', () => {
  const { rows } = place(ladderOf(['a', 'b'], [event(1, 'a', 'a', 'word '.repeat(100), { kind: 'note' })]));
  assert.equal(rows[0]?.text.lines.length, 3);
  assert.match(rows[0]?.text.lines[2] ?? '', /…$/);
});

test('a run up to an event has its first rows, and all the lanes where they are', () => {
  const ladder = ladderOf(['a', 'b', 'c'], chain(['a', 'b', 'c']));
  const part = layout(ladder, { width: 800, measure, upTo: 1 });
  const whole = place(ladder);
  assert.deepEqual(part.lanes, whole.lanes);
  assert.deepEqual(part.rows, whole.rows.slice(0, 1));
});

test('the time stands only where it changes', () => {
  const events = [
    event(1, 'a', 'b', 'x', { at: 0 }),
    event(2, 'b', 'a', 'y', { at: 0 }),
    event(3, 'a', 'b', 'z', { at: 1 }),
  ];
  assert.deepEqual(
    place(ladderOf(['a', 'b'], events)).rows.map(row => row.time),
    ['0.000', '', '0.001'],
  );
});

test('an actor that the list lacks gets a lane', () => {
  const { lanes, rows } = place(ladderOf(['a'], [event(1, 'a', 'ghost', 'x')]));
  assert.deepEqual(
    lanes.map(lane => lane.id),
    ['a', 'ghost'],
  );
  assert.equal(rows[0]?.toX, lanes[1]?.x);
});

test('long names and addresses are cut in the head and whole in its title', () => {
  const address = 'scscf1.ims.mnc001.mcc001.3gppnetwork.org:6060';
  const ladder: Ladder = {
    title: 't',
    actors: [{ id: 's', label: 'S-CSCF', address }],
    events: [event(1, 's', 's', 'x')],
    outcome,
  };
  const [lane] = place(ladder).lanes;
  assert.match(lane?.address ?? '', /^scscf1.*…$/);
  assert.equal(lane?.title, `S-CSCF, ${address}`);
});

test('a name of two words takes both lines of the head when it is too long for one', () => {
  const actors = ['scscf1', 'scscf2'].map(id => ({ id, label: `S-CSCF ${id}`, address: '10.0.1.30' }));
  const { lanes } = place({ title: 't', actors, events: chain(['scscf1', 'scscf2']), outcome }, 0);
  assert.deepEqual(
    lanes.map(lane => [lane.label, lane.address]),
    [
      ['S-CSCF', 'scscf1'],
      ['S-CSCF', 'scscf2'],
    ],
  );
});

test('an actor without any event has no lane', () => {
  const { lanes } = place(ladderOf(['a', 'idle', 'b'], [event(1, 'a', 'b', 'x')]));
  assert.deepEqual(
    lanes.map(lane => lane.id),
    ['a', 'b'],
  );
});

test('nothing leaves the drawing, rows follow one another, whatever the ladder', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anyEvent = fc.record({
    from: id,
    to: id,
    label: fc.string({ maxLength: 120 }),
    kind: fc.constantFrom<LadderEvent['kind']>('sip', 'diameter', 'dns', 'bearer', 'ipsec', 'note', 'timer'),
    failed: fc.boolean(),
    secured: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 12 }), fc.integer({ min: 0, max: 2000 }), (some, room) => {
      const events = some.map((each, at) => ({ ...each, n: at + 1, at: at * 5 }));
      const placed = place(ladderOf(['a', 'b', 'c', 'd'], events), room);
      let bottom = 0;
      for (const row of placed.rows) {
        assert.equal(row.top, bottom);
        bottom += row.height;
        const glyphs = (row.event.failed ? 18 : 0) + (row.event.secured ? 18 : 0);
        const width = Math.max(row.boxWidth, ...row.text.lines.map(line => measure(line) + glyphs));
        const left = row.text.x - { start: 0, middle: width / 2, end: width }[row.text.anchor];
        assert.ok(left >= GUTTER && left + width <= placed.width, JSON.stringify(row));
      }
      assert.ok(bottom <= placed.height);
    }),
  );
});
