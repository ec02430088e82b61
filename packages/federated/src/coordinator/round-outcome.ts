import { readAll, unwrap } from '@lianshu/kernel'
import {
  evaluationLayout,
  parameterCount,
  type StepKind,
  splitVector,
  statisticsLayout,
  updateLayout,
} from '@lianshu/protocol/rounds'
import { metricsFromSums } from '../metrics/metrics-from-sums.ts'
import { type Model, readModel, writeModel } from '../safetensors/model-file.ts'
import { averagedModel, firstModel } from './first-model.ts'
import { digestOf, modelKey } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { ModelReference, Run } from './run.ts'
import { scalingFromSums } from './scaling-from-sums.ts'

/** What a decoded sum means for the run. */
export interface RoundOutcome {
  readonly rows: number
  readonly meanLoss?: number
  readonly changes: Partial<Pick<Run, 'scaling' | 'model' | 'metrics'>>
}

type Deps = Pick<CoordinatorDeps, 'objects'>

/**
 * Turns the sum of a step into scaling and first model, next model, or metrics; a new model is stored
 * before anything refers to it. Undefined when the sum does not decode: masks that did not cancel give
 * a number of rows that is not the one that the participants signed.
 */
export async function outcomeOfSum(
  deps: Deps,
  run: Run,
  step: StepKind,
  sum: Float64Array,
  statedRows: number,
): Promise<RoundOutcome | undefined> {
  const decoded = (rows: number) => statedRows > 0 && Math.abs(rows - statedRows) < 0.5
  if (step === 'statistics') {
    const { rows } = splitVector(statisticsLayout(run.plan), sum)
    if (!decoded(rows[0]!)) return undefined
    const scaling = scalingFromSums(run.plan, sum)
    const model = await storeModel(deps, run, firstModel(run.plan, run.planHash, scaling))
    return { rows: statedRows, changes: { scaling, model } }
  }
  if (!run.scaling || !run.model) throw new Error(`run ${run.id} has no model after its statistics`)
  if (step === 'evaluate') {
    const { rows } = splitVector(evaluationLayout(run.plan), sum)
    if (!decoded(rows[0]!)) return undefined
    const metrics = metricsFromSums(run.plan, run.scaling, sum)
    return { rows: statedRows, meanLoss: metrics.meanLoss, changes: { metrics } }
  }
  const layout = updateLayout(parameterCount(run.plan, run.scaling))
  const { delta, rows, loss } = splitVector(layout, sum)
  if (!decoded(rows[0]!)) return undefined
  const before = await loadModel(deps, run, run.model)
  const model = await storeModel(deps, run, averagedModel(before, delta, statedRows))
  return { rows: statedRows, meanLoss: loss[0]! / statedRows, changes: { model } }
}

async function loadModel(deps: Deps, run: Run, { sha256 }: ModelReference): Promise<Model> {
  const object = await deps.objects.get(modelKey(run.id, sha256))
  if (!object) throw new Error(`the model of run ${run.id} is gone`)
  return unwrap(readModel(run.plan, await readAll(object)))
}

async function storeModel(deps: Deps, run: Run, model: Model): Promise<ModelReference> {
  const bytes = writeModel(model)
  const sha256 = digestOf(bytes)
  await deps.objects.put(modelKey(run.id, sha256), bytes)
  return { sha256, size: bytes.length }
}
