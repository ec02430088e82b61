import { setTimeout as sleep } from 'node:timers/promises'
import type { Side } from '@lianshu/exchange'
import type { World } from '../world/open-world.ts'
import type { Positions } from '../world/positions.ts'
import { type Copy, readCopies } from '../world/read-copies.ts'

const lookEveryMs = 80
/** When no copy of any story has changed for so long, nobody goes on any more. */
const standstillMs = 45_000

/** Both sides' copies of the stories of a batch, as they stand. */
export interface Watch {
  copy(side: Side, story: string): Copy | undefined
  /**
   * Resolves to true when `condition` holds, to false after `patienceMs` or when all stories stand still. Asked
   * again at every look.
   */
  until(condition: () => boolean, patienceMs: number): Promise<boolean>
  /** Resolves after a look that began later than now. */
  look(): Promise<void>
  stop(): void
}

/** Looks into both databases again and again; one that is away for a moment is simply looked at later. */
export function startWatch({ nodes }: World, positions: Positions): Watch {
  const known = { consumer: new Map<string, Copy>(), provider: new Map<string, Copy>() }
  let looks = 0
  let stopped = false
  let changedAt = Date.now()
  const lookAt = async (side: Side) => {
    const copies = await readCopies(nodes[side], positions[side])
    for (const copy of copies) {
      if (known[side].get(copy.story)?.state !== copy.state) changedAt = Date.now()
      known[side].set(copy.story, copy)
    }
  }
  void (async () => {
    while (!stopped) {
      await Promise.all([lookAt('consumer'), lookAt('provider')]).then(
        () => looks++,
        () => {},
      )
      await sleep(lookEveryMs)
    }
  })()
  const until = async (condition: () => boolean, patienceMs: number) => {
    const deadline = Date.now() + patienceMs
    while (!condition()) {
      if (Date.now() > Math.min(deadline, changedAt + standstillMs)) return false
      await sleep(lookEveryMs)
    }
    return true
  }
  return {
    copy: (side, story) => known[side].get(story),
    until,
    async look() {
      // The look that runs now may have begun before what the caller wants to see.
      const wanted = looks + 2
      await until(() => looks >= wanted, 30_000)
    },
    stop() {
      stopped = true
    },
  }
}
