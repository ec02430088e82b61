import type { ObjectStore, Transactor } from '@lianshu/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import type { CoordinatorStores } from './coordinator/ports.ts'
import { type CoordinatorDeps, participateInRun, tickRuns } from './index.ts'
import { fakeRows, fakeTrainer } from './testing/fake-trainer.ts'
import { testPlan } from './testing/plans.ts'
import { openRun, simulatedCoordinator, simulatedOwner } from './testing/simulation.ts'

class Killed extends Error {}

/**
 * The coordinator's ports, of which every `every`-th use dies: before it did anything, or after it did
 * but before the caller heard of it, in turns.
 */
function dying(deps: CoordinatorDeps, every: number): CoordinatorDeps & { kills: () => number } {
  let uses = 0
  let kills = 0
  const risky = async <T>(work: () => Promise<T>): Promise<T> => {
    const fatal = ++uses % every === 0
    const afterwards = fatal && ++kills % 2 === 0
    if (fatal && !afterwards) throw new Killed()
    const value = await work()
    if (afterwards) throw new Killed()
    return value
  }
  const transactor: Transactor<CoordinatorStores> = {
    run: (work) => risky(() => deps.transactor.run(work)),
  }
  const objects: ObjectStore = {
    put: (...args) => risky(() => deps.objects.put(...args)),
    get: (...args) => risky(() => deps.objects.get(...args)),
    head: (...args) => risky(() => deps.objects.head(...args)),
    delete: (...args) => risky(() => deps.objects.delete(...args)),
    list: (...args) => risky(() => deps.objects.list(...args)),
  }
  // Events of a killed process reach nobody.
  return { ...deps, transactor, objects, kills: () => kills }
}

let timer: NodeJS.Timeout | undefined
afterEach(() => clearInterval(timer))

const plan = testPlan({ rounds: 2, cohort: { minimum: 3, maximum: 10, deadlineMs: 20_000 } })
const tables = [30, 50, 40].map((count, owner) => fakeRows(owner, count))

async function modelAfter(every: number): Promise<{ sha256: string; kills: number }> {
  const side = simulatedCoordinator()
  const opened = await openRun(side.deps, plan, 3)
  const deps = dying(side.deps, every)
  // What a restarted process does at boot.
  timer = setInterval(() => void tickRuns(deps).catch(() => {}), 20)
  await Promise.all(
    tables.map((rows, owner) => {
      const { trainer } = fakeTrainer(plan, owner, rows)
      const simulated = simulatedOwner(deps, opened, owner, { trainer })
      return participateInRun(simulated.deps, simulated.command, AbortSignal.timeout(15_000))
    }),
  )
  clearInterval(timer)
  const run = (await side.deps.stores.runs.get(side.deps.coordinatorId, opened.id))!
  expect(run.state).toBe('COMPLETED')
  const counts = new Map<string, number>()
  for (const { type, facts } of side.records) {
    const act = `${type} ${facts?.step ?? ''} ${facts?.round ?? ''}`
    counts.set(act, (counts.get(act) ?? 0) + 1)
  }
  for (const round of ['statistics 0', 'train 1', 'train 2', 'evaluate 3']) {
    expect(counts.get(`round.aggregated ${round}`)).toBe(1)
  }
  expect(counts.get('run.completed  ')).toBe(1)
  return { sha256: run.model!.sha256, kills: deps.kills() }
}

describe('a coordinator that is killed again and again', () => {
  it('ends with the same model and each round once', async () => {
    const calm = await modelAfter(Number.POSITIVE_INFINITY)
    expect(calm.kills).toBe(0)
    // A sum of three vectors takes up to eight uses in a row; dying more often would never let one end.
    for (const every of [9, 11, 14]) {
      const stormy = await modelAfter(every)
      expect(stormy.kills).toBeGreaterThan(5)
      expect(stormy.sha256).toBe(calm.sha256)
    }
  }, 60_000)
})
