import { asId, type Did } from '@lianshu/kernel'
import { type DeliveryMode, deliveries, type Use, uses } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { securityLevels } from '../listing/dataset.ts'
import type { Listing } from '../listing/listing.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const terms = z.array(z.string())

const sampleDatasetSchema = z.object({
  id: z.string(),
  title: words,
  description: words,
  provider: z.string(),
  industry: z.string(),
  chainLink: words,
  modality: terms,
  labelled: z.boolean(),
  classes: terms.nullish(),
  size: z.object({ count: z.number(), unit: z.string() }),
  samplingHz: z.number().nullish(),
  region: z.string(),
  security: z.object({ level: z.enum(securityLevels), personalInformation: z.boolean() }),
  generatedData: z.number(),
  usage: z.object({ permitted: terms, delivery: terms, crossBorder: z.string() }),
  status: z.string(),
})

/** The catalogue file of a folder of known answers for matching. */
export const sampleCatalogSchema = z.object({
  participants: z.array(z.object({ id: z.string(), name: words })),
  datasets: z.array(sampleDatasetSchema),
})
export type SampleCatalog = z.infer<typeof sampleCatalogSchema>

const ownerDid = (id: string): Did => asId<Did>(`did:web:sample.invalid:${id}`)

/** The published datasets of a sample catalogue as listings; placeholders of core data stay out. */
export function sampleListings({ participants, datasets }: SampleCatalog): Listing[] {
  const names = new Map(participants.map(({ id, name }) => [id, name]))
  return datasets
    .filter(({ status, security }) => status === 'published' && security.level !== 'core')
    .map((dataset) => ({
      id: dataset.id,
      ownerId: ownerDid(dataset.provider),
      ownerName: names.get(dataset.provider) ?? { zh: dataset.provider, en: dataset.provider },
      title: dataset.title,
      description: dataset.description,
      keywords: [],
      industry: dataset.industry,
      scenario: dataset.chainLink,
      task: '',
      modality: dataset.modality.map((kind) => (kind === 'tabular' ? 'table' : kind)),
      level: dataset.security.level,
      region: dataset.region,
      size: dataset.size,
      terms: {
        uses: uses.filter((use: Use) => dataset.usage.permitted.includes(use)),
        deliveries: deliveries.filter((way: DeliveryMode) => dataset.usage.delivery.includes(way)),
        purposes: [],
      },
      facts: {
        ...(dataset.samplingHz && { samplingHz: dataset.samplingHz }),
        labelled: dataset.labelled,
        generatedShare: dataset.generatedData,
        personalInformation: dataset.security.personalInformation,
        crossBorder: dataset.usage.crossBorder === 'yes',
        classes: dataset.classes ?? [],
      },
      release: 1,
      simulated: false,
      updatedAt: '2026-01-01T00:00:00.000Z',
    }))
}
