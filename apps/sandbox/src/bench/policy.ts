import { decide, type Policy } from '@lianshu/policy'
import { z } from 'zod'
import { defineMeasurement } from '../measure/measurement.ts'
import { median } from '../measure/quantile.ts'
import { stopwatch } from '../measure/stopwatch.ts'
import { type DecisionCase, decisionCases } from './policy-cases.ts'

const leastPerSecond = 100_000
const mostMs = 1

/** How often a decision is repeated to tell its own time from that of the machine around it. */
const repeats = 7

/** The decision point on one core: how many decisions a second, and the slowest of them. */
export const policy = defineMeasurement({
  name: 'policy',
  about: `decisions on policies of the usual shapes and on one with 264 constraints; passes with ${leastPerSecond} simple ones a second and none over ${mostMs} ms`,
  options: z.object({
    decisions: z.coerce
      .number()
      .int()
      .min(1000)
      .max(10_000_000)
      .default(200_000)
      .describe('simple decisions in a run (default 200000)'),
    runs: z.coerce.number().int().min(1).max(100).default(5).describe('runs of each (default 5)'),
  }),
  async run({ say, signal }, { decisions, runs }) {
    const cases = decisionCases()
    const simple = cases.filter(({ isSimple }) => isSimple)
    const rates: Record<string, number> = {}
    for (const each of cases) {
      signal.throwIfAborted()
      const times = each.isSimple ? Math.ceil(decisions / simple.length) : 2000
      rates[each.name] = median(Array.from({ length: runs }, () => rateOf([each], times)))
      say(`${each.name}: ${Math.round(rates[each.name]!)} a second`)
    }
    const rounds = Math.ceil(decisions / simple.length)
    const perSecond = median(Array.from({ length: runs }, () => rateOf(simple, rounds)))
    const slowestMs = Math.max(...cases.map((each) => slowestOf(each, 2000)))
    return {
      pass: perSecond >= leastPerSecond && slowestMs < mostMs,
      metrics: {
        ...{ perSecond: Math.round(perSecond), slowestMs },
        constraints: Math.max(...cases.map((each) => constraintsIn(each.policy))),
        byPolicy: rates,
        ...{ decisions: rounds * simple.length, runs },
      },
      backend: 'node',
    }
  },
})

/** Decisions per second of processor time: what one core does, whoever else uses the machine. */
function rateOf(cases: readonly DecisionCase[], rounds: number): number {
  let permits = 0
  const took = stopwatch()
  for (let round = 0; round < rounds; round++) {
    for (const { policy, request, world } of cases) {
      if (decide(policy, request, world).decision === 'permit') permits += 1
    }
  }
  const seconds = took().processorMs / 1000
  // A count that nobody looks at might be left out with the decisions that it counts.
  if (permits > rounds * cases.length) throw new Error('more permits than decisions')
  return (rounds * cases.length) / seconds
}

/**
 * The slowest of many decisions, each by the best of a few tries: what comes back in every try is the
 * decision's own time, what does not is the machine's.
 */
function slowestOf({ policy, request, world }: DecisionCase, times: number): number {
  const best = new Float64Array(times).fill(Number.POSITIVE_INFINITY)
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let index = 0; index < times; index++) {
      const started = performance.now()
      // Another instant each time, so that every alternative is the right one once.
      const at = new Date(Date.UTC(2024, 0, 1) + index * 15_000_000).toISOString()
      decide(policy, { ...request, at }, world)
      best[index] = Math.min(best[index]!, performance.now() - started)
    }
  }
  return Math.max(...best)
}

const constraintsIn = ({ permissions }: Policy): number =>
  permissions.reduce((sum, { conditions }) => sum + atomic(conditions), 0)

const atomic = (conditions: Policy['permissions'][number]['conditions']): number =>
  conditions.reduce(
    (sum, condition) => sum + ('logic' in condition ? atomic(condition.conditions) : 1),
    0,
  )
