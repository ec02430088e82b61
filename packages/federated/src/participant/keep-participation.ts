import {
  type AgreementId,
  asId,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
  type TransferId,
  unwrap,
} from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import { type Participation, participationMachine } from './participation.ts'
import type { ParticipantDeps, ParticipantStores } from './ports.ts'

/** Which run an owner enters, and under what. */
export interface ParticipateCommand {
  readonly runId: RunId
  readonly runUrl: string
  readonly plan: TrainingPlan
  readonly planHash: string
  readonly agreementId: AgreementId
  readonly transferPid: TransferId
}

type Deps = Pick<ParticipantDeps, 'participantId' | 'transactor' | 'clock'>

/** The stored participation of this transfer, or a new one. `round.mismatch` when it is another run's. */
export async function openParticipation(
  deps: Deps,
  command: ParticipateCommand,
): Promise<Result<Participation, DomainError>> {
  return deps.transactor.run(async ({ participations }) => {
    const known = await participations.get(deps.participantId, command.transferPid)
    if (known) {
      return known.runId === command.runId && known.planHash === command.planHash
        ? ok(known)
        : err(domainError('round.mismatch', 'the transfer belongs to another run or plan'))
    }
    return participations.insert({
      participantId: deps.participantId,
      id: asId<TransferId>(command.transferPid),
      version: 0,
      state: participationMachine.initial,
      runId: command.runId,
      runUrl: command.runUrl,
      planHash: command.planHash,
      agreementId: command.agreementId,
      bytesOut: { control: 0, statistics: 0, update: 0, evaluation: 0 },
      rowsTrained: 0,
      roundsTrained: 0,
    })
  })
}

/**
 * Changes the participation and logs the act in one transaction. One loop owns a participation, so a lost
 * race means that two run at once; that is a DomainFailure and ends this one.
 */
export async function changeParticipation(
  deps: Deps,
  participation: Participation,
  event: 'joined' | 'finish' | 'leave',
  changes: Partial<Participation>,
  act: { readonly type: string; readonly reason?: string; readonly facts?: Record<string, string> },
): Promise<Participation> {
  const state = unwrap(participationMachine.next(participation.state, event, 'owner'))
  return deps.transactor.run(async ({ participations, records }: ParticipantStores) => {
    const updated = await participations.update({ ...participation, ...changes, state })
    if (!updated.ok) throw new DomainFailure(updated.error)
    await records.append({
      participantId: deps.participantId,
      type: act.type,
      actor: deps.participantId,
      subject: participation.runId,
      at: deps.clock.now().toISOString(),
      agreementId: participation.agreementId,
      reason: act.reason,
      facts: { planHash: participation.planHash, ...act.facts },
    })
    return updated.value
  })
}
