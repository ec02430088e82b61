import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { findColumn, type OwnerProfile } from './owner-profile.ts'
import { unitConversion } from './units.ts'

/** How one of an owner's columns becomes one of the plan's: planValue = ownValue · factor + offset. */
export interface OwnerColumnMapping {
  readonly column: string
  readonly source: string
  readonly factor: number
  readonly offset: number
}

/**
 * The owner's side of a plan, from its own profile: which column is meant and how its unit converts.
 * `data.unfit` when a column is missing or its unit does not convert.
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
    mappings.push({ column: wanted.column, source: own.name, ...conversion })
  }
  return ok(mappings)
}
