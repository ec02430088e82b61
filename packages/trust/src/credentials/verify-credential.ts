import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import {
  jwtSchema,
  type VerifiableCredential,
  verifiableCredentialSchema,
} from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import { checkJws, parseObject, readJws } from '../verify/jws.ts'
import { credentialJwtType } from './issue-membership.ts'

export interface VerifyCredentialDeps {
  readonly resolver: DidResolver
  readonly clock: Clock
}

export interface CredentialRules {
  /** Whose credentials count. */
  readonly trustedIssuers: readonly Did[]
  /** About whom it must be. */
  readonly holder: Did
}

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a credential JWT (DCP 1.0 section 5.4.3, VC-JOSE-COSE): a trusted issuer, made with a key
 * under that issuer's `assertionMethod`, about the holder, valid now. `auth.invalid` says which of
 * these failed; an issuer's document that cannot be read gives the resolver's error.
 */
export async function verifyCredential(
  deps: VerifyCredentialDeps,
  jwt: string,
  rules: CredentialRules,
): Promise<Result<VerifiableCredential, DomainError>> {
  if (!jwtSchema.safeParse(jwt).success) return refuse('the credential is not a compact JWT')
  const jws = readJws(jwt)
  if (!jws.ok) return jws
  if (jws.value.typ !== credentialJwtType) return refuse(`typ must be ${credentialJwtType}`)
  const parsed = verifiableCredentialSchema.safeParse(parseObject(jws.value.payload))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(`credential ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const credential = parsed.data
  const sound = checkRules(credential, jws.value.kid, rules, deps.clock.now())
  if (!sound.ok) return sound
  const key = await deps.resolver.findKey(jws.value.kid, 'assertionMethod')
  if (!key.ok) return key
  const signature = await checkJws(jws.value, key.value.jwk)
  return signature.ok ? ok(credential) : signature
}

function checkRules(
  credential: VerifiableCredential,
  kid: string,
  { trustedIssuers, holder }: CredentialRules,
  now: Date,
): Result<void, DomainError> {
  const { issuer, validFrom, validUntil, credentialSubject } = credential
  if (!trustedIssuers.includes(issuer)) return refuse(`${issuer} is not a trusted issuer`)
  if (didOfKid(kid) !== issuer) return refuse('the credential was not signed by its issuer')
  if (credentialSubject.id !== holder) return refuse(`the credential is not about ${holder}`)
  if (now < new Date(validFrom)) return refuse(`the credential is valid from ${validFrom} on`)
  if (now >= new Date(validUntil)) return refuse(`the credential expired at ${validUntil}`)
  return ok(undefined)
}
