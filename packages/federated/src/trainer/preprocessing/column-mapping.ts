import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'

/** How one column of the owner's own table becomes one column of the plan. */
export interface ColumnMapping {
  /** The plan's feature or target column. */
  readonly column: string
  /** The owner's own column. */
  readonly source: string
  /** Conversion to the plan's unit: planValue = ownValue · factor + offset; 1 and 0 when absent. */
  readonly factor?: number
  readonly offset?: number
  /** The owner's own words for categories or classes, own value → plan value. */
  readonly values?: Readonly<Record<string, string>>
  /** The owner's own values that may be told apart; every other one counts as "other". All, when absent. */
  readonly named?: readonly string[]
}

/** The mapping of an owner whose columns, units and words are already the plan's. */
export const identityMapping = (plan: TrainingPlan): ColumnMapping[] =>
  [...plan.features, plan.target].map(({ column }) => ({ column, source: column }))

/** The plan column's mapping; `data.unfit` when the owner has none or its factors are not finite. */
export function mappingOf(
  mappings: readonly ColumnMapping[],
  column: string,
): Result<ColumnMapping, DomainError> {
  const mapping = mappings.find((candidate) => candidate.column === column)
  if (!mapping) {
    return err(
      domainError('data.unfit', `The plan's column "${column}" has no column of this table.`, {
        at: column,
      }),
    )
  }
  if (![mapping.factor ?? 1, mapping.offset ?? 0].every(Number.isFinite)) {
    return err(
      domainError('data.unfit', `The unit conversion of "${column}" is not finite.`, {
        at: column,
      }),
    )
  }
  return ok(mapping)
}
