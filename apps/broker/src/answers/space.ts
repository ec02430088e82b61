import { memberRoleSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import { wordsSchema } from './words.ts'

const count = z.number().int()

export const spaceSchema = z
  .object({
    name: wordsSchema,
    did: z.string(),
    members: z.array(
      z.object({
        did: z.string(),
        slug: z.string(),
        name: wordsSchema,
        roles: z.array(memberRoleSchema),
      }),
    ),
    counts: z.object({
      members: count,
      listings: count,
      agreements: count,
      runs: count,
      logSize: count,
    }),
  })
  .meta({ id: 'Space' })
