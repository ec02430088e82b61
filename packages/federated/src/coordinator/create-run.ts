import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  mintUrn,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { planHash, validatePlan } from '@lianshu/protocol/rounds'
import { commit, stored } from './commit.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { Invited, Run } from './run.ts'

/**
 * Opens a run for a plan from outside. `plan.invalid`, `plan.limit`; `auth.forbidden` when the plan names
 * another initiator or coordinator; `round.cohort-too-small` and `plan.limit` when the invited owners do
 * not fit the plan's cohort; `input.invalid` for one invited twice.
 */
export async function createRun(
  deps: Pick<CoordinatorDeps, 'coordinatorId' | 'transactor' | 'events' | 'clock' | 'random'>,
  command: {
    readonly initiator: Did
    /** Of the run; minted when absent. Given by a caller that stored something about the run before it. */
    readonly id?: RunId
    readonly plan: unknown
    readonly invited: readonly Invited[]
    /** How long owners may take to join; the plan's phase deadline when absent. */
    readonly joinWithinMs?: number
  },
): Promise<Result<Run, DomainError>> {
  const { initiator, invited } = command
  const checked = validatePlan(command.plan)
  if (!checked.ok) return checked
  const plan = checked.value
  if (plan.initiator !== initiator || plan.coordinator !== deps.coordinatorId) {
    return err(domainError('auth.forbidden', 'the plan names another initiator or coordinator'))
  }
  if (new Set(invited.map((owner) => owner.participantId)).size !== invited.length) {
    return err(domainError('input.invalid', 'an owner is invited twice', { at: 'invited' }))
  }
  if (invited.length < plan.cohort.minimum) {
    return err(
      domainError(
        'round.cohort-too-small',
        `the plan needs at least ${plan.cohort.minimum} owners, ${invited.length} are invited`,
      ),
    )
  }
  if (invited.length > plan.cohort.maximum) {
    return err(domainError('plan.limit', `the plan allows ${plan.cohort.maximum} owners at most`))
  }
  const now = deps.clock.now()
  const run: Run = {
    participantId: deps.coordinatorId,
    id: command.id ?? asId<RunId>(mintUrn(deps.random)),
    version: 0,
    state: 'CREATED',
    plan,
    planHash: await planHash(plan),
    initiator,
    invited,
    members: [],
    createdAt: now.toISOString(),
    joinDeadline: new Date(
      now.getTime() + (command.joinWithinMs ?? plan.cohort.deadlineMs),
    ).toISOString(),
  }
  const created = await commit(deps, async (stores) => {
    await stores.records.append({
      participantId: deps.coordinatorId,
      type: 'run.created',
      actor: initiator,
      subject: run.id,
      at: run.createdAt,
      facts: { planHash: run.planHash, invited: String(invited.length) },
    })
    return ok(stored(await stores.runs.insert(run)))
  })
  if (created.ok) {
    deps.events.publish({ runId: run.id, at: run.createdAt, kind: 'created', state: 'CREATED' })
  }
  return created
}
