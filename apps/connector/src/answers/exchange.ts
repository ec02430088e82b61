import { agreementMachine } from '@lianshu/exchange'
import { dataAddressSchema, negotiationStates, transferStates } from '@lianshu/protocol/dsp'
import { agreementSchema, messageOfferSchema } from '@lianshu/protocol/odrl'
import { z } from 'zod'

const side = z.enum(['consumer', 'provider'])
const ending = z
  .object({ by: side, code: z.string(), reasons: z.array(z.string()) })
  .meta({ id: 'Ending' })

const common = {
  participantId: z.string(),
  id: z.string(),
  version: z.number().int(),
  side,
  counterpartyId: z.string(),
  counterpartyAddress: z.string(),
  datasetId: z.string(),
  ending: ending.optional(),
  decideBy: z.string().optional().meta({ description: 'Until when a person may decide' }),
  createdAt: z.string(),
  updatedAt: z.string(),
}

export const negotiationSchema = z
  .object({
    ...common,
    state: z.enum(negotiationStates),
    counterpartyPid: z.string().optional(),
    offer: messageOfferSchema,
    requested: messageOfferSchema
      .optional()
      .meta({ description: 'What a consumer asked for last' }),
    agreement: agreementSchema.optional(),
    agreementId: z.string().optional(),
  })
  .meta({ id: 'Negotiation' })

export const storedAgreementSchema = z
  .object({
    ...common,
    state: z.enum(agreementMachine.states),
    negotiationId: z.string(),
    policy: agreementSchema,
    policyHash: z.string(),
    providerSignature: z.string().optional(),
    consumerSignature: z.string().optional(),
  })
  .meta({ id: 'StoredAgreement' })

export const transferSchema = z
  .object({
    ...common,
    state: z.enum(transferStates),
    counterpartyPid: z.string().optional(),
    agreementId: z.string(),
    format: z.string(),
    requestAddress: dataAddressSchema.optional(),
    dataAddress: dataAddressSchema.optional(),
    suspendedBy: side.optional(),
    resumedBy: side.optional(),
  })
  .meta({ id: 'Transfer' })

export const waitingDecisionSchema = z
  .object({
    kind: z.enum(['negotiation', 'transfer']),
    ...{ id: z.string(), side, state: z.string() },
    ...{ counterpartyId: z.string(), datasetId: z.string() },
    ...{ askedAt: z.string(), decideBy: z.string() },
    offer: messageOfferSchema.optional(),
    ...{ agreementId: z.string().optional(), format: z.string().optional() },
  })
  .meta({ id: 'WaitingDecision' })

/** A message that the relay gave up. */
export const deadLetterSchema = z
  .object({
    id: z.string(),
    participantId: z.string(),
    counterpartyId: z.string(),
    to: z.string(),
    body: z.unknown(),
    processId: z.string(),
    kind: z.string(),
    attempts: z.number().int(),
    lastError: z.string(),
  })
  .meta({ id: 'DeadLetter' })
