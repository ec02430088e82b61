import { fromBase64Url, utf8 } from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { compactVerify, importJWK } from 'jose'
import type { SignatureAlgorithm } from './jws.ts'

/** Whether a compact JWS was signed with a key; throws for a key or a text that is none. */
export type CheckSignature = (
  jws: string,
  alg: SignatureAlgorithm,
  key: PublicJwk,
) => boolean | Promise<boolean>

/** Asked for when it runs, not imported: browsers load this file, too. */
const findNodeCrypto = () => globalThis.process?.getBuiltinModule?.('node:crypto')
type NodeCrypto = NonNullable<ReturnType<typeof findNodeCrypto>>

/** Through WebCrypto, as browsers do. */
export const checkByWebCrypto: CheckSignature = async (jws, alg, key) => {
  const imported = await importJWK({ ...key }, alg)
  return compactVerify(jws, imported, { algorithms: [alg] }).then(
    () => true,
    () => false,
  )
}

/** A sender signs with few keys, but anybody may name new ones: the oldest are forgotten. */
const maxKeys = 1000
const minRsaBits = 2048

/**
 * Through Node's own cryptography, on this thread and with keys that are read once: half the processor
 * time of the way through WebCrypto and its thread pool.
 */
export function checkByNode({ createPublicKey, verify, constants }: NodeCrypto): CheckSignature {
  const keys = new Map<string, ReturnType<NodeCrypto['createPublicKey']>>()
  const read = (jwk: PublicJwk) => {
    const name = JSON.stringify([jwk.kty, jwk.crv, jwk.x, jwk.y, jwk.n, jwk.e])
    const known = keys.get(name)
    if (known) return known
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    const { modulusLength = minRsaBits } = key.asymmetricKeyDetails ?? {}
    if (modulusLength < minRsaBits) throw new TypeError('an RSA key has at least 2048 bits')
    if (keys.size >= maxKeys) keys.delete(keys.keys().next().value!)
    keys.set(name, key)
    return key
  }
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST
  const ways: Record<SignatureAlgorithm, { hash: 'sha256' | null; options: object }> = {
    EdDSA: { hash: null, options: {} },
    ES256: { hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
    RS256: { hash: 'sha256', options: {} },
    PS256: { hash: 'sha256', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } },
  }
  return (jws, alg, jwk) => {
    const end = jws.lastIndexOf('.')
    const { hash, options } = ways[alg]
    const signature = fromBase64Url(jws.slice(end + 1))
    return verify(hash, utf8(jws.slice(0, end)), { key: read(jwk), ...options }, signature)
  }
}

const nodeCrypto = findNodeCrypto()

export const checkSignature: CheckSignature = nodeCrypto
  ? checkByNode(nodeCrypto)
  : checkByWebCrypto
