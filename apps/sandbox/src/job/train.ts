import type { Dataset } from '@lianshu/catalog'
import type { StoredAgreement, Transfer } from '@lianshu/exchange'
import { buildPlan } from '@lianshu/federated'
import { defaultTraining } from '@lianshu/federated/trainer'
import {
  type Did,
  DomainFailure,
  domainError,
  type Json,
  mintUrn,
  systemRandom,
  unwrap,
} from '@lianshu/kernel'
import { federatedTrainingFormat } from '@lianshu/protocol/dcat'
import { LIANSHU } from '@lianshu/protocol/odrl'
import { type Job, pathOf, trainerName, trainerOf } from './job.ts'
import { isOver, type RunView } from './run-view.ts'
import { watchRun } from './watch-run.ts'

/** Owners may need a while to check the plan and start their training process. */
const joinWithinMs = 60_000

export interface TrainRequest {
  readonly trainer: Did
  readonly demandId: string
  readonly agreements: readonly StoredAgreement[]
  /** Of the owners that agreed; only what they published is read. */
  readonly datasets: readonly Dataset[]
}

/** A run of this trainer that a stopped process left in the middle. */
export async function unfinishedRun({ space }: Job, trainer: Did): Promise<RunView | undefined> {
  const runs = await space.broker.api.get<readonly RunView[]>('/api/runs')
  return runs.find((run) => !isOver(run) && run.initiator.did === trainer)
}

/** Opens a run on the agreements; what is in the plan comes from published profiles alone. */
export async function openRun(job: Job, request: TrainRequest): Promise<RunView> {
  const { space, progress } = job
  const { plan, leftOut } = planFor(job, request)
  const names = plan.features.map(({ column }) => nameInList(column))
  progress.note(
    `${plan.task} on "${plan.target.column}" from ${names.length} columns: ${names.join(', ')}`,
  )
  for (const { column, reason } of leftOut)
    progress.note(`left out: ${nameInList(column)} (${reason})`)
  const opened = await trainerOf(job).api.post<{ id: string }>(pathOf(trainerName, '/runs'), {
    ...{ plan, joinWithinMs, demandId: request.demandId },
    agreementIds: request.agreements.map(({ id }) => id),
  })
  return space.broker.api.get<RunView>(`/api/runs/${encodeURIComponent(opened.id)}`)
}

/** Names stand between commas; one that holds a comma itself must not read as two. */
const nameInList = (name: string) => (name.includes(',') ? `"${name}"` : name)

function planFor({ wish, space }: Job, { trainer, datasets }: TrainRequest) {
  const profiles = datasets.map(({ published }) => published)
  const build = (training: Partial<Parameters<typeof buildPlan>[0]>) =>
    buildPlan({
      ...{ id: mintUrn(systemRandom), profiles, target: wish.target, exclude: wish.exclude },
      ...{ rounds: wish.rounds ?? 10, purpose: wish.purpose, seed: wish.seed },
      ...{ initiator: trainer, coordinator: space.operator },
      ...training,
    })
  // The task decides the training, and the plan finds out the task.
  const first = build({})
  if (!first.ok) throw new DomainFailure(first.error)
  const rowsPerOwner = profiles.reduce((sum, { rows }) => sum + rows, 0) / profiles.length
  const { model, local, rounds } = defaultTraining({ task: first.value.plan.task, rowsPerOwner })
  return unwrap(build({ model, local, rounds: wish.rounds ?? rounds }))
}

/** Asks each owner by a Dataspace Protocol transfer to join; those who were asked before are not asked again. */
export async function inviteOwners(job: Job, run: RunView): Promise<void> {
  const { api } = trainerOf(job)
  const endpoint = `${job.space.broker.url}/runs/${encodeURIComponent(run.id)}`
  const asked = await api.get<readonly Transfer[]>(pathOf(trainerName, '/transfers'))
  const property = (name: string, value: string) => ({ '@type': 'EndpointProperty', name, value })
  let invited = 0
  for (const { agreementId } of run.participants) {
    const before = asked.some(
      (transfer) =>
        transfer.agreementId === agreementId && transfer.requestAddress?.endpoint === endpoint,
    )
    if (before) continue
    const dataAddress: Json = {
      ...{ '@type': 'DataAddress', endpointType: `${LIANSHU}FederatedTraining`, endpoint },
      endpointProperties: [property('runId', run.id), property('planHash', run.planHash)],
    }
    await api.post(pathOf(trainerName, '/transfers'), {
      agreementId,
      format: federatedTrainingFormat,
      dataAddress,
    })
    invited++
  }
  job.progress.note(
    invited === 0
      ? `all ${run.participants.length} owners were asked before`
      : `${invited} owners asked by a transfer request of format ${federatedTrainingFormat}`,
  )
}

/** Follows a run to its end, telling each round that `run` does not have yet as it is summed. DomainFailure when it ends otherwise than COMPLETED. */
export async function followRun({ space, progress, signal }: Job, run: RunView): Promise<RunView> {
  let told = run.history.length
  for await (const view of watchRun(space.broker.url, run.id, signal)) {
    for (const outcome of view.history.slice(told))
      progress.note(roundInWords(outcome, view.plan.rounds))
    told = view.history.length
    if (view.state === 'COMPLETED') return settledView(space.broker.api, view)
    if (isOver(view)) throw endedEarly(view)
  }
  throw new DomainFailure(
    domainError('peer.unreachable', 'the operator stopped telling about the run'),
  )
}

function roundInWords(outcome: RunView['history'][number], rounds: number): string {
  const { phase, round, loss, cohort, attempt, seconds } = outcome
  const what = phase === 'train' ? `round ${round} of ${rounds}` : phase
  const value = loss === undefined ? '' : `, loss ${loss.toFixed(4)}`
  const again = attempt > 1 ? `, attempt ${attempt}` : ''
  return `${what}: sum of ${cohort} masked vectors${value}${again} (${seconds.toFixed(1)} s)`
}

const endedEarly = ({ state, sentence }: RunView): DomainFailure => {
  const message = `the run ${state}: ${sentence ?? 'no reason was given'}`
  return new DomainFailure(domainError('round.cohort-too-small', message))
}

/** The settlement is made right after the run has ended; it is waited for a little. */
async function settledView(
  api: { get<T>(path: string): Promise<T> },
  run: RunView,
): Promise<RunView> {
  for (let look = 0; look < 100; look++) {
    const view = await api.get<RunView>(`/api/runs/${encodeURIComponent(run.id)}`)
    if (view.settlement) return view
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new DomainFailure(domainError('internal', 'the run was not settled'))
}
