import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mintUrn } from './ids.ts'
import { seededRandom, systemRandom } from './random.ts'

describe('seededRandom', () => {
  it('repeats itself for one seed and differs for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 100 }), (seed, length) => {
        expect(seededRandom(seed).bytes(length)).toEqual(seededRandom(seed).bytes(length))
        expect(seededRandom(seed).bytes(16)).not.toEqual(seededRandom(`${seed}'`).bytes(16))
      }),
    )
  })

  it('is uniform enough: mean and variance of 20,000 draws', () => {
    const random = seededRandom(7)
    const draws = Array.from({ length: 20_000 }, () => random.unit())
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
    expect(mean).toBeCloseTo(0.5, 1)
    expect(variance).toBeCloseTo(1 / 12, 2)
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true)
  })
})

describe('systemRandom', () => {
  it('gives more than one call of getRandomValues may ask for', () => {
    expect(new Set(systemRandom.bytes(200_000)).size).toBe(256)
  })
})

describe('mintUrn', () => {
  it('mints version 4 UUIDs that differ', () => {
    const urns = Array.from({ length: 100 }, () => mintUrn(systemRandom))
    for (const urn of urns) {
      expect(urn).toMatch(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
    }
    expect(new Set(urns).size).toBe(100)
  })
})
