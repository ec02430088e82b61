import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { SigningKey } from '../keys/participant-keys.ts'

/**
 * Signs a JWT with did-jwt: tokens, credentials and presentations; `typ` tells them apart. The library
 * writes the JWT, the signature itself is made by node:crypto, some forty times faster than in JavaScript.
 */
export async function signJwt(
  key: SigningKey,
  typ: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  // Loaded when the first is signed: a node that meets nobody need not hold it.
  const { createJWS } = await import('did-jwt')
  // Its type of a header knows tokens alone; presentations and credentials have a typ of their own.
  const header = { alg: key.algorithm, kid: key.kid, typ: typ as 'JWT' }
  return createJWS({ ...payload }, async (data) => signText(key, data), header)
}

const imported = new WeakMap<SigningKey, KeyObject>()

/** Base64url of the signature: 64 bytes for either algorithm (RFC 8037, RFC 7518 section 3.4). */
function signText(key: SigningKey, data: string | Uint8Array): string {
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
