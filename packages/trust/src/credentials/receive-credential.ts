import { type Did, type DomainError, ok, type Result } from '@lianshu/kernel'
import type { CredentialStore, StoredCredential } from '../ports.ts'
import { type VerifyCredentialDeps, verifyCredential } from './verify-credential.ts'

/** Puts a credential into its holder's wallet, once it verifies. Receiving it again changes nothing. */
export async function receiveCredential(
  deps: VerifyCredentialDeps & {
    readonly credentials: CredentialStore
    readonly trustedIssuers: readonly Did[]
  },
  { holder, jwt }: { readonly holder: Did; readonly jwt: string },
): Promise<Result<StoredCredential, DomainError>> {
  const { trustedIssuers } = deps
  const verified = await verifyCredential(deps, jwt, { trustedIssuers, holder })
  if (!verified.ok) return verified
  const { id, type, issuer, validUntil } = verified.value
  const stored: StoredCredential = { holder, id, types: type, issuer, validUntil, jwt }
  await deps.credentials.save(stored)
  return ok(stored)
}
