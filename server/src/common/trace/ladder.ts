/** A run as a ladder of plain characters, one line per event. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';
import { newReasons, outcomeText, reasonText } from './reasons.ts';
import { seconds } from './time.ts';

const MARGIN = 10;

/**
 * Lifelines with arrows, the label to the right of them. `=` is an arrow inside an IPsec association, `*` something
 * that one actor found or did, `x` the end of what was lost or failed; reasons stand below, the title of a phase across.
 */
export function ladder(result: FlowResult): string {
  const column = Math.max(10, ...result.actors.map(actor => actor.label.length + 2));
  const columns = new Map(result.actors.map((actor, i) => [actor.id, i * column]));
  const width = MARGIN + column * result.actors.length;
  const names = result.actors.map(actor => actor.label.padEnd(column)).join('');
  const lines = [result.title, '', `${'t/s'.padStart(MARGIN - 2)}  ${names}`.trimEnd()];
  const told = new Set<string>();
  for (const event of result.events)
    lines.push(
      ...eventLines(event, columns, column),
      ...newReasons(event, told).map(reason => `${' '.repeat(width + 5)}${reason}`),
    );
  lines.push('', outcomeText(result.outcome));
  for (const reason of result.outcome.because) lines.push(`  ${reasonText(reason)}`);
  return `${lines.join('\n')}\n`;
}

function eventLines(event: FlowEvent, columns: ReadonlyMap<string, number>, column: number): string[] {
  const from = columns.get(event.from) ?? 0;
  const to = columns.get(event.to) ?? 0;
  const cells = Array.from({ length: column * columns.size }, (_, i) => (i % column === 0 ? '|' : ' '));
  draw(cells, from, to, event);
  const time = seconds(event.at).padStart(MARGIN - 2);
  if (event.phase) {
    const title = `-- ${event.label} `;
    return [`${time}  ${title.padEnd(cells.length, '-')}${String(event.n).padStart(4)}`];
  }
  return [`${time}  ${cells.join('')}${String(event.n).padStart(4)} ${event.label}`];
}

function draw(cells: string[], from: number, to: number, event: FlowEvent): void {
  const end = event.failed ? 'x' : undefined;
  if (from === to) {
    cells[from] = end ?? '*';
    return;
  }
  const line = event.kind === 'ipsec' ? '.' : event.secured ? '=' : '-';
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  for (let i = low + 1; i < high; i++) cells[i] = line;
  if (to > from) cells[high - 1] = end ?? '>';
  else cells[low + 1] = end ?? '<';
}
