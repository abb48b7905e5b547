import { COMPARE_RUNS, READ_CONFIGURATION, READ_SECRET, SHOW_REPORT } from '../../../server/src/common/protocol.ts';

const CONFIDENTIAL = [READ_SECRET, READ_CONFIGURATION];
const HIDDEN = '(hidden)';

/**
 * A line of the protocol trace without secrets: the answers to READ_SECRET and READ_CONFIGURATION hold passwords and keys,
 * those to SHOW_REPORT may, and so may the setting that COMPARE_RUNS changes. Traces in JSON do not name the request that is answered, so there every answer of the client
 * is hidden, and every answer of the server that says that it is confidential.
 */
export function hideSecrets(line: string): string {
  if (line.startsWith('Sending request') && line.includes(`'${COMPARE_RUNS} `)) return afterFirstLine(line, 'Params');
  const sent = line.startsWith('Sending response') && CONFIDENTIAL.some(method => line.includes(`'${method} `));
  if (sent || (line.startsWith('Received response') && line.includes(`'${SHOW_REPORT} `))) {
    return afterFirstLine(line, 'Result');
  }
  const hidden =
    line.includes('"send-response"') || line.includes(`"${COMPARE_RUNS}"`) || /"confidential"\s*:\s*true/.test(line);
  return line.startsWith('{') && hidden ? withoutContent(line) : line;
}

function afterFirstLine(line: string, name: string): string {
  const end = line.indexOf('\n');
  return end < 0 ? line : `${line.slice(0, end)}\n${name}: ${HIDDEN}`;
}

function withoutContent(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line, (key, value) => (key === 'result' || key === 'params' ? HIDDEN : value)));
  } catch {
    return HIDDEN;
  }
}
