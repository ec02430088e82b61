import type { Agreement } from '@lianshu/protocol/odrl'
import type { Negotiation } from '../negotiation/negotiation.ts'
import type { StoredAgreement } from './agreement.ts'

/** This side's copy of the agreement that a negotiation has reached, not stored yet. */
export const agreementFrom = (
  negotiation: Negotiation,
  { policy, policyHash, now }: { policy: Agreement; policyHash: string; now: string },
): StoredAgreement => ({
  participantId: negotiation.participantId,
  id: policy['@id'],
  version: 0,
  side: negotiation.side,
  state: 'AGREED',
  counterpartyId: negotiation.counterpartyId,
  counterpartyAddress: negotiation.counterpartyAddress,
  negotiationId: negotiation.id,
  datasetId: negotiation.datasetId,
  policy,
  policyHash,
  createdAt: now,
  updatedAt: now,
})
