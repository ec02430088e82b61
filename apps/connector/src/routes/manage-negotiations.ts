import { offerContract, requestContract } from '@lianshu/exchange'
import { type App, answerPage, pageQuery, route, wholeList } from '@lianshu/http'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type MessageOffer, messageOfferSchema } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { negotiationSchema } from '../answers/exchange.ts'
import { foundOr, managerOf, participantIdIn } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { stateQuery, waitUntil } from '../wait-until.ts'

const address = z.url().max(500)
/** With the dataset as its target. */
const offer = messageOfferSchema

/** Negotiations of a participant, as whoever manages the connector begins and sees them. */
export function manageNegotiations(app: App, connector: Connector): void {
  const { exchange, negotiating, closing } = connector
  const base = '/api/participants/:slug/negotiations'
  const one = { tag: 'negotiations', guard: managerOf(connector), answer: negotiationSchema }
  const id = participantIdIn(connector)
  const requestSchema = z
    .strictObject({ providerId: id, providerAddress: address, offer })
    .meta({ id: 'RequestContract' })
  const offerSchema = z
    .strictObject({ consumerId: id, consumerAddress: address, offer })
    .meta({ id: 'OfferContract' })

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
      const targeted = withTarget(offer)
      if (!targeted.ok) return targeted
      return requestContract(negotiating, {
        ...{ participantId: caller.id, providerId: providerId as Did, providerAddress },
        offer: targeted.value,
      })
    },
  )

  route(
    app,
    `POST ${base}/offers`,
    {
      ...{ ...one, id: 'beginNegotiationByOffer', body: offerSchema },
      summary: 'Offers a contract to somebody who did not ask',
    },
    async ({ caller, body: { consumerId, consumerAddress, offer } }) => {
      const targeted = withTarget(offer)
      if (!targeted.ok) return targeted
      return offerContract(negotiating, {
        ...{ participantId: caller.id, consumerId: consumerId as Did, consumerAddress },
        offer: targeted.value,
      })
    },
  )

  route(
    app,
    `GET ${base}`,
    {
      ...{
        ...one,
        id: 'getOwnNegotiations',
        summary: 'Negotiations of a participant, oldest first',
      },
      ...{ query: pageQuery, answer: z.array(negotiationSchema) },
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => exchange.negotiations.find(caller.id, {}, page), wholeList),
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
      const watch = (states: readonly string[]) =>
        connector.changes.watch(caller.id, params.id, states)
      return foundOr('negotiation', await waitUntil(read, query.state, { watch, signal }))
    },
  )
}

function withTarget(offer: MessageOffer): Result<MessageOffer & { target: string }, DomainError> {
  const { target } = offer
  if (target !== undefined) return ok({ ...offer, target })
  return err(domainError('input.invalid', 'the offer names no target', { at: 'offer.target' }))
}
