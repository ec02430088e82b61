import { describe, expect, it } from 'vitest'
import { inBatches } from './in-batches.ts'

describe('inBatches', () => {
  it('takes what comes to an idle worker at once, and what comes meanwhile together', async () => {
    const batches: number[][] = []
    const double = inBatches<number, number>(async (items) => {
      batches.push([...items])
      await new Promise(setImmediate)
      return items.map((item) => item * 2)
    })
    expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
    expect(batches).toEqual([[1], [2, 3, 4]])
    expect(await double(5)).toBe(10)
  })

  it('fails nobody for what somebody else sent', async () => {
    const half = inBatches<number, number>(async (items) => {
      await new Promise(setImmediate)
      if (items.some((item) => item % 2 === 1)) throw new Error(`odd among ${items}`)
      return items.map((item) => item / 2)
    })
    const settled = await Promise.allSettled([2, 4, 5, 6].map(half))
    expect(
      settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message)),
    ).toEqual([1, 2, 'odd among 5', 3])
  })
})
