import { type Coverage, type CoverageReport, countCoverage } from './coverage/coverage.ts'
import { joinFaults, joinSteps } from './join/plan-join.ts'
import { edgeName, edges } from './plan/edges.ts'
import { type FaultKind, faultKinds } from './plan/faults.ts'
import type { BatchOutcome, Found, Unmet } from './run-batch.ts'
import type { World } from './world/open-world.ts'

export interface CampaignReport {
  readonly runs: number
  readonly processes: number
  readonly newcomers: number
  /** Planned, and those of them that did their harm. */
  readonly planned: number
  readonly faults: number
  readonly kills: number
  readonly brokerKills: number
  readonly databaseRestarts: number
  /** Planned faults that did no harm, each with its reason. */
  readonly unmet: readonly Unmet[]
  readonly found: readonly Found[]
  readonly coverage: CoverageReport
  /** The same for the messages of those who join. */
  readonly joining: CoverageReport
}

/** What the worlds of a campaign have come to so far. */
export interface Tally {
  readonly coverage: Coverage
  readonly joining: Coverage
  batch(outcome: BatchOutcome, counts: Pick<CampaignReport, 'runs' | 'newcomers'>): void
  /** A world has played its last batch; `found` is all that was found in it. */
  world(world: World, found: readonly Found[]): void
  report(): CampaignReport
}

export function openTally(): Tally {
  const sums = { runs: 0, processes: 0, newcomers: 0, planned: 0, faults: 0 }
  const harm = { kills: 0, brokerKills: 0, databaseRestarts: 0 }
  const unmet: Unmet[] = []
  const found: Found[] = []
  const counting = (coverage: Coverage): Coverage => ({
    ...coverage,
    faulted(row: string, fault: FaultKind) {
      sums.faults++
      coverage.faulted(row, fault)
    },
  })
  const coverage = counting(countCoverage(edges.map(edgeName), faultKinds))
  const joining = counting(countCoverage(joinSteps, joinFaults))
  return {
    ...{ coverage, joining },
    batch(outcome, { runs, newcomers }) {
      sums.runs += runs
      sums.newcomers += newcomers
      sums.processes += outcome.processes
      sums.planned += outcome.planned
      unmet.push(...outcome.unmet)
    },
    world({ nodes, operator, database }, all) {
      harm.kills += nodes.consumer.connector.kills() + nodes.provider.connector.kills()
      harm.brokerKills += operator.process.kills()
      harm.databaseRestarts += database.restarts()
      found.push(...all)
    },
    report: () => ({
      ...{ ...sums, ...harm, unmet, found },
      ...{ coverage: coverage.report(), joining: joining.report() },
    }),
  }
}
