import { memberRoleSchema, organizationNumberSchema } from '@lianshu/protocol/dcp'
import { issuedCredentialMachine, memberMachine } from '@lianshu/trust'
import { z } from 'zod'
import { wordsSchema } from './words.ts'

const state = z.enum(memberMachine.states)

/** An entry of the operator's register, with everything that led to its standing. */
export const memberSchema = z
  .object({
    id: z.string(),
    participantId: z.string(),
    version: z.number().int(),
    state,
    slug: z.string(),
    name: wordsSchema,
    roles: z.array(memberRoleSchema),
    number: organizationNumberSchema,
    protocolUrl: z.string(),
    appliedAt: z.string(),
    history: z.array(
      z.object({
        event: z.enum(memberMachine.events),
        state,
        at: z.string(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Member' })

/** Where an application stands. */
export const standingSchema = z.object({ state }).meta({ id: 'Standing' })

/** A credential that a member was given, without its text. */
export const issuedCredentialSchema = z
  .object({
    id: z.string(),
    issuer: z.string(),
    holder: z.string(),
    objectId: z.string(),
    statusList: z.string(),
    statusIndex: z.number().int(),
    state: z.enum(issuedCredentialMachine.states),
    issuedAt: z.string(),
    validUntil: z.string(),
  })
  .meta({ id: 'IssuedCredential' })
