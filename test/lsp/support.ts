import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Position, TextEdit } from 'vscode-languageserver-protocol';
import { Client, type ClientOptions } from './client.ts';

export const examples = path.resolve(import.meta.dirname, '../../examples');
export const EXAMPLES_URI = pathToFileURL(examples).href;

export function example(name: string): { uri: string; text: string } {
  const file = path.join(examples, name);
  return { uri: pathToFileURL(file).href, text: readFileSync(file, 'utf8') };
}

/** A test with its own server. The server ends with code 0 and has logged nothing, whatever the test did to it. */
export function served(
  title: string,
  options: ClientOptions,
  work: (client: Client, context: TestContext) => Promise<void>,
): void {
  test(title, async context => {
    const client = await Client.start(options, context);
    await work(client, context);
    assert.equal(await client.stop(), 0);
    assert.deepEqual(client.log, []);
  });
}

/** Position of the first character of `fragment` in `text`. */
export function positionOf(text: string, fragment: string): Position {
  const offset = text.indexOf(fragment);
  assert.ok(offset >= 0, `${fragment} is in the text`);
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** The text after one edit. */
export function edited(text: string, { range, newText }: TextEdit): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end));
}
