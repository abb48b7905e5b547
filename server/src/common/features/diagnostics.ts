/**
 * Findings as the editor and the command line show them: the same list, once as LSP diagnostics, once as the rows of
 * `check --reporter json`.
 */

import { specUrl } from '../registry/index.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import type { DocumentFindings } from '../rules/run.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { rangeAt } from './locate.ts';
import type { Diagnostic, DiagnosticRelatedInformation, Range } from './types.ts';
import { DiagnosticSeverity, DiagnosticTag } from './types.ts';

/** A finding with document positions: a row of `findings` in the JSON report. */
export interface FindingRow {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly spec: { readonly title: string; readonly url: string };
  /** `path` where the other end stands in another file. */
  readonly related: readonly { readonly path?: string; readonly range: Range; readonly message: string }[];
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly range: Range; readonly text: string }[];
  };
}

/** A place in another document, which has its path or uri as name. */
export interface Elsewhere {
  readonly name: string;
  readonly document: SipDocument;
  readonly index: number;
}

/** Finds a message that is not in the document itself. */
export type FindElsewhere = (message: SipMessage) => Elsewhere | undefined;

const nowhere: FindElsewhere = () => undefined;

/** The findings of a document in the order of its text. */
export function findingRows(
  document: SipDocument,
  findings: DocumentFindings,
  elsewhere: FindElsewhere = nowhere,
): FindingRow[] {
  const indexOf = messageIndexes(document);
  return findings.byMessage.flatMap((list, index) =>
    list.map(finding => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range: rangeAt(document, index, finding),
      spec: { title: finding.spec, url: specUrl(finding.spec) },
      related: (finding.related ?? []).flatMap(related => {
        const { message, target } = related;
        const at = indexOf(target);
        if (at !== undefined) return [{ range: rangeAt(document, at, related), message }];
        const other = elsewhere(target);
        return other ? [{ path: other.name, range: rangeAt(other.document, other.index, related), message }] : [];
      }),
      ...(finding.fix ? { fix: fixRow(document, index, finding.fix) } : {}),
    })),
  );
}

function fixRow(document: SipDocument, index: number, fix: NonNullable<Finding['fix']>): FindingRow['fix'] & object {
  return {
    title: fix.title,
    edits: fix.edits.map(edit => ({ range: rangeAt(document, index, edit), text: edit.text })),
  };
}

/** Built when the first cross-message finding asks: most documents have none. */
function messageIndexes(document: SipDocument): (message: SipMessage) => number | undefined {
  let indexes: Map<SipMessage, number> | undefined;
  return message => {
    indexes ??= new Map(document.messages.map((each, index) => [each, index]));
    return indexes.get(message);
  };
}

/** The diagnostics of one message, which hold while its findings and its place in the document stay the same. */
interface Kept {
  readonly uri: string;
  readonly firstLine: number;
  readonly diagnostics: readonly Diagnostic[];
}

const kept = new WeakMap<readonly Finding[], Kept>();

/** The diagnostics of a document, in the order of its text. Other documents have their uri as name. */
export function diagnostics(
  document: SipDocument,
  findings: DocumentFindings,
  uri: string,
  elsewhere: FindElsewhere = nowhere,
): Diagnostic[] {
  const indexOf = messageIndexes(document);
  const found: Diagnostic[] = [];
  findings.byMessage.forEach((list, index) => {
    if (list.length === 0) return;
    const firstLine = document.lines[index] ?? 0;
    const known = kept.get(list);
    if (known?.firstLine === firstLine && known.uri === uri) {
      found.push(...known.diagnostics);
      return;
    }
    const own = list.map(finding => diagnostic(document, index, finding, uri, indexOf, elsewhere));
    // The other end of a cross-message finding may move on its own.
    if (list.every(finding => finding.related === undefined)) kept.set(list, { uri, firstLine, diagnostics: own });
    found.push(...own);
  });
  return found;
}

/** One finding as a diagnostic; code actions pair the two. */
export function diagnostic(
  document: SipDocument,
  index: number,
  finding: Finding,
  uri: string,
  indexOf: (message: SipMessage) => number | undefined = messageIndexes(document),
  elsewhere: FindElsewhere = nowhere,
): Diagnostic {
  const url = specUrl(finding.spec);
  const tag = tagOf(finding.rule);
  const relatedInformation = (finding.related ?? []).flatMap((related): DiagnosticRelatedInformation[] => {
    const { message, target } = related;
    const at = indexOf(target);
    if (at !== undefined) return [{ location: { uri, range: rangeAt(document, at, related) }, message }];
    const other = elsewhere(target);
    if (other === undefined) return [];
    return [{ location: { uri: other.name, range: rangeAt(other.document, other.index, related) }, message }];
  });
  return {
    range: rangeAt(document, index, finding),
    severity: DiagnosticSeverity[finding.severity],
    code: finding.rule,
    ...(url === '' ? {} : { codeDescription: { href: url } }),
    source: 'sipwright',
    message: finding.message,
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(relatedInformation.length > 0 ? { relatedInformation } : {}),
  };
}

/** Editors strike deprecated text through and fade what is not needed. */
function tagOf(rule: string): DiagnosticTag | undefined {
  if (rule === 'unused-ignore') return DiagnosticTag.unnecessary;
  return rule.includes('deprecated') ? DiagnosticTag.deprecated : undefined;
}
