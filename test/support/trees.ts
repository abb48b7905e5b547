import type { SipMessage } from '../../server/src/common/syntax/message.ts';
import { type SyntaxNode, treeOf } from '../../server/src/common/syntax/tree.ts';

/** A tree as text: one node a line, its offsets, and the text of leaves; then the errors. */
export function treeText(message: SipMessage): string {
  const lines: string[] = [];
  write(treeOf(message), 0);
  for (const error of message.errors) {
    lines.push(`! ${error.code} ${error.start}..${error.end} ${show(message.text.slice(error.start, error.end))}`);
  }
  return `${lines.join('\n')}\n`;

  function write(node: SyntaxNode, depth: number): void {
    const text = node.children.length === 0 ? ` ${show(message.text.slice(node.start, node.end))}` : '';
    lines.push(`${'  '.repeat(depth)}${node.kind} ${node.start}..${node.end}${text}`);
    for (const child of node.children) write(child, depth + 1);
  }
}

function show(text: string): string {
  return JSON.stringify(text.length > 72 ? `${text.slice(0, 60)}…(${text.length})` : text);
}

/** What must hold for any text: children in order and inside their parent, and the root over all of it. */
export function treeFault(message: SipMessage): string | undefined {
  const root = treeOf(message);
  if (root.start !== 0 || root.end !== message.text.length) return `root ${root.start}..${root.end}`;
  for (const error of message.errors) {
    if (error.start < 0 || error.end < error.start || error.end > message.text.length)
      return `error ${JSON.stringify(error)}`;
  }
  return nodeFault(root);
}

function nodeFault(node: SyntaxNode): string | undefined {
  let pos = node.start;
  for (const child of node.children) {
    if (child.start < pos || child.end < child.start || child.end > node.end) {
      return `${child.kind} ${child.start}..${child.end} in ${node.kind} ${node.start}..${node.end}, after ${pos}`;
    }
    const fault = nodeFault(child);
    if (fault) return fault;
    pos = child.end;
  }
  return undefined;
}
