import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeText } from '../../../client/src/common/outcome.ts';
import type { BecauseLink, Ladder } from '../../../server/src/common/protocol.ts';

const cause = { message: 'The HSS knows no such identity.', spec: 'TS 29.228 §6.1.1.1' };
const later = { message: 'The I-CSCF answers 403', spec: '' };

const OUTCOMES: readonly [Ladder['outcome'], BecauseLink[], string][] = [
  [
    { status: 'rejected', code: 403, reason: 'Forbidden' },
    [cause, later],
    'rejected: 403 Forbidden. The HSS knows no such identity (TS 29.228 §6.1.1.1).',
  ],
  [{ status: 'failed', reason: 'No answer.' }, [later], 'failed: No answer. The I-CSCF answers 403.'],
  [{ status: 'rejected', code: 500, reason: '' }, [], 'rejected: 500.'],
];
for (const [outcome, because, text] of OUTCOMES) {
  test(text, () => assert.equal(outcomeText(outcome, because), text));
}
