import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { firstModel } from '../../coordinator/first-model.ts'
import { scalingFromSums } from '../../coordinator/scaling-from-sums.ts'
import type { Backend } from '../backend.ts'
import { trainLocally } from '../model/train-locally.ts'
import { flatWeights } from '../model/weights.ts'
import type { PreparedRows } from '../preprocessing/prepared-rows.ts'
import { mergeExamples, sumVectors } from './pool.ts'
import type { ScoredModel } from './score-model.ts'

/**
 * Trains the plan's model on the tables of some owners put together, from the same kind of first weights
 * and with as many passes over each row as the run makes: rounds × local epochs. With one owner this is
 * the model that it could have had alone; its scaling then comes from its own rows only.
 */
export async function trainBaseline(
  backend: Backend,
  plan: TrainingPlan,
  owners: readonly PreparedRows[],
): Promise<ScoredModel> {
  const scaling = scalingFromSums(plan, sumVectors(owners.map((owner) => owner.statistics())))
  const { weights } = await trainLocally(backend, {
    plan,
    scaling,
    examples: mergeExamples(owners.map((owner) => owner.trainExamples(scaling))),
    weights: flatWeights(firstModel(plan, '', scaling)),
    seed: plan.local.seed,
    round: 0,
    epochs: plan.rounds * plan.local.epochs,
  })
  return { scaling, weights }
}
