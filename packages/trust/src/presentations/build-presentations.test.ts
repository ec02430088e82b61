import { unwrap } from '@lianshu/kernel'
import { type CredentialProfile, readPresentation } from '@lianshu/protocol/dcp'
import { expect, it } from 'vitest'
import { fakeSpace } from '../testing/fake-space.ts'
import { parseObject } from '../verify/jws.ts'
import { buildPresentations } from './build-presentations.ts'

const space = await fakeSpace('holder', 'verifier')
const [holder, verifier] = space.members

const made = async (...profiles: readonly CredentialProfile[]) => {
  const credentials = profiles.map((profile, at) => ({ jwt: `a${at}.b.c`, profile }))
  const command = { credentials, audience: verifier!.did }
  const jwts = await buildPresentations({ ...space, keys: holder! }, command)
  return jwts.map((jwt) => unwrap(readPresentation(parseObject(jwt.split('.')[1]!)!)))
}

it('makes one presentation per profile, and none of nothing', async () => {
  const mixed = await made('vc11-sl2021/jwt', 'vc20-bssl/jwt', 'vc11-sl2021/jwt')
  expect(mixed.map(({ profile, credentials }) => [profile, credentials])).toEqual([
    ['vc20-bssl/jwt', ['a1.b.c']],
    ['vc11-sl2021/jwt', ['a0.b.c', 'a2.b.c']],
  ])
  expect(mixed.every(({ audience }) => audience === verifier!.did)).toBe(true)
  expect(await made()).toEqual([])
})
