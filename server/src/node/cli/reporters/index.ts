import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { Reporter } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const REPORTERS = { text, json, sarif, github, gitlab, junit } as const satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof REPORTERS;
