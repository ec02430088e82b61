import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Random,
  type Result,
} from '@lianshu/kernel'
import {
  dcpContext,
  type PresentationResponse,
  parseScope,
  presentationQuerySchema,
} from '@lianshu/protocol/dcp'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import type { CredentialStore, StoredCredential } from '../ports.ts'
import { scopesOfAccessToken } from '../tokens/access-token.ts'
import { type VerifyTokenDeps, verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { buildPresentation } from './presentation.ts'

export interface AnswerQueryDeps extends VerifyTokenDeps {
  /** The holder's keys: the wallet's owner. */
  readonly keys: ParticipantKeys
  readonly credentials: CredentialStore
  readonly clock: Clock
  readonly random: Random
}

export interface PresentationQueryCommand {
  /** The verifier's self-issued token, without `Bearer`. */
  readonly token: string
  /** The request's body as it came. */
  readonly body: unknown
}

/**
 * Answers a presentation query to a holder's credential service (DCP 1.0 section 5.4). The verifier
 * must return, in its token's `token` claim, the access token that the holder gave it. Scopes beyond
 * that one, expired credentials and unknown types are left out silently, as the specification asks.
 */
export async function answerPresentationQuery(
  deps: AnswerQueryDeps,
  { token, body }: PresentationQueryCommand,
): Promise<Result<PresentationResponse, DomainError>> {
  const holder = deps.keys.did
  const verified = await verifySelfIssuedToken(deps, { token, audience: holder })
  if (!verified.ok) return verified
  const { issuer: verifier, accessToken } = verified.value
  const query = presentationQuerySchema.safeParse(body)
  if (!query.success) {
    const issue = query.error.issues[0]
    const at = issue?.path.join('.')
    return err(domainError('input.invalid', issue?.message ?? 'not a query', { at }))
  }
  if (query.data.scope === undefined) {
    return err(domainError('input.unsupported', 'presentation definitions: ask by scope instead'))
  }
  const granted = await scopesOfAccessToken(deps, accessToken, verifier)
  if (!granted.ok) return granted
  const scopes = query.data.scope.filter((scope) => granted.value.includes(scope))
  return ok(await present(deps, scopes, verifier))
}

async function present(
  deps: AnswerQueryDeps,
  scopes: readonly string[],
  verifier: Did,
): Promise<PresentationResponse> {
  const now = deps.clock.now()
  const held = await deps.credentials.list(deps.keys.did)
  const chosen = held.filter(
    (credential) =>
      new Date(credential.validUntil ?? 8.64e15) > now && scopes.some((scope) => covers(scope, credential)),
  )
  const credentials = chosen.map((credential) => credential.jwt)
  const presentation =
    credentials.length === 0
      ? []
      : [await buildPresentation(deps, { credentials, audience: verifier })]
  return { '@context': [dcpContext], type: 'PresentationResponseMessage', presentation }
}

function covers(scope: string, credential: StoredCredential): boolean {
  const asked = parseScope(scope)
  if (asked === undefined) return false
  return asked.kind === 'type' ? credential.types.includes(asked.type) : credential.id === asked.id
}
