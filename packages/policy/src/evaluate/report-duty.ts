import { type Condition, type Duty, isDeadline } from '../policy.ts'
import type { DutyReport, DutyState } from './report.ts'
import { allHold, reportConditions } from './report-condition.ts'
import type { DutyRecord, Situation } from './situation.ts'

/**
 * How a duty stands. It is inactive while a condition other than its deadline fails, fulfilled once it was
 * done in time, violated when the time for it is over. A violated duty with consequences is fulfilled when it
 * was done late and all of them were done, too (ODRL 2.2, 2.6; Formal Semantics, duties).
 */
export function reportDuty(duty: Duty, situation: Situation): DutyReport {
  const { path, uid, action } = duty
  const record = situation.world.duties?.[uid ?? path] ?? {}
  const constraints = reportConditions(duty.conditions, situation)
  const conditions = constraints.filter((_, index) => !isDeadline(duty.conditions[index]!))
  const consequences = duty.consequences.map((each) => reportDuty(each, situation))
  return {
    ...{ path, uid, action, constraints, consequences },
    state: stateOf(duty, record, allHold(conditions) === 'no', consequences, situation),
  }
}

function stateOf(
  duty: Duty,
  record: DutyRecord,
  isOff: boolean,
  consequences: readonly DutyReport[],
  situation: Situation,
): DutyState {
  if (record.reported !== undefined) return record.reported
  const performed = record.performedAt === undefined ? Number.NaN : Date.parse(record.performedAt)
  const due = dueAt(duty.conditions, record, situation)
  // Done is done, when it was done in time: what happens afterwards changes nothing.
  if (performed <= due) return 'fulfilled'
  if (isOff) return 'inactive'
  const isOver = performed > due || situation.now > due
  if (!isOver) return 'not-set'
  const isMended =
    performed > due &&
    consequences.length > 0 &&
    consequences.every(({ state }) => state === 'fulfilled')
  return isMended ? 'fulfilled' : 'violated'
}

/** Until when it must be done: the earliest of its deadlines, in milliseconds; Infinity without one. */
function dueAt(conditions: readonly Condition[], record: DutyRecord, situation: Situation): number {
  const { agreedAt } = situation
  const since = record.since === undefined ? agreedAt : Date.parse(record.since)
  const ends = conditions.filter(isDeadline).map(({ operand, operator, values }) => {
    const bound = Number(values[0]) - (operator === 'lt' ? 1 : 0)
    // Without a beginning the time does not run yet.
    return operand === 'dateTime' ? bound : (since ?? Number.POSITIVE_INFINITY) + bound
  })
  return Math.min(Number.POSITIVE_INFINITY, ...ends)
}
