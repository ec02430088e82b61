import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  mintUrn,
  type Result,
} from '@lianshu/kernel'
import type { TransferRequestMessage } from '@lianshu/protocol/dsp'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { acceptedAddress } from '../process/callback-address.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import { digestOf } from '../process/message-digest.ts'
import type { WireAnswer } from '../wire.ts'
import type { Transfer } from './transfer.ts'
import { answerOf, recordOf, type TransferDeps } from './transfer-step.ts'

/**
 * The provider takes a request: 201 with its new pid, state REQUESTED. Refused when there is no final
 * agreement with this consumer under that id (which the log keeps), or no gate for the format. Idempotent
 * on the consumer's pid.
 */
export async function receiveTransferRequest(
  deps: Deps,
  received: ReceivedRequest,
): Promise<Result<WireAnswer, DomainError>> {
  const { callerId, message } = received
  const accepted = await acceptedAddress(deps, callerId, message.callbackAddress)
  if (!accepted.ok) return accepted
  const answer = await takeRequest(deps, received)
  if (!answer.ok && answer.error.code.startsWith('policy.'))
    await recordRefusal(deps, received, answer.error)
  return answer
}

type Deps = Omit<TransferDeps, 'callbackAddress'>

interface ReceivedRequest {
  readonly participantId: Did
  readonly callerId: Did
  readonly message: TransferRequestMessage
}

function takeRequest(
  deps: Deps,
  { participantId, callerId, message }: ReceivedRequest,
): Promise<Result<WireAnswer, DomainError>> {
  const { consumerPid, agreementId, format, dataAddress } = message
  const messageId = `transfer:${consumerPid}`
  const key = { participantId, counterpartyId: callerId, messageId }
  return retryLostRaces(() =>
    deps.transactor.run(async (stores): Promise<WireAnswer> => {
      const earlier = await stores.inbox.firstAnswer(key)
      if (earlier) {
        // The first time, the start may have been lost with the process that had to send it.
        const known = { counterpartyId: callerId, counterpartyPid: consumerPid }
        const [begun] = await stores.transfers.find(participantId, known)
        return { ...(begun && answerOf(begun)), ...earlier }
      }
      const agreement = orFail(await liveAgreement(stores, participantId, agreementId))
      if (agreement.side !== 'provider' || agreement.counterpartyId !== callerId) {
        throw refused('policy.no-agreement', `there is no final agreement ${agreementId}`)
      }
      if (!Object.hasOwn(deps.gates, format)) {
        throw refused('input.unsupported', `the transfer format ${format} is not served here`)
      }
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const transfer: Transfer = {
        ...{ participantId, id, version: 0, side: 'provider', state: 'REQUESTED' },
        counterpartyId: callerId,
        counterpartyPid: consumerPid,
        counterpartyAddress: message.callbackAddress,
        ...{ agreementId, datasetId: agreement.datasetId, format },
        ...(dataAddress && { requestAddress: dataAddress }),
        gate: 'open',
        ...{ createdAt: now, updatedAt: now },
      }
      const stored = orFail(await stores.transfers.insert(transfer))
      const subject = id
      await stores.recordLog.append({
        ...{ participantId, actor: callerId, subject, at: now },
        ...recordOf(stored),
      })
      const answer = { status: 201, ...answerOf(stored) }
      await stores.inbox.record(key, { status: answer.status, body: answer.body })
      return answer
    }),
  )
}

/** A transaction of its own: what was refused has been rolled back. Ids from outside appear as their hash. */
async function recordRefusal(
  { transactor, clock }: Deps,
  { participantId, callerId, message }: ReceivedRequest,
  { code }: DomainError,
): Promise<void> {
  const subject = await digestOf({ agreementId: message.agreementId })
  const at = clock.now().toISOString()
  await transactor.run(({ recordLog }) =>
    recordLog.append({
      ...{ participantId, type: 'transfer.refused', actor: callerId, subject, at },
      ...{ decision: 'deny', reason: code },
    }),
  )
}

const refused = (code: 'policy.no-agreement' | 'input.unsupported', message: string) =>
  new DomainFailure(domainError(code, message))
