/** Evaluation of initial filter criteria (TS 23.218 §5.2.2, TS 29.228 Annex B, C and F). */
import type { SipPacket } from './message.ts';
import type { FilterCriterion, ServicePointTrigger } from './userProfile.ts';

/** The criteria that a REGISTER meets, in the order of their priority. `registrationType` as in TS 29.228 Annex E. */
export function matchingCriteria(
  criteria: readonly FilterCriterion[],
  request: SipPacket,
  registrationType: number,
): FilterCriterion[] {
  return criteria.filter(criterion => meets(criterion, request, registrationType));
}

function meets(criterion: FilterCriterion, request: SipPacket, registrationType: number): boolean {
  const { trigger } = criterion;
  if (trigger === undefined) return true;
  const groups = [...new Set(trigger.points.flatMap(point => point.groups))];
  const inGroup = (group: number): readonly ServicePointTrigger[] =>
    trigger.points.filter(point => point.groups.includes(group));
  const holds = (point: ServicePointTrigger): boolean => pointHolds(point, request, registrationType) !== point.negated;
  // CNF: every group has a point that holds. DNF: one group has only points that hold (TS 29.228 Annex C).
  return trigger.conjunctive
    ? groups.every(group => inGroup(group).some(holds))
    : groups.some(group => inGroup(group).every(holds));
}

/** A REGISTER point without RegistrationType matches all three (TS 29.228 Annex B.2.3). */
function pointHolds(point: ServicePointTrigger, request: SipPacket, registrationType: number): boolean {
  if (point.method !== undefined) {
    if (point.method !== request.method) return false;
    return point.registrationTypes.length === 0 || point.registrationTypes.includes(registrationType);
  }
  if (point.requestUri !== undefined) return matchesPattern(point.requestUri, request.requestUri ?? '');
  if (point.header !== undefined) {
    const { name, content } = point.header;
    const values = request.values(name);
    return content === undefined ? values.length > 0 : values.some(value => matchesPattern(content, value));
  }
  // A REGISTER has no session case but originating (TS 29.228 Annex B.2.3).
  return point.sessionCase === 0;
}

/** Extended regular expressions; a pattern that cannot be read matches only itself. */
function matchesPattern(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return pattern === value;
  }
}
