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
  const uri = file.path.split('/').map(encodeURIComponent).join('/');
  return file.findings.map((finding, index) => ({
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule) ?? -1,
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: region(finding.range) } }],
    partialFingerprints: { 'sipwright/v1': names[index] },
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((related, id) => ({
            id,
            message: { text: related.message },
            physicalLocation: { artifactLocation: { uri }, region: region(related.range) },
          })),
        }),
  }));
}

interface LspRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function region({ start, end }: LspRange): unknown {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
