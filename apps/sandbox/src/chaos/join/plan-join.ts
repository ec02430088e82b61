import type { Side } from '@lianshu/exchange'
import { diceOf } from '../plan/dice.ts'
import type { FaultKind } from '../plan/faults.ts'
import type { PlannedFault } from '../plan/plan.ts'
import { planDelay } from '../plan/plan-fault.ts'

/** The messages by which a company becomes a member, each named by what it brings. */
export const joinSteps = ['application', 'credential request', 'credential delivery'] as const
export type JoinStep = (typeof joinSteps)[number]

/** Faults that can hit them; the operator is the sender or the receiver of each. */
export const joinFaults = [
  ...(['lost-request', 'lost-answer', 'delayed', 'duplicated', 'late-copy'] as const),
  ...(['kill-sender-during', 'kill-sender-after', 'kill-receiver-before'] as const),
  ...(['kill-receiver-during', 'kill-receiver-after', 'database-crashed'] as const),
] satisfies readonly FaultKind[]

/** A company that joins while others trade. */
export interface JoinPlan {
  readonly run: number
  readonly slug: string
  readonly side: Side
  /** Which of its messages is harmed, the first time that it comes. */
  readonly step: JoinStep
  readonly fault: PlannedFault
  /** Milliseconds after the batch began. */
  readonly startsAfter: number
}

/** Somebody joins in every fifth run: every participant that a node hosts makes its start a little longer. */
const everyRuns = 5

/** The newcomer of a run, if it has one: steps and faults take turns, all of them in 165 runs. */
export function joinOf(seed: number, run: number): JoinPlan | undefined {
  if (run % everyRuns !== 0) return undefined
  const dice = diceOf(`${seed} join ${run}`)
  const index = run / everyRuns - 1
  const turn = Math.floor(index / joinSteps.length)
  const order = diceOf(`${seed} join faults`).shuffled(joinFaults)
  const fault = order[(turn + index) % order.length]!
  return {
    ...{ run, slug: `newcomer-${run}`, side: dice.pick(['consumer', 'provider']) },
    step: joinSteps[index % joinSteps.length]!,
    fault: { fault, milliseconds: planDelay(dice, fault), either: dice.chance(0.5) },
    startsAfter: dice.number(0, 4000),
  }
}
