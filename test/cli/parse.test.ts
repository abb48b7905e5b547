import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runParse } from '../../server/src/node/cli/parse.ts';
import { run } from './fakeIo.ts';

const ROOT = path.join(import.meta.dirname, '../..');

interface Node {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly children?: readonly Node[];
}

interface Tree {
  readonly path: string;
  readonly messages: readonly {
    start: number;
    end: number;
    errors: { code: string; start: number; end: number }[];
    tree: Node;
  }[];
}

function leaves(node: Node): readonly Node[] {
  return node.children ? node.children.flatMap(leaves) : [node];
}

for (const name of ['source-trace.sip', 'broken.sip']) {
  test(`parse ${name}: the messages follow each other, leaves carry the text of their place`, () => {
    const text = readFileSync(path.join(ROOT, 'examples', name), 'utf8');
    const { code, out, err } = run(runParse, [`examples/${name}`], { cwd: ROOT });
    assert.deepEqual([code, err], [0, '']);
    const tree: Tree = JSON.parse(out);
    assert.equal(tree.path, `examples/${name}`);
    let at = 0;
    for (const message of tree.messages) {
      assert.equal(message.start, at);
      at = message.end;
      for (const leaf of leaves(message.tree)) assert.equal(leaf.text, text.slice(leaf.start, leaf.end));
      for (const error of message.errors) assert.ok(error.start >= message.start && error.end <= message.end);
    }
    assert.equal(at, text.length);
  });
}

test('syntax errors have the codes of the findings', () => {
  const tree: Tree = JSON.parse(run(runParse, ['-'], { stdin: 'OPTIONS sip:a SIP/2.0\nTo: <sip:b\n\n' }).out);
  assert.deepEqual(tree.messages[0]?.errors, [{ code: 'angle-unclosed', start: 26, end: 32 }]);
});

test('a file that is not there', () => {
  const { code, out, err } = run(runParse, ['none.sip'], { cwd: ROOT });
  assert.deepEqual([code, out, err], [2, '', 'sipwright: none.sip: there is no such file.\n']);
});
