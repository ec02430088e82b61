import { isDid } from '@lianshu/kernel'
import type { Scope } from '../policy.ts'
import { belongsTo } from './belongs-to.ts'
import { reportCondition } from './report-condition.ts'
import type { Situation } from './situation.ts'
import { both, type Truth } from './truth.ts'

/** Is this the asset that the rule names, or does it belong to the collection that it names? */
export const matchAsset = (scope: Scope, id: string, situation: Situation): Truth =>
  match(scope, id, situation, scope.isCollection)

/** The same of a party. Only a DID is certainly one party; another name may be that of a group. */
export const matchParty = (scope: Scope, id: string, situation: Situation): Truth =>
  match(scope, id, situation, scope.isCollection || !isDid(scope.id))

function match(scope: Scope, id: string, { world }: Situation, mayHaveMembers: boolean): Truth {
  const names = scope.source === undefined ? [scope.id] : [scope.id, scope.source]
  if (names.some((name) => belongsTo(id, name, world))) return 'yes'
  // Nobody said who belongs to what: not being in a collection is then not known either.
  return mayHaveMembers && world.memberOf === undefined ? 'unknown' : 'no'
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
