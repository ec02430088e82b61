import { ok, unwrap } from '@lianshu/kernel'
import { roundReceiptSchema } from '@lianshu/protocol/rounds'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { firstModel } from './coordinator/first-model.ts'
import { type CoordinatorDeps, participateInRun, type Run, readModel, tickRuns } from './index.ts'
import { type FakeRow, fakeDelta, fakeRows, fakeTrainer } from './testing/fake-trainer.ts'
import { testPlan } from './testing/plans.ts'
import { openRun, ownerId, simulatedCoordinator, simulatedOwner } from './testing/simulation.ts'

const plan = testPlan()
const tables = [40, 70, 55, 120, 90].map((count, owner) => fakeRows(owner, count))

const timers: NodeJS.Timeout[] = []
afterEach(() => {
  for (const timer of timers.splice(0)) clearInterval(timer)
})
const keepTicking = (deps: CoordinatorDeps) =>
  timers.push(setInterval(() => void tickRuns(deps).catch(() => {}), 50))

/** The weights of plain FedAvg: who took part in each round, without masks or fixed point. */
function plainFedAvg(run: Run, cohorts: readonly (readonly number[])[]): Float32Array {
  const first = firstModel(run.plan, run.planHash, run.scaling!)
  let weights = Float32Array.from(first.tensors.flatMap((tensor) => [...tensor.data]))
  for (const cohort of cohorts) {
    const rows = cohort.reduce((sum, owner) => sum + tables[owner]!.length, 0)
    const deltas = cohort.map((owner) => fakeDelta(owner, weights))
    weights = weights.map((weight, index) => {
      const change = cohort.reduce(
        (sum, owner, position) => sum + tables[owner]!.length * deltas[position]![index]!,
        0,
      )
      return weight + change / rows
    })
  }
  return weights
}

async function finalWeights(side: ReturnType<typeof simulatedCoordinator>, run: Run) {
  const key = [...side.objects.held.keys()].find((name) => name.includes(run.model!.sha256))!
  const { tensors } = unwrap(readModel(plan, side.objects.held.get(key)!))
  return Float32Array.from(tensors.flatMap((tensor) => [...tensor.data]))
}

function expectClose(actual: Float32Array, expected: Float32Array) {
  expect(actual.length).toBe(expected.length)
  const worst = actual.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[i]!)), 0)
  expect(worst).toBeLessThan(1e-6)
}

const everybody = [0, 1, 2, 3, 4]
const readRun = async (side: ReturnType<typeof simulatedCoordinator>, run: Run) =>
  (await side.deps.stores.runs.get(side.deps.coordinatorId, run.id))!

