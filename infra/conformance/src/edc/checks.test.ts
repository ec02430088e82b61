import { DomainFailure, domainError } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createChecks, given, same } from './checks.ts'

describe('the checks of an interop run', () => {
  it('keep what became of each, in words, and go on', async () => {
    const said: string[] = []
    const { results, check } = createChecks((line) => said.push(line))
    expect(await check('edc-consumer:catalogue', async () => 'an offer')).toBe('an offer')
    const nothing = await check('edc-consumer:negotiation', async () => {
      throw new DomainFailure(domainError('peer.refused', 'EDC answered 409'))
    })
    await check('edc-consumer:start', async () => same('the state', given(nothing, 'agreement'), 1))
    await check('edc-consumer:other-terms', async () => same('the state', 'STARTED', 'SUSPENDED'))
    expect(results).toEqual([
      { id: 'edc-consumer:catalogue', passed: true },
      { id: 'edc-consumer:negotiation', passed: false, words: 'EDC answered 409' },
      {
        ...{ id: 'edc-consumer:start', passed: false },
        words: 'Error: there is no agreement to go on with',
      },
      {
        ...{ id: 'edc-consumer:other-terms', passed: false },
        words: 'Error: the state is "STARTED", not "SUSPENDED"',
      },
    ])
    expect(said.map((line) => line.trim()[0])).toEqual(['✔', '✘', '✘', '✘'])
  })
})
