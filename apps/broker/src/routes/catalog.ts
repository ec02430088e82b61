import { facetNames, industryWords, searchListings, taskWords } from '@lianshu/catalog'
import { type App, everybody, route } from '@lianshu/http'
import { domainError, err, findAll, ok, type Words } from '@lianshu/kernel'
import { useWords } from '@lianshu/policy'
import { z } from 'zod'
import { listingDetailSchema, listingPageSchema } from '../answers/listing.ts'
import type { Broker } from '../broker.ts'
import { listingDetail, listingView } from '../views/listing-view.ts'

const pageSize = 20

const choice = z.union([z.string(), z.array(z.string()).max(100)]).optional()

const pageQuery = z.object({
  q: choice.meta({ description: 'Words that must all occur, Chinese or English' }),
  page: choice.meta({ description: 'From 1, twenty listings each' }),
  industry: choice,
  task: choice,
  use: choice,
  owner: choice,
})

/** The catalogue for people and programs: pages with facets, and every entry in full. */
export function catalogRoutes(app: App, broker: Broker): void {
  const { catalogReader } = broker

  route(
    app,
    'GET /api/listings',
    {
      ...{ id: 'searchListings', tag: 'catalogue', guard: everybody },
      summary: 'Searches the catalogue; a facet’s name chooses values, any of them',
      query: pageQuery,
      answer: listingPageSchema,
    },
    async ({ query }) => {
      const started = performance.now()
      // An address that people type is read generously: what is no page is the first.
      const page = Math.max(1, Math.trunc(Number(listOf(query.page)[0])) || 1)
      const chosen = facetNames.map((name) => [name, listOf(query[name])] as const)
      const hits = await searchListings(catalogReader, {
        brokerId: broker.did,
        text: listOf(query.q)[0] ?? '',
        facets: Object.fromEntries(chosen.filter(([, values]) => values.length > 0)),
        ...{ offset: (page - 1) * pageSize, limit: pageSize },
      })
      if (!hits.ok) return hits
      const { total, items, facets } = hits.value
      const names = await ownerNames(broker)
      const label = { industry: industryWords, task: taskWords, use: useWords, owner: names }
      const counted = (name: (typeof facetNames)[number]) =>
        facets[name].map(({ value, count }) => ({
          ...{ value, count, label: wordsFor(label[name], value) },
        }))
      return ok({
        ...{ total, items: items.map(listingView) },
        facets: {
          industry: counted('industry'),
          task: counted('task'),
          use: counted('use'),
          owner: counted('owner'),
        },
        tookMs: Math.round(performance.now() - started),
      })
    },
  )

  route(
    app,
    'GET /api/listings/:id',
    {
      ...{ id: 'getListing', tag: 'catalogue', guard: everybody, problems: ['not-found'] },
      summary: 'One listing with its signed entry and its terms in words',
      answer: listingDetailSchema,
    },
    async ({ params }) => {
      const record = await catalogReader.listings.get(broker.did, params.id)
      return record?.state === 'listed'
        ? ok(listingDetail(record))
        : err(domainError('not-found', 'there is no such listing'))
    },
  )
}

const listOf = (value: string | readonly string[] | undefined): string[] =>
  [value ?? []].flat().filter(Boolean)

const wordsFor = (labels: Readonly<Record<string, Words>>, value: string): Words =>
  Object.hasOwn(labels, value) ? labels[value]! : { zh: value, en: value }

async function ownerNames({ members, did }: Broker): Promise<Record<string, Words>> {
  return Object.fromEntries(
    await Array.fromAsync(findAll(members, did, {}), ({ id, name }) => [id, name] as const),
  )
}
