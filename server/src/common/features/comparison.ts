/** Two runs as two texts that an editor lays side by side: the same step stands on the same line. */
import { type ComparedStep, compareRuns } from '../sim/compare.ts';
import type { Because, FlowEvent, FlowOutcome, FlowResult } from '../sim/result.ts';
import { parseMessage } from '../syntax/message.ts';
import { fieldsOf } from '../trace/hopChanges.ts';

export interface Comparison {
  readonly title: string;
  readonly left: string;
  readonly right: string;
  readonly summary: string;
}

/** `change` says what the right one has otherwise. */
export function comparison(left: FlowResult, right: FlowResult, change: string): Comparison {
  const steps = compareRuns(left, right);
  const of = ({ events }: FlowResult, n: number | undefined): FlowEvent | undefined =>
    n === undefined ? undefined : events[n - 1];
  const texts = { left: head(left, 'As it is'), right: head(right, `What if: ${change}`) };
  for (const { step, left: l, right: r } of steps) {
    const [a, b] = [of(left, l), of(right, r)];
    if (a) texts.left.push(step, ...detail(a, b));
    if (b) texts.right.push(step, ...detail(b, a));
  }
  return {
    title: `${left.title}: ${change}`,
    left: `${texts.left.join('\n')}\n`,
    right: `${texts.right.join('\n')}\n`,
    summary: summaryOf(left, right, steps, change),
  };
}

function head({ title, outcome }: FlowResult, name: string): string[] {
  return [title, name, '', `Outcome: ${outcomeText(outcome)}`, ...reasonLines(outcome.because), ''];
}

function outcomeText({ status, code, reason }: FlowOutcome): string {
  return `${status} ${code ?? ''} ${reason}`.replace(/\s+/g, ' ').trim();
}

function reasonLines(because: readonly Because[] = []): string[] {
  return because.map(({ message, spec }) => `    because: ${message.replace(/\.$/, '')} (${spec})`);
}

/** What only this side of a step has: reasons, and the header fields whose values differ. */
function detail(own: FlowEvent, other: FlowEvent | undefined): string[] {
  if (other === undefined)
    return [...(own.clause === undefined ? [] : [`    ${own.clause}`]), ...reasonLines(own.because)];
  if (own.kind !== 'sip' || own.text === undefined || other.text === undefined || own.text === other.text) return [];
  const [mine, its] = [fieldsOf(parseMessage(own.text)), fieldsOf(parseMessage(other.text))];
  return [...mine].flatMap(([name, value]) => (its.get(name) === value ? [] : [`    ${name}: ${value}`]));
}

function summaryOf(left: FlowResult, right: FlowResult, steps: readonly ComparedStep[], change: string): string {
  const [before, after] = [outcomeText(left.outcome), outcomeText(right.outcome)];
  const count = steps.filter(step => step.left === undefined || step.right === undefined).length;
  const [parting] = steps.filter(step => step.left === undefined || step.right === undefined);
  const ends = before === after ? `ends the same (${after})` : `ends ${after} instead of ${before}`;
  const [why] = right.outcome.because;
  const reason = before === after || why === undefined ? '' : ` ${why.message.replace(/\.$/, '')} (${why.spec}).`;
  if (parting === undefined) return `With ${change} the run ${ends}; every step is the same.${reason}`;
  const side = parting.left === undefined ? 'only then' : 'not then';
  return `With ${change} the run ${ends}; ${count} steps differ, the first is ${parting.step} (${side}).${reason}`;
}
