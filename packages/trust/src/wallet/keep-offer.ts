import {
  type Clock,
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  type Result,
  sha256,
  toHex,
  utf8,
} from '@lianshu/kernel'
import { walletOfferMachine } from './wallet-offer-machine.ts'
import type { OfferedThing, WalletOffer, WalletTransactor } from './wallet-stores.ts'

/** Offers of one issuer that wait for an answer; more than these are noise. */
const maxWaiting = 100

/**
 * Stores an offer, or finds the one that says the same: it is offered again, if it was answered.
 * `rate.exceeded` when too many of that issuer wait.
 */
export async function keepOffer(
  { wallet, clock }: { readonly wallet: WalletTransactor; readonly clock: Clock },
  offer: {
    readonly holder: Did
    readonly issuer: Did
    readonly credentials: readonly OfferedThing[]
  },
): Promise<Result<WalletOffer, DomainError>> {
  const { holder, issuer, credentials } = offer
  const digest = toHex(await sha256(utf8(canonicalJson([issuer, credentials]))))
  const id = `urn:sha256:${digest}`
  const offeredAt = clock.now().toISOString()
  return wallet.run(async ({ offers }) => {
    const known = await offers.get(holder, id)
    if (known === undefined) {
      const waiting = await offers.find(holder, { issuer, state: 'OFFERED' }, { limit: maxWaiting })
      if (waiting.length >= maxWaiting) {
        return err(domainError('rate.exceeded', `${maxWaiting} offers of ${issuer} wait already`))
      }
      return offers.insert({
        ...{ participantId: holder, id, version: 0, issuer, credentials, offeredAt },
        state: walletOfferMachine.initial,
      })
    }
    const next = walletOfferMachine.next(known.state, 'offer', 'issuer')
    return next.ok
      ? offers.update({ ...known, state: next.value, offeredAt })
      : { ok: true, value: known }
  })
}
