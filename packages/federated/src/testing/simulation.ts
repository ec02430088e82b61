import {
  type AgreementId,
  asId,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Json,
  ok,
  type Result,
  type RunId,
  readAll,
  silentLogger,
  systemClock,
  systemRandom,
  type TransferId,
  unwrap,
} from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { Attempt, PhaseInput, Run, StoredReceipt } from '../coordinator/run.ts'
import {
  advertiseKey,
  type CoordinatorClient,
  type CoordinatorDeps,
  createRun,
  createRunEvents,
  joinRun,
  leaveRun,
  nextWork,
  openModel,
  type ParticipantDeps,
  type ParticipateCommand,
  type Participation,
  restartAttempt,
  submitMaskedVector,
} from '../index.ts'
import { fakeSign, fakeVerify } from './masking.ts'
import { memoryObjects, memoryStore, memoryTransactor } from './memory-stores.ts'
import { coordinatorId, initiatorId } from './plans.ts'

export const ownerId = (owner: number) => asId<Did>(`did:web:owner${owner}`)
export const agreementOf = (owner: number) => asId<AgreementId>(`urn:uuid:agreement-${owner}`)

export const signerOf = (participantId: Did) => ({
  participantId,
  sign: async (value: Json) => fakeSign(participantId, value),
})

/** A coordinator on stores in memory. */
export function simulatedCoordinator() {
  const stores = {
    runs: memoryStore<Run>(),
    attempts: memoryStore<Attempt>(),
    inputs: memoryStore<PhaseInput>(),
    receipts: memoryStore<StoredReceipt>(),
  }
  const { transactor, records } = memoryTransactor(stores)
  const objects = memoryObjects()
  const deps: CoordinatorDeps = {
    coordinatorId: asId<Did>(coordinatorId),
    stores,
    transactor,
    objects,
    signer: signerOf(asId<Did>(coordinatorId)),
    verify: fakeVerify,
    events: createRunEvents(),
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger,
  }
  return { deps, stores, objects, records }
}

export const openRun = async (deps: CoordinatorDeps, plan: TrainingPlan, owners: number) =>
  unwrap(
    await createRun(deps, {
      initiator: asId<Did>(initiatorId),
      plan,
      invited: Array.from({ length: owners }, (_, owner) => ({
        participantId: ownerId(owner),
        agreementId: agreementOf(owner),
      })),
    }),
  )

/** Calls the use cases as the HTTP client would; what the coordinator throws looks like a lost connection. */
export function directClient(deps: CoordinatorDeps, runId: RunId, sender: Did): CoordinatorClient {
  const reach = async <T>(call: () => Promise<Result<T, DomainError>>) => {
    try {
      return await call()
    } catch (error) {
      if (error instanceof DomainFailure) throw error
      return err(domainError('peer.unreachable', 'the connection was lost'))
    }
  }
  const from = { runId, sender }
  return {
    join: (request) =>
      reach(async () => {
        const joined = await joinRun(deps, { ...from, request })
        return joined.ok ? ok(undefined) : joined
      }),
    nextWork: (seen, signal) => reach(() => nextWork(deps, { ...from, seen, waitMs: 500, signal })),
    advertiseKey: (advertisement) =>
      reach(() => advertiseKey(deps, { ...from, request: { advertisement } })),
    submitVector: (statement, body) =>
      reach(() => submitMaskedVector(deps, { ...from, statement, body })),
    model: (sha256) =>
      reach(async () => {
        const stream = await openModel(deps, { ...from, sha256 })
        return stream.ok ? ok(await readAll(stream.value)) : stream
      }),
    restart: (request) => reach(() => restartAttempt(deps, { ...from, request })),
    leave: (statement) => reach(() => leaveRun(deps, { ...from, request: { statement } })),
  }
}

/** An owner's connector on stores in memory. */
export function simulatedOwner(
  coordinator: CoordinatorDeps,
  run: Run,
  owner: number,
  parts: Pick<ParticipantDeps, 'trainer'> & Partial<ParticipantDeps>,
) {
  const participantId = ownerId(owner)
  const participations = memoryStore<Participation>()
  const { transactor, records } = memoryTransactor({ participations })
  const deps: ParticipantDeps = {
    participantId,
    signer: signerOf(participantId),
    verify: fakeVerify,
    client: directClient(coordinator, run.id, participantId),
    authorize: async () => ok(undefined),
    transactor,
    cache: memoryObjects(),
    clock: systemClock,
    logger: silentLogger,
    ...parts,
  }
  const command: ParticipateCommand = {
    runId: run.id,
    runUrl: `http://broker/runs/${run.id}`,
    plan: run.plan,
    planHash: run.planHash,
    agreementId: agreementOf(owner),
    transferPid: asId<TransferId>(`urn:uuid:transfer-${owner}`),
  }
  return { deps, command, records }
}
