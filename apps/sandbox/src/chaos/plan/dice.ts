import { type Random, seededRandom } from '@lianshu/kernel'

/** Choices of a plan, the same at every run with the same seed. */
export interface Dice {
  /** A whole number from `least` to `most`, both included. */
  number(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  shuffled<T>(items: readonly T[]): T[]
}

export function diceOf(seed: string): Dice {
  const random: Random = seededRandom(`chaos ${seed}`)
  const number = (least: number, most: number) =>
    least + Math.floor(random.unit() * (most - least + 1))
  return {
    number,
    chance: (probability) => random.unit() < probability,
    pick: (choices) => choices[number(0, choices.length - 1)]!,
    shuffled(items) {
      const order = [...items]
      for (let last = order.length - 1; last > 0; last--) {
        const other = number(0, last)
        ;[order[last], order[other]] = [order[other]!, order[last]!]
      }
      return order
    },
  }
}
