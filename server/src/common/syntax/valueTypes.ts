/** The data that `values.ts` makes of header values. Every view carries its offsets, so that a finding can point at it. */

import type { SyntaxNode } from './tree.ts';
import type { Header } from './views.ts';

/** One parameter of a header, a URI or an authentication scheme. */
export interface Param {
  readonly name: string;
  readonly nameLower: string;
  /** Without quotes and escapes; undefined for a flag. */
  readonly value: string | undefined;
  /** As written. */
  readonly raw: string | undefined;
  readonly quoted: boolean;
  /** False for a flag. */
  readonly hasValue: boolean;
  readonly start: number;
  readonly end: number;
  readonly nameNode: SyntaxNode;
  readonly valueNode: SyntaxNode | undefined;
}

export interface Uri {
  /** Lower case. */
  readonly scheme: string;
  /** As written, escapes kept; the number of a tel URI. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** As written, brackets of IPv6 kept. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly params: readonly Param[];
  readonly headers: readonly Param[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly schemeNode: SyntaxNode | undefined;
  readonly userNode: SyntaxNode | undefined;
  readonly hostNode: SyntaxNode | undefined;
  readonly portNode: SyntaxNode | undefined;
}

/** name-addr or addr-spec with its parameters, or `*`. */
export interface Address {
  readonly header: Header;
  readonly star: boolean;
  /** Without quotes and escapes. */
  readonly displayName: string | undefined;
  readonly uri: Uri | undefined;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
}

export interface Via {
  readonly header: Header;
  /** Upper case. */
  readonly transport: string;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly transportNode: SyntaxNode | undefined;
  readonly hostNode: SyntaxNode | undefined;
  readonly portNode: SyntaxNode | undefined;
}

/** A token, quoted string, `*` or media range with its parameters. */
export interface Item {
  readonly header: Header;
  /** Without quotes and escapes; `type/subtype` for a media range. */
  readonly value: string;
  readonly quoted: boolean;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
  readonly node: SyntaxNode;
  readonly valueNode: SyntaxNode;
}

export interface Credentials {
  readonly header: Header;
  readonly scheme: string;
  readonly schemeNode: SyntaxNode;
  readonly params: readonly Param[];
  readonly start: number;
  readonly end: number;
}
