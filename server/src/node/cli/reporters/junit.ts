import type { CheckedFile, Reporter } from './report.ts';

/** JUnit XML: a file is a suite; a finding above a hint is a failed case; a clean file is one case that passed. */
export const junit: Reporter = report => {
  const suites = report.files.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="sipwright">\n${suites}</testsuites>\n`;
};

function suite(file: CheckedFile): string {
  const failures = file.findings.filter(finding => finding.severity !== 'hint');
  const name = attribute(file.path);
  const cases = failures.map(({ rule, severity, message, range, spec }) => {
    const place = `${file.path}:${range.start.line + 1}:${range.start.character + 1}`;
    return `    <testcase name="${attribute(`${rule} at line ${range.start.line + 1}`)}" classname="${name}">
      <failure type="${severity}" message="${attribute(message)}">${attribute(`${place}: ${message} (${spec.title})`)}</failure>
    </testcase>\n`;
  });
  const body = cases.length > 0 ? cases.join('') : `    <testcase name="clean" classname="${name}"/>\n`;
  const count = Math.max(1, failures.length);
  return `  <testsuite name="${name}" tests="${count}" failures="${failures.length}">\n${body}  </testsuite>\n`;
}

/** Escapes for XML; characters that XML 1.0 does not have become U+FFFD. */
export function attribute(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
