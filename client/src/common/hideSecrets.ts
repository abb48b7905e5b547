import { READ_CONFIGURATION, READ_SECRET } from '../../../server/src/common/protocol.ts';

const CONFIDENTIAL = [READ_SECRET, READ_CONFIGURATION];
const HIDDEN = '(hidden)';

/**
 * A line of the protocol trace without secrets: the answers to READ_SECRET and READ_CONFIGURATION hold passwords and keys.
 * Traces in JSON do not name the request that is answered, so there every answer of the client is hidden.
 */
export function hideSecrets(line: string): string {
  if (line.startsWith('Sending response') && CONFIDENTIAL.some(method => line.includes(`'${method} `))) {
    const end = line.indexOf('\n');
    return end < 0 ? line : `${line.slice(0, end)}\nResult: ${HIDDEN}`;
  }
  return line.startsWith('{') && line.includes('"send-response"') ? withoutResult(line) : line;
}

function withoutResult(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line, (key, value) => (key === 'result' ? HIDDEN : value)));
  } catch {
    return HIDDEN;
  }
}
