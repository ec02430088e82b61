import type { KeyObject } from 'node:crypto'
import { canonicalJson, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Binding } from '@lianshu/protocol/rounds'
import type { VerifiedCohort } from './cohort.ts'
import { applyKeystream, type KeystreamSecret } from './keystream.ts'
import { deriveKeystream, generateEphemeralKey, sharedSecret } from './pairwise-secret.ts'

/** A key for the masks of exactly one vector. */
export interface MaskingKey {
  readonly binding: Binding
  /** X25519 public key, 32 bytes as base64url. */
  readonly publicKey: string
  /**
   * The vector plus this participant's masks, modulo 2^64; over the whole cohort the masks cancel. Works
   * once: `state.illegal` on a second call, because two vectors under one mask would reveal their
   * difference. `round.mismatch` for a cohort of another attempt; `auth.invalid` for an unusable key.
   */
  mask(
    vector: BigUint64Array<ArrayBuffer>,
    cohort: VerifiedCohort,
  ): Promise<Result<BigUint64Array<ArrayBuffer>, DomainError>>
}

/** Makes a fresh key for one attempt. The private part lives in memory only and is dropped at first use. */
export function createMaskingKey(binding: Binding): MaskingKey {
  const fresh = generateEphemeralKey()
  let unused: KeyObject | undefined = fresh.privateKey
  return {
    binding,
    publicKey: fresh.publicKey,
    async mask(vector, cohort) {
      const privateKey = unused
      unused = undefined
      if (!privateKey) {
        return err(
          domainError(
            'state.illegal',
            'this key has masked a vector; a new attempt needs a new key',
          ),
        )
      }
      if (canonicalJson(cohort.binding) !== canonicalJson(binding)) {
        return err(domainError('round.mismatch', 'the cohort belongs to another attempt'))
      }
      const streams = deriveAll(privateKey, cohort)
      if (!streams.ok) return streams
      const masked = vector.slice()
      for (const { stream, sign } of streams.value) await applyKeystream(masked, stream, sign)
      return ok(masked)
    },
  }
}

/** All secrets before the first word is masked, so that a bad key leaves nothing half done. */
function deriveAll(
  privateKey: KeyObject,
  cohort: VerifiedCohort,
): Result<{ stream: KeystreamSecret; sign: 1 | -1 }[], DomainError> {
  const streams: { stream: KeystreamSecret; sign: 1 | -1 }[] = []
  for (const peer of cohort.peers) {
    const secret = sharedSecret(privateKey, peer.publicKey)
    if (!secret.ok) return secret
    const stream = deriveKeystream(secret.value, {
      binding: cohort.binding,
      self: cohort.self,
      peer: peer.participantId,
      cohortDigest: cohort.digest,
    })
    streams.push({ stream, sign: cohort.self < peer.participantId ? 1 : -1 })
  }
  return ok(streams)
}
