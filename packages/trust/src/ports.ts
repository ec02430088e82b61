import type { Did, DomainError, Json, Result } from '@lianshu/kernel'
import type { ParticipantKeys } from './keys/participant-keys.ts'

/**
 * Private keys at rest. Constraints: readable by this node only, written atomically, never logged; what
 * another process saved is seen at the next load, which costs little: it comes before every signature.
 */
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

export interface DocumentRequest {
  readonly url: string
  /** Media types that are asked for, as an Accept header has them. */
  readonly accept: string
  readonly maxBytes: number
  readonly timeoutMs: number
}

/** A text with the media type that its sender gave it: in lower case, without parameters, or empty. */
export interface FetchedDocument {
  readonly mediaType: string
  readonly text: string
}

/** Reads a text from a foreign address; constraints and errors are those of FetchJson. */
export type FetchDocument = (
  request: DocumentRequest,
) => Promise<
  Result<FetchedDocument, DomainError<'peer.unreachable' | 'peer.refused' | 'peer.invalid'>>
>

/** A credential as its holder keeps it. */
export interface StoredCredential {
  readonly holder: Did
  readonly id: string
  readonly types: readonly string[]
  readonly issuer: Did
  /** Absent when the credential says no end. */
  readonly validUntil?: string
  readonly jwt: string
}

/** A participant's wallet. Constraint: one credential per holder and id; saving it again replaces it. */
export interface CredentialStore {
  save(credential: StoredCredential): Promise<void>
  /** All credentials of a holder, oldest first. */
  list(holder: Did): Promise<readonly StoredCredential[]>
}

/** What a credential says about where its status stands, and who said it. */
export interface StatusClaims {
  readonly issuer: Did
  /** The entries of `credentialStatus` as they stand in the credential; none when it has no status. */
  readonly statuses: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Whether the issuer still stands by a credential. `auth.invalid` says that it was revoked or suspended,
 * or that an entry is of no known kind; `peer.*` that a status list could not be had: either way the
 * credential does not count. Constraint: a list is believed for `maxAgeMs` after it was fetched, at most.
 */
export type CredentialStatusCheck = (
  credential: StatusClaims,
  options: { readonly maxAgeMs: number },
) => Promise<Result<void, DomainError>>
