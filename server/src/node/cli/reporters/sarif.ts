import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FindingRow } from '../../../common/features/diagnostics.ts';
import { specUrl } from '../../../common/registry/index.ts';
import { ALL_FINDINGS } from '../../../common/rules/known.ts';
import type { Severity } from '../../../common/rules/rule.ts';
import { VERSION } from '../../../common/version.ts';
import { fingerprints } from './fingerprint.ts';
import type { CheckedFile, Reporter } from './report.ts';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0 with the rules that have findings; columns are UTF-16 units from 1. */
export const sarif: Reporter = report => {
  const used = new Set(report.files.flatMap(file => file.findings.map(finding => finding.rule)));
  const rules = ALL_FINDINGS.filter(info => used.has(info.id));
  const indexes = new Map(rules.map((info, index) => [info.id, index]));
  const run = {
    tool: {
      driver: {
        name: 'sipwright',
        version: VERSION,
        rules: rules.map(({ id, doc, spec, severity }) => {
          const url = specUrl(spec);
          return {
            id,
            shortDescription: { text: doc },
            help: { text: `${doc} (${spec})` },
            ...(url === '' ? {} : { helpUri: url }),
            defaultConfiguration: { level: LEVEL[severity] },
          };
        }),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: report.files.flatMap(file => results(file, indexes)),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function results(file: CheckedFile, indexes: ReadonlyMap<string, number>): unknown[] {
  const names = fingerprints(file);
  const artifactLocation = { uri: uriOf(file.path) };
  return file.findings.map(({ rule, severity, message, range, related, fix }, index) => {
    const ruleIndex = indexes.get(rule);
    return {
      ruleId: rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: LEVEL[severity],
      message: { text: message },
      locations: [{ physicalLocation: { artifactLocation, region: region(range) } }],
      partialFingerprints: { 'sipwright/v1': names[index] },
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((one, id) => ({
              id,
              message: { text: one.message },
              physicalLocation: {
                artifactLocation: one.path === undefined ? artifactLocation : { uri: uriOf(one.path) },
                region: region(one.range),
              },
            })),
          }),
      ...(fix === undefined ? {} : { fixes: [repair(fix, artifactLocation)] }),
    };
  });
}

function repair({ title, edits }: NonNullable<FindingRow['fix']>, artifactLocation: { uri: string }): unknown {
  const replacements = edits.map(edit => ({
    deletedRegion: region(edit.range),
    ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }),
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation, replacements }] };
}

/** Relative to the folder that the report is about, where the file is in it. */
function uriOf(path: string): string {
  return isAbsolute(path) ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
}

function region({ start, end }: FindingRow['range']): unknown {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
