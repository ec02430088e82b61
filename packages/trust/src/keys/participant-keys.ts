import type { Clock, Did } from '@lianshu/kernel'
import type { PublicJwk } from '@lianshu/protocol/dcp'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** One Ed25519 key pair of a participant. */
export interface SigningKey {
  /** The DID URL of its verification method: `<did>#<thumbprint>`. */
  readonly kid: string
  readonly algorithm: 'EdDSA'
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

/** Makes a participant's first key. */
export async function generateParticipantKeys(did: Did, clock: Clock): Promise<ParticipantKeys> {
  return { did, keys: [await generateKey(did, clock)] }
}

/** Adds a new active key and retires the one before; signatures made with that one still verify. */
export async function rotateKeys(current: ParticipantKeys, clock: Clock): Promise<ParticipantKeys> {
  const retired = current.keys.map((key) => ({ ...key, status: 'retired' as const }))
  return { did: current.did, keys: [await generateKey(current.did, clock), ...retired] }
}

/** The key that signs. Throws when there is none: such a list was not made by this file. */
export function activeKey(keys: ParticipantKeys): SigningKey {
  const active = keys.keys.find((key) => key.status === 'active')
  if (active === undefined) throw new Error(`${keys.did} has no active key`)
  return active
}

async function generateKey(did: Did, clock: Clock): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const publicKey = await exportJWK(pair.publicKey)
  const privateKey = await exportJWK(pair.privateKey)
  const thumbprint = await calculateJwkThumbprint(publicKey)
  return {
    kid: `${did}#${thumbprint.slice(0, 16)}`,
    algorithm: 'EdDSA',
    status: 'active',
    createdAt: clock.now().toISOString(),
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: publicKey.x },
    privateJwk: privateKey,
  }
}
