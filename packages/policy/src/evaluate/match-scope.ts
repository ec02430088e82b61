import type { Scope } from '../policy.ts'
import { belongsTo } from './belongs-to.ts'
import { reportCondition } from './report-condition.ts'
import type { Situation } from './situation.ts'
import { both, type Truth, truth } from './truth.ts'

/** Is this party or asset the one that the rule names, or does it belong to the collection that it names? */
export function matchScope(scope: Scope, id: string, { world }: Situation): Truth {
  const names = scope.source === undefined ? [scope.id] : [scope.id, scope.source]
  if (names.some((name) => belongsTo(id, name, world))) return 'yes'
  // Nobody said who belongs to what: not being in a collection is then not known either.
  return scope.isCollection && world.memberOf === undefined ? 'unknown' : truth(false)
}

/** Do the refinements of a collection hold for the member that the request names? */
export const refinementsHold = (
  scope: Scope | undefined,
  id: string,
  situation: Situation,
): Truth =>
  (scope?.refinements ?? []).reduce<Truth>(
    (sum, refinement) => both(sum, reportCondition(refinement, situation, id).satisfaction),
    'yes',
  )
