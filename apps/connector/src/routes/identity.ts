import { type App, bearerToken, everybody, type Guard, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import {
  didDocumentSchema,
  presentationQuerySchema,
  presentationResponseSchema,
} from '@lianshu/protocol/dcp'
import { protocolVersionsSchema, renderProtocolVersions } from '@lianshu/protocol/dsp'
import { answerPresentationQuery, buildDidDocument, dcpWalletRules } from '@lianshu/trust'
import type { Connector } from '../connector.ts'
import { findHosted } from '../participants/find-hosted.ts'

/** Reads the token of a Bearer header; the credential service itself decides what it is good for. */
const tokenBearer: Guard<string> = {
  scheme: 'selfIssuedToken',
  problems: ['auth.missing', 'auth.invalid', 'auth.replayed'],
  admit: async (c) => bearerToken(c.req.header('authorization')),
}

/** Who the hosted participants are: DID documents, version metadata and the credential service. */
export function identityRoutes(app: App, connector: Connector): void {
  const { addresses, credentials } = connector
  const { identities, clock, random, seenTokens } = connector.node
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
      return ok(buildDidDocument({ did, keys: await identities.keysOf(did), services }))
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

  route(
    app,
    'POST /participants/:slug/dcp/presentations/query',
    {
      ...{ id: 'queryPresentations', tag: 'identity', guard: tokenBearer },
      summary: 'Shows credentials to whom the holder gave access (DCP 1.0, 5.4)',
      body: presentationQuerySchema,
      answer: presentationResponseSchema,
      problems: ['not-found', 'not-implemented'],
    },
    async ({ caller: token, params, body }) => {
      const hosted = await findHosted(connector, params.slug)
      if (!hosted.ok) return hosted
      const keys = await identities.keysOf(hosted.value.id)
      const { resolver, accepting } = identities
      const { checkStatus } = accepting
      const deps = { resolver, seenTokens, clock, keys, credentials, random, checkStatus }
      return answerPresentationQuery({ ...deps, rules: dcpWalletRules }, { token, body })
    },
  )
}
