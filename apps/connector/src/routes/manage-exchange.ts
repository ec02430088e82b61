import { createDeadLetters } from '@lianshu/adapters'
import {
  endAgreement,
  requestContract,
  requestTransfer,
  suspendTransfer,
  terminateNegotiation,
  terminateTransfer,
} from '@lianshu/exchange'
import type { App } from '@lianshu/http'
import { type Did, domainError, err, isDid, ok } from '@lianshu/kernel'
import { parseMessageOffer } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { forParticipant } from '../managed.ts'
import { waitUntil } from '../wait-until.ts'

const negotiationSchema = z.strictObject({
  providerId: z.string().refine(isDid, 'is not a DID'),
  providerAddress: z.url().max(500),
  /** The offer of the catalogue, with the dataset as its target. */
  offer: z.unknown(),
})

const transferSchema = z.strictObject({
  agreementId: z.string().min(1).max(500),
  format: z.string().min(1).max(200),
  dataAddress: z
    .looseObject({ '@type': z.literal('DataAddress'), endpointType: z.string().max(300) })
    .optional(),
})

const endingSchema = z.strictObject({ reason: z.string().min(1).max(500) })

const missing = (what: string) => err(domainError('not-found', `there is no such ${what}`))

/** Negotiations, agreements and transfers of a participant, as whoever manages the connector sees and moves them. */
export function manageExchange(app: App, connector: Connector): void {
  const { exchange, negotiating, transferring, node, closing } = connector
  const base = '/api/participants/:slug'
  const letters = createDeadLetters(node.db)

  app.post(
    `${base}/negotiations`,
    forParticipant(connector, negotiationSchema, async ({ did, body }) => {
      const offer = parseMessageOffer(body.offer)
      if (!offer.ok) return offer
      if (offer.value.target === undefined) {
        return err(
          domainError('input.invalid', 'the offer names no target', { at: 'offer.target' }),
        )
      }
      return requestContract(negotiating, {
        ...{
          participantId: did,
          providerId: body.providerId as Did,
          providerAddress: body.providerAddress,
        },
        offer: { ...offer.value, target: offer.value.target },
      })
    }),
  )
  app.get(
    `${base}/negotiations`,
    forParticipant(connector, undefined, async ({ did }) =>
      ok(await exchange.negotiations.find(did, {})),
    ),
  )
  app.get(
    `${base}/negotiations/:id`,
    forParticipant(connector, undefined, async ({ did }, c) => {
      const id = c.req.param('id') ?? ''
      const read = () => exchange.negotiations.get(did, id)
      const found = await waitUntil(read, c, closing.signal)
      return found ? ok(found) : missing('negotiation')
    }),
  )
  app.post(
    `${base}/negotiations/:id/terminate`,
    forParticipant(connector, endingSchema, ({ did, body }, c) =>
      terminateNegotiation(negotiating, {
        ...{
          participantId: did,
          id: c.req.param('id') ?? '',
          code: 'stopped',
          reason: body.reason,
        },
      }),
    ),
  )

  app.get(
    `${base}/agreements`,
    forParticipant(connector, undefined, async ({ did }) =>
      ok(await exchange.agreements.find(did, {})),
    ),
  )
  app.get(
    `${base}/agreements/:id`,
    forParticipant(connector, undefined, async ({ did }, c) => {
      const found = await exchange.agreements.get(did, c.req.param('id') ?? '')
      return found ? ok(found) : missing('agreement')
    }),
  )
  app.post(
    `${base}/agreements/:id/end`,
    forParticipant(connector, endingSchema, ({ did, body }, c) =>
      endAgreement(transferring, {
        participantId: did,
        agreementId: c.req.param('id') ?? '',
        code: 'stopped',
        reason: body.reason,
      }),
    ),
  )

  app.post(
    `${base}/transfers`,
    forParticipant(connector, transferSchema, ({ did, body }) =>
      requestTransfer(transferring, { participantId: did, ...body } as Parameters<
        typeof requestTransfer
      >[1]),
    ),
  )
  app.get(
    `${base}/transfers`,
    forParticipant(connector, undefined, async ({ did }) =>
      ok(await exchange.transfers.find(did, {})),
    ),
  )
  app.get(
    `${base}/transfers/:id`,
    forParticipant(connector, undefined, async ({ did }, c) => {
      const id = c.req.param('id') ?? ''
      const found = await waitUntil(() => exchange.transfers.get(did, id), c, closing.signal)
      return found ? ok(found) : missing('transfer')
    }),
  )
  app.post(
    `${base}/transfers/:id/suspend`,
    forParticipant(connector, endingSchema, ({ did, body }, c) =>
      suspendTransfer(transferring, {
        participantId: did,
        id: c.req.param('id') ?? '',
        code: 'paused',
        reason: body.reason,
      }),
    ),
  )
  app.post(
    `${base}/transfers/:id/terminate`,
    forParticipant(connector, endingSchema, ({ did, body }, c) =>
      terminateTransfer(transferring, {
        participantId: did,
        id: c.req.param('id') ?? '',
        code: 'stopped',
        reason: body.reason,
      }),
    ),
  )

  app.get(
    `${base}/dead-letters`,
    forParticipant(connector, undefined, async ({ did }) => ok(await letters.list(did))),
  )
  app.post(
    `${base}/dead-letters/:id/retry`,
    forParticipant(connector, undefined, async ({ did }, c) =>
      (await letters.retry(did, c.req.param('id') ?? '')) ? ok(null) : missing('dead letter'),
    ),
  )
  app.post(
    `${base}/dead-letters/:id/drop`,
    forParticipant(connector, undefined, async ({ did }, c) =>
      (await letters.drop(did, c.req.param('id') ?? '')) ? ok(null) : missing('dead letter'),
    ),
  )
}
