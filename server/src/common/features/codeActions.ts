/** textDocument/codeAction: repairs of findings, the right response, suppression, and what can be run from a message. */

import type { Configuration } from '../config/configuration.ts';
import type { Finding, Fix } from '../rules/rule.ts';
import type { DocumentFindings } from '../rules/run.ts';
import type { SipDocument } from '../syntax/document.ts';
import { headerAt, startLineOf } from '../syntax/views.ts';
import type { BenchCommand } from './bench/index.ts';
import type { CommandSet } from './commands.ts';
import { benchCommand, insertCommand, runFlowCommand } from './commands.ts';
import { digestHeaders, verifyResponse } from './credentials.ts';
import { diagnostic } from './diagnostics.ts';
import { compatibleFixes } from './fixAll.ts';
import { lineAt, lineEndOf, placeAt, rangeAt } from './locate.ts';
import { refactorings } from './refactor/index.ts';
import { RUN_PREFIX } from './runFailure.ts';
import type { DirectiveEdit } from './solveCredentials.ts';
import { directiveEdit, directiveRepairs, solveCredentials } from './solveCredentials.ts';
import type { CodeAction, Command, Position, Range, TextEdit } from './types.ts';

export const CODE_ACTION_KINDS = [
  'quickfix',
  'refactor',
  'refactor.rewrite',
  'refactor.response',
  'refactor.request',
  'source.fixAll',
] as const;

export interface CodeActionInput {
  readonly document: SipDocument;
  readonly uri: string;
  readonly findings: DocumentFindings;
  readonly configuration: Configuration;
  readonly commands: CommandSet;
  readonly range: Range;
  readonly random: (octets: number) => Uint8Array;
  /** The kinds that the editor asks for; all when absent. */
  readonly only?: readonly string[];
  /** Ends a long search for a cause. */
  readonly cancelled?: (() => boolean) | undefined;
}

export function codeActions(input: CodeActionInput): CodeAction[] {
  const wants = (kind: string): boolean =>
    input.only === undefined || input.only.some(each => kind === each || kind.startsWith(`${each}.`));
  const actions: CodeAction[] = [];
  if (!input.document.isSip) return actions;
  if (wants('quickfix')) actions.push(...repairs(input), ...rightResponses(input), ...suppressions(input));
  if (wants('refactor')) actions.push(...runs(input), ...benchActions(input));
  actions.push(...rewritings(input, wants));
  // Asked for by name only: it would stand in every light bulb otherwise.
  if (input.only !== undefined && wants('source.fixAll')) actions.push(...fixAll(input));
  return actions;
}

/** The findings that the range touches, with the index of their message. */
function findingsAt({ document, findings, range }: CodeActionInput): { index: number; finding: Finding }[] {
  const first = placeAt(document, range.start)?.index ?? 0;
  const last = placeAt(document, range.end)?.index ?? first;
  const found: { index: number; finding: Finding }[] = [];
  for (let index = first; index <= last; index++) {
    for (const finding of findings.byMessage[index] ?? []) {
      if (overlaps(rangeAt(document, index, finding), range)) found.push({ index, finding });
    }
  }
  return found;
}

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function edits(document: SipDocument, index: number, changes: Fix['edits']): TextEdit[] {
  return changes.map(edit => ({ range: rangeAt(document, index, edit), newText: edit.text }));
}

function repairs(input: CodeActionInput): CodeAction[] {
  const { document, uri } = input;
  return findingsAt(input).flatMap(({ index, finding }): CodeAction[] => {
    const { fix, suggestion } = finding;
    return [fix, suggestion].flatMap(change => {
      if (change === undefined) return [];
      const changes = { [uri]: edits(document, index, change.edits) };
      const diagnostics = [diagnostic(document, index, finding, uri)];
      // What is not certain is never applied by a key alone.
      return [{ title: change.title, kind: 'quickfix', diagnostics, isPreferred: change === fix, edit: { changes } }];
    });
  });
}

/** For a response that is wrong or empty: the right one, and where a mistake is known its repair. */
function rightResponses(input: CodeActionInput): CodeAction[] {
  const { document, uri, configuration, range } = input;
  const place = placeAt(document, range.start);
  if (!place || configuration.subscribers.length === 0) return [];
  return digestHeaders(place.message, configuration).flatMap((digest): CodeAction[] => {
    if (!overlaps(rangeAt(document, place.index, digest.header), range)) return [];
    const verdict = verifyResponse(place.message, digest);
    if (verdict.kind !== 'differs' && verdict.kind !== 'empty') return [];
    const action = (title: string, directives: readonly DirectiveEdit[], isPreferred: boolean): CodeAction => {
      const all = directives.map(({ text, ...span }) => ({
        range: rangeAt(document, place.index, span),
        newText: text,
      }));
      return { title, kind: 'quickfix', isPreferred, edit: { changes: { [uri]: all } } };
    };
    const right = directiveEdit(digest.params, 'response', verdict.expected);
    const repairs =
      verdict.kind === 'empty'
        ? []
        : directiveRepairs(
            solveCredentials(document, place.index, digest, configuration, input.cancelled),
            digest.params,
          );
    return [
      ...(right ? [action(`Write the response that the keys of ${verdict.subscriber} give`, [right], true)] : []),
      ...repairs.map(({ title, edits: changes }) => action(title, changes, false)),
    ];
  });
}

