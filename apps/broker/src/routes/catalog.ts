import { facetNames, industryWords, searchListings, taskWords } from '@lianshu/catalog'
import { type App, renderProblem } from '@lianshu/http'
import { domainError, type Words } from '@lianshu/kernel'
import { useWords } from '@lianshu/policy'
import type { Broker } from '../broker.ts'
import { listingDetail, listingView } from '../views/listing-view.ts'

const pageSize = 20

/** The catalogue for people and programs: pages with facets, and every entry in full. */
export function catalogRoutes(app: App, broker: Broker): void {
  const { catalogReader } = broker

  app.get('/api/listings', async (c) => {
    const started = performance.now()
    const query = c.req.query()
    const page = Math.max(1, Math.trunc(Number(query.page ?? 1)) || 1)
    const chosen = facetNames.map((name) => [name, c.req.queries(name)?.filter(Boolean)] as const)
    const hits = await searchListings(catalogReader, {
      brokerId: broker.did,
      text: query.q ?? '',
      facets: Object.fromEntries(chosen.filter(([, values]) => values?.length)),
      ...{ offset: (page - 1) * pageSize, limit: pageSize },
    })
    if (!hits.ok) return renderProblem(c, hits.error)
    const names = await ownerNames(broker)
    const label = { industry: industryWords, task: taskWords, use: useWords, owner: names }
    const facets = facetNames.map((name) => [
      name,
      hits.value.facets[name].map(({ value, count }) => ({
        value,
        count,
        label: wordsFor(label[name], value),
      })),
    ])
    return c.json({
      total: hits.value.total,
      items: hits.value.items.map(listingView),
      facets: Object.fromEntries(facets),
      tookMs: Math.round(performance.now() - started),
    })
  })

  app.get('/api/listings/:id', async (c) => {
    const record = await catalogReader.listings.get(broker.did, c.req.param('id'))
    if (record?.state !== 'listed') {
      return renderProblem(c, domainError('not-found', 'there is no such listing'))
    }
    return c.json(listingDetail(record))
  })
}

const wordsFor = (labels: Readonly<Record<string, Words>>, value: string): Words =>
  labels[value] ?? { zh: value, en: value }

async function ownerNames({ members, did }: Broker): Promise<Record<string, Words>> {
  return Object.fromEntries((await members.find(did, {})).map(({ id, name }) => [id, name]))
}
