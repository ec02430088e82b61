import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'
import type { ColumnTable } from '../columns/column-table.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { type Examples, makeExamples } from './examples.ts'
import { type HeldBackSplit, heldBackSplit } from './hold-back.ts'
import { type PlanRows, planRows } from './plan-rows.ts'
import { statisticsVector } from './statistics.ts'

/** One owner's table as a plan sees it: its rows, and which of them train and which are held back. */
export interface PreparedRows {
  readonly trainRows: number
  readonly testRows: number
  /** Sums over the training rows, laid out by statisticsLayout. */
  statistics(): Float64Array
  trainExamples(scaling: Scaling): Examples
  testExamples(scaling: Scaling): Examples
  /** Targets of the held-back rows: class positions, or numbers in the plan's unit, unclamped. */
  testTargets(): Float64Array
}

/**
 * Reads a table for a plan and splits it. Never more than the plan's maximumRows on either side: the
 * bound of the masked sum counts on it.
 * @returns `data.unfit` when a column does not fit, `data.empty` when no row is left to train on
 */
export function prepareRows(
  table: ColumnTable,
  plan: TrainingPlan,
  mappings: readonly ColumnMapping[],
): Result<PreparedRows, DomainError> {
  const read = planRows(table, plan, mappings)
  if (!read.ok) return read
  const rows: PlanRows = read.value
  const split: HeldBackSplit = heldBackSplit(rows, plan)
  const most = plan.secureAggregation.maximumRows
  const [train, test] = [split.train.subarray(0, most), split.test.subarray(0, most)]
  if (train.length === 0) {
    const message = 'All of the few usable rows are held back for the evaluation.'
    return err(domainError('data.empty', message))
  }
  return ok({
    trainRows: train.length,
    testRows: test.length,
    statistics: () => statisticsVector(rows, train, plan),
    trainExamples: (scaling) => makeExamples(plan, scaling, rows, train),
    testExamples: (scaling) => makeExamples(plan, scaling, rows, test),
    testTargets: () => Float64Array.from(test, (row) => rows.target[row]!),
  })
}
