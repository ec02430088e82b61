import type { DomainError, Json, Result } from '@lianshu/kernel'
import type { ContractAgreementVerificationMessage } from '@lianshu/protocol/dsp'
import { changeAgreement } from '../agreement/change-agreement.ts'
import { consumerSignatureProperty, signatureIn } from '../agreement/signature-properties.ts'
import { orFail } from '../process/lost-race.ts'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'

/** The provider takes the consumer's verification and keeps its signature beside its own. */
export const receiveVerification = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'signatures'>,
  received: Received<ContractAgreementVerificationMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async prepare({ agreement, counterpartyId }) {
        const signature = signatureIn(received.message, consumerSignatureProperty)
        if (agreement === undefined || signature === undefined) return {}
        const value = agreement as unknown as Json
        return {
          signature,
          verified: await deps.signatures.verify(counterpartyId, value, signature),
        }
      },
      async apply(
        negotiation,
        stores,
        now,
        { signature, verified }: { signature?: string; verified?: Result<void, DomainError> },
      ) {
        const next = firedByThem(negotiation, 'verify')
        if (verified) orFail(verified)
        await changeAgreement(stores, next, now, (agreement) => ({
          ...agreement,
          consumerSignature: signature,
        }))
        return next
      },
    }),
    received,
  )
