import { type App, createRateLimit, everybody, route, withRateLimit } from '@lianshu/http'
import { domainError, err, ok } from '@lianshu/kernel'
import {
  credentialRequestSchema,
  credentialStatusSchema,
  issuerMetadataSchema,
} from '@lianshu/protocol/dcp'
import { issuanceStatus, issuerMetadata, receiveCredentialRequest } from '@lianshu/trust'
import { z } from 'zod'
import { credentialSchemaOf } from '../answers/credential-schemas.ts'
import type { Broker } from '../broker.ts'
import { anySender, anySenderWithAccess, hostOf } from '../caller.ts'

/** The issuer service of the operator (DCP 1.0 section 6). */
export function issuerRoutes(app: App, broker: Broker): void {
  const { did, issuer, issuances, node } = broker
  const read = { tag: 'issuer', guard: everybody }
  const limit = createRateLimit({ clock: node.clock, capacity: 200, refillPerSecond: 2 })

  route(
    app,
    'GET /dcp/metadata',
    {
      ...{ ...read, id: 'getIssuerMetadata', answer: issuerMetadataSchema },
      summary: 'Which credentials are given here (DCP 1.0, 6.7)',
    },
    async () => ok(issuerMetadata(did, issuer.given, issuer.schemaUrl)),
  )

  route(
    app,
    'POST /dcp/credentials',
    {
      ...{ id: 'requestCredentials', tag: 'issuer', status: 201 },
      summary: 'Asks for credentials; the outcome comes to the caller’s wallet (DCP 1.0, 6.4)',
      guard: withRateLimit(anySenderWithAccess(broker), limit, ({ did: caller }) => hostOf(caller)),
      body: credentialRequestSchema,
      answer: credentialStatusSchema,
      problems: ['auth.not-member', 'rate.exceeded'],
    },
    async ({ c, caller: { did: holder, accessToken }, body: message }) => {
      const received = await receiveCredentialRequest(issuer, { holder, accessToken, message })
      if (!received.ok) return received
      c.header('location', issuer.addresses.issuance(received.value.id))
      issuances.decideSoon()
      return ok(issuanceStatus(received.value))
    },
  )

  route(
    app,
    'GET /dcp/requests/:id',
    {
      ...{ id: 'getCredentialStatus', tag: 'issuer', guard: anySender(broker) },
      summary: 'Where a request of the caller stands (DCP 1.0, 6.8)',
      ...{ answer: credentialStatusSchema, problems: ['not-found'] },
    },
    async ({ caller, params }) => {
      const issuance = await issuer.stores.issuances.get(did, params.id)
      // Somebody else's request is as unknown as a missing one.
      return issuance?.holder === caller
        ? ok(issuanceStatus(issuance))
        : err(domainError('not-found', 'there is no such request'))
    },
  )

  route(
    app,
    'GET /dcp/schemas/:type',
    {
      ...{ ...read, id: 'getCredentialSchema', problems: ['not-found'] },
      summary: 'What the subject of a credential holds, as JSON Schema',
      answer: z.record(z.string(), z.unknown()).meta({ id: 'JsonSchema' }),
    },
    async ({ params }) => {
      const schema = credentialSchemaOf(params.type)
      return schema ? ok(schema) : err(domainError('not-found', 'no such credential is given here'))
    },
  )
}
