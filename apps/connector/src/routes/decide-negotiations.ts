import { counterOffer, takeTurn, terminateNegotiation } from '@lianshu/exchange'
import { type App, route } from '@lianshu/http'
import { messageOfferSchema } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import { negotiationSchema } from '../answers/exchange.ts'
import { managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { endingSchema } from './ending-schema.ts'

const counterSchema = z
  .strictObject({
    /** Its target is the dataset of the negotiation, named or not. */
    offer: messageOfferSchema,
  })
  .meta({ id: 'CounterOffer' })

/** What a person answers in a negotiation: yes, other terms, or no. */
export function decideNegotiations(app: App, connector: Connector): void {
  const { negotiating } = connector
  const base = '/api/participants/:slug/negotiations/:id'
  const step = {
    ...{ tag: 'negotiations', guard: managerOf(connector) },
    ...{
      answer: negotiationSchema,
      problems: ['not-found', 'state.illegal', 'conflict.stale'] as const,
    },
  }

  route(
    app,
    `POST ${base}/proceed`,
    {
      ...{ ...step, id: 'proceedNegotiation' },
      summary: 'Yes: accepts the offer, agrees, verifies or finalizes, whichever step is ours',
    },
    ({ caller, params: { id } }) => takeTurn(negotiating, { participantId: caller.id, id }),
  )

  route(
    app,
    `POST ${base}/offer`,
    {
      ...{ ...step, id: 'counterNegotiation', body: counterSchema },
      summary: 'Other terms: puts an offer of our own on the table',
    },
    ({ caller, params: { id }, body: { offer } }) =>
      counterOffer(negotiating, { participantId: caller.id, id, offer }),
  )

  route(
    app,
    `POST ${base}/terminate`,
    {
      ...{ ...step, id: 'endNegotiation', body: endingSchema },
      summary: 'No: ends a negotiation and tells the other side',
    },
    ({ caller, params: { id }, body: { reason } }) =>
      terminateNegotiation(negotiating, { participantId: caller.id, id, code: 'stopped', reason }),
  )
}
