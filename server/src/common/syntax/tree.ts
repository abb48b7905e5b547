/** Typed nodes, made from a message's tape when somebody asks. */

import { viewsOf } from './cache.ts';
import { KIND_MASK, KINDS, type NodeKind } from './kinds.ts';
import type { SipMessage } from './message.ts';
import { STRIDE } from './tape.ts';

/** Offsets count in the message's text. `missing` nodes have no width, `error` nodes hold text that fits nowhere. */
export interface SyntaxNode {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  /** Index on the tape of the message. */
  readonly at: number;
}

/** A node that makes its children when somebody asks: most rules look at few of them. */
class TreeNode implements SyntaxNode {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly at: number;
  private readonly tape: Int32Array;
  private made: readonly SyntaxNode[] | undefined = undefined;

  constructor(tape: Int32Array, at: number, parent: SyntaxNode | undefined) {
    this.kind = KINDS[(tape[at] ?? 0) & KIND_MASK] ?? 'error';
    this.start = tape[at + 1] ?? 0;
    this.end = tape[at + 2] ?? 0;
    this.parent = parent;
    this.at = at;
    this.tape = tape;
  }

  get children(): readonly SyntaxNode[] {
    this.made ??= this.makeChildren();
    return this.made;
  }

  private makeChildren(): readonly SyntaxNode[] {
    const { tape, at } = this;
    const end = tape[at + 3] ?? 0;
    if (end === at + STRIDE) return NO_CHILDREN;
    const children: SyntaxNode[] = [];
    for (let child = at + STRIDE; child < end; child = tape[child + 3] ?? end)
      children.push(new TreeNode(tape, child, this));
    return children;
  }
}

const NO_CHILDREN: readonly SyntaxNode[] = [];

/** The node at a tape index. */
export function nodeFromTape(tape: Int32Array, at: number, parent: SyntaxNode | undefined): SyntaxNode {
  return new TreeNode(tape, at, parent);
}

/** The root node of a message, made anew; `treeOf` keeps it. */
export function rootOf(message: SipMessage): SyntaxNode {
  return new TreeNode(message.tape, message.root, undefined);
}

/** The whole tree of a message; made once and kept until `releaseViews`. */
export function treeOf(message: SipMessage): SyntaxNode {
  const views = viewsOf(message);
  views.tree ??= rootOf(message);
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
  const { children } = node;
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    if (child?.kind === kind) return child;
  }
  return undefined;
}

/** All descendants of a kind, in document order; the node itself counts. */
export function findAll(node: SyntaxNode, kind: NodeKind): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  collect(node, kind, found);
  return found;
}

function collect(node: SyntaxNode, kind: NodeKind, found: SyntaxNode[]): void {
  if (node.kind === kind) found.push(node);
  else for (const child of node.children) collect(child, kind, found);
}

export function textOf(message: SipMessage, node: { readonly start: number; readonly end: number }): string {
  return message.text.slice(node.start, node.end);
}
