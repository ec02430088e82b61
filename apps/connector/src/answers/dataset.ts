import { datasetMachine, publishedProfileSchema, securityLevels } from '@lianshu/catalog'
import { z } from 'zod'
import { wordsSchema } from './participant.ts'

/** A dataset as its owner sees it; `file` and `profile` never leave this node. */
export const ownDatasetSchema = z
  .object({
    participantId: z.string(),
    id: z.string(),
    version: z.number().int(),
    state: z.enum(datasetMachine.states),
    file: z.string(),
    title: wordsSchema,
    description: wordsSchema,
    keywords: z.array(z.string()),
    industry: z.string(),
    scenario: wordsSchema,
    task: z.string(),
    modality: z.literal('table'),
    level: z.enum(securityLevels),
    region: z.string().optional(),
    simulated: z.boolean(),
    profile: z.unknown().meta({ description: 'What was measured in the table, extremes included' }),
    published: publishedProfileSchema.meta({ id: 'PublishedProfile' }),
    offer: z.unknown().meta({ description: 'ODRL offer' }),
    release: z.number().int(),
    entry: z
      .unknown()
      .optional()
      .meta({ description: 'The signed DCAT dataset of the current release' }),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'OwnDataset' })
