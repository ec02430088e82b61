import { DomainFailure, domainError } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { despiteOutages } from './despite-outages.ts'

const lost = new Error('the connection was lost')

it('does a work again until it has an outcome, and tells of each failure', async () => {
  const failures: unknown[] = []
  let turns = 0
  const work = async () => {
    if (++turns < 3) throw lost
    return 'done'
  }
  const { signal } = new AbortController()
  expect(await despiteOutages(work, { signal, failed: (error) => failures.push(error) })).toBe(
    'done',
  )
  expect(failures).toEqual([lost, lost])
})

it('leaves a decision alone', async () => {
  const decided = new DomainFailure(domainError('conflict.stale', 'two run at once'))
  const failures: unknown[] = []
  const { signal } = new AbortController()
  const failed = (error: unknown) => void failures.push(error)
  const work = async () => {
    throw decided
  }
  await expect(despiteOutages(work, { signal, failed })).rejects.toBe(decided)
  expect(failures).toEqual([])
})

it('ends in the middle of a pause when it is to, without an outcome', async () => {
  const abort = new AbortController()
  let turns = 0
  const work = async () => {
    turns++
    throw lost
  }
  const failed = () => abort.abort()
  expect(await despiteOutages(work, { signal: abort.signal, failed })).toBeUndefined()
  expect(turns).toBe(1)
})
