/** Reads a corpus of .sip files and lists what the rules find, by rule: `node test/corpus/report.ts [--join] FOLDER...`. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import type { Finding } from '../../server/src/common/rules/rule.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { parseDocument, positionOf } from '../../server/src/common/syntax/document.ts';

export interface Located extends Finding {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The text that is marked. */
  readonly marked: string;
}

/** The .sip and .dat files of a folder, subfolders included, sorted. */
export function filesIn(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesIn(path);
      return /\.(sip|dat)$/.test(name) ? [path] : [];
    });
}

export function findingsIn(text: string, file = ''): readonly Located[] {
  const document = parseDocument(text);
  const { byMessage } = runRules(document, DEFAULT_CONFIGURATION, line => {
    throw new Error(line);
  });
  return byMessage.flatMap((findings, index) =>
    findings.map(finding => ({
      ...finding,
      file,
      line: positionOf(document, index, finding.start).line + 1,
      marked: document.messages[index]?.text.slice(finding.start, finding.end) ?? '',
    })),
  );
}

/** All the files of a folder as one trace, so that the rules over several messages see them together. */
export function joined(folder: string): string {
  return filesIn(folder)
    .map(file => readFileSync(file, 'utf8'))
    .map(text => (text.endsWith('\n') ? text : `${text}\r\n`))
    .join('###\r\n');
}

function main([first = '', ...rest]: readonly string[]): void {
  const all =
    first === '--join'
      ? rest.flatMap(folder => findingsIn(joined(folder), folder))
      : [first, ...rest].flatMap(filesIn).flatMap(file => findingsIn(readFileSync(file, 'utf8'), file));
  const { SHOW = '3' } = process.env;
  const byRule = new Map<string, Located[]>();
  for (const finding of all) {
    const key = `${finding.severity} ${finding.rule}`;
    byRule.set(key, [...(byRule.get(key) ?? []), finding]);
  }
  for (const [key, list] of [...byRule].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(list.length).padStart(5)} ${key}`);
    const limit = Number(SHOW);
    for (const { file, line, message, marked } of list.slice(0, limit)) {
      console.log(
        `        ${file.split('/').slice(-2).join('/')}:${line} ${JSON.stringify(marked.slice(0, 60))} ${message}`,
      );
    }
  }
}

if (import.meta.filename === process.argv[1]) main(process.argv.slice(2));
