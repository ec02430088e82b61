import { seededRandom, unwrap } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { describe, expect, it } from 'vitest'
import { firstModel } from '../../coordinator/first-model.ts'
import { scalingFromSums } from '../../coordinator/scaling-from-sums.ts'
import { openBackend } from '../backend.ts'
import { identityMapping } from '../preprocessing/column-mapping.ts'
import { prepareRows } from '../preprocessing/prepared-rows.ts'
import { planForTests } from '../testing/plan-for-tests.ts'
import { tableForTests } from '../testing/table-for-tests.ts'
import { headOf } from './heads.ts'
import { createNetwork } from './network.ts'
import { trainLocally } from './train-locally.ts'
import { flatWeights } from './weights.ts'

const grades: TrainingPlan['target'] = {
  column: 'grade',
  kind: 'classes',
  classes: ['L', 'M', 'H'],
}
const wear: TrainingPlan['target'] = {
  column: 'wear',
  kind: 'numeric',
  range: { low: 0, high: 300 },
}
const torqueOnly = planForTests().features.slice(0, 1)
const model = (activation: TrainingPlan['model']['activation']): TrainingPlan['model'] => ({
  kind: 'dense',
  hidden: [5, 4],
  activation,
  seed: 2,
})

const plans: Record<string, TrainingPlan> = {
  'binary, relu': planForTests({ model: model('relu') }),
  'binary, tanh': planForTests({ model: model('tanh') }),
  'multiclass, sigmoid': planForTests({
    task: 'multiclass',
    target: grades,
    features: torqueOnly,
    model: model('sigmoid'),
  }),
  'regression, elu': planForTests({
    task: 'regression',
    target: wear,
    features: torqueOnly,
    model: model('elu'),
  }),
}

function setUp(plan: TrainingPlan) {
  const rows = unwrap(prepareRows(tableForTests(60, 5), plan, identityMapping(plan)))
  const scaling = scalingFromSums(plan, rows.statistics())
  const examples = rows.trainExamples(scaling)
  // Off the biases' zeros, where a unit that has lost all its inputs sits on the kink of ReLU.
  const weights = flatWeights(firstModel(plan, '', scaling)).map((weight) => weight + 0.05)
  const head = headOf(plan, scaling)
  const random = seededRandom(1)
  const drop = plan.model.hidden.map((units) =>
    Float32Array.from({ length: examples.rows * units }, () => (random.unit() < 0.3 ? 0 : 1 / 0.7)),
  )
  return { plan, scaling, examples, weights, head, drop }
}

/** Mean loss and its gradient on one backend, with a fixed dropout. */
async function pass(
  name: 'wasm' | 'cpu',
  given: ReturnType<typeof setUp>,
  weights = given.weights,
) {
  const { tf } = await openBackend([name])
  const { plan, scaling, examples, head, drop } = given
  let loss = 0
  const slopes = (outputs: Float32Array) => {
    const slope = new Float32Array(outputs.length)
    loss = head.lossAndGradient(outputs, examples.targets, slope) / examples.rows
    return slope
  }
  const network = createNetwork(tf, plan, scaling)
  const gradient = network.gradient(weights, examples.inputs, examples.rows, slopes, drop)
  return { loss, gradient, tensors: tf.memory().numTensors }
}

describe.each(Object.entries(plans))('the gradient (%s)', (_name, plan) => {
  const given = setUp(plan)

  it('is the same on WASM and in plain JavaScript', async () => {
    const [wasm, cpu] = [await pass('wasm', given), await pass('cpu', given)]
    expect(wasm.loss).toBeCloseTo(cpu.loss, 5)
    wasm.gradient.forEach((slope, index) => {
      expect(slope).toBeCloseTo(cpu.gradient[index]!, 5)
    })
    expect(wasm.tensors).toBe(0)
  })

  it('agrees with finite differences', async () => {
    const { gradient } = await pass('cpu', given)
    const step = 2e-3
    for (let index = 0; index < gradient.length; index += 7) {
      const moved = async (by: number) => {
        const weights = given.weights.slice()
        weights[index]! += by
        return (await pass('cpu', given, weights)).loss
      }
      const slope = ((await moved(step)) - (await moved(-step))) / (2 * step)
      expect(Math.abs(slope - gradient[index]!)).toBeLessThan(5e-3)
    }
  })
})

describe('trainLocally', () => {
  it('learns, and gives the same bytes for the same seed', async () => {
    const backend = await openBackend(['wasm'])
    const { plan, scaling, examples, weights } = setUp(
      planForTests({ model: { ...model('relu'), dropout: 0.1 } }),
    )
    const task = { plan, scaling, examples, weights, seed: 1, round: 1 }
    const [one, again] = [
      await trainLocally(backend, { ...task, epochs: 40 }),
      await trainLocally(backend, { ...task, epochs: 40 }),
    ]
    const first = await trainLocally(backend, { ...task, epochs: 1 })
    const other = await trainLocally(backend, { ...task, epochs: 40, seed: 2 })
    expect(one).toEqual(again)
    expect(one.weights).not.toEqual(other.weights)
    expect(one.meanLoss).toBeLessThan(first.meanLoss * 0.8)
  })

  it('refuses to hand on weights that are not finite', async () => {
    const plan = planForTests({
      task: 'regression',
      target: wear,
      features: torqueOnly,
      local: { ...planForTests().local, optimizer: 'sgd', learningRate: 1e9 },
    })
    const { scaling, examples, weights } = setUp(plan)
    const task = { plan, scaling, examples, weights, seed: 1, round: 1, epochs: 50 }
    await expect(trainLocally(await openBackend(['wasm']), task)).rejects.toMatchObject({
      error: { code: 'data.unfit' },
    })
  })
})
