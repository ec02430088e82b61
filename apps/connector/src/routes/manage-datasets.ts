import { publishDataset, registerDataset, securityLevels, withdrawDataset } from '@lianshu/catalog'
import type { App } from '@lianshu/http'
import { asId, type DatasetId, domainError, err, ok } from '@lianshu/kernel'
import { deliveries, uses } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { forParticipant } from '../managed.ts'

const words = z.strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
const instant = z.iso.datetime()

const datasetSchema = z.strictObject({
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

/** Datasets of a participant: registered in place, published and withdrawn by a word of their owner. */
export function manageDatasets(app: App, connector: Connector): void {
  const { catalog, tables, datasets, addresses, node } = connector
  const { clock, random, identities } = node
  const idOf = (text: string | undefined) => asId<DatasetId>(text ?? '')

  app.post(
    '/api/participants/:slug/datasets',
    forParticipant(connector, datasetSchema, ({ did, body }) =>
      registerDataset({ catalog, tables, clock, random }, { participantId: did, ...body }),
    ),
  )

  app.get(
    '/api/participants/:slug/datasets',
    forParticipant(connector, undefined, async ({ did }) => ok(await datasets.find(did, {}))),
  )

  app.get(
    '/api/participants/:slug/datasets/:id',
    forParticipant(connector, undefined, async ({ did }, c) => {
      const dataset = await datasets.get(did, c.req.param('id') ?? '')
      return dataset ? ok(dataset) : err(domainError('not-found', 'there is no such dataset'))
    }),
  )

  app.post(
    '/api/participants/:slug/datasets/:id/publish',
    forParticipant(connector, undefined, ({ did, participant }, c) => {
      const endpointUrl = () => addresses.protocolBase(participant.slug)
      const signer = { sign: identities.signDetached }
      const deps = { catalog, signer, endpointUrl, clock }
      return publishDataset(deps, { participantId: did, datasetId: idOf(c.req.param('id')) })
    }),
  )

  app.post(
    '/api/participants/:slug/datasets/:id/withdraw',
    forParticipant(connector, undefined, ({ did }, c) =>
      withdrawDataset(
        { catalog, clock },
        { participantId: did, datasetId: idOf(c.req.param('id')) },
      ),
    ),
  )
}
