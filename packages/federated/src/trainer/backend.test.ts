import { describe, expect, it } from 'vitest'
import { openBackend } from './backend.ts'

describe('openBackend', () => {
  it('takes the first that works and names it', async () => {
    const { name, tf } = await openBackend()
    expect(['tensorflow', 'wasm']).toContain(name)
    expect(tf.getBackend()).toBe(name)
    const square = tf.tensor2d([1, 2, 3, 4], [2, 2])
    expect([...tf.matMul(square, square).dataSync()]).toEqual([7, 10, 15, 22])
  })

  it('says why nothing works', async () => {
    await expect(openBackend([])).rejects.toThrow('no training backend works here')
  })
})
