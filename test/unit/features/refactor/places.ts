/** The only place that knows how refactorings are asked for; the tests beside it are tables of texts and expectations. */
import assert from 'node:assert/strict';
import type { Configuration } from '../../../../server/src/common/config/configuration.ts';
import { codeActions } from '../../../../server/src/common/features/codeActions.ts';
import { SERVER_COMMANDS } from '../../../../server/src/common/features/commands.ts';
import type { CodeAction, Position } from '../../../../server/src/common/features/types.ts';
import { runRules } from '../../../../server/src/common/rules/run.ts';
import type { SipDocument } from '../../../../server/src/common/syntax/document.ts';
import { documentText, parseDocument } from '../../../../server/src/common/syntax/document.ts';
import { applied, marked, NOBODY } from '../markers.ts';

const URI = 'file:///a.sip';

/** Octets 1, 2, 3 ...: every identifier is another one, and the same in each run. */
export function counting(): (octets: number) => Uint8Array {
  let next = 0;
  return octets => Uint8Array.from({ length: octets }, () => ++next);
}

/** The refactorings at a place, with those of the whole message when the editor's menu of refactorings asks. */
export function refactoringsAt(
  document: SipDocument,
  cursor: Position,
  configuration: Configuration = NOBODY,
  only?: readonly string[],
): CodeAction[] {
  return codeActions({
    document,
    uri: URI,
    findings: runRules(document, configuration),
    configuration,
    commands: SERVER_COMMANDS,
    range: { start: cursor, end: cursor },
    random: counting(),
    ...(only === undefined ? {} : { only }),
  }).filter(({ kind, edit }) => kind.startsWith('refactor') && edit !== undefined);
}

export function titlesAt(source: string, configuration?: Configuration): string[] {
  const { document, cursor } = marked(source);
  return refactoringsAt(document, cursor, configuration).map(({ title }) => title);
}

export function after(document: SipDocument, action: CodeAction): string {
  return applied(document, action.edit?.changes[URI] ?? []);
}

/** The text after the refactoring whose title begins so; it is offered in LF and CRLF and does the same in both. */
export function refactored(source: string, title: string, configuration?: Configuration): string {
  const [lf = '', crlf = ''] = [source, source.replaceAll('\n', '\r\n')].map(text => {
    const { document, cursor } = marked(text);
    const actions = refactoringsAt(document, cursor, configuration);
    const action = actions.find(each => each.title.startsWith(title));
    assert.ok(action, `${title} is not among: ${actions.map(each => each.title).join('; ')}`);
    const result = after(document, action);
    assert.equal(documentText(parseDocument(result)), result);
    return result;
  });
  assert.equal(crlf, lf.replaceAll('\n', '\r\n'));
  return lf;
}
