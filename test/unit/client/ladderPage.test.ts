import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ladderHtml } from '../../../client/src/common/ladder/html.ts';
import { isFromPage, isPageState, isToPage } from '../../../client/src/common/ladder/messages.ts';

const parts = {
  nonce: 'n0',
  cspSource: 'https://w',
  script: 'https://w/l.js',
  style: 'https://w/l.css',
  title: 'A "<b>"',
};

test('the page allows its own script and style sheet, and nothing else', () => {
  const page = ladderHtml(parts);
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  assert.equal(policy, "default-src 'none'; style-src https://w; script-src 'nonce-n0';");
  assert.equal(page.match(/<script/g)?.length, 1);
  assert.match(page, /<script nonce="n0" src="https:\/\/w\/l\.js">/);
  assert.doesNotMatch(page, /unsafe|<style|style=| on\w+=/);
});

test('texts are escaped', () => assert.match(ladderHtml(parts), /<title>A &#34;&#60;b&#62;&#34;<\/title>/));

const FROM_PAGE: readonly [unknown, boolean][] = [
  [{ type: 'ready' }, true],
  [{ type: 'reveal', n: 3, focus: true }, true],
  [{ type: 'follow', n: 3 }, true],
  [{ type: 'reveal', n: '3', focus: true }, false],
  [{ type: 'reveal', n: 3 }, false],
  [{ type: 'inspect', n: 3 }, true],
  [{ type: 'cause', n: 3, at: 0 }, true],
  [{ type: 'inspect' }, false],
  [{ type: 'cause', n: 3 }, false],
  [{ type: 'follow' }, false],
  [{ type: 'execute', command: 'x' }, false],
  ['ready', false],
  [null, false],
];
for (const [message, good] of FROM_PAGE) {
  test(`from page: ${JSON.stringify(message)}`, () => assert.equal(isFromPage(message), good));
}

test('to page', () => {
  assert.ok(isToPage({ type: 'select', n: 1 }));
  assert.ok(isToPage({ type: 'ladder', ladder: {}, causes: [], run: 'r' }));
  assert.ok(!isToPage({ type: 'ladder', ladder: {}, run: 'r' }));
  assert.ok(isToPage({ type: 'step', by: -1 }));
  assert.ok(isToPage({ type: 'runTo', n: 4 }));
  assert.ok(isToPage({ type: 'details', n: 4, details: { ok: false, message: 'm' } }));
  assert.ok(!isToPage({ type: 'details', n: 4 }));
  assert.ok(!isToPage({ type: 'step' }));
  assert.ok(!isToPage({ type: 'failure' }));
});

test('page state', () => {
  assert.ok(isPageState({ run: 'r', selected: 2, zoom: 1.5, upTo: 3 }));
  assert.ok(!isPageState({ run: 'r', zoom: '1' }));
  assert.ok(!isPageState(undefined));
});
