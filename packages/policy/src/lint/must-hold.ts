import { type Comparison, type Condition, isCombination } from '../policy.ts'

/** The comparisons of which every one must hold, however they are nested; alternatives are left out. */
export const mustHold = (conditions: readonly Condition[]): readonly Comparison[] =>
  conditions.flatMap((condition) => {
    if (!isCombination(condition)) return [condition]
    const isAnd = condition.logic === 'and' || condition.logic === 'andSequence'
    return isAnd || condition.conditions.length === 1 ? mustHold(condition.conditions) : []
  })

/** Every comparison of the conditions, those in alternatives included. */
export const everyComparison = (conditions: readonly Condition[]): readonly Comparison[] =>
  conditions.flatMap((condition) =>
    isCombination(condition) ? everyComparison(condition.conditions) : [condition],
  )
