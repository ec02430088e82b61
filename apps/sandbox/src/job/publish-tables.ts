import { join } from 'node:path'
import type { Dataset } from '@lianshu/catalog'
import { type OwnerTable, writeOwnerTable } from '../tables/index.ts'
import { type Job, pathOf } from './job.ts'

const day = 86_400_000

/** The terms that owners of the sandbox offer: use where the data lies, nothing else. */
function termsOf(index: number, purpose: string, uses: readonly string[]) {
  return {
    ...{ uses, deliveries: ['federated'], purposes: [purpose] },
    ...{ minimumCohort: 3, maximumRounds: 500 },
    endsAt: new Date(Math.ceil((Date.now() + 365 * day) / day) * day).toISOString(),
    priceFen: 120_000 + 10_000 * index,
  }
}

const trainingUses = ['train', 'evaluate', 'commercial-model-use']

/** Each owner registers its tables where they lie and publishes what may be known of them. */
export async function publishTables(job: Job): Promise<readonly Dataset[]> {
  const { wish, progress } = job
  const side = wish.side ?? []
  const [datasets] = await Promise.all([
    Promise.all(wish.owners.map((table, index) => publishTable(job, table, index, trainingUses))),
    Promise.all(side.map(({ table, uses }, index) => publishTable(job, table, index, uses))),
  ])
  const rows = datasets.reduce((sum, { published }) => sum + published.rows, 0)
  progress.note(
    `${datasets.length + side.length} tables profiled in place and listed, about ${rows} rows; no row moved`,
  )
  return datasets
}

async function publishTable(
  { space, wish }: Job,
  table: OwnerTable,
  index: number,
  uses: readonly string[],
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
      ...{ file, ...description, terms: termsOf(index, wish.purpose, uses) },
    }))
  return api.post<Dataset>(pathOf(slug, `/datasets/${draft.id}/publish`))
}
