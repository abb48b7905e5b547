import { styleText } from 'node:util';
import type { FindingRow } from '../../../common/features/diagnostics.ts';
import type { Severity } from '../../../common/rules/rule.ts';
import { type CheckedFile, type Reporter, type ReportStyle, SEVERITIES } from './report.ts';

type Format = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<Severity, Format>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' };

/** A line longer than this is shown around the finding only. */
const WIDTH = 100;

/** For people: place, sentence, rule and clause, then the line with the finding underlined. */
export const text: Reporter = (report, style) => {
  const blocks = report.files.flatMap(file => file.findings.map(finding => block(file, finding, style)));
  return `${[...blocks, summaryLine(report.files.length, report.summary, style)].join('\n')}\n`;
};

function paint(format: Format, value: string, { colour }: ReportStyle): string {
  return colour ? styleText(format, value, { validateStream: false }) : value;
}

function block(file: CheckedFile, finding: FindingRow, style: ReportStyle): string {
  const { start } = finding.range;
  const place = `${file.path}:${start.line + 1}:${start.character + 1}`;
  const severity = paint(COLOURS[finding.severity], finding.severity, style);
  const source = paint('dim', `${finding.rule} (${finding.spec.title})`, style);
  const lines = [
    `${paint('bold', place, style)} ${severity}: ${finding.message}  ${source}`,
    frame(file, finding, style),
  ];
  for (const related of finding.related) {
    lines.push(paint('dim', `  ${file.path}:${related.range.start.line + 1}: ${related.message}`, style));
  }
  if (finding.fix) lines.push(paint('green', `  fix: ${finding.fix.title}`, style));
  return `${lines.join('\n')}\n`;
}

/** The line of the finding and a row of carets under it. */
function frame(file: CheckedFile, { range, severity }: FindingRow, style: ReportStyle): string {
  const line = (file.text.split('\n')[range.start.line] ?? '').replace(/\r$/, '');
  const last = range.end.line > range.start.line ? line.length : range.end.character;
  const from = line.length <= WIDTH ? 0 : Math.max(0, Math.min(range.start.character - 20, line.length - WIDTH));
  const before = from > 0 ? '…' : '';
  const after = from + WIDTH < line.length ? '…' : '';
  const shown = `${before}${line.slice(from, from + WIDTH)}${after}`.replace(/\t/g, ' ');
  const number = String(range.start.line + 1).padStart(5);
  const indent = range.start.character - from + before.length;
  const length = Math.max(1, Math.min(last, from + WIDTH) - range.start.character);
  const carets = paint(COLOURS[severity], '^'.repeat(length), style);
  return `${paint('dim', `${number} │`, style)} ${shown}\n${paint('dim', '      │', style)} ${' '.repeat(indent)}${carets}`;
}

function summaryLine(files: number, summary: Readonly<Record<Severity, number>>, style: ReportStyle): string {
  const checked = `${files} ${files === 1 ? 'file' : 'files'} checked`;
  const counts = SEVERITIES.filter(severity => summary[severity] > 0).map(severity => {
    const count = summary[severity];
    return paint(COLOURS[severity], `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`, style);
  });
  return `${checked}: ${counts.length > 0 ? counts.join(', ') : paint('green', 'nothing to report', style)}`;
}
