import type { PeerClient } from '@lianshu/adapters'
import type { Transfer } from '@lianshu/exchange'
import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { planHash, type TrainingPlan, validatePlan } from '@lianshu/protocol/rounds'
import type { HostedParticipant } from '@lianshu/trust'
import { z } from 'zod'

/** A run that a consumer asks an owner to join. */
export interface Invitation {
  readonly runId: RunId
  readonly runUrl: string
  readonly coordinator: Did
  readonly plan: TrainingPlan
  readonly planHash: string
}

const answerSchema = z.object({ plan: z.unknown() })

/**
 * Reads the run that a transfer request names, from the coordinator itself. The address must be of the
 * operator that the owner joined: a request cannot make a connector call anybody else. The plan must
 * have the hash that the request states and be the requester's own.
 */
export async function readInvitation(
  deps: { readonly peers: PeerClient },
  { transfer, owner }: { readonly transfer: Transfer; readonly owner: HostedParticipant },
): Promise<Result<Invitation, DomainError>> {
  const { operator } = owner
  const address = transfer.requestAddress
  const property = (name: string) =>
    address?.endpointProperties?.find((candidate) => candidate.name === name)?.value
  const runUrl = address?.endpoint
  const stated = property('planHash')
  const runId = property('runId')
  if (!runUrl || !stated || !runId) {
    return err(
      domainError(
        'input.invalid',
        'the request names no run: endpoint, runId and planHash are due',
      ),
    )
  }
  if (!operator || URL.parse(runUrl)?.origin !== new URL(operator.url).origin) {
    return err(domainError('auth.forbidden', 'runs are joined at the operator of this space only'))
  }
  const call = { from: owner.id, to: operator.did, method: 'GET', kind: 'rounds' } as const
  const answer = await deps.peers.json({ ...call, url: `${runUrl}/plan`, maxBytes: 1024 * 1024 })
  if (!answer.ok) return answer
  const plan = validatePlan(answerSchema.safeParse(answer.value.body).data?.plan)
  if (!plan.ok) return plan
  const hash = await planHash(plan.value)
  const { initiator, coordinator } = plan.value
  if (hash !== stated || initiator !== transfer.counterpartyId || coordinator !== operator.did) {
    return err(domainError('plan.invalid', 'the plan is not the one that the request names'))
  }
  return ok({
    ...{ runId: asId<RunId>(runId), runUrl, coordinator: operator.did },
    ...{ plan: plan.value, planHash: hash },
  })
}
