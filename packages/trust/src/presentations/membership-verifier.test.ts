import { domainError, err, ok } from '@lianshu/kernel'
import { dcpContext } from '@lianshu/protocol/dcp'
import { beforeEach, describe, expect, it } from 'vitest'
import { tradingSpace } from '../testing/trading-space.ts'
import {
  createMembershipVerifier,
  type MembershipVerifier,
  type MembershipVerifierDeps,
} from './membership-verifier.ts'

let world: Awaited<ReturnType<typeof tradingSpace>>
let verify: MembershipVerifier
beforeEach(async () => {
  world = await tradingSpace()
  verify = createMembershipVerifier(world.asking)
})

const ask = async (accessToken?: string, by = verify) =>
  by({
    ...{ verifier: world.trainer.did, member: world.owner.did },
    accessToken: accessToken ?? (await world.accessToken()),
  })
const failure = (code: string) => ({ ok: false, error: { code } })

describe('membership', () => {
  it.each(['vc20-bssl/jwt', 'vc11-sl2021/jwt'] as const)(
    'is issued, kept, queried, presented and verified as %s',
    async (profile) => {
      const { id, validUntil } = await world.admit({ profile })
      expect(await ask()).toEqual(
        ok({
          ...{ member: world.owner.did, name: '甲厂', roles: ['owner'], issuer: world.broker.did },
          ...{ credentialId: id, validUntil: validUntil.toISOString() },
        }),
      )
    },
  )

  it('is the one that holds longest when a renewed one lies beside it', async () => {
    const ends: (string | undefined)[] = []
    await world.admit({ validDays: 10 })
    const { id, validUntil } = await world.admit({ validDays: 90 })
    await world.admit({ validDays: 20 })
    const met: MembershipVerifierDeps['met'] = async (known) => void ends.push(known.validUntil)
    const shown = await ask(undefined, createMembershipVerifier({ ...world.asking, met }))
    expect(shown).toMatchObject({ value: { credentialId: id } })
    expect(ends).toEqual([validUntil.toISOString()])
  })

  it('is refused when the wallet is empty, the scope was not granted, or no access was given', async () => {
    expect(await ask()).toMatchObject(failure('auth.not-member'))
    await world.admit()
    expect(await ask(await world.accessToken([]))).toMatchObject(failure('auth.not-member'))
    expect((await ask()).ok).toBe(true)
    // Also right after it was shown: a kept answer is no excuse for a request that grants nothing.
    const bare = await verify({ verifier: world.trainer.did, member: world.owner.did })
    expect(bare).toMatchObject(failure('auth.invalid'))
  })

  it('is refused when the wallet refuses or talks nonsense, and may come later when it is down', async () => {
    const service = `https://wallet.example/${world.owner.did}/presentations/query`
    const answer = async (outcome: Parameters<typeof err>[0] | unknown) => {
      const fetchJson: typeof world.asking.fetchJson = async (request) => {
        if (request.url !== service) return world.space.fetchJson(request)
        return outcome as Awaited<ReturnType<typeof world.space.fetchJson>>
      }
      return ask(undefined, createMembershipVerifier({ ...world.asking, fetchJson }))
    }
    const refused = (status: number) =>
      err(domainError('peer.refused', `answered ${status}`, { details: { status } }))
    expect(await answer(refused(403))).toMatchObject(failure('auth.not-member'))
    expect(await answer(ok({ presentation: 'x' }))).toMatchObject(failure('auth.not-member'))
    for (const status of [503, 401, 429]) {
      expect(await answer(refused(status))).toMatchObject(failure('peer.unreachable'))
    }
    const down = err(domainError('peer.unreachable', 'nobody there'))
    expect(await answer(down)).toMatchObject(failure('peer.unreachable'))
  })

  it('leaves aside a presentation that is an object, for it is of no profile', async () => {
    const service = `https://wallet.example/${world.owner.did}/presentations/query`
    world.space.answers.set(service, () => ({
      ...{ '@context': [dcpContext], type: 'PresentationResponseMessage' },
      presentation: [{ type: ['VerifiablePresentation'], proof: {} }],
    }))
    expect(await ask()).toMatchObject(failure('auth.not-member'))
  })
})

describe('a presentation that was shown', () => {
  it('is kept for five minutes, and never beyond the end of what it shows', async () => {
    await world.admit()
    await ask()
    world.space.clock.advance(5 * 60_000 - 1)
    await ask()
    expect(world.queries()).toBe(1)
    world.space.clock.advance(1)
    expect((await ask()).ok).toBe(true)
    expect(world.queries()).toBe(2)
  })

  it('ends with its credential', async () => {
    await world.admit({ validDays: 3 / 1440 })
    await ask()
    world.space.clock.advance(2 * 60_000)
    expect((await ask()).ok).toBe(true)
    expect(world.queries()).toBe(1)
    world.space.clock.advance(2 * 60_000)
    expect(await ask()).toMatchObject(failure('auth.not-member'))
  })

  it('was shown to one verifier and is not believed for another one', async () => {
    await world.admit()
    await ask()
    const other = { verifier: world.broker.did, member: world.owner.did }
    const accessToken = await world.accessToken()
    // The access token is the trainer's, so that the broker learns nothing from the wallet.
    expect((await verify({ ...other, accessToken })).ok).toBe(false)
  })

  it('is asked for once by requests that come together', async () => {
    await world.admit()
    const tokens = await Promise.all([1, 2, 3, 4].map(() => world.accessToken()))
    const all = await Promise.all(tokens.map((token) => ask(token)))
    expect(all.every(({ ok: isMember }) => isMember)).toBe(true)
    expect(world.queries()).toBe(1)
  })

  it('stops to count within seconds after its credential was revoked, kept or not', async () => {
    await world.admit({ statuses: [{ id: 'status-1', type: 'BitstringStatusListEntry' }] })
    expect((await ask()).ok).toBe(true)
    world.space.revoked.add('status-1')
    expect((await ask()).ok).toBe(true)
    world.space.clock.advance(15_000)
    expect(await ask()).toMatchObject(failure('auth.not-member'))
    expect(await ask()).toMatchObject(failure('auth.not-member'))
    world.space.revoked.clear()
    expect((await ask()).ok).toBe(true)
  })

  it('waits, and is not forgotten, while nobody can say whether it was revoked', async () => {
    await world.admit({ statuses: [{ id: 'status-1', type: 'BitstringStatusListEntry' }] })
    let isDown = false
    const asking: typeof world.asking = {
      ...world.asking,
      checkStatus: async () =>
        isDown ? err(domainError('peer.unreachable', 'no list')) : ok(undefined),
    }
    verify = createMembershipVerifier(asking)
    await ask()
    isDown = true
    world.space.clock.advance(15_000)
    expect(await ask()).toMatchObject(failure('peer.unreachable'))
    isDown = false
    expect((await ask()).ok).toBe(true)
    expect(world.queries()).toBe(1)
  })

  it('is put off, not refused, when the issuer tells its status in a way that nobody reads', async () => {
    await world.admit({ statuses: [{ id: 'status-1', type: 'BitstringStatusListEntry' }] })
    for (const code of ['peer.invalid', 'peer.refused'] as const) {
      const checkStatus = async () => err(domainError(code, 'a page of a proxy'))
      verify = createMembershipVerifier({ ...world.asking, checkStatus })
      expect(await ask()).toMatchObject(failure('peer.unreachable'))
    }
  })

  it('is not kept at all where that is switched off', async () => {
    await world.admit()
    verify = createMembershipVerifier({ ...world.asking, keepMs: 0 })
    await ask()
    await ask()
    expect(world.queries()).toBe(2)
  })
})
