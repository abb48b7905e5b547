/** A run as a Mermaid sequence diagram. */
import type { FlowEvent, FlowResult } from '../sim/result.ts';

export function mermaid(result: FlowResult): string {
  const names = new Map(result.actors.map((actor, i) => [actor.id, `a${i}`]));
  const lines = [
    'sequenceDiagram',
    `  %% ${result.title.replace(/\s+/g, ' ')}`,
    ...result.actors.map(actor => `  participant ${names.get(actor.id)} as ${escapeText(actor.label)}`),
    ...result.events.map(event => `  ${eventLine(event, names)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function eventLine(event: FlowEvent, names: ReadonlyMap<string, string>): string {
  const from = names.get(event.from) ?? 'a0';
  const to = names.get(event.to) ?? from;
  const label = escapeText(event.label);
  if (from === to) return `Note over ${from}: ${label}`;
  // A lost message ends in a cross, an answer is dashed, a protected message says so.
  const isLost = event.label.endsWith('(lost)') || event.label.endsWith('(no such host)');
  const isAnswer = event.kind === 'sip' && /^\d{3} /.test(event.label);
  const arrow = isLost ? '-x' : event.kind === 'ipsec' ? '--)' : isAnswer ? '-->>' : '->>';
  return `${from}${arrow}${to}: ${label}${event.secured ? ' (ESP)' : ''}`;
}

/** Characters that end a statement or begin an entity in Mermaid. */
function escapeText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[#;<>"%:]/g, character => `#${character.charCodeAt(0)};`);
}
