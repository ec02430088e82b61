import { memberRoleSchema } from '@lianshu/protocol/dcp'
import { memberMachine } from '@lianshu/trust'
import { z } from 'zod'
import { wordsSchema } from './words.ts'

const state = z.enum(memberMachine.states)

/** An entry of the operator's register. */
export const memberSchema = z
  .object({
    id: z.string(),
    participantId: z.string(),
    version: z.number().int(),
    state,
    slug: z.string(),
    name: wordsSchema,
    roles: z.array(memberRoleSchema),
    protocolUrl: z.string(),
    appliedAt: z.string(),
  })
  .meta({ id: 'Member' })

/** Where an application stands; a member gets its credential with the answer. */
export const standingSchema = z
  .object({
    state,
    credential: z
      .string()
      .optional()
      .meta({ description: 'MembershipCredential as JWT (VCDM 2.0)' }),
  })
  .meta({ id: 'Standing' })
