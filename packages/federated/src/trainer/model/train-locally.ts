import { setImmediate as breathe } from 'node:timers/promises'
import { DomainFailure, domainError, seededRandom } from '@lianshu/kernel'
import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'
import type { Backend } from '../backend.ts'
import type { Examples } from '../preprocessing/examples.ts'
import { headOf } from './heads.ts'
import { createNetwork } from './network.ts'
import { createOptimizer } from './optimizer.ts'
import { weightParts } from './weights.ts'

export interface LocalTraining {
  readonly plan: TrainingPlan
  readonly scaling: Scaling
  readonly examples: Examples
  /** Flat weights to start from; not changed. */
  readonly weights: Float32Array
  /** Seed and round together seed shuffling and dropout. */
  readonly seed: number
  readonly round: number
  /** Passes over the rows. */
  readonly epochs: number
}

export interface LocalTrainingOutcome {
  readonly weights: Float32Array
  /** Mean weighted loss over all batches of the last epoch, as each was before its step. */
  readonly meanLoss: number
}

/** A training process hears that it should end between two stretches of this many batches. */
const batchesAtOnce = 64

/**
 * Trains on one owner's rows with fresh optimiser state. The same plan, weights, rows, seed, round and
 * backend give the same bytes.
 * @throws DomainFailure `data.unfit` when the weights stop being finite
 */
export async function trainLocally(
  { tf }: Backend,
  { plan, scaling, examples, weights: start, seed, round, epochs }: LocalTraining,
): Promise<LocalTrainingOutcome> {
  const { batchSize, learningRate, optimizer, l2 = 0 } = plan.local
  const random = seededRandom(`local:${seed}:${round}`)
  const network = createNetwork(tf, plan, scaling)
  const head = headOf(plan, scaling)
  const weights = start.slice()
  const step = createOptimizer(optimizer, learningRate, weights.length)
  const kernels = weightParts(plan, scaling).filter(({ shape }) => shape.length > 1)
  const order = Uint32Array.from({ length: examples.rows }, (_, row) => row)
  let epochLoss = 0
  let batches = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random.unit)
    epochLoss = 0
    for (let from = 0; from < order.length; from += batchSize) {
      const batch = gather(examples, order.subarray(from, from + batchSize))
      const rows = batch.targets.length
      const gradient = network.gradient(
        weights,
        batch.inputs,
        rows,
        (outputs) => {
          const slopes = new Float32Array(outputs.length)
          epochLoss += head.lossAndGradient(outputs, batch.targets, slopes)
          return slopes
        },
        dropFactors(plan, rows, random.unit),
      )
      if (l2 > 0) addDecay(gradient, weights, kernels, l2)
      step(weights, gradient)
      if (++batches % batchesAtOnce === 0) await breathe()
    }
  }
  if (!weights.every(Number.isFinite)) {
    const message = 'Training diverged on this table: the plan needs a lower learning rate.'
    throw new DomainFailure(domainError('data.unfit', message))
  }
  return { weights, meanLoss: examples.rows === 0 ? 0 : epochLoss / examples.rows }
}

/** Fisher–Yates. */
function shuffle(order: Uint32Array, unit: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(unit() * (last + 1))
    const kept = order[last]!
    order[last] = order[other]!
    order[other] = kept
  }
}

function gather({ inputs, targets, width }: Examples, rows: Uint32Array) {
  const batch = new Float32Array(rows.length * width)
  rows.forEach((row, index) => {
    batch.set(inputs.subarray(row * width, (row + 1) * width), index * width)
  })
  return { inputs: batch, targets: Float32Array.from(rows, (row) => targets[row]!) }
}

function dropFactors(plan: TrainingPlan, rows: number, unit: () => number) {
  const { dropout = 0, hidden } = plan.model
  if (dropout === 0) return undefined
  const kept = 1 / (1 - dropout)
  return hidden.map((units) =>
    Float32Array.from({ length: rows * units }, () => (unit() < dropout ? 0 : kept)),
  )
}

/** Adds the slope of l2 · Σw² over kernel weights; biases are free. */
function addDecay(
  gradient: Float32Array,
  weights: Float32Array,
  kernels: readonly { from: number; to: number }[],
  l2: number,
): void {
  for (const { from, to } of kernels) {
    for (let at = from; at < to; at++) gradient[at]! += 2 * l2 * weights[at]!
  }
}
