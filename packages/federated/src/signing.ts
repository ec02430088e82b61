import type { Did, DomainError, Json, Result } from '@lianshu/kernel'

/** Signs values as one participant: compact JWS over canonical JSON with the participant's current key. */
export interface Signer {
  readonly participantId: Did
  sign(value: Json): Promise<string>
}

/**
 * Checks that `jws` was signed by `signer` and gives the signed value. Constraints: the signature's kid
 * belongs to the signer's DID document; `auth.invalid` otherwise, `peer.unreachable` when it cannot be read.
 */
export type VerifySignature = (signer: Did, jws: string) => Promise<Result<Json, DomainError>>
