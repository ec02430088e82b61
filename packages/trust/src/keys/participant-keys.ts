import type { Clock, Did } from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** What a key pair of ours signs with: Ed25519 (RFC 8037), or ECDSA on P-256 (RFC 7518 section 3.4). */
export type KeyAlgorithm = 'EdDSA' | 'ES256'

/** One key pair of a participant. */
export interface SigningKey {
  /** The DID URL of its verification method: `<did>#<thumbprint>`. */
  readonly kid: string
  readonly algorithm: KeyAlgorithm
  /** One key is active and signs; a retired key only lets old signatures verify. */
  readonly status: 'active' | 'retired'
  readonly createdAt: string
  readonly publicJwk: PublicJwk
  /** Secret. Leaves the process only into a KeyStore. */
  readonly privateJwk: JWK
}

/** All keys of a participant, newest first; exactly one is active. */
export interface ParticipantKeys {
  readonly did: Did
  readonly keys: readonly SigningKey[]
}

/** Makes a participant's first key: Ed25519 unless it must meet makes that read P-256 alone. */
export async function generateParticipantKeys(
  did: Did,
  clock: Clock,
  algorithm: KeyAlgorithm = 'EdDSA',
): Promise<ParticipantKeys> {
  return { did, keys: [await generateKey(did, clock, algorithm)] }
}

/**
 * Adds a new active key and retires the one before; signatures made with that one still verify. The
 * new key is of the same kind unless another is named.
 */
export async function rotateKeys(
  current: ParticipantKeys,
  clock: Clock,
  algorithm: KeyAlgorithm = activeKey(current).algorithm,
): Promise<ParticipantKeys> {
  const retired = current.keys.map((key) => ({ ...key, status: 'retired' as const }))
  return { did: current.did, keys: [await generateKey(current.did, clock, algorithm), ...retired] }
}

/** The key that signs. Throws when there is none: such a list was not made by this file. */
export function activeKey(keys: ParticipantKeys): SigningKey {
  const active = keys.keys.find((key) => key.status === 'active')
  if (active === undefined) throw new Error(`${keys.did} has no active key`)
  return active
}

async function generateKey(did: Did, clock: Clock, algorithm: KeyAlgorithm): Promise<SigningKey> {
  const pair = await generateKeyPair(algorithm, { extractable: true })
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  const publicJwk = { kty: kty!, crv, x, ...(y === undefined ? {} : { y }) }
  const thumbprint = await calculateJwkThumbprint(publicJwk)
  return {
    kid: `${did}#${thumbprint.slice(0, 16)}`,
    algorithm,
    status: 'active',
    createdAt: clock.now().toISOString(),
    publicJwk,
    privateJwk: await exportJWK(pair.privateKey),
  }
}
