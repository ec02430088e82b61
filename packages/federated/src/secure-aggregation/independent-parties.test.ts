import type { Did } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { independentParties } from './independent-parties.ts'

const dids = (...names: string[]) => names.map((name) => `did:web:${name}` as Did)
const [trainer] = dids('trainer.example:participants:t') as [Did]

describe('independentParties', () => {
  it('counts hosts, not names', () => {
    const apart = dids('a.example:participants:x', 'b.example', '127.0.0.1%3A7401:participants:c')
    expect(independentParties(apart, trainer)).toBe(3)
    const together = dids('a.example:participants:x', 'a.example:participants:y', 'A.EXAMPLE')
    expect(independentParties(together, trainer)).toBe(1)
  })

  it('does not count who sits with the initiator', () => {
    const cohort = dids('victim.example', 'trainer.example:participants:s1', 'trainer.example')
    expect(independentParties(cohort, trainer)).toBe(1)
  })
})
