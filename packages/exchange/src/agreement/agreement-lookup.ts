import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { ExchangeStores } from '../ports.ts'
import type { StoredAgreement } from './agreement.ts'

type NoRight = DomainError<'policy.no-agreement' | 'policy.agreement-ended'>

/**
 * An agreement that may be used: final and not ended. `policy.no-agreement` when there is none, or one
 * of somebody else; `policy.agreement-ended` when either side ended it.
 */
export async function liveAgreement(
  { agreements }: Pick<ExchangeStores, 'agreements'>,
  participantId: Did,
  agreementId: string,
): Promise<Result<StoredAgreement, NoRight>> {
  const agreement = await agreements.get(participantId, agreementId)
  if (agreement?.state === 'FINALIZED') return ok(agreement)
  if (agreement?.state === 'ENDED') {
    return err(domainError('policy.agreement-ended', `the agreement ${agreementId} has ended`))
  }
  return err(domainError('policy.no-agreement', `there is no final agreement ${agreementId}`))
}

/** Looks agreements up for other packages, which own ports of this shape. */
export interface AgreementLookup {
  live(participantId: Did, agreementId: string): Promise<Result<StoredAgreement, NoRight>>
}

/** An AgreementLookup on the exchange's stores. */
export const agreementLookup = (transactor: {
  run<T>(work: (stores: ExchangeStores) => Promise<T>): Promise<T>
}): AgreementLookup => ({
  live: (participantId, agreementId) =>
    transactor.run((stores) => liveAgreement(stores, participantId, agreementId)),
})
