import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  type Json,
  mintUrn,
  type Result,
} from '@lianshu/kernel'
import { type DataAddress, joinAddress, transferRequestMessage } from '@lianshu/protocol/dsp'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Transfer } from './transfer.ts'
import { recordOf, type TransferDeps } from './transfer-step.ts'

export interface RequestTransfer {
  readonly participantId: Did
  readonly agreementId: string
  readonly format: string
  /** For formats that push, and for training: which run to join. */
  readonly dataAddress?: DataAddress
}

/** The consumer asks for a transfer under an agreement of its own (DSP 2025-1, 8.2). */
export function requestTransfer(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'callbackAddress'>,
  command: RequestTransfer,
): Promise<Result<Transfer, DomainError>> {
  const { participantId, agreementId, format, dataAddress } = command
  return retryLostRaces(() =>
    deps.transactor.run(async (stores) => {
      const agreement = orFail(await liveAgreement(stores, participantId, agreementId))
      if (agreement.side !== 'consumer') {
        throw new DomainFailure(
          domainError('policy.no-agreement', 'transfers are asked for by the consumer'),
        )
      }
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const { counterpartyId, counterpartyAddress, datasetId } = agreement
      const stored = orFail(
        await stores.transfers.insert({
          ...{ participantId, id, version: 0, side: 'consumer', state: 'REQUESTED' },
          ...{ counterpartyId, counterpartyAddress, agreementId, datasetId, format },
          ...(dataAddress && { requestAddress: dataAddress }),
          ...{ createdAt: now, updatedAt: now },
        }),
      )
      const messageId = mintUrn(deps.random)
      const message = transferRequestMessage.render({
        ...{ '@id': messageId, consumerPid: id, agreementId, format },
        callbackAddress: deps.callbackAddress(participantId),
        ...(dataAddress && { dataAddress }),
      })
      await stores.outbox.add({
        ...{ id: messageId, participantId, counterpartyId, processId: id, kind: 'transfer' },
        to: joinAddress(counterpartyAddress, 'transfers/request'),
        body: message as unknown as Json,
      })
      const subject = id
      await stores.recordLog.append({
        ...{ participantId, actor: participantId, subject, at: now },
        ...recordOf(stored),
      })
      return stored
    }),
  )
}
