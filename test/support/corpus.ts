import { readdirSync, readFileSync } from 'node:fs';

/** Texts that the project carries: the torture messages and the examples. */
export function bundledTexts(): string[] {
  const texts: string[] = [];
  for (const folder of ['../data/rfc4475/', '../../examples/']) {
    const path = new URL(folder, import.meta.url).pathname;
    for (const file of readdirSync(path)) {
      if (/\.(?:dat|sip)$/.test(file)) texts.push(readFileSync(path + file, 'utf8'));
    }
  }
  return texts;
}
