import { type Condition, isCombination } from '../policy.ts'
import { operandEntry } from '../vocabulary/index.ts'

/** The smallest limit of each operand that a ledger counts, in conditions that must all hold. */
export function limitsIn(
  conditions: readonly Condition[],
): Readonly<Record<string, number>> | undefined {
  let limits: Record<string, number> | undefined
  const take = (operand: string, most: number) => {
    limits ??= {}
    limits[operand] = Math.min(limits[operand] ?? most, most)
  }
  for (const condition of conditions) {
    if (!isCombination(condition)) {
      const { operand, values } = condition
      if (operandEntry(operand).counted) take(operand, Number(values[0]))
    } else if (condition.logic === 'and' || condition.logic === 'andSequence') {
      const inner = limitsIn(condition.conditions) ?? {}
      for (const [operand, most] of Object.entries(inner)) take(operand, most)
    }
  }
  return limits
}
