import {
  type DomainError,
  DomainFailure,
  domainError,
  type Json,
  type Result,
} from '@lianshu/kernel'
import type { ContractAgreementMessage } from '@lianshu/protocol/dsp'
import { agreementFrom } from '../agreement/agreement-from.ts'
import { checkAgreement } from '../agreement/check-agreement.ts'
import { providerSignatureProperty, signatureIn } from '../agreement/signature-properties.ts'
import { orFail } from '../process/lost-race.ts'
import { digestOf } from '../process/message-digest.ts'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'

/**
 * The consumer takes the agreement. One that differs from what was asked for, or whose signature is
 * not the provider's, is `input.invalid` or `auth.invalid` and changes nothing.
 */
export const receiveAgreement = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'signatures'>,
  received: Received<ContractAgreementMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async prepare({ counterpartyId }) {
        const policy = received.message.agreement
        const signature = signatureIn(received.message, providerSignatureProperty)
        const value = policy as unknown as Json
        const verified =
          signature === undefined
            ? undefined
            : await deps.signatures.verify(counterpartyId, value, signature)
        return { policy, signature, verified, policyHash: await digestOf(policy) }
      },
      async apply(negotiation, stores, now, { policy, signature, verified, policyHash }) {
        const fired = firedByThem(negotiation, 'agree')
        if (verified) orFail(verified)
        orFail(checkAgreement(negotiation, policy))
        const next = { ...fired, agreement: policy, agreementId: policy['@id'] }
        const agreement = agreementFrom(next, { policy, policyHash, now })
        const inserted = await stores.agreements.insert({
          ...agreement,
          providerSignature: signature,
        })
        if (inserted.ok) return next
        // Not `conflict.exists`: this id is taken for good, so trying again is of no use.
        throw new DomainFailure(domainError('input.invalid', 'the agreement id was used before'))
      },
    }),
    received,
  )
