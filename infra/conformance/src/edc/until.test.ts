import { describe, expect, it } from 'vitest'
import { until } from './until.ts'

const { signal } = new AbortController()
const through = (states: string[]) => async () => ({ state: states.shift() ?? 'nowhere' })

describe('until', () => {
  it('reads until the wanted state is there', async () => {
    const read = through(['REQUESTED', 'REQUESTED', 'STARTED'])
    expect(await until(read, 'STARTED', { signal })).toEqual({ state: 'STARTED' })
  })

  it('gives up where it has ended otherwise, and says where it stands', async () => {
    const read = through(['REQUESTED', 'TERMINATED', 'STARTED'])
    await expect(until(read, 'STARTED', { signal, ends: ['TERMINATED'] })).rejects.toThrow(
      'it stands at TERMINATED, not at STARTED',
    )
  })

  it('stops when the run is given up', async () => {
    const read = async () => ({ state: 'REQUESTED' })
    await expect(until(read, 'STARTED', { signal: AbortSignal.abort() })).rejects.toThrow()
  })
})
