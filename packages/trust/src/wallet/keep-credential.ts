import { type Did, type DomainError, ok, type Result } from '@lianshu/kernel'
import type { Credential } from '@lianshu/protocol/dcp'
import { type AcceptCredentialDeps, acceptCredential } from '../credentials/accept-credential.ts'
import type { CredentialStore, StoredCredential } from '../ports.ts'

export interface KeepCredential {
  readonly holder: Did
  readonly jwt: string
  /** As what it was given. */
  readonly type: string
}

/** Puts a credential into its holder's wallet, once it counts. Keeping it again changes nothing. */
export async function keepCredential(
  deps: AcceptCredentialDeps & { readonly credentials: CredentialStore },
  { holder, jwt, type }: KeepCredential,
): Promise<Result<StoredCredential, DomainError>> {
  const accepted = await acceptCredential(deps, jwt, { type, holder })
  if (!accepted.ok) return accepted
  const stored = toStored(accepted.value, jwt)
  await deps.credentials.save(stored)
  return ok(stored)
}

/** A credential as the wallet keeps it. */
export const toStored = (
  { id, types, issuer, subject, validUntil }: Credential,
  jwt: string,
): StoredCredential => ({ holder: subject.id, id, types, issuer, validUntil, jwt })
