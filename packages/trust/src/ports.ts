import type { Did, DomainError, Json, Result } from '@lianshu/kernel'
import type { ParticipantKeys } from './keys/participant-keys.ts'

/** Private keys at rest. Constraints: readable by this node only, written atomically, never logged. */
export interface KeyStore {
  load(did: Did): Promise<ParticipantKeys | undefined>
  /** Replaces whatever was stored for that DID. */
  save(keys: ParticipantKeys): Promise<void>
}

export interface JsonRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
  readonly maxBytes: number
  readonly timeoutMs: number
}

/**
 * Calls a foreign address and parses its JSON. Constraints: passes the guard of outgoing calls, follows
 * no redirect, keeps both caps. `peer.unreachable` when no answer came, `peer.refused` for a status
 * outside 200..299, `peer.invalid` for a body that is too large or not JSON.
 */
export type FetchJson = (
  request: JsonRequest,
) => Promise<Result<unknown, DomainError<'peer.unreachable' | 'peer.refused' | 'peer.invalid'>>>

/** A credential as its holder keeps it. */
export interface StoredCredential {
  readonly holder: Did
  readonly id: string
  readonly types: readonly string[]
  readonly issuer: Did
  readonly validUntil: string
  readonly jwt: string
}

/** A participant's wallet. Constraint: one credential per holder and id; saving it again replaces it. */
export interface CredentialStore {
  save(credential: StoredCredential): Promise<void>
  /** All credentials of a holder, oldest first. */
  list(holder: Did): Promise<readonly StoredCredential[]>
}
