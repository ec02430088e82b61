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
  dcpContext,
  type MemberRole,
  type MembershipCredential,
  membershipCredentialSchema,
  membershipScope,
  membershipType,
  presentationResponseSchema,
  serviceEndpoint,
} from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import type { FetchJson } from '../ports.ts'
import { verifyPresentation } from './presentation.ts'
import { verifyCredential } from './verify-credential.ts'

/** A participant that the operator vouches for. */
export interface Membership {
  readonly member: Did
  readonly name: string
  readonly roles: readonly MemberRole[]
  readonly issuer: Did
  readonly credentialId: string
  readonly validUntil: string
}

export interface MembershipVerifierDeps {
  readonly fetchJson: FetchJson
  readonly resolver: DidResolver
  readonly trustedIssuers: readonly Did[]
  readonly clock: Clock
  /** A self-issued token of `from` for `audience`, with the access token sent back to its issuer. */
  readonly issueToken: (request: {
    readonly from: Did
    readonly audience: Did
    readonly accessToken?: string
  }) => Promise<string>
}

export interface MembershipQuestion {
  /** Who asks: the receiver of the request. */
  readonly verifier: Did
  /** Who sent the request. */
  readonly member: Did
  /** From the `token` claim of that request's token. */
  readonly accessToken?: string
}

export type MembershipVerifier = (
  question: MembershipQuestion,
) => Promise<Result<Membership, DomainError>>

const maxCacheMs = 5 * 60_000
const maxCached = 5_000

/**
 * Makes the check that a sender is a member: asks the sender's credential service for the membership
 * credential and verifies presentation and credential. A good answer is kept while the credential is
 * valid, five minutes at most; a bad one is not kept. `auth.not-member` when nothing valid was shown.
 */
export function createMembershipVerifier(deps: MembershipVerifierDeps): MembershipVerifier {
  const kept = new Map<Did, { membership: Membership; until: number }>()
  return async (question) => {
    const now = deps.clock.now().getTime()
    const known = kept.get(question.member)
    if (known !== undefined && now < known.until) return ok(known.membership)
    kept.delete(question.member)
    const found = await fetchMembership(deps, question)
    if (!found.ok) return found
    if (kept.size >= maxCached) kept.delete(kept.keys().next().value!)
    const until = Math.min(new Date(found.value.validUntil).getTime(), now + maxCacheMs)
    kept.set(question.member, { membership: found.value, until })
    return found
  }
}

async function fetchMembership(
  deps: MembershipVerifierDeps,
  { verifier, member, accessToken }: MembershipQuestion,
): Promise<Result<Membership, DomainError>> {
  const presentations = await queryPresentations(deps, { verifier, member, accessToken })
  if (!presentations.ok) return presentations
  let reason = `${member} presented no membership credential`
  for (const presentation of presentations.value) {
    const rules = { holder: member, audience: verifier }
    const credentials = await verifyPresentation(deps, presentation, rules)
    if (!credentials.ok) return notMember(credentials.error.message)
    for (const jwt of credentials.value) {
      const { trustedIssuers } = deps
      const credential = await verifyCredential(deps, jwt, { trustedIssuers, holder: member })
      const parsed = credential.ok
        ? membershipCredentialSchema.safeParse(credential.value)
        : undefined
      if (parsed?.success) return ok(toMembership(parsed.data))
      reason = credential.ok ? `not a ${membershipType}` : credential.error.message
    }
  }
  return notMember(reason)
}

async function queryPresentations(
  deps: MembershipVerifierDeps,
  { verifier, member, accessToken }: MembershipQuestion,
): Promise<Result<readonly string[], DomainError>> {
  const document = await deps.resolver.resolve(member)
  if (!document.ok) return document
  const service = serviceEndpoint(document.value, 'CredentialService')
  if (service === undefined) return notMember(`${member} publishes no CredentialService`)
  const token = await deps.issueToken({ from: verifier, audience: member, accessToken })
  const answer = await deps.fetchJson({
    url: `${service.replace(/\/$/, '')}/presentations/query`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: { '@context': [dcpContext], type: 'PresentationQueryMessage', scope: [membershipScope] },
    maxBytes: 512 * 1024,
    timeoutMs: 10_000,
  })
  if (!answer.ok) return answer
  const response = presentationResponseSchema.safeParse(answer.value)
  if (!response.success) {
    const message = `${member} answered with something that is not a PresentationResponseMessage`
    return err(domainError('peer.invalid', message))
  }
  return ok(response.data.presentation)
}

const notMember = (message: string) => err(domainError('auth.not-member', message))

const toMembership = (credential: MembershipCredential): Membership => ({
  member: credential.credentialSubject.id,
  name: credential.credentialSubject.name,
  roles: credential.credentialSubject.roles,
  issuer: credential.issuer,
  credentialId: credential.id,
  validUntil: credential.validUntil,
})
