import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openTable } from '@lianshu/adapters'
import type { Dataset } from '@lianshu/catalog'
import { mapOwnerColumns } from '@lianshu/federated'
import {
  type Baselines,
  compareWithBaselines,
  headline,
  readSource,
  writeColumnsFile,
} from '@lianshu/federated/trainer'
import { type DomainError, DomainFailure, type Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { MetricSummary } from '../summary/summary.ts'
import type { Job } from './job.ts'
import type { RunView } from './run-view.ts'

/**
 * Sets the federated model beside models of one owner each and beside one of the pooled table. Only the
 * sandbox can do that: it made the tables. It happens after the run and feeds nothing back.
 */
export async function compare(
  job: Job,
  {
    run,
    datasets,
    model,
  }: { readonly run: RunView; readonly datasets: readonly Dataset[]; readonly model: Uint8Array },
): Promise<MetricSummary> {
  const { plan } = run
  const folder = join(job.space.directory, 'comparison')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    // All settled before the folder goes: one that fails must not leave others writing.
    const written = await Promise.allSettled(
      datasets.map((dataset, index) => writeColumns(job, { plan, dataset, index, folder })),
    )
    const tables = written.map((table) => {
      if (table.status === 'rejected') throw table.reason
      return table.value
    })
    const baselines = orThrow(
      await compareWithBaselines({ plan, tables, federatedModel: model }, job.signal),
    )
    return summaryOf(job, run, baselines)
  } finally {
    // Rows of every owner in one place, as no federated run has them: not a moment longer than needed.
    await rm(folder, { recursive: true, force: true })
  }
}

interface OwnerColumns {
  readonly plan: TrainingPlan
  readonly dataset: Dataset
  readonly index: number
  /** Where the columns file goes. */
  readonly folder: string
}

async function writeColumns({ space, wish }: Job, { plan, dataset, index, folder }: OwnerColumns) {
  const slug = wish.owners[index]?.slug ?? ''
  const directory = join(space.connectors.get(slug)!.directory, 'data', slug)
  const mappings = orThrow(mapOwnerColumns(plan, dataset.published))
  const table = orThrow(await openTable(dataset.file, { directory }))
  try {
    const tablePath = join(folder, `${slug}.columns`)
    await writeColumnsFile(
      tablePath,
      await readSource(table, [...new Set(mappings.map(({ source }) => source))]),
    )
    return { tablePath, mappings }
  } finally {
    table.close()
  }
}

function summaryOf(
  { wish }: Job,
  { plan, evaluation }: RunView,
  baselines: Baselines,
): MetricSummary {
  const metrics = evaluation?.metrics
  const inRun =
    metrics === undefined ? Number.NaN : metrics.task === 'regression' ? metrics.rmse : metrics.auc
  return {
    name: plan.task === 'regression' ? 'rmse' : 'auc',
    federated: headline(baselines.federated),
    localMean: baselines.aloneMean,
    local: baselines.alone.map((scores, index) => ({
      owner: wish.owners[index]?.slug ?? '',
      value: headline(scores),
    })),
    ...{ pooled: headline(baselines.pooled), inRun },
    heldBackRows: metrics?.rows ?? 0,
  }
}

function orThrow<T>(result: Result<T, DomainError>): T {
  if (!result.ok) throw new DomainFailure(result.error)
  return result.value
}
