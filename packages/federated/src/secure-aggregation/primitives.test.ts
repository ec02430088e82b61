import { createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto'
import { fromHex, toBase64Url, toHex } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { applyKeystream } from './keystream.ts'
import { deriveKeystream, generateEphemeralKey, sharedSecret } from './pairwise-secret.ts'
import { vectorBytes } from './ring-vector.ts'

/** A private key from its 32 bytes, as RFC 8410 wraps them. */
const privateKeyOf = (hex: string): KeyObject =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b656e04220420${hex}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })

const exchange = (scalar: string, point: string) => {
  const secret = sharedSecret(privateKeyOf(scalar), toBase64Url(fromHex(point)))
  return secret.ok ? toHex(secret.value) : secret.error.code
}

describe('known answers', () => {
  it('X25519 of RFC 7748, 5.2', () => {
    expect(
      exchange(
        'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
        'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
      ),
    ).toBe('c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552')
  })

  it('X25519 of RFC 7748, 5.2, iterated 1,000 times', () => {
    let scalar = `09${'00'.repeat(31)}`
    let point = scalar
    const seen: string[] = []
    for (let round = 0; round < 1000; round++) {
      const next = exchange(scalar, point)
      point = scalar
      scalar = next
      seen.push(next)
    }
    expect(seen[0]).toBe('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079')
    expect(seen[999]).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51')
  })

  it('HKDF-SHA256 of RFC 5869, A.1 and A.3', () => {
    const hkdf = (salt: string, info: string) =>
      toHex(
        new Uint8Array(
          hkdfSync('sha256', fromHex('0b'.repeat(22)), fromHex(salt), fromHex(info), 42),
        ),
      )
    expect(hkdf('000102030405060708090a0b0c', 'f0f1f2f3f4f5f6f7f8f9')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
    expect(hkdf('', '')).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    )
  })

  it('AES-256-CTR of NIST SP 800-38A, F.5.5, through the keystream', async () => {
    const vector = new BigUint64Array(2)
    await applyKeystream(
      vector,
      {
        key: fromHex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4'),
        counter: fromHex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'),
      },
      1,
    )
    const plain = fromHex('6bc1bee22e409f96e93d7e117393172a')
    const cipher = vectorBytes(vector).map((byte, index) => byte ^ plain[index]!)
    expect(toHex(cipher)).toBe('601ec313775789a5b7a7f504bbf3d228')
  })
})

describe('shared secrets', () => {
  it.each([
    ['zero', '00'.repeat(32)],
    ['one', `01${'00'.repeat(31)}`],
    ['a point of order 8', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'],
  ])('refuses %s as public key', (_, point) => {
    const { privateKey } = generateEphemeralKey()
    expect(sharedSecret(privateKey, toBase64Url(fromHex(point)))).toMatchObject({
      ok: false,
      error: { code: 'auth.invalid' },
    })
  })

  it('derives another keystream for another run, round, attempt, step, plan, pair or cohort', () => {
    const binding = { planHash: 'p', runId: 'r', step: 'train', round: 1, attempt: 1 } as const
    const base = { binding, self: 'did:web:a', peer: 'did:web:b', cohortDigest: 'c' }
    const contexts = [
      base,
      { ...base, peer: 'did:web:c' },
      { ...base, cohortDigest: 'd' },
      { ...base, binding: { ...binding, planHash: 'q' } },
      { ...base, binding: { ...binding, runId: 's' } },
      { ...base, binding: { ...binding, round: 2 } },
      { ...base, binding: { ...binding, attempt: 2 } },
      { ...base, binding: { ...binding, step: 'evaluate' } },
    ]
    const secret = new Uint8Array(32).fill(7)
    const keys = contexts.map((context) => toHex(deriveKeystream(secret, context as never).key))
    expect(new Set(keys).size).toBe(contexts.length)
    const turned = { ...base, self: base.peer, peer: base.self }
    expect(toHex(deriveKeystream(secret, turned as never).key)).toBe(keys[0])
  })
})
