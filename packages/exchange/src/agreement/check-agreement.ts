import { canonicalJson, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { sameTerms } from '@lianshu/policy'
import type { Agreement } from '@lianshu/protocol/odrl'
import type { Negotiation } from '../negotiation/negotiation.ts'

/** Is the agreement what this consumer asked for: the same parties, dataset and terms? */
export function checkAgreement(
  negotiation: Negotiation,
  agreement: Agreement,
): Result<void, DomainError<'input.invalid'>> {
  const wrong = (at: string, message: string) =>
    err(domainError('input.invalid', message, { at: `$.agreement.${at}` }))
  if (agreement.assigner !== negotiation.counterpartyId) {
    return wrong('assigner', 'the assigner is not the provider of this negotiation')
  }
  if (agreement.assignee !== negotiation.participantId) {
    return wrong('assignee', 'the assignee is not the consumer of this negotiation')
  }
  if (agreement.target !== negotiation.datasetId) {
    return wrong('target', 'the target is not the dataset of this negotiation')
  }
  const offer = { ...negotiation.offer, target: negotiation.datasetId }
  if (!sameTerms(agreement, offer))
    return wrong('permission', 'the terms are not those of the offer')
  const unasked = unaskedMember(agreement, offer)
  return unasked === undefined
    ? ok(undefined)
    : wrong(unasked, 'the agreement says what the offer did not say')
}

const ownMembers: readonly string[] = [
  ...['@id', '@type', 'assigner', 'assignee', 'target', 'timestamp'],
  ...['profile', 'permission', 'prohibition', 'obligation'],
]

/** We sign the whole agreement: what is neither compared above nor word for word in the offer is not signed. */
function unaskedMember(agreement: Agreement, offer: object): string | undefined {
  const offered = offer as Readonly<Record<string, unknown>>
  return Object.entries(agreement).find(
    ([name, value]) =>
      value !== undefined &&
      !ownMembers.includes(name) &&
      (offered[name] === undefined || canonicalJson(offered[name]) !== canonicalJson(value)),
  )?.[0]
}
