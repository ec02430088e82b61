import { type Did, domainError, err, manualClock, ok } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import type { CredentialStatusCheck } from '../ports.ts'
import { lostStanding } from './known-member.ts'

const validUntil = '2026-03-01T08:00:00.000Z'
const graceMs = 60_000
const known = {
  ...{ participantId: 'did:web:a' as Did, member: 'did:web:b' as Did, issuer: 'did:web:o' as Did },
  ...{ statuses: [], validUntil },
}
const told = (status: string) =>
  err(domainError('auth.invalid', `it was ${status}`, { details: { status } }))
const away = err(domainError('peer.unreachable', 'nobody there'))

/** How a membership stands, so many milliseconds after its end. */
const standing = (
  answer: Awaited<ReturnType<CredentialStatusCheck>>,
  afterMs: number,
  change: object = {},
) => {
  const clock = manualClock(validUntil)
  clock.advance(afterMs)
  const deps = { clock, checkStatus: async () => answer }
  return lostStanding(deps, { ...known, ...change }, { maxAgeMs: 0, graceMs })
}

it.each(['suspended', 'revoked'])(
  'is %s when the operator says so, before and after its end',
  async (status) => {
    expect(await standing(told(status), -1)).toBe(status)
    expect(await standing(told(status), 1)).toBe(status)
    expect(await standing(told(status), graceMs + 1)).toBe(status)
  },
)

it('is lost when it is over for the whole grace and no newer one was shown', async () => {
  expect(await standing(ok(undefined), -1)).toBeUndefined()
  expect(await standing(ok(undefined), graceMs - 1)).toBeUndefined()
  expect(await standing(ok(undefined), graceMs)).toBe('expired')
  expect(await standing(ok(undefined), graceMs, { validUntil: undefined })).toBeUndefined()
})

it('is not lost by a status list that cannot be had, but by its own end', async () => {
  expect(await standing(away, -1)).toBeUndefined()
  expect(await standing(away, graceMs - 1)).toBeUndefined()
  expect(await standing(away, graceMs)).toBe('expired')
})
