import {
  type Dataset,
  datasetMachine,
  publishedProfileSchema,
  securityLevels,
} from '@lianshu/catalog'
import { z } from 'zod'
import { wordsSchema } from './participant.ts'

/** A dataset as its owner's manager sees it: without the profile, whose true figures never leave this node. */
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
    audience: z.array(z.string()).optional(),
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

/** Whoever manages a connector may sit anywhere, and its calls are seen on the way. */
export const ownDataset = ({ profile: _profile, ...told }: Dataset): Omit<Dataset, 'profile'> =>
  told
