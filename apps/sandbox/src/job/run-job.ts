import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Did, DomainFailure, domainError } from '@lianshu/kernel'
import type { Summary } from '../summary/summary.ts'
import { compare } from './compare.ts'
import { findData, harvest } from './find-data.ts'
import { type Job, pathOf, trainerName, trainerOf } from './job.ts'
import { joinEverybody } from './join-everybody.ts'
import { negotiate } from './negotiate.ts'
import { prove } from './prove.ts'
import { publishTables } from './publish-tables.ts'
import type { RunView } from './run-view.ts'
import { summarize } from './summarize.ts'
import { followRun, inviteOwners, openRun, unfinishedRun } from './train.ts'

/**
 * The main job: publish, crawl, match, negotiate, agree, train in rounds, settle, prove. What an earlier
 * process left done is found and not done again; a run in the middle goes on. Throws DomainFailure with
 * the sentence that a person needs.
 */
export async function runJob(job: Job): Promise<Summary> {
  const { progress, wish } = job
  const participants = await progress.step('join', 'Everybody joins the space', () =>
    joinEverybody(job),
  )
  const trainer = participants.find(({ slug }) => slug === trainerName)!.did
  const datasets = await progress.step(
    'publish',
    'Owners publish what may be known of their tables',
    () => publishTables(job),
  )
  await progress.step('crawl', 'The broker harvests the catalogues', () => harvest(job))
  const answer = await progress.step('match', 'The trainer says what it needs', () => findData(job))

  const listed = new Map(datasets.map((dataset) => [dataset.id as string, dataset]))
  const chosen = answer.ranked.filter(({ listingId }) => listed.has(listingId))
  if (chosen.length < 3) {
    const message = `a run needs at least 3 owners, and the demand matched ${chosen.length}`
    throw new DomainFailure(domainError('round.cohort-too-small', message))
  }
  const agreements = await progress.step('negotiate', 'Contracts with every chosen owner', () =>
    negotiate(job, chosen),
  )
  const agreed = datasets.filter(({ id }) => chosen.some(({ listingId }) => listingId === id))

  const run = await progress.step('train', 'Training in rounds, under contract', async () => {
    const left = await unfinishedRun(job, trainer as Did)
    if (left)
      progress.note(
        `run ${left.id} goes on where it was stopped, after ${left.history.length} steps`,
      )
    const open =
      left ?? (await openRun(job, { trainer, demandId: answer.id, agreements, datasets: agreed }))
    await inviteOwners(job, open)
    return followRun(job, open)
  })
  const { bytes, path } = await progress.step('save', 'The model is fetched and saved', () =>
    saveModel(job, run),
  )
  const metrics = await progress.step('compare', 'Comparison, made here for the summary only', () =>
    compare(
      { ...job, wish: { ...wish, owners: ownersOf(job, agreed) } },
      { run, datasets: agreed, model: bytes },
    ),
  )
  const logs = await progress.step('prove', 'Every log is checked', () => prove(job))
  return summarize(job, {
    participants,
    datasets,
    answer,
    agreements,
    run,
    metrics,
    logs,
    model: { path, bytes },
  })
}

/** Owners in the order of their datasets. */
const ownersOf = ({ wish, space }: Job, datasets: readonly { participantId: string }[]) =>
  datasets.map(({ participantId }) => {
    const slug = participantId.split(':').at(-1)
    return wish.owners.find((owner) => owner.slug === slug && space.connectors.has(owner.slug))!
  })

async function saveModel(job: Job, run: RunView): Promise<{ path: string; bytes: Uint8Array }> {
  const { space, progress } = job
  const url = `${space.broker.url}/runs/${encodeURIComponent(run.id)}`
  const { base64 } = await trainerOf(job).api.post<{ base64: string }>(
    pathOf(trainerName, '/models'),
    {
      ...{ url, sha256: run.model?.sha256 },
    },
  )
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const folder = join(space.directory, 'models')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${run.id.replace('urn:uuid:', '')}.safetensors`)
  // Bought under contract: nobody else on this machine need read it.
  await writeFile(path, bytes, { mode: 0o600 })
  progress.note(path)
  return { path, bytes }
}
