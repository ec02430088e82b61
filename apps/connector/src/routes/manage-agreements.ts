import { endAgreement } from '@lianshu/exchange'
import { type App, answerPage, pageQuery, route, wholeList } from '@lianshu/http'
import { z } from 'zod'
import { storedAgreementSchema } from '../answers/exchange.ts'
import { foundOr, managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'
import { endingSchema } from './ending-schema.ts'

/** Agreements of a participant, as whoever manages the connector sees and ends them. */
export function manageAgreements(app: App, connector: Connector): void {
  const { exchange, transferring } = connector
  const base = '/api/participants/:slug/agreements'
  const one = { tag: 'agreements', guard: managerOf(connector), answer: storedAgreementSchema }

  route(
    app,
    `GET ${base}`,
    {
      ...{ ...one, id: 'getAgreements', summary: 'Agreements of a participant, oldest first' },
      ...{ query: pageQuery, answer: z.array(storedAgreementSchema) },
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => exchange.agreements.find(caller.id, {}, page), wholeList),
  )

  route(
    app,
    `GET ${base}/:id`,
    { ...one, id: 'getAgreement', summary: 'One agreement with the signatures of both sides' },
    async ({ caller, params }) =>
      foundOr('agreement', await exchange.agreements.get(caller.id, params.id)),
  )

  route(
    app,
    `POST ${base}/:id/end`,
    {
      ...{ ...one, id: 'endAgreement', summary: 'Ends an agreement and every transfer under it' },
      ...{ body: endingSchema, problems: ['state.illegal', 'conflict.stale'] },
    },
    ({ caller, params, body: { reason } }) =>
      endAgreement(transferring, {
        ...{ participantId: caller.id, agreementId: params.id, code: 'stopped', reason },
      }),
  )
}
