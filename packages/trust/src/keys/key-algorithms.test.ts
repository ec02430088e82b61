import { systemClock, unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { didWeb } from '../did/did-web.ts'
import { signJson } from '../sign/sign-json.ts'
import { checkSignedJson, findIn } from '../verify/signed-json.ts'
import { activeKey, generateParticipantKeys, rotateKeys } from './participant-keys.ts'

const did = didWeb('keys.example')

describe.each([
  { algorithm: 'EdDSA', kty: 'OKP', crv: 'Ed25519', members: ['crv', 'kty', 'x'] },
  { algorithm: 'ES256', kty: 'EC', crv: 'P-256', members: ['crv', 'kty', 'x', 'y'] },
] as const)('$algorithm keys', ({ algorithm, kty, crv, members }) => {
  it('sign, publish their public members only, and are followed by keys of their kind', async () => {
    const first = await generateParticipantKeys(did, systemClock, algorithm)
    const next = await rotateKeys(first, systemClock)
    for (const keys of [first, next]) {
      const key = activeKey(keys)
      expect(key).toMatchObject({ algorithm, publicJwk: { kty, crv } })
      expect(Object.keys(key.publicJwk).sort()).toEqual(members)
      const find = findIn({ [key.kid]: key.publicJwk })
      const checked = await checkSignedJson(find, await signJson(key, { fen: 1 }))
      expect(unwrap(checked).value).toEqual({ fen: 1 })
    }
    expect(activeKey(next).kid).not.toBe(activeKey(first).kid)
  })
})

it('may change their kind when they rotate', async () => {
  const first = await generateParticipantKeys(did, systemClock)
  const next = await rotateKeys(first, systemClock, { algorithm: 'ES256' })
  expect(next.keys.map(({ algorithm }) => algorithm)).toEqual(['ES256', 'EdDSA'])
})
