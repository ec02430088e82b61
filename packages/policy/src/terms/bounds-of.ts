import type { Comparison } from '../policy.ts'
import type { Terms } from './terms.ts'

export type Bounds = Pick<Terms, 'minimumCohort' | 'maximumRounds' | 'startsAt' | 'endsAt'>

/** The strictest number and time of each kind; undefined when a bound points the other way. */
export function boundsOf(conditions: readonly Comparison[]): Bounds | undefined {
  // Plain terms are inclusive: a strict bound moves by one, of instants the millisecond that they are read to.
  const least = (operand: string) => valuesOf(conditions, operand, { gteq: 0, gt: 1 })
  const most = (operand: string) => valuesOf(conditions, operand, { lteq: 0, lt: -1 })
  if (most('minimumCohort').length > 0) return undefined
  const [cohorts, rounds] = [least('minimumCohort'), most('rounds')]
  const [starts, ends] = [least('dateTime'), most('dateTime')]
  const instant = (time: number) => new Date(time).toISOString()
  return {
    ...(cohorts.length > 0 && { minimumCohort: Math.max(...cohorts) }),
    ...(rounds.length > 0 && { maximumRounds: Math.min(...rounds) }),
    ...(starts.length > 0 && { startsAt: instant(Math.max(...starts)) }),
    ...(ends.length > 0 && { endsAt: instant(Math.min(...ends)) }),
  }
}

/** The bounds of an operand in one direction, each moved by what its operator says. */
const valuesOf = (
  conditions: readonly Comparison[],
  wanted: string,
  shifts: Readonly<Record<string, number>>,
): readonly number[] =>
  conditions.flatMap(({ operand, operator, values }) => {
    const shift = operand === wanted ? shifts[operator] : undefined
    return shift === undefined ? [] : [Number(values[0]) + shift]
  })
