import { type App, answerPage, pageQuery, route, wholeList } from '@lianshu/http'
import { type Did, isDid, ok } from '@lianshu/kernel'
import { declineOffer, issueClientSecret, requestCredentials, requestOffered } from '@lianshu/trust'
import { z } from 'zod'
import { heldCredentialSchema } from '../answers/participant.ts'
import { clientSecretSchema, walletOfferSchema, walletRequestSchema } from '../answers/wallet.ts'
import { managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'

const names = z.array(z.string().min(1).max(512)).min(1).max(16)

const requestSchema = z
  .strictObject({
    issuer: z.string().max(512).refine(isDid, 'is not a DID'),
    wanted: z.union([z.strictObject({ types: names }), z.strictObject({ ids: names })]),
  })
  .meta({ id: 'RequestCredentials' })

const peerProblems = ['peer.unreachable', 'peer.refused', 'peer.invalid'] as const

/** The wallet of a hosted participant: what it holds, what it asked for, what it was offered, and who gets tokens. */
export function manageWallet(app: App, connector: Connector): void {
  const { holding, tokenClients: clients } = connector
  const { requests, offers, credentials, clock, random } = holding
  const manage = { tag: 'wallet', guard: managerOf(connector) }

  route(
    app,
    'GET /api/participants/:slug/credentials',
    {
      ...{ ...manage, id: 'getCredentials', answer: z.array(heldCredentialSchema) },
      summary: 'The wallet, without the credentials themselves',
    },
    async ({ caller }) => {
      const held = await credentials.list(caller.id)
      // The credential itself is a bearer's proof: it stays in the wallet.
      return ok(held.map(({ jwt: _jwt, ...told }) => told))
    },
  )

  route(
    app,
    'GET /api/participants/:slug/credential-requests',
    {
      ...{ ...manage, id: 'getCredentialRequests', answer: z.array(walletRequestSchema) },
      summary: 'Credentials that were asked for, oldest first',
      query: pageQuery,
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => requests.find(caller.id, {}, page), wholeList),
  )

  route(
    app,
    'POST /api/participants/:slug/credential-requests',
    {
      ...{ ...manage, id: 'requestCredentials', body: requestSchema, status: 201 },
      ...{
        summary: 'Asks an issuer for credentials; they come later',
        answer: walletRequestSchema,
      },
      problems: ['auth.forbidden', ...peerProblems],
    },
    ({ caller, body: { issuer, wanted } }) =>
      requestCredentials(holding, { holder: caller.id, issuer: issuer as Did, wanted }),
  )

  route(
    app,
    'GET /api/participants/:slug/credential-offers',
    {
      ...{ ...manage, id: 'getCredentialOffers', answer: z.array(walletOfferSchema) },
      summary: 'Credentials that issuers offered, oldest first',
      query: pageQuery,
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => offers.find(caller.id, {}, page), wholeList),
  )

  route(
    app,
    'POST /api/participants/:slug/credential-offers/:id/request',
    {
      ...{ ...manage, id: 'requestOffered', answer: walletRequestSchema },
      summary: 'Asks for what was offered',
      problems: ['auth.forbidden', 'state.illegal', 'conflict.stale', ...peerProblems],
    },
    ({ caller, params: { id: offerId } }) =>
      requestOffered(holding, { holder: caller.id, offerId }),
  )

  route(
    app,
    'POST /api/participants/:slug/credential-offers/:id/decline',
    {
      ...{ ...manage, id: 'declineOffer', answer: walletOfferSchema },
      ...{ summary: 'Lets an offer pass', problems: ['state.illegal', 'conflict.stale'] },
    },
    ({ caller, params: { id: offerId } }) => declineOffer(holding, { holder: caller.id, offerId }),
  )

  route(
    app,
    'POST /api/participants/:slug/token-client',
    {
      ...{ ...manage, id: 'issueClientSecret', answer: clientSecretSchema },
      summary: 'A new secret for the token service, told once; the one before ends',
      problems: ['conflict.exists', 'conflict.stale'],
    },
    ({ caller }) => issueClientSecret({ clients, clock, random }, caller.id),
  )
}
