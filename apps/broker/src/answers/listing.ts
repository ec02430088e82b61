import { facetNames, publishedProfileSchema, securityLevels } from '@lianshu/catalog'
import { deliveries, uses } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { wordsSchema } from './words.ts'

const listingShape = {
  id: z.string(),
  ownerDid: z.string(),
  ownerName: wordsSchema,
  version: z.number().int(),
  title: wordsSchema,
  description: wordsSchema,
  keywords: z.array(z.string()),
  industry: z.string(),
  scenario: wordsSchema,
  task: z.string(),
  modality: z.array(z.string()),
  level: z.enum(securityLevels),
  region: z.string().optional(),
  simulated: z.boolean(),
  updatedAt: z.string(),
  rows: z.number().meta({ description: 'Rounded: the exact number stays with the owner' }),
  columns: publishedProfileSchema.shape.columns,
  targets: publishedProfileSchema.shape.targets,
  delivery: z.array(z.enum(deliveries)),
  uses: z.array(z.enum(uses)),
  purposes: z.array(z.string()),
  priceFen: z.number().int(),
  endsAt: z.string().optional(),
  words: z.object({
    industry: wordsSchema,
    task: wordsSchema,
    level: wordsSchema,
    modality: z.array(wordsSchema),
  }),
}

export const listingSchema = z.object(listingShape).meta({ id: 'Listing' })

const facet = z.array(z.object({ value: z.string(), count: z.number().int(), label: wordsSchema }))

export const listingPageSchema = z
  .object({
    total: z.number().int(),
    items: z.array(listingSchema),
    facets: z.record(z.enum(facetNames), facet),
    tookMs: z.number(),
  })
  .meta({ id: 'ListingPage' })

const sentences = z.array(
  z.object({
    kind: z.enum(['may', 'must', 'must-not', 'until']),
    text: z.string(),
    badge: z.string(),
  }),
)

export const listingDetailSchema = z
  .object({
    ...listingShape,
    entry: z.unknown().meta({ description: 'The DCAT dataset as its owner signed it' }),
    policyWords: z.object({ zh: sentences, en: sentences }),
    proof: z.object({ verified: z.boolean(), signer: z.string(), at: z.string() }),
  })
  .meta({ id: 'ListingDetail' })
