import { describe, expect, it } from 'vitest'
import { joinFaults, joinOf, joinSteps } from './plan-join.ts'
import { readJoinStep } from './read-join-step.ts'

const token = (iss: string) =>
  `Bearer e30.${Buffer.from(JSON.stringify({ iss })).toString('base64url')}.c2ln`

describe('newcomers', () => {
  it('come in every fifth run, the same for the same seed and number', () => {
    const runs = [1, 2, 3, 4, 5, 6].map((run) => joinOf(3, run))
    expect(runs.map((plan) => plan?.slug)).toEqual([
      ...[undefined, undefined, undefined, undefined, 'newcomer-5', undefined],
    ])
    expect(joinOf(3, 5)).toEqual(runs[4])
  })

  it('meet every fault on every message in turn', () => {
    const plans = Array.from({ length: 33 }, (_, index) => joinOf(3, 5 * (index + 1))!)
    const met = new Set(plans.map(({ step, fault }) => `${step} ${fault.fault}`))
    expect(met.size).toBe(joinSteps.length * joinFaults.length)
  })
})

describe('the message of a newcomer', () => {
  const iss = 'did:web:127.0.0.1%3A7803:participants:newcomer-5'

  it('is known by who sent it, or to whose wallet it goes', () => {
    expect(readJoinStep('POST', '/members', token(iss))).toEqual({
      ...{ slug: 'newcomer-5', step: 'application' },
    })
    expect(readJoinStep('POST', '/dcp/credentials', token(iss))).toMatchObject({
      step: 'credential request',
    })
    const wallet = '/participants/newcomer-5/dcp/credentials'
    expect(readJoinStep('POST', wallet, token('did:web:space'))).toEqual({
      ...{ slug: 'newcomer-5', step: 'credential delivery' },
    })
  })

  it('is no other request, and none without a token', () => {
    expect(readJoinStep('GET', '/members', token(iss))).toBeUndefined()
    expect(readJoinStep('POST', '/members', 'Bearer nonsense')).toBeUndefined()
    expect(readJoinStep('POST', '/participants/x/dcp/presentations/query', token(iss))).toBe(
      undefined,
    )
  })
})
