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
  /** Made anew each time it is asked for. */
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  /** Index on the tape of the message. */
  readonly at: number;
}

/** A view of the tape that reads everything when somebody asks: rules look at few nodes, and at few parts of those. */
class TreeNode implements SyntaxNode {
  readonly at: number;
  private readonly tape: Int32Array;
  private made: readonly SyntaxNode[] | undefined = undefined;

  constructor(tape: Int32Array, at: number) {
    this.tape = tape;
    this.at = at;
  }

  get kind(): NodeKind {
    return KINDS[(this.tape[this.at] ?? 0) & KIND_MASK] ?? 'error';
  }

  get start(): number {
    return this.tape[this.at + 1] ?? 0;
  }

  get end(): number {
    return this.tape[this.at + 2] ?? 0;
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
    for (let child = at + STRIDE; child < end; child = tape[child + 3] ?? end) children.push(new TreeNode(tape, child));
    return children;
  }

  /** The last node before this one that does not end before it. */
  get parent(): SyntaxNode | undefined {
    const { tape, at } = this;
    if (this.kind === 'root') return undefined;
    for (let before = at - STRIDE; before >= 0; before -= STRIDE) {
      if ((tape[before + 3] ?? 0) > at) return new TreeNode(tape, before);
    }
    return undefined;
  }
}

const NO_CHILDREN: readonly SyntaxNode[] = [];

/** The node at an index of a message's tape. */
export function nodeAt(message: SipMessage, at: number): SyntaxNode {
  return new TreeNode(message.tape, at);
}

/** Index on the tape of the first child of a kind (`KIND.uri`), or -1: for who wants one child and not a list of all. */
export function childAt(message: SipMessage, parent: number, wanted: number): number {
  const { tape } = message;
  const end = tape[parent + 3] ?? 0;
  for (let at = parent + STRIDE; at < end; at = tape[at + 3] ?? end) if (tape[at] === wanted) return at;
  return -1;
}

/** The first child of a kind, without making its siblings. */
export function childOf(message: SipMessage, parent: number, wanted: number): SyntaxNode | undefined {
  const at = childAt(message, parent, wanted);
  return at < 0 ? undefined : new TreeNode(message.tape, at);
}

/** The root node of a message, made anew; `treeOf` keeps it. */
export function rootOf(message: SipMessage): SyntaxNode {
  return new TreeNode(message.tape, message.root);
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
    node = touchedChild(node, offset);
  }
  return path;
}

function touchedChild(node: SyntaxNode, offset: number): SyntaxNode | undefined {
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
