import type { Clock, Logger } from '@lianshu/kernel'
import type { HeldMessage } from './held-message.ts'
import type { Queries } from './open-database.ts'
import type { Hand } from './outbox-hand.ts'
import { hold, isAnyWaiting, letGoOfLost } from './outbox-holding.ts'

export interface Look {
  /** There may be messages that nobody holds: looks for them, now or as soon as this look has ended. */
  readonly now: () => void
  /** A message left the hand: another one of its process may have waited for that. */
  readonly afterOne: () => void
  /** Looks, too, for what the hand should hold and does not, and for what dead relays held. */
  readonly thoroughly: () => void
  /** Resolves when the last look has ended. */
  stop(): Promise<void>
}

/** After a failure that is not a message's own, e.g. a lost database. */
const outagePauseMs = 1000

/** Fills a relay's hand from the outbox, one look at a time. */
export function createLook(deps: {
  readonly db: Queries
  readonly holder: string
  readonly clock: Clock
  readonly logger: Logger
  readonly hand: Hand<HeldMessage>
  readonly later: (delayMs: number, act: () => void) => void
}): Look {
  const { db, holder, clock, logger, hand } = deps
  const news = { any: false, thorough: false, isBehind: false }
  let looking: Promise<void> | undefined
  let stopped = false

  async function lookOnce(): Promise<void> {
    if (news.thorough) {
      news.thorough = false
      await letGoOfLost(db, { holder, inHand: hand.items().map(({ position }) => position) })
    }
    news.any = false
    const now = clock.now()
    const found = await hold(db, { holder, now, limit: hand.room() })
    hand.take(found)
    if (found.length > 0) news.any = true
    else news.isBehind = await isAnyWaiting(db, now)
  }
  async function lookOn(): Promise<void> {
    try {
      while (!stopped && news.any && hand.room() > 0) await lookOnce()
    } catch (error) {
      logger.error('the outbox cannot be read', { reason: String(error) })
      deps.later(outagePauseMs, thoroughly)
    }
  }
  function now(): void {
    news.any = true
    if (looking || stopped) return
    looking = lookOn().finally(() => {
      looking = undefined
    })
  }
  function thoroughly(): void {
    news.thorough = true
    now()
  }
  return {
    ...{ now, thoroughly },
    afterOne() {
      if (news.any || news.isBehind) now()
    },
    async stop() {
      stopped = true
      await looking
    },
  }
}
