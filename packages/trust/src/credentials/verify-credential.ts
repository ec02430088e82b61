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
  type Credential,
  jwtSchema,
  type ReadCredential,
  readCredential,
} from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { verifyDidJwt } from '../sign/verify-did-jwt.ts'
import { parseObject, readJws } from '../verify/jws.ts'
import { credentialJwtTypes } from './sign-credential.ts'
import { isTrusted, type TrustedIssuers } from './trusted-issuers.ts'

export interface VerifyCredentialDeps {
  readonly resolver: DidResolver
  readonly clock: Clock
  /** Whose credentials of which types count. */
  readonly trustedIssuers: TrustedIssuers
  /** Reads a credential's payload. Default: as the data models have it. */
  readonly readCredential?: ReadCredential
}

export interface CredentialRules {
  /** As what it is shown: it must be of this type, by an issuer who is trusted for it. */
  readonly type: string
  /** About whom it must be. */
  readonly holder: Did
}

const skewSeconds = 10
const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Verifies a credential JWT of either profile (DCP 1.0 section 5.4.3): of the type and by an issuer who is
 * trusted for it, made with a key under that issuer's `assertionMethod`, about the holder, valid now.
 * `auth.invalid` says which of these failed; an issuer's document that cannot be read gives the resolver's
 * error. Status and schema are looked up elsewhere: `acceptCredential`.
 */
export async function verifyCredential(
  deps: VerifyCredentialDeps,
  jwt: string,
  rules: CredentialRules,
): Promise<Result<Credential, DomainError>> {
  if (!jwtSchema.safeParse(jwt).success) return refuse('the credential is not a compact JWT')
  const jws = readJws(jwt)
  if (!jws.ok) return jws
  const payload = parseObject(jws.value.payload)
  if (payload === undefined) return refuse('the credential is not a JSON object')
  const read = (deps.readCredential ?? readCredential)(payload)
  if (!read.ok) return read
  const credential = read.value
  const typ = credentialJwtTypes[credential.profile]
  if (jws.value.typ !== undefined && jws.value.typ !== typ) return refuse(`typ must be ${typ}`)
  const sound = checkRules(credential, rules, deps)
  if (!sound.ok) return sound
  const { issuer } = credential
  const proof = { issuer, purpose: 'assertionMethod', skewSeconds } as const
  const verified = await verifyDidJwt(deps, jws.value, proof)
  return verified.ok ? ok(credential) : verified
}

function checkRules(
  { issuer, types, subject, validFrom, validUntil }: Credential,
  { type, holder }: CredentialRules,
  { trustedIssuers, clock }: VerifyCredentialDeps,
): Result<void, DomainError> {
  const now = clock.now()
  if (!types.includes(type)) return refuse(`the credential is not a ${type}`)
  if (!isTrusted(trustedIssuers, issuer, type)) {
    return refuse(`${issuer} is not a trusted issuer of ${type}`)
  }
  if (subject.id !== holder) return refuse(`the credential is not about ${holder}`)
  const latestStart = new Date(now.getTime() + skewSeconds * 1000)
  if (validFrom !== undefined && latestStart < new Date(validFrom)) {
    return refuse(`the credential is valid from ${validFrom} on`)
  }
  if (validUntil !== undefined && now >= new Date(validUntil)) {
    return refuse(`the credential expired at ${validUntil}`)
  }
  return ok(undefined)
}
