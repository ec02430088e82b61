import { type Did, DomainFailure, domainError } from '@lianshu/kernel'
import type { ExchangeStores } from '../ports.ts'
import { orFail } from '../process/lost-race.ts'
import type { Ending } from '../wire.ts'
import { agreementMachine, type StoredAgreement } from './agreement.ts'

type Changing = Pick<ExchangeStores, 'agreements'>

/** Changes the agreement of a negotiation in the transaction of the step that changes it. */
export async function changeAgreement(
  stores: Changing,
  { participantId, agreementId }: { participantId: Did; agreementId?: string },
  now: string,
  change: (agreement: StoredAgreement) => StoredAgreement,
): Promise<StoredAgreement> {
  const agreement = agreementId && (await stores.agreements.recall(participantId, agreementId))
  if (!agreement) {
    throw new DomainFailure(domainError('not-found', 'the agreement is not stored'))
  }
  return orFail(await stores.agreements.update({ ...change(agreement), updatedAt: now }))
}

/** The agreement from now on in use. */
export const finalized = (agreement: StoredAgreement): StoredAgreement => ({
  ...agreement,
  state: orFail(agreementMachine.next(agreement.state, 'finalize', agreement.side)),
})

/** The agreement that nobody may use any more. */
export const ended = (agreement: StoredAgreement, ending: Ending): StoredAgreement => ({
  ...agreement,
  state: orFail(agreementMachine.next(agreement.state, 'end', ending.by)),
  ending,
})
