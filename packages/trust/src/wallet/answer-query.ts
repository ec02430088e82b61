import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Random,
  type Result,
} from '@lianshu/kernel'
import {
  type Credential,
  dcpContext,
  type ParsedScope,
  type PresentationResponse,
  parseScope,
  presentationQuerySchema,
  type ReadCredential,
  readCredential,
} from '@lianshu/protocol/dcp'
import type { ParticipantKeys } from '../keys/participant-keys.ts'
import type { CredentialStatusCheck, CredentialStore } from '../ports.ts'
import { buildPresentations } from '../presentations/build-presentations.ts'
import { scopesOfAccessToken } from '../tokens/access-token.ts'
import { type VerifyTokenDeps, verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { parseObject } from '../verify/jws.ts'
import type { WalletRules } from './wallet-rules.ts'

export interface AnswerQueryDeps extends VerifyTokenDeps {
  /** The holder's keys: the wallet's owner. */
  readonly keys: ParticipantKeys
  readonly credentials: CredentialStore
  readonly checkStatus: CredentialStatusCheck
  readonly random: Random
  readonly rules: Pick<WalletRules, 'ungrantedScopes'>
  /** As they were read when they came into the wallet. */
  readonly readCredential?: ReadCredential
}

export interface PresentationQueryCommand {
  /** The verifier's self-issued token, without `Bearer`. */
  readonly token: string
  /** The request's body as it came. */
  readonly body: unknown
}

/** What one's own credentials' status may be old, in milliseconds: whoever is shown them checks again. */
const ownStatusMs = 60_000

/**
 * Answers a presentation query to a holder's credential service (DCP 1.0 section 5.4). The verifier
 * must return, in its token's `token` claim, the access token that the holder gave it. Scopes beyond
 * that one, unknown types, and credentials that have expired or were taken back are left out silently, as
 * the specification asks. `not-implemented` for presentation definitions.
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
    return err(domainError('not-implemented', 'presentation definitions: ask by scope instead'))
  }
  const granted = await scopesOfAccessToken(deps, accessToken, verifier)
  if (!granted.ok) return granted
  const scopes = allowed(query.data.scope, granted.value)
  if (deps.rules.ungrantedScopes === 'refused' && scopes.length < query.data.scope.length) {
    return err(domainError('auth.forbidden', 'the access token does not grant all of these scopes'))
  }
  const presentation = await present(deps, scopes, verifier)
  return ok({
    ...{ '@context': [dcpContext], type: 'PresentationResponseMessage' },
    presentation: [...presentation],
  })
}

/** The scopes that were asked for and granted, in whichever of their spellings. */
function allowed(asked: readonly string[], granted: readonly string[]): readonly ParsedScope[] {
  const rights = granted.map(parseScope)
  const same = (left: ParsedScope) => (right: ParsedScope | undefined) =>
    right?.kind === left.kind && right.name === left.name
  return asked
    .map(parseScope)
    .filter((scope) => scope !== undefined && rights.some(same(scope))) as ParsedScope[]
}

async function present(
  deps: AnswerQueryDeps,
  scopes: readonly ParsedScope[],
  audience: Did,
): Promise<readonly string[]> {
  const { readCredential: read = readCredential } = deps
  const held = await deps.credentials.list(deps.keys.did)
  const readable = held.flatMap(({ jwt }) => {
    const credential = read(parseObject(jwt.split('.')[1] ?? '') ?? {})
    return credential.ok ? [{ jwt, credential: credential.value }] : []
  })
  const asked = readable.filter(({ credential }) =>
    scopes.some((scope) => covers(scope, credential)),
  )
  const valid = await Promise.all(asked.map(({ credential }) => isValid(deps, credential)))
  const chosen = asked.filter((_, index) => valid[index])
  const credentials = chosen.map(({ jwt, credential: { profile } }) => ({ jwt, profile }))
  return buildPresentations(deps, { credentials, audience })
}

const covers = ({ kind, name }: ParsedScope, { id, types }: Credential): boolean =>
  kind === 'type' ? types.includes(name) : id === name

/** A status that cannot be had leaves the credential in: it is for the verifier to decide. */
async function isValid(deps: AnswerQueryDeps, credential: Credential): Promise<boolean> {
  const { validUntil } = credential
  if (validUntil !== undefined && new Date(validUntil) <= deps.clock.now()) return false
  const status = await deps.checkStatus(credential, { maxAgeMs: ownStatusMs })
  return status.ok || status.error.code !== 'auth.invalid'
}
