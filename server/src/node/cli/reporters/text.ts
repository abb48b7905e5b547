import { styleText } from 'node:util';
import type { FindingRow } from '../../../common/features/diagnostics.ts';
import type { Severity } from '../../../common/rules/rule.ts';
import { visible } from '../terminal.ts';
import { frame } from './frame.ts';
import { type CheckedFile, type CheckReport, linesOf, type Reporter, type ReportStyle, SEVERITIES } from './report.ts';

type Format = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<Severity, Format>> = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' };

/** Of a line where no terminal says how wide it is, and the least and most where one does. */
const WIDTH = { standard: 100, least: 40, most: 160 } as const;

/**
 * For people: place, sentence, rule and clause, in the form that editors and terminals take for a link
 * (`file:line:column: severity: sentence`), then the line with the finding underlined.
 */
export const text: Reporter = (report, style) => {
  const blocks = report.files.flatMap(file => fileBlocks(file, style));
  return `${[...blocks, summaryLine(report, style)].join('\n')}\n`;
};

function paint(format: Format, value: string, { colour }: ReportStyle): string {
  return colour ? styleText(format, value, { validateStream: false }) : value;
}

function fileBlocks(file: CheckedFile, style: ReportStyle): string[] {
  const lineAt = linesOf(file);
  const last = Math.max(0, ...file.findings.map(finding => finding.range.start.line + 1));
  const gutter = Math.max(4, String(last).length);
  return file.findings.map(finding => {
    const lines = [headline(file, finding, style)];
    if (file.text !== undefined) lines.push(...excerpt(finding, lineAt(finding.range.start.line), gutter, style));
    const note = (format: Format, value: string) => `${' '.repeat(gutter)} ${paint(format, `= ${value}`, style)}`;
    for (const related of finding.related) {
      const place = placeOf({ path: related.path ?? file.path }, related.range.start);
      lines.push(note('dim', `${place}: ${visible(related.message)}`));
    }
    if (finding.fix) lines.push(note('green', `fix: ${visible(finding.fix.title)}`));
    return `${lines.join('\n')}\n`;
  });
}

function headline(file: CheckedFile, { range, severity, message, rule, spec }: FindingRow, style: ReportStyle): string {
  const place = paint('bold', placeOf(file, range.start), style);
  const source = spec.url === '' && rule.startsWith('configuration-') ? rule : `${rule}, ${spec.title}`;
  return `${place}: ${paint(COLOURS[severity], severity, style)}: ${visible(message)} ${paint('dim', `[${source}]`, style)}`;
}

function placeOf(file: Pick<CheckedFile, 'path'>, { line, character }: FindingRow['range']['start']): string {
  return `${visible(file.path)}:${line + 1}:${character + 1}`;
}

/** The line and the carets under it; a range of several lines goes to the end of its first. */
function excerpt({ range, severity }: FindingRow, line: string, gutter: number, style: ReportStyle): string[] {
  const { standard, least, most } = WIDTH;
  const room = style.columns === undefined ? standard : Math.min(Math.max(style.columns - gutter - 3, least), most);
  const end = range.end.line > range.start.line ? line.length : range.end.character;
  const { line: shown, indent, carets } = frame(line, range.start.character, end, room);
  const number = String(range.start.line + 1).padStart(gutter);
  return [
    `${paint('dim', `${number} │`, style)} ${shown}`.trimEnd(),
    `${paint('dim', `${' '.repeat(gutter)} │`, style)} ${indent}${paint(COLOURS[severity], carets, style)}`,
  ];
}

function summaryLine({ files, summary }: CheckReport, style: ReportStyle): string {
  const counts = SEVERITIES.filter(severity => summary[severity] > 0).map(severity => {
    const count = summary[severity];
    return paint(COLOURS[severity], `${count} ${severity}${count === 1 || severity === 'info' ? '' : 's'}`, style);
  });
  const all = counts.length > 0 ? counts.join(', ') : paint('green', 'nothing to report', style);
  const repairs = files.reduce((sum, file) => sum + file.findings.filter(finding => finding.fix).length, 0);
  const advice = repairs === 0 ? '' : `\n${repairs} can be repaired: sipwright fix`;
  return `${files.length} ${files.length === 1 ? 'file' : 'files'} checked: ${all}${advice}`;
}
