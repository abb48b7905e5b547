/**
 * The shapes that features give back: those of the Language Server Protocol 3.18, spelled out here because a feature
 * knows neither a connection nor a library. Positions are lines and UTF-16 characters from 0.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Edits of one or more documents, by uri. */
export interface WorkspaceEdit {
  readonly changes: { readonly [uri: string]: TextEdit[] };
}

export interface Command {
  readonly title: string;
  readonly command: string;
  readonly arguments?: unknown[];
}

export interface Markdown {
  readonly kind: 'markdown';
  readonly value: string;
}

export interface Hover {
  readonly contents: Markdown;
  readonly range: Range;
}

export const DiagnosticSeverity = { error: 1, warning: 2, info: 3, hint: 4 } as const;
export type DiagnosticSeverity = (typeof DiagnosticSeverity)[keyof typeof DiagnosticSeverity];

export const DiagnosticTag = { unnecessary: 1, deprecated: 2 } as const;
export type DiagnosticTag = (typeof DiagnosticTag)[keyof typeof DiagnosticTag];

export interface DiagnosticRelatedInformation {
  readonly location: { readonly uri: string; readonly range: Range };
  readonly message: string;
}

export interface Diagnostic {
  readonly range: Range;
  readonly severity: DiagnosticSeverity;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly source: 'sipwright';
  readonly message: string;
  readonly tags?: DiagnosticTag[];
  readonly relatedInformation?: DiagnosticRelatedInformation[];
}

export interface CodeAction {
  readonly title: string;
  readonly kind: string;
  readonly diagnostics?: Diagnostic[];
  readonly isPreferred?: boolean;
  readonly edit?: WorkspaceEdit;
  readonly command?: Command;
}

export interface CodeLens {
  readonly range: Range;
  readonly command: Command;
}

export const CompletionItemKind = {
  text: 1,
  method: 2,
  function: 3,
  field: 5,
  property: 10,
  value: 12,
  enum: 13,
  keyword: 14,
  snippet: 15,
  enumMember: 20,
  constant: 21,
  event: 23,
} as const;
export type CompletionItemKind = (typeof CompletionItemKind)[keyof typeof CompletionItemKind];

/** What `completionItem/resolve` needs to write the documentation; small, since it travels to the client and back. */
export interface CompletionData {
  readonly kind: 'header' | 'method' | 'status' | 'param' | 'value';
  readonly name: string;
  /** The header or parameter that `name` belongs to. */
  readonly of?: string;
}

export interface CompletionItem {
  readonly label: string;
  readonly labelDetails?: { readonly detail?: string; readonly description?: string };
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  readonly documentation?: Markdown;
  readonly sortText?: string;
  readonly filterText?: string;
  readonly preselect?: boolean;
  readonly insertTextFormat?: 1 | 2;
  readonly textEdit: TextEdit;
  readonly tags?: 1[];
  readonly command?: Command;
  readonly data?: CompletionData;
}

export interface CompletionList {
  readonly isIncomplete: boolean;
  readonly items: CompletionItem[];
}

export interface SignatureHelp {
  readonly signatures: {
    readonly label: string;
    readonly documentation?: Markdown;
    readonly parameters: { readonly label: [number, number]; readonly documentation?: Markdown }[];
    readonly activeParameter?: number;
  }[];
  readonly activeSignature: number;
  /** For editors that do not know `activeParameter` of the signature. */
  readonly activeParameter: number;
}

export const SymbolKind = {
  namespace: 3,
  class: 5,
  method: 6,
  property: 7,
  field: 8,
  event: 24,
  object: 19,
  key: 20,
  string: 15,
} as const;
export type SymbolKind = (typeof SymbolKind)[keyof typeof SymbolKind];

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children?: DocumentSymbol[];
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly containerName?: string;
  readonly location: { readonly uri: string; readonly range: Range };
}

export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

export interface SelectionRange {
  readonly range: Range;
  readonly parent?: SelectionRange;
}

export interface DocumentHighlight {
  readonly range: Range;
  /** 1 text, 2 read, 3 write. */
  readonly kind: 1 | 2 | 3;
}

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip?: string;
}

export interface InlayHint {
  readonly position: Position;
  readonly label: string;
  readonly paddingLeft: true;
  readonly textEdits?: TextEdit[];
  /** What the tooltip is about: it is the hover there, made when it is asked for. */
  readonly about?: Position;
}
