import type { Did } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { believeToken } from './believe-token.ts'

const audience = 'did:web:localhost:participants:lianshu' as Did
const token = (claims: unknown) =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`

describe('believeToken', () => {
  it('takes the issuer’s word', async () => {
    const edc = 'did:web:localhost%3A9003:edc'
    expect(await believeToken(token({ iss: edc }), audience)).toEqual({
      ok: true,
      value: { did: edc },
    })
  })

  it.each([
    ['nothing', ''],
    ['no JSON', 'e30.e30x.'],
    ['no issuer', token({ sub: 'did:web:x' })],
    ['an issuer that is no DID', token({ iss: 'edc' })],
    ['no object', token(null)],
  ])('knows nobody behind %s', async (_what, text) => {
    const believed = await believeToken(text, audience)
    expect(believed).toMatchObject({ ok: false, error: { code: 'auth.invalid' } })
  })
})
