import { type Did, type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { type RequestCredentialsDeps, requestCredentials } from './request-credentials.ts'
import { walletOfferMachine } from './wallet-offer-machine.ts'
import type { WalletOffer, WalletRequest, WalletStores } from './wallet-stores.ts'

export interface AnswerOfferDeps extends RequestCredentialsDeps {
  /** For reading outside a transaction. */
  readonly offers: WalletStores['offers']
  readonly credentials: WalletStores['credentials']
}

export interface OfferAnswer {
  readonly holder: Did
  readonly offerId: string
}

/** Asks for what was offered; the offer is marked first, so that two answers make one request. */
export async function requestOffered(
  deps: AnswerOfferDeps,
  { holder, offerId }: OfferAnswer,
): Promise<Result<WalletRequest, DomainError>> {
  const offer = await answer(deps, { holder, offerId }, 'request')
  if (!offer.ok) return offer
  const { issuer, credentials } = offer.value
  const wanted = { ids: credentials.map(({ id }) => id) }
  const requested = await requestCredentials(deps, { holder, issuer, wanted })
  // What could not be asked for is still on offer.
  if (!requested.ok) await deps.offers.update({ ...offer.value, state: 'OFFERED' })
  return requested
}

export const declineOffer = (
  deps: Pick<AnswerOfferDeps, 'offers'>,
  command: OfferAnswer,
): Promise<Result<WalletOffer, DomainError>> => answer(deps, command, 'decline')

async function answer(
  { offers }: Pick<AnswerOfferDeps, 'offers'>,
  { holder, offerId }: OfferAnswer,
  event: 'request' | 'decline',
): Promise<Result<WalletOffer, DomainError>> {
  const offer = await offers.get(holder, offerId)
  if (offer === undefined) return err(domainError('not-found', 'there is no such offer'))
  const next = walletOfferMachine.next(offer.state, event, 'holder')
  return next.ok ? offers.update({ ...offer, state: next.value }) : next
}

/**
 * Asks at once for what renews a credential that the holder has from that very issuer: a person agreed to it
 * when it came the first time. Undefined when the offer is something new, and waits for a person.
 */
export async function renewOffered(
  deps: AnswerOfferDeps,
  { participantId: holder, id: offerId, issuer, credentials }: WalletOffer,
): Promise<Result<WalletRequest, DomainError> | undefined> {
  const held = await deps.credentials.list(holder)
  const types = held.filter((one) => one.issuer === issuer).flatMap((one) => one.types)
  const isRenewal = credentials.every(({ type }) => type !== undefined && types.includes(type))
  return isRenewal ? requestOffered(deps, { holder, offerId }) : undefined
}
