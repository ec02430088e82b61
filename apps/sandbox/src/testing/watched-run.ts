import { setTimeout as sleep } from 'node:timers/promises'
import { bindCoordinatorStores, openDatabase } from '@lianshu/adapters'
import { type Job, pathOf, trainerName } from '../job/job.ts'
import type { RunView } from '../job/run-view.ts'
import { openRun, type TrainRequest } from '../job/train.ts'
import { watchRun } from '../job/watch-run.ts'

/** Opens a run like the job's own, with a deadline that a test has the patience for. */
export async function openHastyRun(
  job: Job,
  request: TrainRequest,
  { rounds, deadlineMs }: { readonly rounds: number; readonly deadlineMs: number },
): Promise<RunView> {
  // The job's plan is taken over and its run, which nobody was asked to join, is left alone.
  const { plan } = await openRun(job, request)
  const { api } = job.space.connectors.get(trainerName)!
  const { id } = await api.post<{ id: string }>(pathOf(trainerName, '/runs'), {
    plan: { ...plan, rounds, cohort: { ...plan.cohort, deadlineMs } },
    agreementIds: request.agreements.map((agreement) => agreement.id),
    joinWithinMs: 60_000,
  })
  return job.space.broker.api.get<RunView>(`/api/runs/${encodeURIComponent(id)}`)
}

/** The first view of a run that has come to something; throws when the run ends before that. */
export async function runUntil(
  { space, signal }: Job,
  { id }: Pick<RunView, 'id'>,
  hasCome: (run: RunView) => boolean,
): Promise<RunView> {
  let last: RunView | undefined
  for await (const view of watchRun(space.broker.url, id, signal)) {
    if (hasCome(view)) return view
    last = view
    if (['COMPLETED', 'FAILED', 'CANCELLED'].includes(view.state)) break
  }
  throw new Error(`the run went past it: ${last?.state}, ${last?.sentence}`)
}

/** Waits until one owner's vector alone is missing in the attempt under way; read where the broker keeps it. */
export async function untilOneIsMissing(
  { space }: Job,
  run: Pick<RunView, 'id'>,
  slug: string,
): Promise<void> {
  const database = openDatabase({ url: space.broker.databaseUrl })
  try {
    const { attempts, inputs } = bindCoordinatorStores(database)
    for (;;) {
      const attempt = (await attempts.find(space.operator, { runId: run.id as never })).at(-1)
      const sent = await inputs.find(space.operator, {
        ...{ attemptId: attempt?.id ?? '', phase: 'MASKED_INPUT' },
      })
      const senders = sent.map(({ sender }) => sender)
      const missing = attempt?.cohort.filter((did) => !senders.includes(did)) ?? []
      if (missing.length === 1 && missing[0]!.endsWith(`:${slug}`)) return
      await sleep(50)
    }
  } finally {
    await database.close()
  }
}
