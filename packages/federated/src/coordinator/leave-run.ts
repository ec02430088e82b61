import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
  type TransferId,
} from '@lianshu/kernel'
import { leaveRequestSchema, leaveStatementSchema } from '@lianshu/protocol/rounds'
import { advanceRun } from './advance-run.ts'
import { commit, stored } from './commit.ts'
import { findInvited, withMember } from './find-run.ts'
import { digestOf } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { Run } from './run.ts'
import { runMachine } from './run-machine.ts'

/**
 * An owner withdraws with a signed reason, also before it joined. The attempt under way is given up when
 * it waits for this owner. Saying it again is harmless. `input.invalid`, `auth.invalid`, `round.mismatch`,
 * `round.late` when the run is over.
 */
export async function leaveRun(
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
): Promise<Result<void, DomainError>> {
  const { runId, sender } = command
  const request = leaveRequestSchema.safeParse(command.request)
  if (!request.success) return err(domainError('input.invalid', 'the statement is malformed'))
  const signed = await deps.verify(sender, request.data.statement)
  if (!signed.ok) return signed
  const statement = leaveStatementSchema.safeParse(signed.value)
  if (!statement.success) return err(domainError('input.invalid', 'the statement is malformed'))
  const { reason } = statement.data

  const left = await commit<Run>(deps, async (stores) => {
    const found = await findInvited({ ...deps, stores }, runId, sender)
    if (!found.ok) return found
    const { run, invited, member } = found.value
    const { planHash, agreementId } = statement.data
    const bound = statement.data.runId === run.id && statement.data.sender === sender
    if (!bound || planHash !== run.planHash || agreementId !== invited.agreementId) {
      return err(domainError('round.mismatch', 'the statement is about something else'))
    }
    if (member?.state === 'left') return ok(run)
    if (runMachine.isTerminal(run.state)) {
      return err(domainError('round.late', 'the run is over'))
    }
    const at = deps.clock.now().toISOString()
    await stores.records.append({
      participantId: deps.coordinatorId,
      type: 'run.left',
      actor: sender,
      subject: run.id,
      at,
      agreementId: invited.agreementId,
      facts: { planHash: run.planHash, statement: digestOf(request.data.statement) },
    })
    const absent = { ...invited, transferPid: asId<TransferId>(''), joinedAt: at }
    const gone = withMember(run, { ...absent, ...member, state: 'left', reason })
    return ok(stored(await stores.runs.update(gone)))
  })
  if (!left.ok) return left
  const at = deps.clock.now().toISOString()
  deps.events.publish({ runId, at, kind: 'left', state: left.value.state })
  await advanceRun(deps, runId)
  return ok(undefined)
}
