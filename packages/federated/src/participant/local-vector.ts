import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type Binding,
  evaluationLayout,
  joinVector,
  layoutLength,
  lossClamp,
  parameterCount,
  statisticsLayout,
  type TrainingPlan,
  updateLayout,
  type VectorLayout,
} from '@lianshu/protocol/rounds'
import { readModel } from '../safetensors/model-file.ts'
import type { LocalSums, LocalTrainer } from './ports.ts'

/**
 * Computes what a step asks of this owner, as the real numbers to be masked. `model` is the file that the
 * coordinator names; it is checked before it reaches the trainer. `round.mismatch` or `input.invalid` for
 * a model of another plan, round or shape; `data.unfit` when the trainer's numbers do not fit the plan.
 */
export async function computeLocalVector(
  trainer: LocalTrainer,
  plan: TrainingPlan,
  { step, round, planHash }: Binding,
  model: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<Result<LocalSums, DomainError>> {
  if (step === 'statistics')
    return fitting(plan, statisticsLayout(plan), await trainer.statistics(signal))
  if (!model) return err(domainError('peer.invalid', 'the coordinator named no model'))
  const read = readModel(plan, model)
  if (!read.ok) return read
  if (read.value.planHash !== planHash || read.value.round !== round - 1) {
    return err(domainError('round.mismatch', 'the model belongs to another plan or round'))
  }
  if (step === 'evaluate') {
    return fitting(plan, evaluationLayout(plan), await trainer.evaluate({ model }, signal))
  }
  const trained = await trainer.train({ round, model, seed: seedOf(plan, round) }, signal)
  if (!trained.ok) return trained
  const { delta, rows, meanLoss } = trained.value
  const layout = updateLayout(parameterCount(plan, read.value.scaling))
  if (delta.length !== layout.delta || !Number.isFinite(meanLoss)) {
    return err(
      domainError('data.unfit', 'local training gave an update of another shape, or no loss'),
    )
  }
  const { clip } = plan.secureAggregation
  const weighted = Float64Array.from(delta, (change) => rows * clamp(change, clip))
  const loss = rows * clamp(meanLoss, lossClamp)
  return fitting(
    plan,
    layout,
    ok({ rows, vector: joinVector(layout, { delta: weighted, rows: [rows], loss: [loss] }) }),
  )
}

/** As many as must share a value before an owner publishes it. */
const leastRows = 10

/** NaN stays NaN and is refused when the vector is encoded. */
const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value))

/** Another shuffle in every round, the same in every attempt at it. */
const seedOf = (plan: TrainingPlan, round: number) =>
  (plan.local.seed + Math.imul(round, 0x9e3779b1)) >>> 0

function fitting(
  plan: TrainingPlan,
  layout: VectorLayout,
  sums: Result<LocalSums, DomainError>,
): Result<LocalSums, DomainError> {
  if (!sums.ok) return sums
  const { rows, vector } = sums.value
  const { maximumRows } = plan.secureAggregation
  if (!Number.isSafeInteger(rows) || rows < leastRows) {
    const message = `fewer than ${leastRows} rows for this step: too few to hide one among them`
    return err(domainError('data.empty', message))
  }
  if (rows > maximumRows) {
    return err(domainError('data.unfit', `the plan takes ${maximumRows} rows at most, not ${rows}`))
  }
  if (vector.length !== layoutLength(layout)) {
    return err(domainError('data.unfit', 'the local sums do not have the shape of the plan'))
  }
  return sums
}
