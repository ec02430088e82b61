import { asId, type Did, unwrap } from '@lianshu/kernel'
import type { CohortMember } from '@lianshu/protocol/rounds'
import { describe, expect, it } from 'vitest'
import { advertise, fakeSign, fakeVerify, testBinding } from '../testing/masking.ts'
import { verifyCohort } from './cohort.ts'
import { createMaskingKey } from './masking-key.ts'

const ids = ['did:web:a', 'did:web:b', 'did:web:c', 'did:web:d'].map((id) => asId<Did>(id))
const keys = ids.map(() => createMaskingKey(testBinding))
const honest = ids.map((id, index) => advertise(id, keys[index]!))

const verify = (members: readonly CohortMember[], minimum = 3) =>
  verifyCohort(
    { verify: fakeVerify },
    {
      binding: testBinding,
      self: { participantId: ids[0]!, publicKey: keys[0]!.publicKey },
      members,
      minimum,
      invited: ids,
    },
  )

const other = (change: object) =>
  advertise(ids[1]!, createMaskingKey({ ...testBinding, ...change }))
const rest = honest.slice(2)

describe('a list of keys', () => {
  it('is taken when it is right, whatever its order', async () => {
    const cohort = unwrap(await verify(honest))
    expect(cohort.peers.map((peer) => peer.participantId)).toEqual(ids.slice(1))
    const turned = unwrap(await verify(honest.toReversed()))
    expect(turned).toEqual(cohort)
    expect(unwrap(await verify(honest.slice(0, 3))).digest).not.toBe(cohort.digest)
  })

  const lies: [string, string, readonly CohortMember[], number?][] = [
    ['two members', 'round.cohort-too-small', honest.slice(0, 2), 1],
    ['fewer than the plan asks', 'round.cohort-too-small', honest, 5],
    ['oneself missing', 'round.mismatch', honest.slice(1)],
    ['a duplicate', 'round.mismatch', [...honest, honest[1]!]],
    ['one key twice', 'round.mismatch', [honest[0]!, advertise(ids[1]!, keys[2]!), ...rest]],
    [
      'another key of oneself',
      'round.mismatch',
      [advertise(ids[0]!, keys[3]!), ...honest.slice(1, 3)],
    ],
    [
      'a stranger',
      'round.mismatch',
      [...honest, advertise('did:web:x', createMaskingKey(testBinding))],
    ],
    ['an earlier attempt', 'round.mismatch', [honest[0]!, other({ attempt: 2 }), ...rest]],
    ['another round', 'round.mismatch', [honest[0]!, other({ round: 2 }), ...rest]],
    ['another run', 'round.mismatch', [honest[0]!, other({ runId: 'urn:uuid:x' }), ...rest]],
    ['another plan', 'round.mismatch', [honest[0]!, other({ planHash: 'cd'.repeat(32) }), ...rest]],
    [
      'a reflected signature',
      'auth.invalid',
      [honest[0]!, { sender: ids[1]!, advertisement: honest[2]!.advertisement }, ...rest],
    ],
    [
      'something else signed',
      'round.mismatch',
      [
        honest[0]!,
        { sender: ids[1]!, advertisement: fakeSign(ids[1]!, { type: 'Other' }) },
        ...rest,
      ],
    ],
  ]
  it.each(lies)('is refused with %s', async (_, code, members, minimum) => {
    expect(await verify(members, minimum)).toMatchObject({ ok: false, error: { code } })
  })
})

describe('a masking key', () => {
  it('masks one vector and no second one', async () => {
    const cohort = unwrap(await verify(honest))
    const vector = BigUint64Array.of(1n, 2n)
    expect((await keys[0]!.mask(vector, cohort)).ok).toBe(true)
    expect(await keys[0]!.mask(vector, cohort)).toMatchObject({
      ok: false,
      error: { code: 'state.illegal' },
    })
  })

  it('refuses a cohort of another attempt', async () => {
    const cohort = unwrap(await verify(honest))
    const key = createMaskingKey({ ...testBinding, attempt: 2 })
    expect(await key.mask(BigUint64Array.of(1n), cohort)).toMatchObject({
      ok: false,
      error: { code: 'round.mismatch' },
    })
  })
})
