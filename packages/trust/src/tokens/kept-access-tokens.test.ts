import { expect, it } from 'vitest'
import { rotateKeys } from '../keys/participant-keys.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { accessTokenSeconds, scopesOfAccessToken } from './access-token.ts'
import { keepAccessTokens } from './kept-access-tokens.ts'

const scopes = ['org.example:Membership:read']

it('hands the same access token out while half of its life is left, to one verifier for one grant', async () => {
  const { clock, members } = await fakeSpace('holder', 'verifier', 'other')
  const [holder, verifier, other] = members
  const accessTokens = keepAccessTokens(clock)
  const ask = (audience = verifier!.did, asked = scopes) =>
    accessTokens(holder!, { audience, scopes: asked })
  const first = await ask()
  clock.advance((accessTokenSeconds * 1000) / 2 - 1)
  expect(await ask()).toBe(first)
  expect(await ask(other!.did)).not.toBe(first)
  expect(await ask(verifier!.did, [...scopes, 'org.example:Other:read'])).not.toBe(first)
  clock.advance(1)
  const second = await ask()
  expect(second).not.toBe(first)
  const granted = await scopesOfAccessToken({ keys: holder!, clock }, second, verifier!.did)
  expect(granted).toEqual({ ok: true, value: scopes })
})

it('signs anew with keys that were changed', async () => {
  const { clock, members } = await fakeSpace('holder', 'verifier')
  const [holder, verifier] = members
  const accessTokens = keepAccessTokens(clock)
  const grant = { audience: verifier!.did, scopes }
  const before = await accessTokens(holder!, grant)
  const rotated = await rotateKeys(holder!, clock, {})
  expect(await accessTokens(rotated, grant)).not.toBe(before)
})
