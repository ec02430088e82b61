import { type App, everybody, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { didDocumentSchema } from '@lianshu/protocol/dcp'
import { buildDidDocument } from '@lianshu/trust'
import type { Broker } from '../broker.ts'

/** Who the operator is: its DID document, with the place where it gives credentials. */
export function identityRoutes(app: App, { did, node, issuer }: Broker): void {
  route(
    app,
    'GET /.well-known/did.json',
    {
      ...{ id: 'getDidDocument', tag: 'identity', guard: everybody },
      summary: 'The operator’s DID document (DID Core 1.0, did:web)',
      answer: didDocumentSchema,
    },
    async () => {
      const keys = await node.identities.keysOf(did)
      const services = [{ type: 'IssuerService', endpoint: issuer.addresses.issuerService }]
      return ok(buildDidDocument({ did, keys, services, now: node.clock.now() }))
    },
  )
}
