import type { Dataset } from '@lianshu/catalog'
import type { StoredAgreement } from '@lianshu/exchange'
import { priceOfAgreement } from '@lianshu/exchange'
import type { LogSummary, MetricSummary, Summary } from '../summary/summary.ts'
import type { Answer } from './find-data.ts'
import type { Job } from './job.ts'
import type { JoinedParticipant } from './join-everybody.ts'
import type { RunView } from './run-view.ts'

export interface Outcome {
  readonly participants: readonly JoinedParticipant[]
  readonly datasets: readonly Dataset[]
  readonly answer: Answer
  readonly agreements: readonly StoredAgreement[]
  readonly run: RunView
  readonly metrics: MetricSummary
  readonly logs: readonly LogSummary[]
  readonly model: { readonly path: string; readonly bytes: Uint8Array }
}

/** Everything that the job came to, in one object. */
export async function summarize(job: Job, outcome: Outcome): Promise<Summary> {
  const { space, wish, progress } = job
  const { participants, datasets, answer, agreements, run, metrics, logs, model } = outcome
  const slugOf = (did: string) =>
    participants.find((participant) => participant.did === did)?.slug ?? did
  const nodes = [...space.connectors.values()]
  const bytesOut = await Promise.all(
    nodes.map(
      async ({ name, api }) =>
        [name, await api.get<Record<string, number>>('/api/traffic')] as const,
    ),
  )
  const backends = await Promise.all(
    nodes.map(({ api }) => api.get<readonly string[]>('/api/training/backends')),
  )
  return {
    home: space.directory,
    portal: space.portalUrl ?? '',
    data: {
      ...{ simulated: wish.simulated, seed: wish.seed },
      note: wish.simulated ? 'simulated milling plants' : 'your table, split over the owners',
    },
    participants: participants.map(({ name, did, roles, url }) => ({ name, did, roles, url })),
    listings: datasets.map(({ id, title, participantId, published }) => ({
      ...{ id, title, owner: slugOf(participantId), rows: published.rows },
    })),
    demand: {
      ...{ id: answer.id, text: answer.text },
      ranked: answer.ranked.map(({ listingId, title, score, reasons }) => ({
        listingId,
        title,
        score,
        reasons,
      })),
      excluded: answer.excluded.map(({ listingId, title, reasons }) => ({
        listingId,
        title,
        reasons,
      })),
    },
    agreements: agreements.map(({ id, counterpartyId, state, policy }) => ({
      ...{ id, state, owner: slugOf(counterpartyId), priceFen: priceOfAgreement(policy) },
    })),
    run: {
      ...{ id: run.id, state: run.state, planHash: run.planHash, task: run.plan.task },
      target: run.plan.target.column,
      backend: [...new Set(backends.flat())].join(', '),
      rounds: run.history
        .filter(({ phase }) => phase === 'train')
        .map(({ round, loss = Number.NaN, seconds }) => ({ round, loss, seconds })),
    },
    metrics,
    settlement: {
      totalFen: run.settlement?.totalFen ?? 0,
      shares: (run.settlement?.shares ?? []).map(({ did, rows, fen }) => ({
        owner: slugOf(did),
        rows,
        fen,
      })),
    },
    bytesOut: Object.fromEntries(bytesOut),
    logs,
    model: { path: model.path, sha256: run.model?.sha256 ?? '', bytes: model.bytes.length },
    seconds: progress.seconds,
  }
}
