import { findAll, type Logger } from '@lianshu/kernel'
import { renewOffered, type WalletOffer } from '@lianshu/trust'
import type { Connector } from '../connector.ts'
import type { Holding } from '../participants/holding.ts'

export interface Renewals {
  /** Asks for what was offered, if it renews what the holder has. */
  readonly take: (offer: WalletOffer) => void
  /** Takes what a stopped process left waiting. */
  resume(connector: Pick<Connector, 'participants'>): Promise<void>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
}

/** Renews credentials as their issuers offer it; what is waiting is read from the offers, nothing is kept here. */
export function createRenewals(holding: Holding, logger: Logger): Renewals {
  const open = new Set<Promise<void>>()
  const renew = async (offer: WalletOffer) => {
    const renewed = await renewOffered(holding, offer)
    if (renewed?.ok === false) {
      const { participantId, issuer } = offer
      logger.warn('a credential could not be renewed', {
        ...{ participantId, issuer, code: renewed.error.code },
      })
    }
  }
  const take = (offer: WalletOffer) => {
    const work = renew(offer)
      .catch((error) => logger.error('a renewal failed', { id: offer.id, error: String(error) }))
      .finally(() => open.delete(work))
    open.add(work)
  }
  return {
    take,
    async resume({ participants }) {
      for (const { id } of await participants.all()) {
        const waiting = findAll(holding.offers, id, { state: 'OFFERED' })
        for await (const offer of waiting) take(offer)
      }
    },
    async settled() {
      await Promise.all(open)
    },
  }
}
