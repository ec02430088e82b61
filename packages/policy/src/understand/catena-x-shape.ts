import { type Condition, isCombination, type Policy } from '../policy.ts'
import { notUnderstood } from './not-understood.ts'

/**
 * What Catena-X allows its terms to stand in (CX-0152): alternatives never, `access` only as a permission.
 * Its own readers would take anything else for something else.
 */
export function checkCatenaXShape({ permissions, prohibitions }: Policy): void {
  for (const { path, action, conditions } of [...permissions, ...prohibitions]) {
    if (action === 'access' && path.includes('prohibition')) {
      notUnderstood(path, 'Catena-X prohibits no access: permit it to others instead')
    }
    if (conditions.some((condition) => standsInAlternative(condition, false))) {
      notUnderstood(path, 'Catena-X joins its terms by and only')
    }
  }
}

function standsInAlternative(condition: Condition, inside: boolean): boolean {
  if (!isCombination(condition)) return inside && condition.operand.startsWith('cx:')
  const isOr = condition.logic !== 'and'
  return condition.conditions.some((part) => standsInAlternative(part, inside || isOr))
}
