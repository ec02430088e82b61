import type { App } from '@lianshu/http'
import { buildDidDocument } from '@lianshu/trust'
import type { Broker } from '../broker.ts'

/** Who the operator is: its DID document, with the place where membership is applied for. */
export function identityRoutes(app: App, { did, node, publicUrl }: Broker): void {
  app.get('/.well-known/did.json', async (c) => {
    const keys = await node.identities.keysOf(did)
    const services = [{ type: 'IssuerService', endpoint: `${publicUrl}/members` }]
    return c.json(buildDidDocument({ did, keys, services }))
  })
}
