import {
  type Dataset,
  publishDataset,
  registerDataset,
  securityLevels,
  setAudience,
  withdrawDataset,
} from '@lianshu/catalog'
import { type App, route } from '@lianshu/http'
import {
  asId,
  type DatasetId,
  type Did,
  type DomainError,
  isDid,
  ok,
  type Result,
} from '@lianshu/kernel'
import { deliveries, uses } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { ownDataset, ownDatasetSchema } from '../answers/dataset.ts'
import { foundOr, managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'

const words = z.strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
const instant = z.iso.datetime()

const audience = z.array(z.string().refine(isDid, 'is not a DID')).max(1000)

const audienceSchema = z
  .strictObject({ audience: z.union([z.literal('everybody'), audience]) })
  .meta({ id: 'SetAudience' })

const datasetSchema = z
  .strictObject({
    /** The owner's own identifier, best unique in the space; without one the dataset gets a URN. */
    id: z.string().max(200).optional(),
    file: z.string().min(1).max(300),
    title: words,
    description: words,
    keywords: z.array(z.string().min(1).max(100)).max(50),
    industry: z.string().min(1).max(60),
    scenario: words,
    task: z.string().min(1).max(60),
    modality: z.literal('table'),
    level: z.enum(securityLevels),
    region: z.string().max(20).optional(),
    simulated: z.boolean(),
    audience: audience.optional(),
    terms: z.strictObject({
      uses: z.array(z.enum(uses)).min(1),
      deliveries: z.array(z.enum(deliveries)).min(1),
      purposes: z.array(z.string().min(1).max(200)).max(50),
      minimumCohort: z.number().int().min(1).max(1000).optional(),
      maximumRounds: z.number().int().min(1).max(100_000).optional(),
      startsAt: instant.optional(),
      endsAt: instant.optional(),
      priceFen: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    }),
    profiling: z
      .strictObject({
        declaredUnits: z.record(z.string(), z.string().max(40)).optional(),
        minimumCount: z.number().int().min(2).max(1000).optional(),
        exclude: z.array(z.string()).max(1000).optional(),
      })
      .optional(),
    hide: z.array(z.string()).max(1000).optional(),
  })
  .meta({ id: 'RegisterDataset' })

/** Datasets of a participant: registered in place, published and withdrawn by a word of their owner. */
export function manageDatasets(app: App, connector: Connector): void {
  const { catalog, tables, datasets, addresses, node } = connector
  const { clock, random, identities } = node
  const one = { tag: 'datasets', guard: managerOf(connector), answer: ownDatasetSchema }
  const problems = ['not-found', 'state.illegal', 'conflict.stale'] as const

  route(
    app,
    'POST /api/participants/:slug/datasets',
    {
      ...{ ...one, id: 'registerDataset', body: datasetSchema },
      summary: 'Profiles a table where it lies and keeps it as a draft with its terms',
      problems: ['policy.denied', 'conflict.exists', 'data.unreadable', 'data.empty', 'data.unfit'],
    },
    async ({ caller, body }) => {
      const deps = { catalog, tables, clock, random }
      const described = { ...body, audience: body.audience as Did[] | undefined }
      return told(await registerDataset(deps, { participantId: caller.id, ...described }))
    },
  )

  route(
    app,
    'GET /api/participants/:slug/datasets',
    {
      ...{ ...one, id: 'getDatasets', summary: 'All datasets of a participant' },
      answer: z.array(ownDatasetSchema),
    },
    async ({ caller }) => ok((await datasets.find(caller.id, {})).map(ownDataset)),
  )

  route(
    app,
    'GET /api/participants/:slug/datasets/:id',
    { ...one, id: 'getDataset', summary: 'One dataset' },
    async ({ caller, params }) =>
      told(foundOr('dataset', await datasets.get(caller.id, params.id))),
  )

  route(
    app,
    'POST /api/participants/:slug/datasets/:id/publish',
    {
      ...{ ...one, id: 'publishDataset', problems },
      summary: 'Signs the entry and shows it in the catalogue',
    },
    async ({ caller, params }) => {
      const endpointUrl = () => addresses.protocolBase(caller.slug)
      const signer = { sign: identities.signDetached }
      const datasetId = asId<DatasetId>(params.id)
      const deps = { catalog, signer, endpointUrl, clock }
      return told(await publishDataset(deps, { participantId: caller.id, datasetId }))
    },
  )

  route(
    app,
    'POST /api/participants/:slug/datasets/:id/audience',
    {
      ...{ ...one, id: 'setAudience', body: audienceSchema },
      summary:
        'Says who may see the dataset and negotiate on it: everybody, or listed participants',
      problems: ['not-found', 'conflict.stale'],
    },
    async ({ caller, params, body }) => {
      const datasetId = asId<DatasetId>(params.id)
      const command = { participantId: caller.id, datasetId, audience: body.audience as Did[] }
      return told(await setAudience({ catalog, clock }, command))
    },
  )

  route(
    app,
    'POST /api/participants/:slug/datasets/:id/withdraw',
    { ...one, id: 'withdrawDataset', problems, summary: 'Takes the entry out of the catalogue' },
    async ({ caller, params }) => {
      const datasetId = asId<DatasetId>(params.id)
      return told(
        await withdrawDataset({ catalog, clock }, { participantId: caller.id, datasetId }),
      )
    },
  )
}

const told = (dataset: Result<Dataset, DomainError>) =>
  dataset.ok ? ok(ownDataset(dataset.value)) : dataset
