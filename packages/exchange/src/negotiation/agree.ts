import { type DomainError, type Json, mintUrn, type Result } from '@lianshu/kernel'
import { contractAgreementMessage } from '@lianshu/protocol/dsp'
import type { Agreement, MessageOffer } from '@lianshu/protocol/odrl'
import { agreementFrom } from '../agreement/agreement-from.ts'
import { providerSignatureProperty } from '../agreement/signature-properties.ts'
import { orFail } from '../process/lost-race.ts'
import { digestOf } from '../process/message-digest.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { agreedWords } from './agreed-words.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type NegotiationDeps, type StepCommand, stepping } from './negotiation-step.ts'

/** The provider agrees to the offer on the table: it writes, signs and sends the agreement. */
export const agree = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'random' | 'signatures' | 'offers'>,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async prepare(negotiation) {
        firedByUs(negotiation, 'agree')
        const offer = await agreedWords(deps.offers, negotiation)
        const policy = writeAgreement(deps, negotiation, offer)
        const signature = await deps.signatures.sign(
          command.participantId,
          policy as unknown as Json,
        )
        return { offer, policy, signature, policyHash: await digestOf(policy) }
      },
      async apply(negotiation, stores, now, { offer, policy, signature, policyHash }) {
        const agreementId = policy['@id']
        const fired = firedByUs(negotiation, 'agree')
        const next = { ...fired, offer, agreement: policy, agreementId }
        const agreement = agreementFrom(next, { policy, policyHash, now })
        orFail(await stores.agreements.insert({ ...agreement, providerSignature: signature }))
        const message = contractAgreementMessage.render({
          ...pidsOf(next),
          agreement: policy,
          [providerSignatureProperty]: signature,
        })
        return { next, path: 'agreement', message }
      },
    }),
    command,
  )

/**
 * The offer as an agreement between the two, dated now (DSP 2025-1, 7.2: ContractAgreementMessage): whatever it
 * says beside its own name and parties, properties under IRIs included, is agreed to.
 */
function writeAgreement(
  deps: Pick<NegotiationDeps, 'clock' | 'random'>,
  negotiation: Negotiation,
  offer: MessageOffer,
): Agreement {
  return {
    ...offer,
    '@id': mintUrn(deps.random),
    '@type': 'Agreement',
    target: negotiation.datasetId,
    assigner: negotiation.participantId,
    assignee: negotiation.counterpartyId,
    timestamp: deps.clock.now().toISOString(),
  }
}
