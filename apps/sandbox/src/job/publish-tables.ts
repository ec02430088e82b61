import { join } from 'node:path'
import type { Dataset } from '@lianshu/catalog'
import { type OwnerTable, writeOwnerTable } from '../tables/index.ts'
import { type Job, pathOf } from './job.ts'

const day = 86_400_000

/** The terms that every owner of the sandbox offers: train where the data lies, nothing else. */
function termsOf(index: number, purpose: string) {
  return {
    uses: ['train', 'evaluate', 'commercial-model-use'],
    deliveries: ['federated'],
    purposes: [purpose],
    ...{ minimumCohort: 3, maximumRounds: 500 },
    endsAt: new Date(Math.ceil((Date.now() + 365 * day) / day) * day).toISOString(),
    priceFen: 120_000 + 10_000 * index,
  }
}

/** Each owner registers its table where it lies and publishes what may be known of it. */
export async function publishTables(job: Job): Promise<readonly Dataset[]> {
  const { wish, progress } = job
  const datasets = await Promise.all(
    wish.owners.map((table, index) => publishTable(job, table, index)),
  )
  const rows = datasets.reduce((sum, { published }) => sum + published.rows, 0)
  progress.note(
    `${datasets.length} tables profiled in place and listed, about ${rows} rows; no row moved`,
  )
  return datasets
}

async function publishTable(
  { space, wish }: Job,
  table: OwnerTable,
  index: number,
): Promise<Dataset> {
  const { slug, file, description } = table
  const { api, directory } = space.connectors.get(slug)!
  const known = await api.get<readonly Dataset[]>(pathOf(slug, '/datasets'))
  const listed = known.find((dataset) => dataset.state === 'published' && dataset.file === file)
  if (listed) return listed
  await writeOwnerTable(join(directory, 'data', slug), table)
  const draft =
    known.find((dataset) => dataset.state === 'draft' && dataset.file === file) ??
    (await api.post<Dataset>(pathOf(slug, '/datasets'), {
      ...{ file, ...description, terms: termsOf(index, wish.purpose) },
    }))
  return api.post<Dataset>(pathOf(slug, `/datasets/${draft.id}/publish`))
}
