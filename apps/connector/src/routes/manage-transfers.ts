import {
  completeTransfer,
  requestTransfer,
  startByHand,
  suspendTransfer,
  terminateTransfer,
} from '@lianshu/exchange'
import { type App, answerPage, pageQuery, route, wholeList } from '@lianshu/http'
import { dataAddressSchema } from '@lianshu/protocol/dsp'
import { z } from 'zod'
import { transferSchema } from '../answers/exchange.ts'
import { foundOr, managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { stateQuery, waitUntil } from '../wait-until.ts'
import { endingSchema } from './ending-schema.ts'

const requestSchema = z
  .strictObject({
    agreementId: z.string().min(1).max(500),
    format: z.string().min(1).max(200),
    /** For training: the run to join. */
    dataAddress: dataAddressSchema.optional(),
  })
  .meta({ id: 'RequestTransfer' })

/** Transfers of a participant, as whoever manages the connector begins, sees, lets run, pauses and ends them. */
export function manageTransfers(app: App, connector: Connector): void {
  const { exchange, transferring, closing } = connector
  const base = '/api/participants/:slug/transfers'
  const one = { tag: 'transfers', guard: managerOf(connector), answer: transferSchema }
  const step = { ...one, problems: ['not-found', 'state.illegal', 'conflict.stale'] as const }

  route(
    app,
    `POST ${base}`,
    {
      ...{
        ...one,
        id: 'beginTransfer',
        summary: 'Asks an owner for a transfer under an agreement',
      },
      ...{ body: requestSchema, problems: ['policy.no-agreement', 'policy.agreement-ended'] },
    },
    ({ caller, body }) => requestTransfer(transferring, { participantId: caller.id, ...body }),
  )

  route(
    app,
    `GET ${base}`,
    {
      ...{ ...one, id: 'getOwnTransfers', summary: 'Transfers of a participant, oldest first' },
      ...{ query: pageQuery, answer: z.array(transferSchema) },
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => exchange.transfers.find(caller.id, {}, page), wholeList),
  )

  route(
    app,
    `GET ${base}/:id`,
    {
      ...{ ...one, id: 'getOwnTransfer', query: stateQuery },
      summary: 'One transfer, now or when it is in a state that is asked for',
    },
    async ({ c, caller, params, query }) => {
      const read = () => exchange.transfers.get(caller.id, params.id)
      const signal = AbortSignal.any([c.req.raw.signal, closing.signal])
      const watch = (states: readonly string[]) =>
        connector.changes.watch(caller.id, params.id, states)
      return foundOr('transfer', await waitUntil(read, query.state, { watch, signal }))
    },
  )

  route(
    app,
    `POST ${base}/:id/start`,
    {
      ...{ ...step, id: 'startOwnTransfer' },
      summary: 'Lets a transfer run: one that was asked for, or one that is paused',
      problems: [...step.problems, 'policy.no-agreement', 'policy.agreement-ended'],
    },
    ({ caller, params: { id } }) => startByHand(transferring, { participantId: caller.id, id }),
  )

  route(
    app,
    `POST ${base}/:id/complete`,
    { ...step, id: 'finishTransfer', summary: 'Ends a transfer that has done what it was for' },
    ({ caller, params: { id } }) =>
      completeTransfer(transferring, { participantId: caller.id, id }),
  )

  route(
    app,
    `POST ${base}/:id/suspend`,
    { ...step, body: endingSchema, id: 'pauseTransfer', summary: 'Pauses a transfer' },
    ({ caller, params: { id }, body: { reason } }) =>
      suspendTransfer(transferring, { participantId: caller.id, id, code: 'paused', reason }),
  )

  route(
    app,
    `POST ${base}/:id/terminate`,
    {
      ...{ ...step, body: endingSchema, id: 'endTransfer' },
      summary: 'Ends a transfer before its time',
    },
    ({ caller, params: { id }, body: { reason } }) =>
      terminateTransfer(transferring, { participantId: caller.id, id, code: 'stopped', reason }),
  )
}
