import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryMutations, mutate } from './mutate.ts'

const message = { '@type': 'X', consumerPid: 'c', providerPid: 'p', offer: { rules: [{ a: 1 }] } }

it('changes messages in the same way each time, and never the original', () => {
  const before = structuredClone(message)
  let changed = 0
  fc.assert(
    fc.property(arbitraryMutations, (mutations) => {
      const once = JSON.stringify(mutate(message, mutations))
      expect(JSON.stringify(mutate(message, mutations))).toBe(once)
      expect(message).toEqual(before)
      if (once !== JSON.stringify(message)) changed++
    }),
    { numRuns: 300 },
  )
  expect(changed).toBeGreaterThan(200)
})

it('drops, doubles, wraps and exchanges', () => {
  const at = (kind: 'drop' | 'double' | 'wrap' | 'exchange', place: number) =>
    mutate(message, [{ kind, at: place, filler: null }])
  expect(at('drop', 1)).not.toHaveProperty('@type')
  expect(at('double', 2)).toMatchObject({ consumerPid: ['c', 'c'] })
  expect(at('exchange', 2)).toMatchObject({ consumerPid: 'p', providerPid: 'c' })
  expect(at('wrap', 0)).toEqual([message])
})
