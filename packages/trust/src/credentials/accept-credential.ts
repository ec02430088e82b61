import { type DomainError, ok, type Result } from '@lianshu/kernel'
import type { Credential } from '@lianshu/protocol/dcp'
import type { CredentialStatusCheck } from '../ports.ts'
import type { CredentialSchemaCheck } from './check-schema.ts'
import {
  type CredentialRules,
  type VerifyCredentialDeps,
  verifyCredential,
} from './verify-credential.ts'

export interface AcceptCredentialDeps extends VerifyCredentialDeps {
  readonly checkStatus: CredentialStatusCheck
  readonly checkSchema: CredentialSchemaCheck
  /**
   * How old a status may be when something is decided on it, in milliseconds: a revocation takes effect
   * within this time. Default fifteen seconds.
   */
  readonly statusFreshMs?: number
}

export const usualStatusFreshMs = 15_000

/**
 * Everything that makes a credential count (DCP 1.0 section 5.4.3): proof, issuer, holder and time first,
 * and only then what the issuer publishes elsewhere, so that a stranger cannot make us fetch anything.
 */
export async function acceptCredential(
  deps: AcceptCredentialDeps,
  jwt: string,
  rules: CredentialRules,
): Promise<Result<Credential, DomainError>> {
  const verified = await verifyCredential(deps, jwt, rules)
  if (!verified.ok) return verified
  const schema = await deps.checkSchema(verified.value)
  if (!schema.ok) return schema
  const status = await deps.checkStatus(verified.value, {
    maxAgeMs: deps.statusFreshMs ?? usualStatusFreshMs,
  })
  return status.ok ? ok(verified.value) : status
}
