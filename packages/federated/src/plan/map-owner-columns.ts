import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { findColumn, type OwnerProfile } from './owner-profile.ts'
import { namedValues, refusalOfColumn } from './owner-rules.ts'
import { unitConversion } from './units.ts'

/** How one of an owner's columns becomes one of the plan's: planValue = ownValue · factor + offset. */
export interface OwnerColumnMapping {
  readonly column: string
  readonly source: string
  readonly factor: number
  readonly offset: number
  /** Of categories and classes: the values that may be told apart, every other one is "other". */
  readonly named?: readonly string[]
}

/**
 * The owner's side of a plan, from its own profile: which column is meant, how its unit converts and
 * which values may be told apart. `data.unfit` when a column is missing, its unit does not convert, it is
 * asked for twice under several names, or the question is finer than what the owner published.
 */
export function mapOwnerColumns(
  plan: TrainingPlan,
  profile: OwnerProfile,
): Result<OwnerColumnMapping[], DomainError<'data.unfit'>> {
  const mappings: OwnerColumnMapping[] = []
  for (const wanted of [...plan.features, plan.target]) {
    const own = findColumn(profile, wanted.column)
    if (!own) {
      const message = `the table has no column for ${wanted.column}`
      return err(domainError('data.unfit', message, { at: wanted.column }))
    }
    const unit = wanted.kind === 'numeric' ? wanted.unit : undefined
    const conversion =
      wanted.kind === 'numeric' ? unitConversion(own.unit, unit) : { factor: 1, offset: 0 }
    if (!conversion) {
      const message = `${own.name} is in ${own.unit ?? 'no unit'}, the plan wants ${unit ?? 'none'}`
      return err(domainError('data.unfit', message, { at: own.name }))
    }
    const refusal = mappings.some(({ source }) => source === own.name)
      ? 'is asked for twice'
      : refusalOfColumn(wanted, own, conversion)
    if (refusal) return err(domainError('data.unfit', `${own.name} ${refusal}`, { at: own.name }))
    const named = wanted.kind === 'numeric' ? {} : { named: namedValues(own) }
    mappings.push({ column: wanted.column, source: own.name, ...conversion, ...named })
  }
  return ok(mappings)
}
