import { type Did, utf8 } from '@lianshu/kernel'
import { membershipType } from '@lianshu/protocol/dcp'
import { beforeEach, describe, expect, it } from 'vitest'
import { activeKey, rotateKeys } from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'
import { tradingSpace } from '../testing/trading-space.ts'
import { parseObject } from '../verify/jws.ts'
import { credentialJwtTypes } from './sign-credential.ts'
import { trustIssuers } from './trusted-issuers.ts'
import { verifyCredential } from './verify-credential.ts'

let world: Awaited<ReturnType<typeof tradingSpace>>
beforeEach(async () => {
  world = await tradingSpace()
})

const refused = (message: RegExp) => ({
  ok: false,
  error: { code: 'auth.invalid', message: expect.stringMatching(message) },
})
const check = (jwt: string, change: { holder?: Did; type?: string; deps?: object } = {}) =>
  verifyCredential({ ...world.trusted, ...change.deps }, jwt, {
    ...{ type: membershipType, holder: world.owner.did },
    ...change,
  })

describe.each(['vc20-bssl/jwt', 'vc11-sl2021/jwt'] as const)('a credential as %s', (profile) => {
  it('counts for its holder, in its time, from its issuer', async () => {
    const { jwt } = await world.issue({ profile })
    expect(await check(jwt)).toMatchObject({ ok: true, value: { profile } })
    expect(await check(jwt, { holder: world.trainer.did })).toMatchObject(refused(/not about/))
    world.space.clock.advance(-60_000)
    expect(await check(jwt)).toMatchObject(refused(/valid from/))
    world.space.clock.advance(31 * 86_400_000)
    expect(await check(jwt)).toMatchObject(refused(/expired/))
  })

  it('counts as what it is, from an issuer who is trusted for exactly that', async () => {
    const { jwt } = await world.issue({ profile })
    const { did: issuer } = world.broker
    const nobody = { trustedIssuers: trustIssuers([]) }
    expect(await check(jwt, { deps: nobody })).toMatchObject(refused(/not a trusted issuer/))
    const other = { trustedIssuers: trustIssuers([{ type: 'OtherCredential', issuer }]) }
    expect(await check(jwt, { deps: other })).toMatchObject(refused(/not a trusted issuer/))
    const asOther = { type: 'OtherCredential', deps: other }
    expect(await check(jwt, asOther)).toMatchObject(refused(/not a OtherCredential/))
    const inherited = { type: 'constructor', deps: other }
    expect(await check(jwt, inherited)).toMatchObject(refused(/not a constructor/))
  })

  it('is refused in the issuer’s name when somebody else signed it', async () => {
    const { jwt } = await world.issue({ profile })
    const bytes = utf8(JSON.stringify(parseObject(jwt.split('.')[1]!)))
    const typ = credentialJwtTypes[profile]
    const byOwner = await signBytes(activeKey(world.owner), typ, bytes)
    expect(await check(byOwner)).toMatchObject(refused(/not signed by its issuer/))
    const borrowed = { ...activeKey(world.owner), kid: activeKey(world.broker).kid }
    expect(await check(await signBytes(borrowed, typ, bytes))).toMatchObject(
      refused(/does not verify/),
    )
  })

  it('is refused when its key is not under assertionMethod, or is not there at all', async () => {
    const { jwt } = await world.issue({ profile })
    const { broker, space } = world
    space.publish(broker.did, { ...space.document(broker), assertionMethod: undefined })
    expect(await check(jwt)).toMatchObject(refused(/assertionMethod/))
  })

  it('still counts after its issuer’s key was retired', async () => {
    const { jwt } = await world.issue({ profile })
    const next = await rotateKeys(world.broker, world.space.clock, { algorithm: 'ES256' })
    world.space.publish(next.did, world.space.document(next))
    expect((await check(jwt)).ok).toBe(true)
    const { jwt: newer } = await world.issue({ profile }, next)
    expect((await check(newer)).ok).toBe(true)
  })

  it('is refused with a type of JWT that it does not have, or a changed character', async () => {
    const { jwt } = await world.issue({ profile })
    const bytes = utf8(JSON.stringify(parseObject(jwt.split('.')[1]!)))
    const asSigned = await signBytes(activeKey(world.broker), 'lianshu+json', bytes)
    expect(await check(asSigned)).toMatchObject(refused(/typ/))
    const at = jwt.length - 20
    const changed = jwt.slice(0, at) + (jwt[at] === 'A' ? 'B' : 'A') + jwt.slice(at + 1)
    expect((await check(changed)).ok).toBe(false)
  })
})
