import { asId, type Did, manualClock, mintUrn, type Random, seededRandom } from '@lianshu/kernel'

/** A world that is the same at every run: its own clock, randomness and ids. */
export function seededWorld(seed: number | string = 1): {
  readonly clock: ReturnType<typeof manualClock>
  readonly random: Random
  readonly urn: () => string
} {
  const random = seededRandom(seed)
  return { clock: manualClock('2026-11-21T08:00:00.000Z'), random, urn: () => mintUrn(random) }
}

/** The DID of a participant that a test hosts on `host`. */
export const testDid = (slug: string, host = 'localhost%3A7401'): Did =>
  asId<Did>(`did:web:${host}:participants:${slug}`)
