import { type App, route } from '@lianshu/http'
import { type Did, isDid } from '@lianshu/kernel'
import { catalogMessage } from '@lianshu/protocol/dcat'
import { z } from 'zod'
import { managerOf } from '../caller.ts'
import { readPeerCatalog } from '../catalog/peer-catalog.ts'
import type { Connector } from '../connector.ts'

const requestSchema = z
  .strictObject({
    providerId: z.string().refine(isDid, 'is not a DID'),
    providerAddress: z.url().max(500),
    filter: z.array(z.unknown()).max(100).optional(),
    /** The `next` of the page before. */
    page: z.url().max(2000).optional(),
  })
  .meta({ id: 'ReadPeerCatalog' })

const pageSchema = z
  .object({ catalog: catalogMessage.schema, next: z.string().optional() })
  .meta({ id: 'PeerCatalogPage' })

/** What other participants show one of ours. */
export function managePeers(app: App, connector: Connector): void {
  route(
    app,
    'POST /api/participants/:slug/catalog/request',
    {
      ...{ id: 'readPeerCatalog', tag: 'peers', guard: managerOf(connector) },
      summary: 'Asks another participant for a page of its catalogue',
      ...{ body: requestSchema, answer: pageSchema },
      problems: ['peer.unreachable', 'peer.refused', 'peer.invalid'],
    },
    ({ caller, body: { providerId, ...asked } }) =>
      readPeerCatalog(connector, {
        ...{ participantId: caller.id, providerId: providerId as Did, ...asked },
      }),
  )
}
