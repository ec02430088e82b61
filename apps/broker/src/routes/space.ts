import { type App, everybody, route } from '@lianshu/http'
import { findAll, ok } from '@lianshu/kernel'
import { spaceSchema } from '../answers/space.ts'
import type { Broker } from '../broker.ts'

/** What this space is, who is in it, and how much there is. */
export function spaceRoutes(app: App, broker: Broker): void {
  route(
    app,
    'GET /api/space',
    {
      ...{ id: 'getSpace', tag: 'space', guard: everybody },
      summary: 'The space, its members, and how much there is',
      answer: spaceSchema,
    },
    async () => {
      const { did, name, members, coordinator, catalogReader, node } = broker
      const [inside, listings, runs, logSize] = await Promise.all([
        Array.fromAsync(findAll(members, did, { state: 'ADMITTED' })),
        catalogReader.listings.find(did, { state: 'listed' }),
        coordinator.stores.runs.find(did, {}),
        node.logs.size(did),
      ])
      const agreements = runs.flatMap(({ invited }) => invited.map((owner) => owner.agreementId))
      return ok({
        ...{ name, did },
        members: inside.map(({ id, slug, name: called, roles }) => ({
          ...{ did: id, slug, name: called, roles },
        })),
        counts: {
          ...{ members: inside.length, listings: listings.length, runs: runs.length, logSize },
          agreements: new Set(agreements).size,
        },
      })
    },
  )
}
