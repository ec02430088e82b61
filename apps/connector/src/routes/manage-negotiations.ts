import { requestContract, terminateNegotiation } from '@lianshu/exchange'
import { type App, route } from '@lianshu/http'
import { type Did, domainError, err, isDid, ok } from '@lianshu/kernel'
import { messageOfferSchema } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { negotiationSchema } from '../answers/exchange.ts'
import { foundOr, managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { stateQuery, waitUntil } from '../wait-until.ts'
import { endingSchema } from './ending-schema.ts'

const requestSchema = z
  .strictObject({
    providerId: z.string().refine(isDid, 'is not a DID'),
    providerAddress: z.url().max(500),
    /** The offer of the catalogue, with the dataset as its target. */
    offer: messageOfferSchema,
  })
  .meta({ id: 'RequestContract' })

/** Negotiations of a participant, as whoever manages the connector begins, sees and ends them. */
export function manageNegotiations(app: App, connector: Connector): void {
  const { exchange, negotiating, closing } = connector
  const base = '/api/participants/:slug/negotiations'
  const one = { tag: 'negotiations', guard: managerOf(connector), answer: negotiationSchema }

  route(
    app,
    `POST ${base}`,
    {
      ...one,
      id: 'beginNegotiation',
      summary: 'Asks an owner for a contract',
      body: requestSchema,
    },
    async ({ caller, body: { providerId, providerAddress, offer } }) => {
      const { target } = offer
      if (target === undefined) {
        const at = 'offer.target'
        return err(domainError('input.invalid', 'the offer names no target', { at }))
      }
      return requestContract(negotiating, {
        ...{ participantId: caller.id, providerId: providerId as Did, providerAddress },
        offer: { ...offer, target },
      })
    },
  )

  route(
    app,
    `GET ${base}`,
    {
      ...{ ...one, id: 'getOwnNegotiations', summary: 'All negotiations of a participant' },
      answer: z.array(negotiationSchema),
    },
    async ({ caller }) => ok(await exchange.negotiations.find(caller.id, {})),
  )

  route(
    app,
    `GET ${base}/:id`,
    {
      ...{ ...one, id: 'getOwnNegotiation', query: stateQuery },
      summary: 'One negotiation, now or when it is in a state that is asked for',
    },
    async ({ c, caller, params, query }) => {
      const read = () => exchange.negotiations.get(caller.id, params.id)
      const signal = AbortSignal.any([c.req.raw.signal, closing.signal])
      return foundOr('negotiation', await waitUntil(read, query.state, signal))
    },
  )

  route(
    app,
    `POST ${base}/:id/terminate`,
    {
      ...{ ...one, id: 'endNegotiation', summary: 'Ends a negotiation and tells the other side' },
      ...{ body: endingSchema, problems: ['state.illegal', 'conflict.stale'] },
    },
    ({ caller, params: { id }, body: { reason } }) =>
      terminateNegotiation(negotiating, { participantId: caller.id, id, code: 'stopped', reason }),
  )
}
