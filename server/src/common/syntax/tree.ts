/** Typed nodes, made from a message's tape when somebody asks. */

import { viewsOf } from './cache.ts';
import { KINDS, type NodeKind } from './kinds.ts';
import type { SipMessage } from './message.ts';
import { STRIDE } from './tape.ts';

/** Offsets count in the message's text. `missing` nodes have no width, `error` nodes hold text that fits nowhere. */
export interface SyntaxNode {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

const NO_CHILDREN: readonly SyntaxNode[] = [];

class TreeNode implements SyntaxNode {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  children: readonly SyntaxNode[] = NO_CHILDREN;

  constructor(kind: NodeKind, start: number, end: number, parent: SyntaxNode | undefined) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.parent = parent;
  }
}

/** The node at a tape index with everything below it. */
export function nodeFromTape(tape: Int32Array, at: number, parent: SyntaxNode | undefined): SyntaxNode {
  const node = new TreeNode(KINDS[tape[at] ?? 0] ?? 'error', tape[at + 1] ?? 0, tape[at + 2] ?? 0, parent);
  const end = tape[at + 3] ?? at + STRIDE;
  if (end > at + STRIDE) {
    const children: SyntaxNode[] = [];
    for (let child = at + STRIDE; child < end; child = tape[child + 3] ?? end)
      children.push(nodeFromTape(tape, child, node));
    node.children = children;
  }
  return node;
}

/** The whole tree of a message; made once and kept until `releaseViews`. */
export function treeOf(message: SipMessage): SyntaxNode {
  const views = viewsOf(message);
  views.tree ??= nodeFromTape(message.tape, 0, undefined);
  return views.tree;
}

/** The nodes that contain an offset, outermost first. An offset between two nodes belongs to the one that ends there. */
export function nodePathAt(message: SipMessage, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = treeOf(message);
  while (node) {
    path.push(node);
    node = childAt(node, offset);
  }
  return path;
}

function childAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  let touching: SyntaxNode | undefined;
  for (const child of node.children) {
    if (child.start > offset) break;
    if (offset < child.end) return child;
    if (offset === child.end) touching = child;
  }
  return touching;
}

/** The first direct child of a kind. */
export function find(node: SyntaxNode, kind: NodeKind): SyntaxNode | undefined {
  return node.children.find(child => child.kind === kind);
}

/** All descendants of a kind, in document order; the node itself counts. */
export function findAll(node: SyntaxNode, kind: NodeKind): readonly SyntaxNode[] {
  if (node.kind === kind) return [node];
  const found: SyntaxNode[] = [];
  for (const child of node.children) found.push(...findAll(child, kind));
  return found;
}

export function textOf(message: SipMessage, node: { readonly start: number; readonly end: number }): string {
  return message.text.slice(node.start, node.end);
}
