import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { SigningKey } from '../keys/participant-keys.ts'

const imported = new WeakMap<SigningKey, KeyObject>()

/**
 * Base64url of the signature of a text: 64 bytes for either algorithm (RFC 8037, RFC 7518 section 3.4).
 * Made by node:crypto on this thread: WebCrypto's way through the thread pool costs more than the signature.
 */
export function signText(key: SigningKey, data: string | Uint8Array): string {
  const privateKey = imported.get(key) ?? importKey(key)
  const bytes = Buffer.from(data)
  const signature =
    key.algorithm === 'EdDSA'
      ? sign(null, bytes, privateKey)
      : sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return signature.toString('base64url')
}

function importKey(key: SigningKey): KeyObject {
  const privateKey = createPrivateKey({ key: { ...key.privateJwk }, format: 'jwk' })
  imported.set(key, privateKey)
  return privateKey
}
