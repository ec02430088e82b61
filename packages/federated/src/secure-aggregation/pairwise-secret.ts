import {
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import {
  canonicalJson,
  concatBytes,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  utf8,
} from '@lianshu/kernel'
import type { Binding } from '@lianshu/protocol/rounds'
import type { KeystreamSecret } from './keystream.ts'

export interface EphemeralKey {
  readonly privateKey: KeyObject
  /** X25519 public key, 32 bytes as base64url. */
  readonly publicKey: string
}

/** A fresh X25519 key (RFC 7748) from the operating system's randomness. */
export function generateEphemeralKey(): EphemeralKey {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  return { privateKey, publicKey: publicKey.export({ format: 'jwk' }).x! }
}

/**
 * The X25519 shared secret, 32 bytes. `auth.invalid` for a public key of low order, whose shared secret
 * is all zero and known to everybody (RFC 7748, 6.1), or one that is no key at all.
 */
export function sharedSecret(
  privateKey: KeyObject,
  peerPublicKey: string,
): Result<Uint8Array, DomainError<'auth.invalid'>> {
  try {
    const publicKey = createPublicKey({
      key: { kty: 'OKP', crv: 'X25519', x: peerPublicKey },
      format: 'jwk',
    })
    const secret = diffieHellman({ privateKey, publicKey })
    if (secret.some((byte) => byte !== 0)) return ok(secret)
  } catch {
    // Node refuses low-order points itself by throwing; the answer is the same.
  }
  return err(domainError('auth.invalid', 'a public key of the cohort is not a usable X25519 key'))
}

/** Between whom and for what a mask is. */
export interface MaskContext {
  readonly binding: Binding
  readonly self: Did
  readonly peer: Did
  /** Digest of the whole cohort with its keys: who was shown another cohort gets another mask. */
  readonly cohortDigest: string
}

/**
 * Key and first counter of the keystream that masks one vector between two participants: HKDF-SHA256
 * (RFC 5869) of the shared secret. The info is a label and the SHA-256 of the canonical JSON of run,
 * step, round, attempt, plan hash, both ids in order and the cohort, so no two uses share a keystream.
 */
export function deriveKeystream(secret: Uint8Array, context: MaskContext): KeystreamSecret {
  const { binding, self, peer, cohortDigest } = context
  const between = self < peer ? [self, peer] : [peer, self]
  const text = canonicalJson({ ...binding, between, cohort: cohortDigest })
  // Hashed because Node limits the info to 1,024 bytes, which two long DIDs could exceed.
  const digest = createHash('sha256').update(text).digest()
  const info = concatBytes(utf8('lianshu pairwise mask v1\n'), digest)
  const bytes = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, 48))
  return { key: bytes.subarray(0, 32), counter: bytes.subarray(32) }
}
