import { z } from 'zod'
import { identifier, linkedObject } from '../linked-object.ts'
import { DCAT, DCT } from '../namespaces.ts'
import { offerSchema } from '../odrl/policy-schemas.ts'

/** Properties of a dataset that the Dataspace Protocol's context has no term for: full IRIs as keys. */
export const datasetProperties = {
  title: `${DCT}title`,
  description: `${DCT}description`,
  keyword: `${DCAT}keyword`,
  issued: `${DCT}issued`,
  modified: `${DCT}modified`,
  publisher: `${DCT}publisher`,
  conformsTo: `${DCT}conformsTo`,
} as const

/** The distribution format whose transfer is a participation in training; data never moves. */
export const federatedTrainingFormat = 'FederatedTraining'

const service = linkedObject({
  '@id': identifier,
  '@type': z.literal('DataService'),
  endpointURL: z.string().max(2048),
  endpointDescription: z.string().max(2048).optional(),
}).meta({ id: 'DataService' })
export type DataService = z.output<typeof service>

// Nested nodes carry their @type even though the schema allows its absence: terms of the context are
// scoped by type, so without it a JSON-LD processor drops them. The reader fills it in.
export const distributionSchema = linkedObject({
  '@type': z.literal('Distribution').default('Distribution'),
  format: z.string().min(1).max(500),
  accessService: z.union([identifier, service]),
  hasPolicy: z.array(offerSchema).min(1).max(100).optional(),
}).meta({ id: 'Distribution' })
export type Distribution = z.output<typeof distributionSchema>

export const datasetShape = {
  '@id': identifier,
  hasPolicy: z.array(offerSchema).min(1).max(100),
  distribution: z.array(distributionSchema).min(1).max(100),
}
/** A dataset with its offers (DSP 2025-1, 6.1.3); everything else about it stands under IRIs. */
export const datasetSchema = linkedObject({
  ...datasetShape,
  '@type': z.literal('Dataset').default('Dataset'),
}).meta({ id: 'Dataset' })
export type Dataset = z.output<typeof datasetSchema>

export interface Catalog {
  readonly '@id': string
  readonly '@type': 'Catalog'
  readonly participantId?: string
  readonly dataset?: readonly Dataset[]
  readonly catalog?: readonly Catalog[]
  readonly service?: readonly DataService[]
  readonly distribution?: readonly Distribution[]
  readonly [iri: `${string}:${string}`]: unknown
}

/** Page size above which a catalogue is refused: a peer pages by Link headers. */
export const maximumDatasetsPerPage = 5_000

export const catalogShape = {
  '@id': identifier,
  participantId: identifier.optional(),
  dataset: z.array(datasetSchema).min(1).max(maximumDatasetsPerPage).optional(),
  catalog: z.lazy(() => z.array(nestedCatalogSchema).min(1).max(1_000)).optional(),
  service: z.array(service).min(1).max(100).optional(),
  distribution: z.array(distributionSchema).min(1).max(100).optional(),
}
/** A catalogue inside another one (DSP 2025-1, 6.1.2). */
export const nestedCatalogSchema: z.ZodType<Catalog, unknown> = linkedObject({
  ...catalogShape,
  '@type': z.literal('Catalog'),
}).meta({ id: 'NestedCatalog' }) as z.ZodType<Catalog, unknown>
