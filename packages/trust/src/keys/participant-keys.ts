import type { Clock, Did } from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** What a key pair of ours signs with: Ed25519 (RFC 8037), or ECDSA on P-256 (RFC 7518 section 3.4). */
export type KeyAlgorithm = 'EdDSA' | 'ES256'

/** What is public about a key pair of a participant. */
export interface KeyFacts {
  /** The DID URL of its verification method: `<did>#<thumbprint>`. */
  readonly kid: string
  readonly algorithm: KeyAlgorithm
  readonly createdAt: string
  readonly publicJwk: PublicJwk
}

/** The key pair that signs. */
export interface SigningKey extends KeyFacts {
  readonly status: 'active'
  /** Secret. Leaves the process only into a KeyStore. */
  readonly privateJwk: JWK
}

/** A key that signs no more: what it signed still verifies until a set end. Its private half is gone. */
export interface RetiredKey extends KeyFacts {
  readonly status: 'retired'
  readonly retiredAt: string
  readonly verifiesUntil: string
}

/** All keys of a participant, newest first; exactly one is active. */
export interface ParticipantKeys {
  readonly did: Did
  readonly keys: readonly (SigningKey | RetiredKey)[]
}

/** Makes a participant's first key: Ed25519 unless it must meet makes that read P-256 alone. */
export async function generateParticipantKeys(
  did: Did,
  clock: Clock,
  algorithm: KeyAlgorithm = 'EdDSA',
): Promise<ParticipantKeys> {
  return { did, keys: [await generateKey(did, clock, algorithm)] }
}

export interface KeyRotation {
  /** Of the new key; default: that of the one before. */
  readonly algorithm?: KeyAlgorithm
  /**
   * How long what the old key signed still verifies, in days. 0 when somebody else may have a key: then every
   * older one ends as well.
   */
  readonly overlapDays?: number
}

/** Longer than anything is valid that a key of ours signs and that is then renewed. */
const usualOverlapDays = 180

/**
 * Adds a new active key and retires the one before: signatures made with that one still verify for the
 * time of the overlap. Keys whose time is over are dropped.
 */
export async function rotateKeys(
  current: ParticipantKeys,
  clock: Clock,
  rotation: KeyRotation = {},
): Promise<ParticipantKeys> {
  const { algorithm = activeKey(current).algorithm, overlapDays = usualOverlapDays } = rotation
  const now = clock.now()
  const verifiesUntil = new Date(now.getTime() + overlapDays * 86_400_000).toISOString()
  const retired = current.keys.map((key): RetiredKey => {
    if (key.status === 'retired') return overlapDays === 0 ? { ...key, verifiesUntil } : key
    const { privateJwk: _gone, ...facts } = key
    return { ...facts, status: 'retired', retiredAt: now.toISOString(), verifiesUntil }
  })
  return {
    did: current.did,
    keys: [
      await generateKey(current.did, clock, algorithm),
      ...retired.filter((key) => new Date(key.verifiesUntil) > now),
    ],
  }
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
