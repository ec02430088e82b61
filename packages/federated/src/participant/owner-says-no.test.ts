import { domainError, err, ok, unwrap } from '@lianshu/kernel'
import type { Work } from '@lianshu/protocol/rounds'
import { describe, expect, it } from 'vitest'
import {
  type Authorize,
  type CoordinatorClient,
  participateInRun,
  withdrawFromRun,
} from '../index.ts'
import { fakeRows, fakeTrainer } from '../testing/fake-trainer.ts'
import { testPlan } from '../testing/plans.ts'
import { openRun, ownerId, simulatedCoordinator, simulatedOwner } from '../testing/simulation.ts'

type AnyCall = (...args: unknown[]) => Promise<unknown>

const plan = testPlan()
const everybody = [0, 1, 2, 3]
const until = () => AbortSignal.timeout(15_000)

describe('an owner among others', () => {
  it('leaves with its reason when its rules refuse a round, and the others go on', async () => {
    const side = simulatedCoordinator()
    const run = await openRun(side.deps, plan, 4)
    const usedUp: Authorize = async ({ round }) =>
      round < 2 ? ok(undefined) : err(domainError('policy.used-up', 'no rounds are left'))
    const results = await Promise.all(
      everybody.map((owner) => {
        const { trainer } = fakeTrainer(plan, owner, fakeRows(owner, 20))
        const parts = owner === 3 ? { trainer, authorize: usedUp } : { trainer }
        const { deps, command } = simulatedOwner(side.deps, run, owner, parts)
        return participateInRun(deps, command, until())
      }),
    )
    expect(unwrap(results[3]!)).toMatchObject({ state: 'LEFT', reason: 'policy.used-up' })
    expect(unwrap(results[3]!).roundsTrained).toBe(1)
    for (const owner of [0, 1, 2]) expect(unwrap(results[owner]!).state).toBe('COMPLETED')
    const ended = await side.deps.stores.runs.get(side.deps.coordinatorId, run.id)
    expect(ended?.members.find((member) => member.participantId === ownerId(3))).toMatchObject({
      state: 'left',
      reason: 'policy.used-up',
    })
  })

  it('goes on when the connection comes and goes', async () => {
    const side = simulatedCoordinator()
    const run = await openRun(side.deps, plan, 3)
    let calls = 0
    const lost = err(domainError('peer.unreachable', 'the connection was lost'))
    const results = await Promise.all(
      [0, 1, 2].map((owner) => {
        const { trainer } = fakeTrainer(plan, owner, fakeRows(owner, 20))
        const { deps, command } = simulatedOwner(side.deps, run, owner, { trainer })
        // Every fifth call is lost: in turns before it arrived and on its way back.
        const flaky = Object.fromEntries(
          Object.entries(deps.client).map(([name, call]: [string, AnyCall]) => [
            name,
            async (...args: unknown[]) => {
              const fails = ++calls % 5 === 0
              if (fails && calls % 2 === 0) return lost
              const answer = await call(...args)
              return fails ? lost : answer
            },
          ]),
        ) as unknown as CoordinatorClient
        return participateInRun({ ...deps, client: flaky }, command, until())
      }),
    )
    for (const result of results) {
      expect(unwrap(result)).toMatchObject({ state: 'COMPLETED', roundsTrained: 3 })
    }
  })

  it('withdraws', async () => {
    const side = simulatedCoordinator()
    const run = await openRun(side.deps, plan, 4)
    const { trainer } = fakeTrainer(plan, 0, fakeRows(0, 20))
    const { deps, command } = simulatedOwner(side.deps, run, 0, { trainer })
    expect((await withdrawFromRun(deps, command)).ok).toBe(false)
    unwrap(await participateInRun(deps, command, AbortSignal.timeout(100)))
    expect(unwrap(await withdrawFromRun(deps, command))).toMatchObject({ state: 'LEFT' })
    expect(unwrap(await participateInRun(deps, command, until())).state).toBe('LEFT')
  })
})

/** A coordinator that says what the test wants and takes everything. */
async function facing(lie: (honest: Work, keys: readonly string[]) => Work) {
  const side = simulatedCoordinator()
  const run = await openRun(side.deps, plan, 3)
  const { trainer, asked } = fakeTrainer(plan, 0, fakeRows(0, 20))
  const { deps, command, records } = simulatedOwner(side.deps, run, 0, { trainer })
  const keys: string[] = []
  const binding = {
    planHash: run.planHash,
    runId: run.id,
    step: 'statistics',
    round: 0,
    attempt: 1,
  } as const
  const invited = [0, 1, 2].map(ownerId)
  const deadline = '2026-01-01T00:00:00Z'
  const client: CoordinatorClient = {
    ...deps.client,
    join: async () => ok(undefined),
    leave: async () => ok(undefined),
    advertiseKey: async (jws) => {
      keys.push(jws)
      return ok(undefined)
    },
    nextWork: async (seen) => {
      const advertise: Work = { do: 'advertise', token: 'a', binding, invited, deadline }
      const cohort = [{ sender: ownerId(0), advertisement: keys[0] ?? '' }]
      const submit: Work = { do: 'submit', token: 'b', binding, cohort, deadline }
      return ok(lie(seen === undefined ? advertise : submit, keys))
    },
  }
  const ended = unwrap(await participateInRun({ ...deps, client }, command, until()))
  return { ended, asked, records }
}

describe('an owner facing a coordinator that lies', () => {
  it.each<[string, string, (honest: Work) => Work]>([
    ['a cohort of itself', 'round.cohort-too-small', (honest) => honest],
    [
      'a round that the plan does not have',
      'round.mismatch',
      (honest) =>
        honest.do === 'advertise'
          ? { ...honest, binding: { ...honest.binding, step: 'train', round: 99 } }
          : honest,
    ],
    [
      'another plan',
      'round.mismatch',
      (honest) =>
        honest.do === 'advertise'
          ? { ...honest, binding: { ...honest.binding, planHash: 'cd'.repeat(32) } }
          : honest,
    ],
  ])('leaves when it names %s, before computing anything', async (_, reason, lie) => {
    const { ended, asked, records } = await facing(lie)
    expect(ended).toMatchObject({ state: 'LEFT', reason })
    expect(asked).toEqual({ statistics: 0, train: 0, evaluate: 0 })
    expect(records.at(-1)).toMatchObject({ type: 'run.left', reason })
  })
})
