/** `npm run fuzz [cases] [seed]`: mutated messages until something breaks; one million by default. */

import { documentText, parseDocument } from '../../server/src/common/syntax/document.ts';
import { bundledTexts } from '../support/corpus.ts';
import { mutate } from '../support/mutate.ts';
import { seeded } from '../support/random.ts';
import { treeFault } from '../support/trees.ts';

const cases = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const random = seeded(seed);
const texts = bundledTexts();
const started = performance.now();

for (let i = 0; i < cases; i++) {
  const text = mutate(texts[random(texts.length)] ?? '', random);
  const fault = faultOf(text);
  if (fault) {
    console.error(`case ${i} of seed ${seed}: ${fault}\n${JSON.stringify(text)}`);
    process.exit(1);
  }
  if (i % 100_000 === 99_999) console.log(`${i + 1} messages, ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
console.log(`${cases} mutated messages: no exception, every tree covers its text (seed ${seed})`);

function faultOf(text: string): string | undefined {
  try {
    const document = parseDocument(text);
    if (documentText(document) !== text) return 'the messages do not add up to the text';
    return document.messages.map(treeFault).find(fault => fault !== undefined);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
