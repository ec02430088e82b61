import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { Fingerprints } from './fingerprint.ts'
import { arbitraryMutations, type Mutation } from './mutate.ts'

export interface Fuzzing {
  /** How many messages are made. */
  readonly runs: number
  /** From which they are made. */
  readonly seed: number
}

/**
 * `LIANSHU_FUZZ_RUNS` messages made from `LIANSHU_FUZZ_SEED`; both are told at every run, so that one that
 * failed can be made again.
 */
export function fuzzing(what: string, usualRuns: number): Fuzzing {
  const runs = Number(process.env.LIANSHU_FUZZ_RUNS ?? usualRuns)
  const seed = Number(process.env.LIANSHU_FUZZ_SEED ?? Date.now() % 2 ** 31)
  process.stderr.write(`\n${what}: LIANSHU_FUZZ_SEED=${seed} LIANSHU_FUZZ_RUNS=${runs}\n\n`)
  return { runs, seed }
}

/** Sends changed messages to targets that are chosen among; `text` is a number for further choices. */
export function fuzz<Target>(
  { runs, seed }: Fuzzing,
  targets: readonly Target[],
  send: (target: Target, mutations: readonly Mutation[], text: number) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(
    fc.nat(targets.length - 1),
    arbitraryMutations,
    fc.nat(100_000),
    (index, mutations, text) => send(targets[index]!, mutations, text),
  )
  // What a message leaves behind is part of the next one's world: shrinking would tell another story.
  return fc.assert(property, { numRuns: runs, seed, endOnFailure: true })
}

/** The fingerprint once everything has come to its end that a node does by itself after a message that it took. */
export async function settled(
  database: Pick<Fingerprints, 'quiet' | 'take'>,
): ReturnType<Fingerprints['take']> {
  for (let last = ''; ; ) {
    await database.quiet()
    const now = await database.take()
    if (JSON.stringify(now) === last) return now
    last = JSON.stringify(now)
    await sleep(40)
  }
}
