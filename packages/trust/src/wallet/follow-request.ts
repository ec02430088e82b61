import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type CredentialStatus, credentialStatusSchema } from '@lianshu/protocol/dcp'
import { pathSegment } from '@lianshu/protocol/dsp'
import { issuerService } from './issuer-metadata.ts'
import { outcomeRecord } from './receive-credentials.ts'
import { type RequestCredentialsDeps, requestCredentials } from './request-credentials.ts'
import { walletRequestMachine } from './wallet-request-machine.ts'
import type { WalletRequest } from './wallet-stores.ts'

/** Reads JSON of an issuer's in a holder's name; `peer.refused` carries `details.status`. */
export type AskIssuer = (call: {
  readonly from: Did
  readonly to: Did
  readonly url: string
}) => Promise<Result<unknown, DomainError>>

export interface FollowRequestDeps extends RequestCredentialsDeps {
  readonly askIssuer: AskIssuer
  /** How long an outcome may take, in milliseconds; twice as long with each request that takes one's place. */
  readonly patienceMs: number
}

/** However often a request was made anew, its issuer is asked about it after at most 64 times the patience. */
const mostDoublings = 6

/** Whether a request waits for its outcome for longer than the patience since `since`. */
const isOverdue = (
  { patienceMs, clock }: Pick<FollowRequestDeps, 'patienceMs' | 'clock'>,
  { madeAnew = 0 }: WalletRequest,
  since: string,
): boolean => {
  const patience = patienceMs * 2 ** Math.min(madeAnew, mostDoublings)
  return clock.now().getTime() - Date.parse(since) >= patience
}

/**
 * Asks the issuer about a request whose outcome is overdue (DCP 1.0 section 6.8), and learns what its message
 * would have said: a rejection ends the request. Credentials that the issuer calls issued and that still do not
 * come are asked for anew, in a request that takes this one's place. A request that may still wait, and one for
 * which the issuer gave no name, comes back as it is; so does, as an error, one whose issuer cannot be asked.
 */
export async function followRequest(
  deps: FollowRequestDeps,
  request: WalletRequest,
): Promise<Result<WalletRequest, DomainError>> {
  if (request.state !== 'RECEIVED' || request.issuerPid === undefined) return ok(request)
  if (!isOverdue(deps, request, request.requestedAt)) return ok(request)
  const told = await statusOf(deps, request, request.issuerPid)
  if (!told.ok) return isForgotten(told.error) ? giveUp(deps, request, told.error.message) : told
  switch (told.value) {
    case 'RECEIVED':
      return ok(request)
    case 'REJECTED':
      return reject(deps, request)
    case 'ISSUED':
      return await missed(deps, request)
  }
}

async function statusOf(
  deps: FollowRequestDeps,
  { participantId: from, issuer: to, id }: WalletRequest,
  issuerPid: string,
): Promise<Result<CredentialStatus['status'], DomainError>> {
  const service = await issuerService(deps, to)
  if (!service.ok) return service
  const url = `${service.value}/requests/${pathSegment(issuerPid)}`
  const answer = await deps.askIssuer({ from, to, url })
  if (!answer.ok) return answer
  const status = credentialStatusSchema.safeParse(answer.value)
  return status.success && status.data.holderPid === id
    ? ok(status.data.status)
    : err(domainError('peer.invalid', `${to} answered with something that is not its status`))
}

/** The issuer has lost it: asking for the same at once would only be lost again. */
const isForgotten = ({ code, details }: DomainError): boolean =>
  code === 'peer.refused' && (details?.status === 404 || details?.status === 410)

/** Issued, and not here: its message may be on its way, and is waited for from the first time that we hear of it. */
async function missed(
  deps: FollowRequestDeps,
  request: WalletRequest,
): Promise<Result<WalletRequest, DomainError>> {
  const { participantId: holder, issuer, asked, issuedSince } = request
  if (issuedSince === undefined) {
    const since = deps.clock.now().toISOString()
    return deps.wallet.run(({ requests }) => requests.update({ ...request, issuedSince: since }))
  }
  if (!isOverdue(deps, request, issuedSince)) return ok(request)
  const wanted = { ids: asked.map(({ id }) => id) }
  const anew = await requestCredentials(deps, { holder, issuer, wanted, insteadOf: request })
  const isGone = !anew.ok && !anew.error.code.startsWith('peer.')
  return isGone && anew.error.code !== 'conflict.stale'
    ? giveUp(deps, request, anew.error.message)
    : anew
}

const giveUp = async (
  { wallet }: FollowRequestDeps,
  request: WalletRequest,
  reason: string,
): Promise<Result<WalletRequest, DomainError>> => {
  const next = walletRequestMachine.next(request.state, 'fail', 'holder')
  if (!next.ok) return next
  return wallet.run(({ requests }) => requests.update({ ...request, state: next.value, reason }))
}

const reject = async (
  { wallet, clock }: FollowRequestDeps,
  request: WalletRequest,
): Promise<Result<WalletRequest, DomainError>> => {
  const next = walletRequestMachine.next(request.state, 'reject', 'issuer')
  if (!next.ok) return next
  const reason = 'the issuer calls it rejected; its message with the reason has not come'
  const rejected = { ...request, state: next.value, reason }
  return wallet.run(async ({ requests, recordLog }) => {
    const saved = await requests.update(rejected)
    if (saved.ok) await recordLog.append(outcomeRecord(rejected, clock.now()))
    return saved
  })
}
