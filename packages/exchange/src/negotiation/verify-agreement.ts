import {
  type DomainError,
  DomainFailure,
  domainError,
  type Json,
  type Result,
} from '@lianshu/kernel'
import { contractAgreementVerificationMessage } from '@lianshu/protocol/dsp'
import { changeAgreement } from '../agreement/change-agreement.ts'
import { consumerSignatureProperty } from '../agreement/signature-properties.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type NegotiationDeps, type StepCommand, stepping } from './negotiation-step.ts'

/** The consumer signs the agreement that it has checked and sends the verification. */
export const verifyAgreement = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'random' | 'signatures'>,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async prepare(negotiation) {
        firedByUs(negotiation, 'verify')
        if (negotiation.agreement === undefined) {
          throw new DomainFailure(domainError('not-found', 'the negotiation has no agreement'))
        }
        const value = negotiation.agreement as unknown as Json
        return deps.signatures.sign(command.participantId, value)
      },
      async apply(negotiation, stores, now, signature) {
        const next = firedByUs(negotiation, 'verify')
        await changeAgreement(stores, next, now, (agreement) => ({
          ...agreement,
          consumerSignature: signature,
        }))
        const message = contractAgreementVerificationMessage.render({
          ...pidsOf(next),
          [consumerSignatureProperty]: signature,
        })
        return { next, path: 'agreement/verification', message }
      },
    }),
    command,
  )
