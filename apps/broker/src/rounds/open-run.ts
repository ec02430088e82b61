import type { AgreedPart } from '@lianshu/exchange'
import { createRun, type Run } from '@lianshu/federated'
import {
  type AgreementId,
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  mintUrn,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { priceFenOf, understandPolicy } from '@lianshu/policy'
import { parseAgreement } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import type { Broker } from '../broker.ts'

export const openRunSchema = z
  .strictObject({
    /** A TrainingPlan; read by the coordinator, which tells what is wrong with one. */
    plan: z.unknown(),
    demandId: z.string().max(200).optional(),
    joinWithinMs: z.number().int().min(1000).max(86_400_000).optional(),
    parts: z
      .array(z.strictObject({ agreement: z.unknown(), providerSignature: z.string().max(8192) }))
      .min(1)
      .max(1000),
  })
  .meta({ id: 'OpenRunRequest' })

export type OpenRunRequest = z.infer<typeof openRunSchema>

/**
 * Opens a run on agreements that their owners signed: each is checked, its price is noted for the
 * settlement, and its owner is invited. Errors name the agreement that does not hold.
 */
export async function openRun(
  broker: Broker,
  { initiator, request }: { readonly initiator: Did; readonly request: OpenRunRequest },
): Promise<Result<Run, DomainError>> {
  const parts: AgreedPart[] = []
  for (const [index, part] of request.parts.entries()) {
    const checked = await checkPart(broker, initiator, part)
    if (!checked.ok) return err({ ...checked.error, at: `parts.${index}` })
    parts.push(checked.value)
  }
  const { plan, joinWithinMs, demandId } = request
  const invited = parts.map(({ ownerId, agreementId }) => ({
    participantId: ownerId,
    agreementId: asId<AgreementId>(agreementId),
  }))
  const id = asId<RunId>(mintUrn(broker.node.random))
  // Terms without a run are nothing; a run without terms could never be settled. So the terms go first.
  const noted = await broker.records.runTerms.insert({
    ...{ participantId: broker.did, id, version: 0, initiator, demandId, parts },
  })
  return noted.ok
    ? createRun(broker.coordinator, { id, initiator, plan, invited, joinWithinMs })
    : noted
}

async function checkPart(
  { node }: Broker,
  initiator: Did,
  part: { readonly agreement?: unknown; readonly providerSignature: string },
): Promise<Result<AgreedPart, DomainError>> {
  const agreement = parseAgreement(part.agreement)
  if (!agreement.ok) return agreement
  const { assigner, assignee, '@id': agreementId } = agreement.value
  if (assignee !== initiator) {
    return err(domainError('auth.forbidden', `agreement ${agreementId} is with somebody else`))
  }
  const ownerId = assigner as Did
  if (ownerId === initiator) {
    return err(
      domainError('auth.forbidden', `agreement ${agreementId} is with the initiator itself`),
    )
  }
  const { providerSignature } = part
  const signed = await node.identities.verifyDetached(
    ownerId,
    part.agreement as Json,
    providerSignature,
  )
  if (!signed.ok) return signed
  const policy = understandPolicy(part.agreement)
  if (!policy.ok) return policy
  return ok({
    ...{ ownerId, agreementId, agreement: agreement.value, providerSignature },
    priceFen: priceFenOf(policy.value),
  })
}
