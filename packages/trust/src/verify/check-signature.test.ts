import * as nodeCrypto from 'node:crypto'
import { toBase64Url, utf8 } from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import fc from 'fast-check'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { checkByNode, checkByWebCrypto } from './check-signature.ts'
import type { SignatureAlgorithm } from './jws.ts'

const byNode = checkByNode(nodeCrypto)
const algorithms: readonly SignatureAlgorithm[] = ['EdDSA', 'ES256', 'RS256', 'PS256']

describe.each(algorithms)('%s signatures', (alg) => {
  const made = Promise.all(
    [1, 2].map(async () => {
      const pair = await generateKeyPair(alg, { extractable: true })
      return { ...pair, jwk: (await exportJWK(pair.publicKey)) as PublicJwk }
    }),
  )
  const signed = async (payload: string) =>
    new CompactSign(utf8(payload)).setProtectedHeader({ alg }).sign((await made)[0]!.privateKey)

  it('are good or bad alike for Node and for WebCrypto', async () => {
    const [own, other] = await made
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (text, at, flip) => {
          const jws = await signed(text)
          const [header, payload, signature] = jws.split('.') as [string, string, string]
          const bytes = Buffer.from(signature, 'base64url')
          bytes[at % bytes.length]! ^= flip
          const changed = `${header}.${payload}.${toBase64Url(bytes)}`
          const moved = `${header}.${toBase64Url(utf8(`${text}x`))}.${signature}`
          for (const check of [byNode, checkByWebCrypto]) {
            expect(await check(jws, alg, own!.jwk)).toBe(true)
            expect(await check(jws, alg, other!.jwk)).toBe(false)
            expect(await check(changed, alg, own!.jwk)).toBe(false)
            expect(await check(moved, alg, own!.jwk)).toBe(false)
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})

it('an RSA key below 2048 bits is refused', async () => {
  const pair = nodeCrypto.generateKeyPairSync('rsa', { modulusLength: 1024 })
  const input = `${toBase64Url(utf8('{"alg":"RS256"}'))}.${toBase64Url(utf8('1'))}`
  const signature = nodeCrypto.sign('sha256', Buffer.from(input), pair.privateKey)
  const jws = `${input}.${signature.toString('base64url')}`
  const jwk = pair.publicKey.export({ format: 'jwk' }) as PublicJwk
  expect(() => byNode(jws, 'RS256', jwk)).toThrow('2048')
  expect(await checkByWebCrypto(jws, 'RS256', jwk)).toBe(false)
})
