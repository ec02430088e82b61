import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@lianshu/kernel'
import { afterAll, expect, it } from 'vitest'
import { firstModel } from '../../coordinator/first-model.ts'
import { scalingFromSums } from '../../coordinator/scaling-from-sums.ts'
import { writeModel } from '../../safetensors/model-file.ts'
import { writeColumnsFile } from '../columns/columns-file.ts'
import { identityMapping } from '../preprocessing/column-mapping.ts'
import { prepareRows } from '../preprocessing/prepared-rows.ts'
import { planForTests } from '../testing/plan-for-tests.ts'
import { tableForTests } from '../testing/table-for-tests.ts'
import { compareWithBaselines } from './compare-with-baselines.ts'
import { sumVectors } from './pool.ts'

const folder = await mkdtemp(join(tmpdir(), 'baselines-'))
afterAll(() => rm(folder, { recursive: true }))

it('scores all models on the same held-back rows: more rows, better model', async () => {
  const plan = planForTests({ rounds: 20 })
  const mappings = identityMapping(plan)
  const owners = [1, 2, 3].map((seed) => tableForTests(250, seed))
  const tables = await Promise.all(
    owners.map(async (table, index) => {
      const tablePath = join(folder, `${index}.columns`)
      await writeColumnsFile(tablePath, table)
      return { tablePath, mappings }
    }),
  )
  const prepared = owners.map((table) => unwrap(prepareRows(table, plan, mappings)))
  const scaling = scalingFromSums(plan, sumVectors(prepared.map((rows) => rows.statistics())))
  const untrained = writeModel(firstModel(plan, '', scaling))
  const never = new AbortController().signal
  const outcome = unwrap(
    await compareWithBaselines({ plan, tables, federatedModel: untrained }, never),
  )
  const { federated, alone, aloneMean, pooled } = outcome
  if (pooled.task !== 'binary' || federated.task !== 'binary') throw new Error('not binary')
  expect(alone).toHaveLength(3)
  const heldBack = prepared.reduce((sum, rows) => sum + rows.testRows, 0)
  expect([federated, pooled, ...alone].map(({ rows }) => rows)).toEqual(Array(5).fill(heldBack))
  expect(pooled.auc).toBeGreaterThan(0.93)
  expect(pooled.auc).toBeGreaterThan(aloneMean)
  expect(federated.auc).toBeLessThan(aloneMean)
  expect(pooled.averagePrecision).toBeGreaterThan(federated.averagePrecision!)
})
