import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstModel } from '../../coordinator/first-model.ts'
import { scalingFromSums } from '../../coordinator/scaling-from-sums.ts'
import { writeModel } from '../../safetensors/model-file.ts'
import { writeColumnsFile } from '../columns/columns-file.ts'
import { identityMapping } from '../preprocessing/column-mapping.ts'
import { planForTests } from '../testing/plan-for-tests.ts'
import { tableForTests } from '../testing/table-for-tests.ts'
import { startTrainingProcess } from './training-process.ts'

const plan = planForTests()
const mappings = identityMapping(plan)
const never = new AbortController().signal
let folder: string
let tablePath: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trainer-'))
  tablePath = join(folder, 'table.columns')
  await writeColumnsFile(tablePath, tableForTests(400, 1))
})
afterAll(() => rm(folder, { recursive: true }))

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('training process', () => {
  it('gives statistics, updates and evaluations, the same bytes every time', async () => {
    const run = async () => {
      const trainer = startTrainingProcess({ tablePath, plan, mappings })
      try {
        const sums = unwrap(await trainer.statistics(never))
        const model = writeModel(firstModel(plan, 'hash', scalingFromSums(plan, sums.vector)))
        const update = unwrap(await trainer.train({ round: 1, model, seed: 3 }, never))
        const evaluation = unwrap(await trainer.evaluate({ model }, never))
        return { sums, update, evaluation, backend: trainer.backend }
      } finally {
        await trainer.close()
      }
    }
    const [first, second] = [await run(), await run()]
    expect(first).toEqual(second)
    expect(first.backend).toBeDefined()
    expect(first.sums.rows + first.evaluation.rows).toBe(400)
    expect(first.update.rows).toBe(first.sums.rows)
    expect(first.update.delta.some((change) => change !== 0)).toBe(true)
  })

  it('ends when aborted, says so, and starts afresh', async () => {
    const trainer = startTrainingProcess({ tablePath, plan, mappings })
    await trainer.statistics(never)
    const pid = trainer.pid!
    const stop = new AbortController()
    const model = writeModel(
      firstModel(plan, '', scalingFromSums(plan, unwrap(await trainer.statistics(never)).vector)),
    )
    const running = trainer.train({ round: 1, model, seed: 3 }, stop.signal)
    stop.abort()
    expect(await running).toMatchObject({ ok: false, error: { code: 'round.late' } })
    expect((await trainer.statistics(never)).ok).toBe(true)
    expect(isAlive(pid)).toBe(false)
    await trainer.close()
    expect(trainer.pid).toBeUndefined()
  })

  it('turns a crash into an error', async () => {
    const trainer = startTrainingProcess({ tablePath, plan, mappings })
    await trainer.statistics(never)
    const running = trainer.statistics(never)
    process.kill(trainer.pid!, 'SIGKILL')
    const outcome = await running
    expect(outcome.ok || outcome.error.code === 'internal').toBe(true)
    await trainer.close()
  })

  it('stops at its time limit', async () => {
    const trainer = startTrainingProcess({ tablePath, plan, mappings, timeLimitMs: 1 })
    const outcome = await trainer.statistics(never)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'plan.limit' } })
    await trainer.close()
  })

  it('says what is wrong with the table or the model', async () => {
    const missing = startTrainingProcess({ tablePath: join(folder, 'none'), plan, mappings })
    expect(await missing.statistics(never)).toMatchObject({ error: { code: 'data.unreadable' } })
    const other = mappings.map((mapping) => ({ ...mapping, source: `${mapping.source}?` }))
    const unfit = startTrainingProcess({ tablePath, plan, mappings: other })
    expect(await unfit.statistics(never)).toMatchObject({ error: { code: 'data.unfit' } })
    const trainer = startTrainingProcess({ tablePath, plan, mappings })
    const outcome = await trainer.evaluate({ model: new Uint8Array(20) }, never)
    expect(outcome).toMatchObject({ error: { code: expect.stringMatching(/^input/) } })
    await trainer.close()
  })
})
