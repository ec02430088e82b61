import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@lianshu/kernel'

export interface Lanes {
  /** There may be work: some lane looks, now or as soon as it is free. */
  wake(): void
  /** There may be work for one more lane, if one has nothing to do. */
  wakeIdle(): void
  /** Resolves when every lane has ended its current step. */
  stop(): Promise<void>
}

/** After a failure that is not the message's own, e.g. a lost database. */
const outagePauseMs = 1000

/**
 * Runs `step` in `count` lanes; a lane repeats while its step says true (it found work) and then rests
 * until it is woken.
 */
export function createLanes(count: number, logger: Logger, step: () => Promise<boolean>): Lanes {
  const resting: (() => void)[] = []
  let stopped = false
  let missed = false

  const rest = () =>
    new Promise<void>((resolve) => {
      if (stopped || missed) {
        missed = false
        resolve()
      } else {
        resting.push(resolve)
      }
    })

  const lane = async () => {
    while (!stopped) {
      try {
        if (await step()) continue
        await rest()
      } catch (error) {
        logger.error('the outbox cannot be read', { reason: String(error) })
        await sleep(outagePauseMs)
      }
    }
  }

  const running = Array.from({ length: count }, lane)
  const wakeIdle = () => resting.pop()?.()
  return {
    wakeIdle,
    wake() {
      if (resting.length > 0) wakeIdle()
      // Every lane is busy, perhaps with a look that began before the news: one must look again.
      else missed = true
    },
    async stop() {
      stopped = true
      for (const wakeUp of resting.splice(0)) wakeUp()
      await Promise.all(running)
    },
  }
}
