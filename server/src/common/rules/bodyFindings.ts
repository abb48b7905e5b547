/** The faults of a body as findings: each has its code as id, as a syntax error has. */

import { type BodyError, bodyErrorRow, bodyErrorText, parseBody } from '../bodies/index.ts';
import { isSyntaxErrorCode, syntaxErrorText } from '../syntax/errors.ts';
import type { SipMessage } from '../syntax/message.ts';
import { bodyOf } from '../syntax/views.ts';
import type { ActiveRules } from './active.ts';
import type { Finding, Severity } from './rule.ts';

/** The SIP message itself is sound: a proxy passes it on, and only the one who reads the body may refuse it. */
export const BODY_SEVERITY: Severity = 'warning';

export function addBodyErrors(message: SipMessage, active: ActiveRules, findings: Finding[]): void {
  const body = bodyOf(message) && parseBody(message);
  if (!body) return;
  for (const error of body.errors) {
    const severity = active.severity(error.code, BODY_SEVERITY);
    if (severity === undefined) continue;
    const { start, end, code } = error;
    findings.push({
      rule: code,
      severity,
      message: textOf(message.text, error),
      spec: bodyErrorRow(code).spec,
      start,
      end,
    });
  }
}

/** A body that is SIP again has the errors of SIP. */
function textOf(text: string, error: BodyError): string {
  const { code } = error;
  return isSyntaxErrorCode(code) ? syntaxErrorText(text, { ...error, code }) : bodyErrorText(error);
}
