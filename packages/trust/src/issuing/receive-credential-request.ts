import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  ok,
  type Result,
  sha256,
  toHex,
  utf8,
} from '@lianshu/kernel'
import type { CredentialRequest } from '@lianshu/protocol/dcp'
import type { IssuableCredential } from './issuable-credential.ts'
import type { Issuance } from './issuance.ts'
import type { IssuancePolicy, IssuingTransactor } from './ports.ts'

export interface ReceiveCredentialRequestDeps {
  readonly issuer: Did
  readonly issuing: IssuingTransactor
  readonly policy: IssuancePolicy
  readonly given: readonly IssuableCredential[]
  readonly clock: Clock
}

export interface ReceiveCredentialRequest {
  /** Who signed the request. */
  readonly holder: Did
  readonly accessToken?: string
  readonly message: CredentialRequest
}

/** Requests of one holder that may wait at once: waiting costs the holder nothing, keeping them costs us. */
const mostWaiting = 64

/**
 * Takes a request for credentials in (DCP 1.0 section 6.4); what becomes of it is decided afterwards. A holder
 * whose answer was lost asks again under the same holderPid and gets the same request: nothing is issued twice.
 * `input.invalid` for a credential that is not given here, or a holderPid that stood for other ones, `auth.not-member` for a holder whom nobody
 * here knows, `rate.exceeded` for one who has too many requests waiting.
 */
export async function receiveCredentialRequest(
  deps: ReceiveCredentialRequestDeps,
  { holder, accessToken, message }: ReceiveCredentialRequest,
): Promise<Result<Issuance, DomainError>> {
  const { issuer, given, clock } = deps
  const asked = [...new Set(message.credentials.map(({ id }) => id))]
  const unknown = asked.find((id) => !given.some((one) => one.id === id))
  if (unknown !== undefined) {
    const error = `${unknown.slice(0, 200)} is not given here; the metadata name what is`
    return err(domainError('input.invalid', error, { at: 'credentials' }))
  }
  const id = await idOf(holder, message.holderPid)
  return deps.issuing.run(async (stores) => {
    const earlier = await stores.issuances.get(issuer, id)
    if (earlier) return again(earlier, asked)
    const decision = await deps.policy(stores, { issuer, holder })
    if (decision.kind === 'stranger') {
      return err(domainError('auth.not-member', `${holder} has not applied here: apply first`))
    }
    const page = { limit: mostWaiting }
    const waiting = await stores.issuances.find(issuer, { state: 'RECEIVED', holder }, page)
    if (waiting.length === mostWaiting) {
      return err(
        domainError('rate.exceeded', `${mostWaiting} requests wait for a decision already`),
      )
    }
    const requestedAt = clock.now().toISOString()
    const saved = await stores.issuances.insert({
      ...{ participantId: issuer, id, version: 0 },
      ...{ holder, holderPid: message.holderPid, credentials: asked, accessToken },
      ...{ state: 'RECEIVED', delivery: 'none', requestedAt },
    })
    if (!saved.ok) throw new DomainFailure(saved.error)
    await stores.recordLog.append({
      ...{ participantId: issuer, type: 'credential.requested', actor: holder, subject: holder },
      ...{ at: requestedAt, facts: { request: saved.value.id } },
    })
    return saved
  })
}

/** Our name for a request follows from the holder's: whoever sends it twice at once makes it once. */
const idOf = async (holder: Did, holderPid: string): Promise<string> =>
  toHex(await sha256(utf8(JSON.stringify([holder, holderPid])))).slice(0, 32)

function again(earlier: Issuance, asked: readonly string[]): Result<Issuance, DomainError> {
  if (JSON.stringify(earlier.credentials) === JSON.stringify(asked)) return ok(earlier)
  const message = 'this holderPid stands for a request for other credentials: take a new one'
  return err(domainError('input.invalid', message, { at: 'holderPid' }))
}
