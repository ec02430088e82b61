import { join } from 'node:path'
import {
  bindParticipations,
  bindRecordLog,
  createTransactor,
  type NodeResources,
} from '@lianshu/adapters'
import type { DatasetStore, TableSource } from '@lianshu/catalog'
import type { ExchangeTransactor, Transfer, TransferGate } from '@lianshu/exchange'
import {
  type ParticipantDeps,
  type ParticipateCommand,
  type Participation,
  participateInRun,
  withdrawFromRun,
} from '@lianshu/federated'
import { startTrainingProcess, type TrainingProcess } from '@lianshu/federated/trainer'
import {
  type AgreementId,
  asId,
  type DomainError,
  domainError,
  err,
  type Json,
  ok,
  type Result,
  type TransferId,
} from '@lianshu/kernel'
import type { HostedParticipants } from '@lianshu/trust'
import { authorizePlan, authorizeRounds } from './authorize-rounds.ts'
import { createCoordinatorClient } from './coordinator-client.ts'
import { despiteOutages } from './despite-outages.ts'
import { prepareTable } from './prepare-table.ts'
import { type Invitation, readInvitation } from './read-invitation.ts'

export interface TrainingsDeps {
  readonly node: NodeResources
  readonly directory: string
  readonly participants: HostedParticipants
  readonly datasets: DatasetStore
  readonly tables: TableSource
  readonly exchanging: ExchangeTransactor
  /**
   * Completes the transfer of a part that ended as planned, terminates it with the reason otherwise; does what
   * is missing of it when it is called again.
   */
  readonly finish: (transfer: Transfer, ending: PartEnding | undefined) => Promise<void>
}

/** Why a part in a run ended before its time. */
export interface PartEnding {
  readonly code: string
  readonly reason: string
}

/** The data plane of federated training: a running transfer is an owner's part in a run. */
export interface Trainings extends TransferGate {
  /** Stops every loop; their participations go on after a restart. */
  stop(): Promise<void>
  /** Backends of the training processes that run or ran, for receipts and summaries. */
  backends(): readonly string[]
}

interface Running {
  readonly abort: AbortController
  readonly ended: Promise<void>
  /** Tells the coordinator that the owner is out, so that the others need not wait for it. */
  readonly withdraw: () => Promise<unknown>
}

export function createTrainings(deps: TrainingsDeps): Trainings {
  const running = new Map<string, Running>()
  const open = new Set<Promise<void>>()
  const closing = new AbortController()
  const backends = new Set<string>()

  const begin = async (transfer: Transfer): Promise<Result<undefined, DomainError>> => {
    if (running.has(transfer.id)) return ok(undefined)
    const prepared = await prepare(deps, transfer)
    if (!prepared.ok) return prepared
    // Asked twice at once, the second finds the first's loop.
    if (running.has(transfer.id)) return ok(undefined)
    const abort = new AbortController()
    const { trainer } = prepared.value
    const part = partOf(deps, transfer, prepared.value)
    const failed = (error: unknown) =>
      deps.node.logger.error('a part in a run waits to go on', {
        ...{ transfer: transfer.id, error: String(error) },
      })
    const { signal } = abort
    const ended = despiteOutages(() => participateInRun(part.deps, part.command, signal), {
      ...{ signal, failed },
    })
      .finally(async () => {
        if (trainer.backend) backends.add(trainer.backend)
        await trainer.close()
        // Before the transfer ends: ending it closes this gate, which must not wait for itself.
        running.delete(transfer.id)
      })
      .then(async (result) => {
        if (result === undefined || signal.aborted) return
        const finish = () => deps.finish(transfer, endingOf(result))
        await despiteOutages(finish, { signal: closing.signal, failed })
      })
      .catch((error) => {
        deps.node.logger.error('a part in a run failed', {
          transfer: transfer.id,
          error: String(error),
        })
      })
      .finally(() => open.delete(ended))
    open.add(ended)
    const withdraw = () => withdrawFromRun(part.deps, part.command)
    running.set(transfer.id, { abort, ended, withdraw })
    return ok(undefined)
  }

  return {
    open: begin,
    async close(transfer) {
      const loop = running.get(transfer.id)
      loop?.abort.abort()
      await loop?.ended
      // A pause may be lifted again; an end is for good.
      if (transfer.state === 'TERMINATED') await loop?.withdraw()
    },
    async stop() {
      closing.abort()
      for (const loop of running.values()) loop.abort.abort()
      await Promise.all(open)
    },
    backends: () => [...backends],
  }
}

interface Prepared {
  readonly invitation: Invitation
  readonly trainer: TrainingProcess
}

/** Everything that is checked before an owner's rows are touched, and the trainer that will touch them. */
async function prepare(
  deps: TrainingsDeps,
  transfer: Transfer,
): Promise<Result<Prepared, DomainError>> {
  const { node, participants, datasets, exchanging } = deps
  const owner = await participants.get(transfer.participantId)
  if (!owner) return err(domainError('not-found', 'no such participant is hosted here'))
  const invitation = await readInvitation(node, { transfer, owner })
  if (!invitation.ok) return invitation
  const { plan, planHash, runId } = invitation.value
  const allowed = await authorizePlan(
    { transactor: exchanging, clock: node.clock },
    { transfer, plan, runId },
  )
  if (!allowed.ok) return allowed
  const dataset = await datasets.get(transfer.participantId, transfer.datasetId)
  if (!dataset) return err(domainError('not-found', 'the dataset is no longer here'))
  const directory = join(deps.directory, 'training')
  const table = await prepareTable({ tables: deps.tables, directory }, { dataset, plan, planHash })
  if (!table.ok) return table
  const { path: tablePath, mappings } = table.value
  const trainer = startTrainingProcess({ tablePath, plan, mappings, logger: node.logger })
  return ok({ invitation: invitation.value, trainer })
}

/** An owner's part in the run that a transfer asks for. */
function partOf(
  { node, exchanging }: TrainingsDeps,
  transfer: Transfer,
  { invitation, trainer }: Prepared,
): { readonly deps: ParticipantDeps; readonly command: ParticipateCommand } {
  const { clock, identities, logger } = node
  const { participantId, id } = transfer
  const { plan, runId, runUrl, coordinator, planHash } = invitation
  return {
    deps: {
      ...{ participantId, trainer, clock, logger, cache: node.objects, verify: identities.verify },
      signer: { participantId, sign: (value: Json) => identities.sign(participantId, value) },
      client: createCoordinatorClient(node.peers, { from: participantId, coordinator, runUrl }),
      authorize: authorizeRounds({ transactor: exchanging, clock }, { transfer, plan, runId }),
      transactor: createTransactor(node.db, (tx) => ({
        participations: bindParticipations(tx),
        records: bindRecordLog(tx),
      })),
    },
    command: {
      ...{ runId, runUrl, plan, planHash },
      agreementId: asId<AgreementId>(transfer.agreementId),
      transferPid: asId<TransferId>(id),
    },
  }
}

/** Why the transfer ends early; undefined when the run ended as planned. */
function endingOf(result: Result<Participation, DomainError>): PartEnding | undefined {
  if (!result.ok) return { code: result.error.code, reason: result.error.message }
  const { state, reason = '' } = result.value
  if (state === 'COMPLETED' && reason === 'COMPLETED') return undefined
  return {
    code: state === 'LEFT' ? reason.slice(0, 100) : 'run.ended',
    reason: reason || 'the run did not complete',
  }
}