describe('five owners and a coordinator', () => {
  it('train what plain FedAvg on their updates gives', async () => {
    const side = simulatedCoordinator()
    const opened = await openRun(side.deps, plan, 5)
    const authorize = vi.fn(async () => ok(undefined))
    const results = await Promise.all(
      everybody.map((owner) => {
        const { trainer } = fakeTrainer(plan, owner, tables[owner]!)
        const { deps, command } = simulatedOwner(side.deps, opened, owner, { trainer, authorize })
        return participateInRun(deps, command, AbortSignal.timeout(15_000))
      }),
    )
    const run = await readRun(side, opened)
    expect(run.state).toBe('COMPLETED')
    expectClose(await finalWeights(side, run), plainFedAvg(run, [everybody, everybody, everybody]))

    const all: FakeRow[] = tables.flat()
    const present = all.flatMap((row) => row.torque ?? [])
    const mean = present.reduce((sum, value) => sum + value, 0) / present.length
    const variance = present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / present.length
    const [torque, product] = run.scaling!.features
    expect(torque).toMatchObject({ kind: 'numeric', missing: true })
    expect(product).toEqual({ kind: 'categorical', missing: false })
    if (torque?.kind !== 'numeric') throw new Error('torque is numeric')
    expect(torque.mean).toBeCloseTo(mean, 5)
    expect(torque.deviation).toBeCloseTo(Math.sqrt(variance), 5)
    expect(run.metrics).toMatchObject({ task: 'binary', rows: 375, meanLoss: 0.25 })

    for (const [owner, result] of results.entries()) {
      const participation = unwrap(result)
      expect(participation).toMatchObject({ state: 'COMPLETED', roundsTrained: 3 })
      expect(participation.rowsTrained).toBe(3 * tables[owner]!.length)
      expect(participation.bytesOut.update).toBeGreaterThan(0)
    }
    const receipts = [...side.stores.receipts.rows.values()]
    expect(receipts.map(({ receipt }) => `${receipt.step} ${receipt.round}`)).toEqual([
      'statistics 0',
      'train 1',
      'train 2',
      'train 3',
      'evaluate 4',
    ])
    for (const { receipt } of receipts)
      expect(roundReceiptSchema.safeParse(receipt).success).toBe(true)
    expect(side.records.map((record) => record.type)).toContain('run.completed')
    expect([...side.objects.held.keys()].some((key) => key.includes('vectors'))).toBe(false)
    expect(authorize).toHaveBeenCalledWith(
      expect.objectContaining({ round: 2, action: 'train', cohort: expect.any(Array) }),
    )
  })

  it('go on without one that vanishes between its key and its vector', async () => {
    const side = simulatedCoordinator()
    const opened = await openRun(side.deps, plan, 5)
    keepTicking(side.deps)
    const gone = new AbortController()
    const asked: ReturnType<typeof fakeTrainer>['asked'][] = []
    const results = await Promise.all(
      everybody.map((owner) => {
        const fake = fakeTrainer(plan, owner, tables[owner]!)
        asked.push(fake.asked)
        const vanishing: typeof fake.trainer = {
          ...fake.trainer,
          train(task, signal) {
            if (task.round === 2) gone.abort()
            return fake.trainer.train(task, signal)
          },
        }
        const trainer = owner === 4 ? vanishing : fake.trainer
        const { deps, command } = simulatedOwner(side.deps, opened, owner, { trainer })
        const signal = owner === 4 ? gone.signal : AbortSignal.timeout(15_000)
        return participateInRun(deps, command, signal)
      }),
    )
    const run = await readRun(side, opened)
    expect(run.state).toBe('COMPLETED')
    const four = [0, 1, 2, 3]
    expectClose(await finalWeights(side, run), plainFedAvg(run, [everybody, four, four]))
    expect(unwrap(results[4]!).state).toBe('ACTIVE')
    expect(run.members.find((member) => member.participantId === ownerId(4))?.state).toBe('silent')
    expect(side.records.filter((record) => record.type === 'attempt.abandoned')).toHaveLength(1)
    // The second attempt masked the same update anew.
    for (const owner of four) expect(asked[owner]!.train).toBe(3)
  })

  it('start a fresh attempt at once when one was restarted and lost its key', async () => {
    const side = simulatedCoordinator()
    const opened = await openRun(side.deps, plan, 5)
    const results = await Promise.all(
      everybody.map(async (owner) => {
        const { trainer } = fakeTrainer(plan, owner, tables[owner]!)
        const killed = new AbortController()
        const dying = {
          ...trainer,
          train: (...[task, signal]: Parameters<typeof trainer.train>) => {
            if (owner === 1 && task.round === 1) killed.abort()
            return trainer.train(task, signal)
          },
        }
        const { deps, command } = simulatedOwner(side.deps, opened, owner, { trainer: dying })
        if (owner === 1) await participateInRun(deps, command, killed.signal)
        return participateInRun({ ...deps, trainer }, command, AbortSignal.timeout(15_000))
      }),
    )
    const run = await readRun(side, opened)
    expect(run.state).toBe('COMPLETED')
    expectClose(await finalWeights(side, run), plainFedAvg(run, [everybody, everybody, everybody]))
    expect(unwrap(results[1]!)).toMatchObject({ state: 'COMPLETED', roundsTrained: 3 })
    expect(side.records.find((record) => record.type === 'attempt.abandoned')?.reason).toBe(
      'restarted',
    )
  })
})
