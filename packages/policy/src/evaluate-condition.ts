import type { UseRequest, WorldState } from './decision.ts'
import type { BoundOperator, Condition } from './policy.ts'

/** `unknown` when the request does not say what the condition asks about (Kleene's three values). */
export type Truth = 'yes' | 'no' | 'unknown'

const truth = (value: boolean): Truth => (value ? 'yes' : 'no')

/** Does the condition hold for this request in this state of the world? */
export function evaluateCondition(
  condition: Condition,
  request: UseRequest,
  world: WorldState,
): Truth {
  switch (condition.about) {
    case 'purpose':
      return member(request.purpose, condition)
    case 'delivery':
      return member(request.delivery, condition)
    case 'dateTime': {
      const at = Date.parse(request.at)
      if (Number.isNaN(at)) return 'unknown'
      return truth(compare(at, condition.operator, Date.parse(condition.instant)))
    }
    case 'minimumCohort':
      if (request.cohort === undefined) return 'unknown'
      return truth(compare(request.cohort, condition.operator, condition.count))
    case 'rounds':
      return truth(world.roundsUsed + (request.rounds ?? 1) <= condition.most)
    case 'logic':
      return combine(
        condition.operator,
        condition.conditions.map((inner) => evaluateCondition(inner, request, world)),
      )
  }
}

function member(
  value: string | undefined,
  condition: { operator: 'isAnyOf' | 'isNoneOf'; values: readonly string[] },
): Truth {
  if (value === undefined) return 'unknown'
  return truth(condition.values.includes(value) === (condition.operator === 'isAnyOf'))
}

function compare(left: number, operator: BoundOperator, right: number): boolean {
  switch (operator) {
    case 'lt':
      return left < right
    case 'lteq':
      return left <= right
    case 'gt':
      return left > right
    case 'gteq':
      return left >= right
  }
}

/** Kleene's connectives over any number of values; `xone` is exactly one. */
export function combine(operator: 'and' | 'or' | 'xone', values: readonly Truth[]): Truth {
  const has = (value: Truth) => values.includes(value)
  if (operator === 'and') return has('no') ? 'no' : has('unknown') ? 'unknown' : 'yes'
  if (operator === 'or') return has('yes') ? 'yes' : has('unknown') ? 'unknown' : 'no'
  const holding = values.filter((value) => value === 'yes').length
  if (holding > 1) return 'no'
  if (has('unknown')) return 'unknown'
  return truth(holding === 1)
}
