import type { Reporter } from './report.ts';

/** The contract of DESIGN §9: lines and characters from 0, UTF-16, as in LSP. */
export const json: Reporter = report => {
  const files = report.files.map(({ path, findings }) => ({ path, findings }));
  return `${JSON.stringify({ files, summary: report.summary }, undefined, 2)}\n`;
};
