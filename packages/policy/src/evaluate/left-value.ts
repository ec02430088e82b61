import type { OperandEntry } from '../vocabulary/index.ts'
import type { Situation, Values } from './situation.ts'

/**
 * The value of a left operand from the source that the vocabulary names, and from no other: what an asker
 * says of itself never stands in for what a credential or the ledger says. `subject` is the party or the
 * asset that a refinement is about. Undefined when nobody says.
 */
export function leftValue(
  operand: string,
  entry: OperandEntry,
  { request, world, now, agreedAt }: Situation,
  subject?: string,
): Values | undefined {
  if (subject !== undefined) return world.facts?.[subject]?.[operand]
  switch (entry.source) {
    case 'clock':
      if (operand === 'elapsedTime') return known(now - (agreedAt ?? Number.NaN))
      return known(now)
    case 'request':
      return operand === 'purpose' ? request.purpose : request.says?.[operand]
    case 'connector':
      if (operand === 'delivery') return request.delivery
      return operand === 'minimumCohort' ? request.cohort : world.values?.[operand]
    case 'ledger': {
      if (!entry.counted) return world.values?.[operand]
      const used = world.used?.[operand]
      const asked = operand === 'rounds' ? (request.rounds ?? 1) : 1
      return used === undefined ? undefined : used + asked
    }
    case 'credential':
    case 'statement':
    case 'contract':
      return world.values?.[operand]
  }
}

const known = (time: number): number | undefined => (Number.isNaN(time) ? undefined : time)
