import { READ_CONFIGURATION, READ_SECRET, SHOW_REPORT } from '../../../server/src/common/protocol.ts';

const CONFIDENTIAL = [READ_SECRET, READ_CONFIGURATION];
const HIDDEN = '(hidden)';

/**
 * A line of the protocol trace without secrets: the answers to READ_SECRET and READ_CONFIGURATION hold passwords and keys,
 * those to SHOW_REPORT may. Traces in JSON do not name the request that is answered, so there every answer of the client
 * is hidden, and every answer of the server that says that it is confidential.
 */
export function hideSecrets(line: string): string {
  const sent = line.startsWith('Sending response') && CONFIDENTIAL.some(method => line.includes(`'${method} `));
  if (sent || (line.startsWith('Received response') && line.includes(`'${SHOW_REPORT} `))) {
    const end = line.indexOf('\n');
    return end < 0 ? line : `${line.slice(0, end)}\nResult: ${HIDDEN}`;
  }
  const hidden = line.includes('"send-response"') || /"confidential"\s*:\s*true/.test(line);
  return line.startsWith('{') && hidden ? withoutResult(line) : line;
}

function withoutResult(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line, (key, value) => (key === 'result' ? HIDDEN : value)));
  } catch {
    return HIDDEN;
  }
}
