import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { dcpContext, presentationResponseSchema, serviceEndpoint } from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import type { FetchJson } from '../ports.ts'

export interface QueryPresentationsDeps {
  readonly fetchJson: FetchJson
  readonly resolver: DidResolver
  /** A self-issued token of `from` for `audience`, with the access token sent back to its issuer. */
  readonly issueToken: (request: {
    readonly from: Did
    readonly audience: Did
    readonly accessToken: string
  }) => Promise<string>
}

export interface PresentationQuestion {
  /** Who asks: the receiver of the request. */
  readonly verifier: Did
  /** Who sent the request. */
  readonly holder: Did
  /** From the `token` claim of that request's token. */
  readonly accessToken: string
}

/**
 * Asks a holder's credential service for presentations by scope (DCP 1.0 section 5.4). `auth.not-member`
 * when the holder has no such service, `peer.…` when it does not answer or answers something else.
 */
export async function queryPresentations(
  deps: QueryPresentationsDeps,
  { verifier, holder, accessToken }: PresentationQuestion,
  scope: readonly string[],
): Promise<Result<readonly string[], DomainError>> {
  const document = await deps.resolver.resolve(holder)
  if (!document.ok) return document
  const service = serviceEndpoint(document.value, 'CredentialService')
  if (service === undefined) {
    return err(domainError('auth.not-member', `${holder} publishes no CredentialService`))
  }
  const token = await deps.issueToken({ from: verifier, audience: holder, accessToken })
  const answer = await deps.fetchJson({
    url: `${service.replace(/\/$/, '')}/presentations/query`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: { '@context': [dcpContext], type: 'PresentationQueryMessage', scope: [...scope] },
    maxBytes: 512 * 1024,
    timeoutMs: 10_000,
  })
  if (!answer.ok) return answer
  const response = presentationResponseSchema.safeParse(answer.value)
  if (!response.success) {
    const message = `${holder} answered with something that is not a PresentationResponseMessage`
    return err(domainError('peer.invalid', message))
  }
  return ok(response.data.presentation.filter((item) => typeof item === 'string'))
}
