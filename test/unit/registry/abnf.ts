/**
 * ABNF (RFC 5234) as an oracle: a grammar says whether a text follows a rule, and makes texts that do. Texts are short,
 * so the matcher keeps all ends that a rule can have at a position, which makes every ambiguity harmless.
 */

type Node =
  | { readonly kind: 'alternatives' | 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly min: number; readonly max: number; readonly node: Node }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

export type Grammar = ReadonlyMap<string, Node>;

/** Reads grammars one after the other: `=` replaces a rule of the same name, `=/` adds an alternative. */
export function readGrammar(...texts: readonly string[]): Grammar {
  const rules = new Map<string, Node>();
  for (const text of texts) {
    const lines = text.split(/\r?\n/).map(line => line.replace(/;(?=(?:[^"]*"[^"]*")*[^"]*$).*$/, ''));
    const starts = lines.flatMap((line, index) => (/^[A-Za-z][A-Za-z0-9-]*\s*=/.test(line) ? [index] : []));
    starts.forEach((start, index) => {
      const whole = lines.slice(start, starts[index + 1] ?? lines.length).join(' ');
      const match = /^(\S+?)\s*(=\/?)(.*)$/.exec(whole);
      const name = match?.[1]?.toLowerCase();
      if (name === undefined) return;
      const node = new Reader(match?.[3] ?? '').alternatives();
      const before = match?.[2] === '=/' ? rules.get(name) : undefined;
      rules.set(name, before ? { kind: 'alternatives', nodes: [before, node] } : node);
    });
  }
  return rules;
}

class Reader {
  readonly tokens: readonly string[];
  at = 0;

  constructor(text: string) {
    this.tokens = text.match(/"[^"]*"|%x[0-9A-Fa-f.-]+|<[^>]*>|[A-Za-z][A-Za-z0-9-]*|\d*\*\d*|\d+|[()[\]/]/g) ?? [];
  }

  alternatives(): Node {
    const nodes = [this.sequence()];
    while (this.tokens[this.at] === '/') {
      this.at += 1;
      nodes.push(this.sequence());
    }
    return { kind: 'alternatives', nodes };
  }

  sequence(): Node {
    const nodes: Node[] = [];
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      if (token === '/' || token === ')' || token === ']') break;
      nodes.push(this.repetition());
    }
    return { kind: 'sequence', nodes };
  }

  repetition(): Node {
    const token = this.tokens[this.at] ?? '';
    const star = /^(\d*)\*(\d*)$/.exec(token);
    if (!star && !/^\d+$/.test(token)) return this.element();
    this.at += 1;
    const min = star ? Number(star[1] || 0) : Number(token);
    const max = star ? Number(star[2] || Number.POSITIVE_INFINITY) : min;
    return { kind: 'repeat', min, max, node: this.element() };
  }

  element(): Node {
    const token = this.tokens[this.at] ?? '';
    this.at += 1;
    if (token === '(' || token === '[') {
      const node = this.alternatives();
      this.at += 1;
      return token === '(' ? node : { kind: 'repeat', min: 0, max: 1, node };
    }
    if (token.startsWith('"')) return { kind: 'text', text: token.slice(1, -1) };
    if (token.startsWith('%x')) return characters(token.slice(2));
    return { kind: 'rule', name: token.toLowerCase() };
  }
}

/** `41`, `41-5A`, `41.42`. */
function characters(text: string): Node {
  const [low = '', high] = text.split('-');
  if (high !== undefined) return { kind: 'range', low: parseInt(low, 16), high: parseInt(high, 16) };
  const nodes = low.split('.').map((code): Node => {
    const value = parseInt(code, 16);
    return { kind: 'range', low: value, high: value };
  });
  return { kind: 'sequence', nodes };
}

interface Match {
  readonly grammar: Grammar;
  readonly text: string;
  readonly lower: string;
  /** Ends that a rule has at a position, by `rule position`. */
  readonly memo: Map<string, ReadonlySet<number>>;
}

/** Whether the whole text follows the rule. */
export function follows(grammar: Grammar, rule: string, text: string): boolean {
  const match: Match = { grammar, text, lower: text.toLowerCase(), memo: new Map() };
  return ruleEnds(match, rule.toLowerCase(), 0).has(text.length);
}

/** All positions where the node can end when it begins at `from`. */
function ends(match: Match, node: Node, from: number): ReadonlySet<number> {
  switch (node.kind) {
    case 'text':
      return match.lower.startsWith(node.text.toLowerCase(), from) ? new Set([from + node.text.length]) : new Set();
    case 'range': {
      const code = match.text.charCodeAt(from);
      return code >= node.low && code <= node.high ? new Set([from + 1]) : new Set();
    }
    case 'alternatives':
      return new Set(node.nodes.flatMap(one => [...ends(match, one, from)]));
    case 'sequence': {
      let reached: ReadonlySet<number> = new Set([from]);
      for (const one of node.nodes) reached = step(match, one, reached);
      return reached;
    }
    case 'repeat':
      return repeatEnds(match, node, from);
    case 'rule':
      return ruleEnds(match, node.name, from);
  }
}

function ruleEnds(match: Match, name: string, from: number): ReadonlySet<number> {
  const key = `${name} ${from}`;
  const known = match.memo.get(key);
  if (known) return known;
  // A rule that begins with itself has no end here.
  match.memo.set(key, new Set());
  const found = ends(match, ruleOf(match.grammar, name), from);
  match.memo.set(key, found);
  return found;
}

function step(match: Match, node: Node, from: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...from].flatMap(position => [...ends(match, node, position)]));
}

function repeatEnds(match: Match, node: Extract<Node, { kind: 'repeat' }>, from: number): ReadonlySet<number> {
  let reached: ReadonlySet<number> = new Set([from]);
  for (let count = 0; count < node.min; count++) reached = step(match, node.node, reached);
  const all = new Set(reached);
  for (let count = node.min; count < node.max && reached.size > 0; count++) {
    reached = new Set([...step(match, node.node, reached)].filter(position => !all.has(position)));
    for (const position of reached) all.add(position);
  }
  return all;
}

function ruleOf(grammar: Grammar, name: string): Node {
  const node = grammar.get(name);
  if (!node) throw new Error(`no rule ${name}`);
  return node;
}

/** How deep the shallowest text of a node is, where the depths of the rules are known. */
function depthOf(node: Node, rules: ReadonlyMap<string, number>): number {
  if (node.kind === 'alternatives') return Math.min(...node.nodes.map(one => depthOf(one, rules)));
  if (node.kind === 'sequence') return Math.max(0, ...node.nodes.map(one => depthOf(one, rules)));
  if (node.kind === 'repeat') return node.min === 0 ? 0 : depthOf(node.node, rules);
  return node.kind === 'rule' ? 1 + (rules.get(node.name) ?? Number.POSITIVE_INFINITY) : 0;
}

/** How deep the shallowest text of each rule is; recursion ends there. */
function depths(grammar: Grammar): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, node] of grammar) {
      const now = depthOf(node, known);
      if (now >= (known.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      known.set(name, now);
      changed = true;
    }
  }
  return known;
}

/** From here on only the shallowest way out is taken. */
const DEEPEST = 20;

/** A source of texts that follow a rule; `random` gives numbers from 0 up to, not including, 1. */
export function samples(grammar: Grammar, random: () => number): (rule: string) => string {
  const shallowest = depths(grammar);

  function make(node: Node, depth: number): string {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'range':
        return String.fromCharCode(node.low + Math.floor(random() * (node.high - node.low + 1)));
      case 'sequence':
        return node.nodes.map(one => make(one, depth)).join('');
      case 'alternatives': {
        const least = Math.min(...node.nodes.map(one => depthOf(one, shallowest)));
        const open = node.nodes.filter(one => depth <= DEEPEST || depthOf(one, shallowest) === least);
        const chosen = open[Math.floor(random() * open.length)];
        return chosen ? make(chosen, depth) : '';
      }
      case 'repeat': {
        let count = node.min;
        while (depth <= DEEPEST && count < node.max && random() < 0.5) count += 1;
        return Array.from({ length: count }, () => make(node.node, depth)).join('');
      }
      case 'rule':
        if (node.name === 'lws') return random() < 0.05 ? '\r\n ' : ' ';
        return make(ruleOf(grammar, node.name), depth + 1);
    }
  }

  // Two foldings in a row would leave a line of blanks, which no sender writes.
  return rule => make({ kind: 'rule', name: rule.toLowerCase() }, 0).replace(/(?:\r\n[ \t]+){2,}/g, '\r\n ');
}
