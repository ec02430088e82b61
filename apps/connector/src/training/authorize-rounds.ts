import { type AuthorizeUse, authorizeUse, type Transfer } from '@lianshu/exchange'
import { type Authorize, independentParties, minimumCohort } from '@lianshu/federated'
import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'

type Deps = Parameters<typeof authorizeUse>[0]
type Asked = {
  readonly transfer: Transfer
  readonly plan: Pick<TrainingPlan, 'purpose' | 'rounds' | 'cohort' | 'initiator'>
  readonly runId: string
}

const useOf = ({
  transfer,
  plan,
  runId,
}: Asked): Omit<AuthorizeUse, 'key' | 'request'> & Pick<AuthorizeUse, 'request'> => ({
  participantId: transfer.participantId,
  agreementId: transfer.agreementId,
  subject: runId,
  request: {
    ...{ action: 'train', purpose: plan.purpose, delivery: 'federated' },
    ...{ assignee: transfer.counterpartyId, target: transfer.datasetId },
  },
})

/** Names one use in the ledger; those of one run and action begin alike. */
const keysOf = (runId: string, action: 'train' | 'evaluate') => `${runId}:${action}:`

/**
 * Whether the agreement allows the whole plan: asked before anything is read, again after a restart or a
 * pause; counts nothing. What this run has used of the agreement by then is part of its plan.
 */
export async function authorizePlan(deps: Deps, asked: Asked): Promise<Result<void, DomainError>> {
  const { cohort, rounds } = asked.plan
  const use = useOf(asked)
  for (const action of ['train', 'evaluate'] as const) {
    const request = {
      ...{ ...use.request, action, cohort: cohort.minimum },
      // The statistics before the first round count as a round, too.
      ...(action === 'train' && { rounds: rounds + 1 }),
    }
    const permit = await authorizeUse(deps, {
      ...use,
      key: `${asked.runId}:plan:${action}`,
      request,
      whole: { keysFrom: keysOf(asked.runId, action) },
    })
    if (!permit.ok) return permit
  }
  return ok(undefined)
}

/** The owner's own decision before every round, counted in its ledger. The running transfer is part of it. */
export const authorizeRounds =
  (deps: Deps, asked: Asked): Authorize =>
  async ({ runId, round, action, cohort }) => {
    const use = useOf(asked)
    const parties = independentParties(cohort, asId<Did>(asked.plan.initiator))
    if (parties < minimumCohort) {
      const message = `only ${parties} independent parties would be summed; at least ${minimumCohort} must be`
      return err(domainError('round.cohort-too-small', message))
    }
    const permit = await authorizeUse(deps, {
      ...use,
      key: `${keysOf(runId, action)}${round}`,
      transferId: asked.transfer.id,
      request: { ...use.request, action, cohort: parties },
    })
    return permit.ok ? ok(undefined) : permit
  }
