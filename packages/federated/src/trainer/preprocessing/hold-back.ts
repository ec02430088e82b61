import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { PlanRows } from './plan-rows.ts'

/** Indices into PlanRows. */
export interface HeldBackSplit {
  readonly train: Uint32Array
  readonly test: Uint32Array
}

/**
 * Splits an owner's rows into those that train and those held back for the evaluation.
 * Depends on nothing but the plan's seed and each row's position in the owner's table, so every
 * process, restart and baseline of a run makes the same split without any message about it.
 */
export function heldBackSplit(rows: PlanRows, { evaluation }: TrainingPlan): HeldBackSplit {
  const limit = evaluation.testFraction * 2 ** 32
  const indices = Uint32Array.from({ length: rows.rows }, (_, index) => index)
  const isTest = (index: number) => hash32(evaluation.seed, rows.positions[index]!) < limit
  return {
    train: indices.filter((index) => !isTest(index)),
    test: indices.filter(isTest),
  }
}

/** MurmurHash3's finaliser (Austin Appleby, public domain) over seed and position; uniform 32 bits. */
function hash32(seed: number, position: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(position + 1, 0xcc9e2d51)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
