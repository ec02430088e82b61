import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type CredentialMessage, credentialMessageSchema } from '@lianshu/protocol/dcp'
import type { AcceptCredentialDeps } from '../credentials/accept-credential.ts'
import type { StoredCredential } from '../ports.ts'
import { type VerifyTokenDeps, verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { acceptDelivery, digestOf } from './accept-delivery.ts'
import { walletRequestMachine } from './wallet-request-machine.ts'
import type { WalletRules } from './wallet-rules.ts'
import type { WalletRequest, WalletStores, WalletTransactor } from './wallet-stores.ts'

export interface ReceiveCredentialsDeps extends VerifyTokenDeps, AcceptCredentialDeps {
  readonly wallet: WalletTransactor
  /** For reading outside a transaction. */
  readonly requests: WalletStores['requests']
  readonly rules: Pick<WalletRules, 'deliveries'>
}

export interface WalletMessage {
  readonly holder: Did
  /** The sender's self-issued token, without `Bearer`. */
  readonly token: string
  /** The request's body as it came. */
  readonly body: unknown
}

/**
 * Takes a CredentialMessage (DCP 1.0 section 6.5): the outcome of a request that this holder made to this
 * issuer. All its credentials are kept, or none and the request stays open. The same message once more is
 * answered like the first. `not-found` for a request that is unknown or was made to somebody else,
 * `state.illegal` for one that has its outcome, `auth.invalid` for a credential that does not count.
 */
export async function receiveCredentials(
  deps: ReceiveCredentialsDeps,
  { holder, token, body }: WalletMessage,
): Promise<Result<void, DomainError>> {
  const sender = await verifySelfIssuedToken(deps, { token, audience: holder })
  if (!sender.ok) return sender
  const message = credentialMessageSchema.safeParse(body)
  if (!message.success) {
    const issue = message.error.issues[0]
    const at = issue?.path.join('.')
    return err(domainError('input.invalid', issue?.message ?? 'not a CredentialMessage', { at }))
  }
  const request = await deps.requests.get(holder, message.data.holderPid)
  if (request?.issuer !== sender.value.issuer) {
    return err(domainError('not-found', 'no such request was made to the sender'))
  }
  if (request.delivered === (await digestOf(message.data))) return ok(undefined)
  const accepted = await acceptDelivery(deps, request, message.data)
  if (!accepted.ok) return accepted
  return keep(deps, request, message.data, accepted.value)
}

function nextState(
  { state }: WalletRequest,
  { status }: CredentialMessage,
  { deliveries }: Pick<WalletRules, 'deliveries'>,
): Result<WalletRequest['state'], DomainError> {
  if (deliveries === 'repeated' && state === 'ISSUED' && status === 'ISSUED') return ok(state)
  return walletRequestMachine.next(state, status === 'ISSUED' ? 'issue' : 'reject', 'issuer')
}

/** The issuer's acknowledgement of the request may change it at the same moment: then it is read again. */
const maxTries = 3

async function keep(
  deps: ReceiveCredentialsDeps,
  { participantId, id }: WalletRequest,
  message: CredentialMessage,
  accepted: readonly StoredCredential[],
): Promise<Result<void, DomainError>> {
  const delivered = await digestOf(message)
  const { issuerPid, rejectionReason: reason } = message
  for (let tries = 1; ; tries++) {
    const kept = await deps.wallet.run(async ({ requests, credentials, recordLog }) => {
      const request = (await requests.get(participantId, id))!
      if (request.delivered === delivered) return ok(undefined)
      const state = nextState(request, message, deps.rules)
      if (!state.ok) return state
      const outcome = { ...request, state: state.value, issuerPid, reason, delivered }
      const saved = await requests.update(outcome)
      if (!saved.ok) return saved
      for (const credential of accepted) await credentials.save(credential)
      await recordLog.append(outcomeRecord(outcome, deps.clock.now()))
      return ok(undefined)
    })
    if (kept.ok || kept.error.code !== 'conflict.stale' || tries === maxTries) return kept
  }
}

/** What the log keeps of a request that has its outcome. */
export const outcomeRecord = (
  { participantId, issuer: actor, id: subject, state }: WalletRequest,
  at: Date,
) => ({
  ...{ participantId, actor, subject, at: at.toISOString() },
  type: state === 'ISSUED' ? 'credential.received' : 'credential.rejected',
})
