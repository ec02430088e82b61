import type { LeaveStatement } from '@lianshu/protocol/rounds'
import type { ParticipateCommand } from './keep-participation.ts'
import type { ParticipantDeps } from './ports.ts'

/** The owner's signed word that it leaves the run; `reason` is an error code or `withdrawn`. */
export async function signLeaving(
  deps: Pick<ParticipantDeps, 'participantId' | 'signer'>,
  command: ParticipateCommand,
  reason: string,
): Promise<string> {
  const statement: LeaveStatement = {
    type: 'LeaveStatement',
    runId: command.runId,
    planHash: command.planHash,
    agreementId: command.agreementId,
    sender: deps.participantId,
    reason,
  }
  return deps.signer.sign(statement)
}
