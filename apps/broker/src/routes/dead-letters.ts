import { createDeadLetters } from '@lianshu/adapters'
import { type App, route } from '@lianshu/http'
import { domainError, err, ok } from '@lianshu/kernel'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { operatorOnly } from '../caller.ts'

const deadLetterSchema = z
  .object({
    id: z.string(),
    counterpartyId: z.string(),
    kind: z.string(),
    attempts: z.number().int(),
    lastError: z.string(),
  })
  .meta({ id: 'DeadLetter' })

/** Credentials and offers that did not reach their holder: the operator sends them again or drops them. */
export function deadLetterRoutes(app: App, broker: Broker): void {
  const letters = createDeadLetters(broker.node.db)
  const operate = { tag: 'dead letters', guard: operatorOnly(broker), problems: [] as const }
  const one = { ...operate, answer: z.null(), problems: ['not-found'] as const }
  const done = (isDone: boolean) =>
    isDone ? ok(null) : err(domainError('not-found', 'there is no such dead letter'))

  route(
    app,
    'GET /operate/dead-letters',
    {
      ...{ ...operate, id: 'getDeadLetters', summary: 'Messages that the relay gave up' },
      answer: z.array(deadLetterSchema),
    },
    async () => {
      const all = await letters.list(broker.did)
      // The body holds credentials of somebody else.
      return ok(
        all.map(({ id, counterpartyId, kind, attempts, lastError }) => ({
          ...{ id, counterpartyId, kind, attempts, lastError },
        })),
      )
    },
  )

  route(
    app,
    'POST /operate/dead-letters/:id/retry',
    { ...one, id: 'retryDeadLetter', summary: 'Sends a message again' },
    async ({ params }) => done(await letters.retry(broker.did, params.id)),
  )

  route(
    app,
    'POST /operate/dead-letters/:id/drop',
    { ...one, id: 'dropDeadLetter', summary: 'Removes a message for good' },
    async ({ params }) => done(await letters.drop(broker.did, params.id)),
  )
}
