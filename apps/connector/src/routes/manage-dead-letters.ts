import { createDeadLetters } from '@lianshu/adapters'
import { type App, answerPage, pageQuery, route, wholeList } from '@lianshu/http'
import { z } from 'zod'
import { deadLetterSchema } from '../answers/exchange.ts'
import { foundOr, managerOf } from '../caller.ts'
import type { Connector } from '../connector.ts'

/** Messages that could not be delivered: whoever manages the connector sends them again or drops them. */
export function manageDeadLetters(app: App, connector: Connector): void {
  const letters = createDeadLetters(connector.node.db)
  const base = '/api/participants/:slug/dead-letters'
  const manage = { tag: 'dead letters', guard: managerOf(connector) }
  const done = (isDone: boolean) => foundOr('dead letter', isDone ? null : undefined)

  route(
    app,
    `GET ${base}`,
    {
      ...{ ...manage, id: 'getDeadLetters', summary: 'Messages that the relay gave up' },
      ...{ query: pageQuery, answer: z.array(deadLetterSchema) },
    },
    ({ c, caller, query }) =>
      answerPage(c, query, (page) => letters.list(caller.id, page), wholeList),
  )

  route(
    app,
    `POST ${base}/:id/retry`,
    { ...manage, id: 'retryDeadLetter', summary: 'Sends a message again', answer: z.null() },
    async ({ caller, params }) => done(await letters.retry(caller.id, params.id)),
  )

  route(
    app,
    `POST ${base}/:id/drop`,
    { ...manage, id: 'dropDeadLetter', summary: 'Removes a message for good', answer: z.null() },
    async ({ caller, params }) => done(await letters.drop(caller.id, params.id)),
  )
}
