import { domainError, err, ok, seededRandom, unwrap } from '@lianshu/kernel'
import {
  evaluationLayout,
  joinVector,
  statisticsLayout,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import type { LocalTrainer } from '../participant/ports.ts'
import { readModel } from '../safetensors/model-file.ts'

/** An owner's rows: one number, perhaps missing; one category; the class. */
export interface FakeRow {
  readonly torque: number | undefined
  readonly product: string | undefined
  readonly failed: 0 | 1
}

export function fakeRows(owner: number, count: number): FakeRow[] {
  const random = seededRandom(`rows of ${owner}`)
  return Array.from({ length: count }, () => ({
    torque: random.unit() < 0.1 ? undefined : 20 + owner * 5 + random.unit() * 30,
    product: 'L',
    failed: random.unit() < 0.3 ? 1 : 0,
  }))
}

/** Moves each weight a tenth of the way to a number of its own per owner. */
export const fakeDelta = (owner: number, weights: Float32Array): Float32Array =>
  weights.map((weight, index) => 0.1 * (Math.sin(owner * 31 + index) - weight))

/** A trainer whose every number a test can compute for itself; counts how often it was asked. */
export function fakeTrainer(plan: TrainingPlan, owner: number, rows: readonly FakeRow[]) {
  const asked = { statistics: 0, train: 0, evaluate: 0 }
  const trainer: LocalTrainer = {
    async statistics() {
      asked.statistics++
      const scaled = rows.flatMap(({ torque }) =>
        torque === undefined ? [] : [(torque - 50) / 50],
      )
      const positive = rows.filter((row) => row.failed === 1).length
      const vector = joinVector(statisticsLayout(plan), {
        rows: [rows.length],
        present: [scaled.length, rows.filter((row) => row.product !== undefined).length],
        sums: [scaled.reduce((sum, u) => sum + u, 0)],
        squares: [scaled.reduce((sum, u) => sum + u * u, 0)],
        target: [rows.length - positive, positive],
      })
      return ok({ vector, rows: rows.length })
    },
    async train({ model }, signal) {
      asked.train++
      if (signal.aborted) return err(domainError('internal', 'stopped'))
      const { tensors } = unwrap(readModel(plan, model))
      const weights = Float32Array.from(tensors.flatMap((tensor) => [...tensor.data]))
      return ok({ delta: fakeDelta(owner, weights), rows: rows.length, meanLoss: 0.5 + owner / 10 })
    },
    async evaluate() {
      asked.evaluate++
      const bins = plan.evaluation.histogramBins
      const scores = new Float64Array(2 * bins)
      for (const [index, row] of rows.entries()) scores[row.failed * bins + (index % bins)]!++
      const confusion = [0, 0, 0, 0]
      for (const [index, row] of rows.entries()) confusion[row.failed * 2 + (index % 2)]!++
      const vector = joinVector(evaluationLayout(plan), {
        rows: [rows.length],
        loss: [rows.length * 0.25],
        scores,
        confusion,
        errors: [],
      })
      return ok({ vector, rows: rows.length })
    },
  }
  return { trainer, asked }
}
