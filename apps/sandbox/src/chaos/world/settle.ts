import { setTimeout as sleep } from 'node:timers/promises'
import { isAtRest } from '../story/at-rest.ts'
import { hasten } from './hasten.ts'
import { sides, type World } from './open-world.ts'
import type { Positions } from './positions.ts'
import { type Copy, readCopies } from './read-copies.ts'

/** Faults are over: how long the connectors get to come to rest. */
const patienceMs = 240_000
const quietMs = 500
/** Often enough not to wait for long pauses, rarely enough that a busy machine can answer in between. */
const hastenEveryMs = 3000
/** How long a process that is not at rest may stand still before it counts as stuck. */
const stuckMs = 12_000

/**
 * Waits until all outboxes are empty and nothing moves any more. Messages that were put off after failures
 * are made due, as if the time had passed. Resolves to false when it does not come to rest in time.
 */
export async function settle(world: World, positions: Positions): Promise<boolean> {
  const deadline = Date.now() + patienceMs
  let before = ''
  let since = Date.now()
  let hastened = 0
  while (Date.now() < deadline) {
    if (Date.now() - hastened > hastenEveryMs) {
      await Promise.all([...sides.map((side) => world.nodes[side]), world.operator].map(hasten))
      hastened = Date.now()
    }
    const looks = await Promise.all(sides.map((side) => look(world, side, positions)))
    const now = JSON.stringify(looks)
    if (now !== before) since = Date.now()
    before = now
    const isEmpty =
      looks.every(({ waiting }) => waiting === 0) && (await waitingIn(world.operator)) === 0
    const rest = looks.flatMap(({ copies }) => copies).every(isAtRest)
    if (isEmpty && Date.now() - since > (rest ? quietMs : stuckMs)) return true
    await sleep(100)
  }
  return false
}

async function look(world: World, side: (typeof sides)[number], positions: Positions) {
  const node = world.nodes[side]
  const copies: readonly Copy[] = await readCopies(node, positions[side])
  return { waiting: await waitingIn(node), copies }
}

async function waitingIn({ db }: Pick<World['operator'], 'db'>): Promise<number> {
  const [row] = await db.$client<{ waiting: number }[]>`
    select count(*)::int as waiting from outbox where dead_at is null`
  return row!.waiting
}
