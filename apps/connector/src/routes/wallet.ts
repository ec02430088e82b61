import { type App, bearerToken, type Guard, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import {
  credentialMessageSchema,
  credentialOfferMessageSchema,
  presentationQuerySchema,
  presentationResponseSchema,
} from '@lianshu/protocol/dcp'
import { answerPresentationQuery, receiveCredentials, receiveOffer } from '@lianshu/trust'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { findHosted } from '../participants/find-hosted.ts'

/** Reads the token of a Bearer header; the credential service itself decides what it is good for. */
const tokenBearer: Guard<string> = {
  scheme: 'selfIssuedToken',
  problems: ['auth.missing', 'auth.invalid', 'auth.replayed'],
  admit: async (c) => bearerToken(c.req.header('authorization')),
}

/** The credential services of the hosted participants (DCP 1.0 chapters 5 and 6). */
export function walletRoutes(app: App, connector: Connector): void {
  const { holding, renewals } = connector
  const { identities } = connector.node
  const common = { tag: 'wallet', guard: tokenBearer }

  route(
    app,
    'POST /participants/:slug/dcp/presentations/query',
    {
      ...{ ...common, id: 'queryPresentations', body: presentationQuerySchema },
      summary: 'Shows credentials to whom the holder gave access (DCP 1.0, 5.4)',
      answer: presentationResponseSchema,
      problems: ['auth.forbidden', 'not-found', 'not-implemented'],
    },
    async ({ caller: token, params, body }) => {
      const hosted = await findHosted(connector, params.slug)
      if (!hosted.ok) return hosted
      const keys = await identities.keysOf(hosted.value.id)
      return answerPresentationQuery({ ...holding, keys }, { token, body })
    },
  )

  route(
    app,
    'POST /participants/:slug/dcp/credentials',
    {
      ...{ ...common, id: 'receiveCredentials', body: credentialMessageSchema, answer: z.null() },
      summary: 'Takes the outcome of a credential request from its issuer (DCP 1.0, 6.5)',
      problems: ['not-found', 'state.illegal', 'conflict.stale', 'peer.unreachable'],
    },
    async ({ caller: token, params, body }) => {
      const hosted = await findHosted(connector, params.slug)
      if (!hosted.ok) return hosted
      const message = { holder: hosted.value.id, token, body }
      const received = await receiveCredentials(holding, message)
      return received.ok ? ok(null) : received
    },
  )

  route(
    app,
    'POST /participants/:slug/dcp/offers',
    {
      ...{ ...common, id: 'receiveOffer', body: credentialOfferMessageSchema, answer: z.null() },
      summary: 'Takes an issuer’s offer of credentials (DCP 1.0, 6.6)',
      problems: ['auth.forbidden', 'not-found', 'conflict.stale', 'rate.exceeded'],
    },
    async ({ caller: token, params, body }) => {
      const hosted = await findHosted(connector, params.slug)
      if (!hosted.ok) return hosted
      const offer = await receiveOffer(holding, { holder: hosted.value.id, token, body })
      if (!offer.ok) return offer
      renewals.take(offer.value)
      return ok(null)
    },
  )
}
