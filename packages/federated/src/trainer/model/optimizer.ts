import type { TrainingPlan } from '@lianshu/protocol/rounds'

/** Changes `weights` in place by one step against `gradient` (same length). */
export type OptimizerStep = (weights: Float32Array, gradient: Float32Array) => void

const momentum = 0.9
const firstDecay = 0.9
const secondDecay = 0.999
const epsilon = 1e-8

/**
 * An optimiser with fresh state. Steps run in plain JavaScript over the flat weights, so they are the
 * same on every backend and cost no kernel launches.
 * Sources: momentum as Polyak's heavy ball; Adam as in Kingma & Ba 2015, algorithm 1.
 */
export function createOptimizer(
  kind: TrainingPlan['local']['optimizer'],
  learningRate: number,
  size: number,
): OptimizerStep {
  if (kind === 'sgd') {
    return (weights, gradient) => {
      for (let at = 0; at < size; at++) weights[at]! -= learningRate * gradient[at]!
    }
  }
  return kind === 'momentum' ? heavyBall(learningRate, size) : adam(learningRate, size)
}

function heavyBall(learningRate: number, size: number): OptimizerStep {
  const velocity = new Float32Array(size)
  return (weights, gradient) => {
    for (let at = 0; at < size; at++) {
      velocity[at] = momentum * velocity[at]! + gradient[at]!
      weights[at]! -= learningRate * velocity[at]!
    }
  }
}

function adam(learningRate: number, size: number): OptimizerStep {
  const first = new Float32Array(size)
  const second = new Float32Array(size)
  let firstPower = 1
  let secondPower = 1
  return (weights, gradient) => {
    firstPower *= firstDecay
    secondPower *= secondDecay
    const rate = (learningRate * Math.sqrt(1 - secondPower)) / (1 - firstPower)
    for (let at = 0; at < size; at++) {
      const slope = gradient[at]!
      const mean = firstDecay * first[at]! + (1 - firstDecay) * slope
      const square = secondDecay * second[at]! + (1 - secondDecay) * slope * slope
      first[at] = mean
      second[at] = square
      weights[at]! -= (rate * mean) / (Math.sqrt(square) + epsilon)
    }
  }
}
