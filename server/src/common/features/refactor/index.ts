/** All refactorings: those of the header field at the cursor, and those of the whole message. */

import { dialogRequests } from './dialogRequests.ts';
import { allHeaderForms, headerForm } from './headerForms.ts';
import { sortHeaders } from './headerOrder.ts';
import { newDialogIdentifiers, newIdentifiers } from './identifiers.ts';
import { foldHeader, unfoldHeader } from './lines.ts';
import { joinList, splitList } from './lists.ts';
import { protectedRegister } from './protectedRegister.ts';
import type { Refactor, Refactoring, RefactorKind, RefactorPlace } from './refactoring.ts';
import { isAtStart } from './refactoring.ts';
import { responses } from './responses.ts';

export type { Refactoring, RefactorPlace } from './refactoring.ts';

const OF_HEADER: readonly Refactor[] = [headerForm, foldHeader, unfoldHeader, splitList, joinList];

const OF_MESSAGE: readonly (readonly [RefactorKind, readonly Refactor[]])[] = [
  ['refactor.request', [dialogRequests, protectedRegister]],
  ['refactor.response', [responses]],
  ['refactor.rewrite', [allHeaderForms, sortHeaders, newIdentifiers, newDialogIdentifiers]],
];

/**
 * What can be done at a place, of the kinds that are wanted. What concerns the whole message is offered at its
 * start-line; `everywhere` offers it anywhere in the message, for who opens the menu of refactorings.
 */
export function refactorings(
  place: RefactorPlace,
  wants: (kind: RefactorKind) => boolean,
  everywhere: boolean,
): readonly Refactoring[] {
  const ofHeader = wants('refactor.rewrite') ? OF_HEADER : [];
  const ofMessage = everywhere || isAtStart(place) ? OF_MESSAGE : [];
  const all = [...ofHeader, ...ofMessage.flatMap(([kind, list]) => (wants(kind) ? list : []))];
  return all.flatMap(refactor => refactor(place));
}
