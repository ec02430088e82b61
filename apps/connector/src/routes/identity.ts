import { type App, everybody, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { didDocumentSchema } from '@lianshu/protocol/dcp'
import { protocolVersionsSchema, renderProtocolVersions } from '@lianshu/protocol/dsp'
import { buildDidDocument } from '@lianshu/trust'
import type { Connector } from '../connector.ts'
import { findHosted } from '../participants/find-hosted.ts'

/** Who the hosted participants are: DID documents and version metadata. */
export function identityRoutes(app: App, connector: Connector): void {
  const { addresses } = connector
  const { identities, clock } = connector.node
  const read = { tag: 'identity', guard: everybody, problems: ['not-found'] as const }

  route(
    app,
    'GET /participants/:slug/did.json',
    {
      ...{ ...read, id: 'getDidDocument', answer: didDocumentSchema },
      summary: 'A participant’s DID document (DID Core 1.0, did:web)',
    },
    async ({ params: { slug } }) => {
      const hosted = await findHosted(connector, slug)
      if (!hosted.ok) return hosted
      const did = hosted.value.id
      const services = [
        { type: 'CredentialService', endpoint: addresses.credentialService(slug) },
        { type: 'DataService', endpoint: addresses.protocolRoot(slug) },
      ]
      const keys = await identities.keysOf(did)
      return ok(buildDidDocument({ did, keys, services, now: clock.now() }))
    },
  )

  route(
    app,
    'GET /participants/:slug/dsp/.well-known/dspace-version',
    {
      ...{ ...read, id: 'getProtocolVersions', answer: protocolVersionsSchema },
      summary: 'Versions of the Dataspace Protocol that are spoken (DSP 2025-1, 4.3)',
    },
    async ({ params }) => {
      const hosted = await findHosted(connector, params.slug)
      return hosted.ok ? ok(renderProtocolVersions()) : hosted
    },
  )
}