/** Findings of the runner itself are not of any place that a comment could cover. */
const UNSUPPRESSIBLE: ReadonlySet<string> = new Set(['not-sip', 'unused-ignore', 'too-many-findings']);

function suppressions(input: CodeActionInput): CodeAction[] {
  const { document, uri } = input;
  const offered = new Set<string>();
  return findingsAt(input).flatMap(({ index, finding }): CodeAction[] => {
    const { rule } = finding;
    if (UNSUPPRESSIBLE.has(rule) || rule.startsWith(RUN_PREFIX) || offered.has(rule)) return [];
    offered.add(rule);
    const message = document.messages[index];
    if (!message) return [];
    const line = startLineOf(message);
    // Above a header field the comment covers that field, above the start-line the whole message.
    const at = lineAt(message, Math.max(finding.start, line?.start ?? 0)).start;
    const here = `# @ignore ${rule} ${lineEndOf(message)}`;
    const all = `# @ignore-file ${rule} ${lineEndOf(message)}`;
    const action = (title: string, range: Range, newText: string): CodeAction => ({
      title,
      kind: 'quickfix',
      diagnostics: [diagnostic(document, index, finding, uri)],
      edit: { changes: { [uri]: [{ range, newText }] } },
    });
    const top = { line: 0, character: 0 };
    return [
      action(`Ignore ${rule} here`, rangeAt(document, index, { start: at, end: at }), here),
      action(`Ignore ${rule} in this file`, { start: top, end: top }, all),
    ];
  });
}

function runs({ document, uri, commands, range }: CodeActionInput): CodeAction[] {
  const place = placeAt(document, range.start);
  const line = place && startLineOf(place.message);
  if (!place || line?.type !== 'request' || line.method !== 'REGISTER') return [];
  const { start } = rangeAt(document, place.index, line);
  return [runFlowCommand(commands, uri, start), insertCommand(commands, uri, start)].map(asAction);
}

function asAction(command: Command): CodeAction {
  return { title: command.title, kind: 'refactor', command };
}

/** By the header in which the cursor stands: what the bench can do there. */
const BENCH_PLACES: ReadonlyMap<string, readonly BenchCommand[]> = new Map([
  ['Authorization', ['computeResponse', 'decodeNonce', 'makeAuts', 'verifyCredentials', 'revealChain']],
  ['Proxy-Authorization', ['computeResponse', 'decodeNonce', 'makeAuts', 'verifyCredentials', 'revealChain']],
  ['WWW-Authenticate', ['decodeNonce', 'verifyCredentials']],
  ['Proxy-Authenticate', ['decodeNonce', 'verifyCredentials']],
  ['Security-Client', ['saTable', 'saTableWithKeys']],
  ['Security-Server', ['saTable', 'saTableWithKeys']],
  ['Security-Verify', ['saTable', 'saTableWithKeys']],
]);

function benchActions({ document, uri, commands, range }: CodeActionInput): CodeAction[] {
  const place = placeAt(document, range.start);
  if (!place) return [];
  const { message, index } = place;
  const line = startLineOf(message);
  const onStartLine = line !== undefined && rangeAt(document, index, line).start.line === range.start.line;
  const header = headerAt(message, place.offset);
  const names: readonly BenchCommand[] =
    onStartLine && line.type === 'request' && line.method === 'REGISTER'
      ? ['buildChallenge', 'deriveIdentities']
      : (BENCH_PLACES.get(header?.name ?? '') ?? []);
  return names.map(name => asAction(benchCommand(commands, name, uri, range.start)));
}

function rewritings(
  { document, uri, configuration, random, range, only }: CodeActionInput,
  wants: (kind: string) => boolean,
): CodeAction[] {
  const place = placeAt(document, range.start);
  if (!place) return [];
  const found = refactorings({ ...place, document, configuration, random }, wants, only !== undefined);
  return found.map(({ title, kind, edits: byMessage }) => {
    const all = [...byMessage].flatMap(([index, list]) => edits(document, index, list));
    return { title, kind, edit: { changes: { [uri]: all } } };
  });
}

/** Every certain repair of the document at once; of two that overlap the first one, the other is found again later. */
function fixAll({ document, uri, findings }: CodeActionInput): CodeAction[] {
  const all = findings.byMessage.flatMap((list, index) =>
    compatibleFixes(list).flatMap(fix => edits(document, index, fix.edits)),
  );
  if (all.length === 0) return [];
  return [{ title: 'Repair all that is certain', kind: 'source.fixAll.sipwright', edit: { changes: { [uri]: all } } }];
}
