import type { App } from '@lianshu/http'
import type { Broker } from '../broker.ts'

/** What this space is, who is in it, and how much there is. */
export function spaceRoutes(app: App, broker: Broker): void {
  app.get('/api/space', async (c) => {
    const { did, name, members, coordinator, catalogReader, records, node } = broker
    const [admitted, listings, runs, terms, logSize] = await Promise.all([
      members.find(did, {}),
      catalogReader.listings.find(did, { state: 'listed' }),
      coordinator.stores.runs.find(did, {}),
      records.runTerms.find(did, {}),
      node.logs.size(did),
    ])
    const inside = admitted.filter((member) => member.state === 'ADMITTED')
    return c.json({
      ...{ name, did },
      members: inside.map(({ id, slug, name: called, roles }) => ({
        did: id,
        slug,
        name: called,
        roles,
      })),
      counts: {
        members: inside.length,
        listings: listings.length,
        agreements: new Set(terms.flatMap(({ parts }) => parts.map((part) => part.agreementId)))
          .size,
        runs: runs.length,
        logSize,
      },
    })
  })
}
