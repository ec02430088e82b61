import { publicJwkSchema } from '@lianshu/protocol/dcp'
import { cosignatureSchema } from '@lianshu/trust'
import { z } from 'zod'
import { wordsSchema } from './words.ts'

const size = z.number().int()

export const logNodeSchema = z
  .object({ did: z.string(), name: wordsSchema, size })
  .meta({ id: 'LogNode' })

export const logHeadAnswerSchema = z
  .object({
    origin: z.string(),
    size,
    root: z.string(),
    at: z.string(),
    jws: z.string().meta({ description: 'Detached JWS over the head’s canonical JSON' }),
    cosignatures: z.array(cosignatureSchema),
    keys: z.record(z.string(), publicJwkSchema).meta({ description: 'Public keys by kid' }),
  })
  .meta({ id: 'LogHead' })

export const leafSchema = z
  .object({ index: size, leaf: z.string(), leafHash: z.string() })
  .meta({ id: 'LogLeaf' })
