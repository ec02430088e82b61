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
  type MemberRole,
  membershipScope,
  membershipSubjectSchema,
  membershipType,
} from '@lianshu/protocol/dcp'
import {
  type AcceptCredentialDeps,
  acceptCredential,
  usualStatusFreshMs,
} from '../credentials/accept-credential.ts'
import type { KnownMember } from '../membership/known-member.ts'
import type { CredentialStatusCheck } from '../ports.ts'
import { createKeptAnswers } from './kept-answers.ts'
import { type QueryPresentationsDeps, queryPresentations } from './query-presentations.ts'
import { verifyPresentation } from './verify-presentation.ts'

/** A participant that the operator vouches for. */
export interface Membership {
  readonly member: Did
  readonly name: string
  readonly roles: readonly MemberRole[]
  readonly issuer: Did
  readonly credentialId: string
  readonly validUntil?: string
}

export interface MembershipVerifierDeps extends QueryPresentationsDeps, AcceptCredentialDeps {
  readonly clock: Clock
  /** How long a presentation is believed at most, in milliseconds. Default five minutes; 0: never. */
  readonly keepMs?: number
  /** Hears whenever somebody has shown a membership that counts, before it is acted on. */
  readonly met?: (known: KnownMember) => Promise<void>
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

interface Shown {
  readonly credential: Credential
  /** When what was shown ends, in milliseconds since 1970. */
  readonly until: number
}

/**
 * Makes the check that a sender is a member: asks the sender's credential service for the membership
 * credential and verifies presentation and credential (DCP 1.0 section 5.4.3). A good answer is kept while
 * presentation and credential are valid, and its status is looked at again every `statusFreshMs`; a bad one
 * is not kept. `auth.invalid` without an access token, `auth.not-member` when nothing valid was shown.
 */
export function createMembershipVerifier(options: MembershipVerifierDeps): MembershipVerifier {
  const deps = { ...options, checkStatus: passing(options.checkStatus) }
  const { statusFreshMs = usualStatusFreshMs } = deps
  const answers = createKeptAnswers<Shown>({
    clock: deps.clock,
    keepMs: deps.keepMs ?? 5 * 60_000,
    untilOf: ({ until }) => until,
    checkMs: statusFreshMs,
    check: ({ credential }) => deps.checkStatus(credential, { maxAgeMs: statusFreshMs }),
  })
  return async ({ verifier, member, accessToken }) => {
    // A request that grants nothing is refused, also by who was shown a credential a moment ago.
    if (accessToken === undefined) {
      const message = 'the token claim is missing: it must let us ask for a membership credential'
      return err(domainError('auth.invalid', message))
    }
    const question = { verifier, holder: member, accessToken }
    const shown = await answers.get(JSON.stringify([verifier, member]), () => ask(deps, question))
    if (shown.ok) return ok(toMembership(shown.value.credential))
    return err(explain(shown.error))
  }
}

async function ask(
  deps: MembershipVerifierDeps,
  question: { readonly verifier: Did; readonly holder: Did; readonly accessToken: string },
): Promise<Result<Shown, DomainError>> {
  const { verifier: audience, holder } = question
  const presentations = await queryPresentations(deps, question, [membershipScope])
  if (!presentations.ok) return presentations
  let reason: DomainError = domainError(
    'auth.not-member',
    `${holder} presented no membership credential`,
  )
  let best: Shown | undefined
  for (const jwt of presentations.value) {
    const presentation = await verifyPresentation(deps, jwt, { holder, audience })
    if (!presentation.ok) return presentation
    for (const inside of presentation.value.credentials) {
      const accepted = await acceptCredential(deps, inside, { type: membershipType, holder })
      if (!accepted.ok) {
        reason = accepted.error
        continue
      }
      const shown = toShown(accepted.value, presentation.value.expiresAt)
      // A renewed membership lies beside the one that it renews: the one that holds longest is kept.
      if (best === undefined || endOf(shown.credential) > endOf(best.credential)) best = shown
    }
  }
  if (best === undefined) return err(reason)
  const { issuer, statuses, validUntil } = best.credential
  await deps.met?.({ participantId: audience, member: holder, issuer, statuses, validUntil })
  return ok(best)
}

/** In milliseconds since 1970. */
const endOf = ({ validUntil }: Credential): number =>
  validUntil === undefined ? Infinity : Date.parse(validUntil)

const toShown = (credential: Credential, expiresAt: number): Shown => ({
  ...{ credential, until: Math.min(endOf(credential), expiresAt * 1000) },
})

/** A status that its issuer does not tell, for whatever reason, may pass by itself: nobody loses a contract over it. */
const passing =
  (check: CredentialStatusCheck): CredentialStatusCheck =>
  async (credential, freshness) => {
    const checked = await check(credential, freshness)
    const isUntold = !checked.ok && checked.error.code.startsWith('peer.')
    return isUntold ? err(domainError('peer.unreachable', checked.error.message)) : checked
  }

/**
 * A wallet that does not know us yet, has seen our token before (one network hop delivered it twice), or is busy:
 * asked with a new token it may show what it has.
 */
const passingStatuses: readonly number[] = [401, 408, 409, 425, 429]

/** A sender who fails to show something valid is no member; what may pass by itself is told apart from it. */
function explain(error: DomainError): DomainError {
  const { code, message, details } = error
  const status = Number(details?.status ?? 500)
  const isDown = code === 'peer.refused' && (status >= 500 || passingStatuses.includes(status))
  if (isDown) return domainError('peer.unreachable', message)
  return code === 'peer.unreachable' ? error : domainError('auth.not-member', message)
}

/** What an operator of another make says beyond who is a member is taken as far as it is understood. */
function toMembership({ id, issuer, subject, validUntil }: Credential): Membership {
  const { data } = membershipSubjectSchema.safeParse(subject)
  const { name = subject.id, roles = [] } = data ?? {}
  return { member: subject.id, name, roles, issuer, credentialId: id, validUntil }
}
