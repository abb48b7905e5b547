/** A run as a Mermaid sequence diagram. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';
import { newReasons, outcomeText, reasonText } from './reasons.ts';

export function mermaid(result: FlowResult): string {
  const names = new Map(result.actors.map((actor, i) => [actor.id, `a${i}`]));
  const told = new Set<string>();
  const everybody = `a0,a${result.actors.length - 1}`;
  const { outcome } = result;
  const ending = [outcomeText(outcome), ...outcome.because.map(reasonText)].map(escapeText).join('<br/>');
  const lines = [
    'sequenceDiagram',
    `  %% ${result.title.replace(/\s+/g, ' ')}`,
    ...result.actors.map(actor => `  participant ${names.get(actor.id)} as ${escapeText(actor.label)}`),
    ...result.events.flatMap(event => eventLines(event, names, everybody, told)).map(line => `  ${line}`),
    `  Note over ${everybody}: ${ending}`,
  ];
  return `${lines.join('\n')}\n`;
}

function eventLines(
  event: FlowEvent,
  names: ReadonlyMap<string, string>,
  everybody: string,
  told: Set<string>,
): string[] {
  const from = names.get(event.from) ?? 'a0';
  const to = names.get(event.to) ?? from;
  const label = escapeText(event.label);
  if (event.phase) return [`Note over ${everybody}: ${label}`];
  const reasons = newReasons(event, told).map(escapeText);
  if (from === to) return [`Note over ${from}: ${[label, ...reasons].join('<br/>')}`];
  // A lost message ends in a cross, an answer is dashed, a protected message says so.
  const isLost = /\((?:lost|no such host|connection refused)\)$/.test(event.label);
  const isAnswer = event.kind === 'sip' && /^\d{3} /.test(event.label);
  const arrow = isLost ? '-x' : event.kind === 'ipsec' ? '--)' : isAnswer ? '-->>' : '->>';
  const line = `${from}${arrow}${to}: ${label}${event.secured ? ' (ESP)' : ''}`;
  return reasons.length === 0 ? [line] : [line, `Note over ${from},${to}: ${reasons.join('<br/>')}`];
}

/** Characters that end a statement or begin an entity in Mermaid. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#;<>"%:]/g, character => `#${character.charCodeAt(0)};`);
}
