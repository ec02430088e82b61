import { type Condition, isCombination } from '../policy.ts'
import { holds } from './holds.ts'
import type { ConditionReport } from './report.ts'
import type { Situation } from './situation.ts'
import { both, combine, type Truth } from './truth.ts'

/** Holds a condition against the situation, and all that it joins. */
export function reportCondition(
  condition: Condition,
  situation: Situation,
  subject?: string,
): ConditionReport {
  const { uid } = condition
  if (!isCombination(condition)) {
    const { operand, operator, values } = condition
    const { satisfaction, left } = holds(condition, situation, subject)
    return { uid, operand, left, operator, values, satisfaction }
  }
  const parts = condition.conditions.map((part) => reportCondition(part, situation, subject))
  const satisfaction = combine(
    condition.logic,
    parts.map((part) => part.satisfaction),
  )
  return { uid, operator: condition.logic, satisfaction, parts }
}

export const reportConditions = (
  conditions: readonly Condition[],
  situation: Situation,
): readonly ConditionReport[] =>
  conditions.length === 0 ? none : conditions.map((each) => reportCondition(each, situation))
const none: readonly ConditionReport[] = []

/** Do all of them hold? */
export const allHold = (reports: readonly ConditionReport[]): Truth =>
  reports.reduce<Truth>((sum, { satisfaction }) => both(sum, satisfaction), 'yes')
