import type { Run, RunEvents } from '@lianshu/federated'
import { type App, everybody, route, type ServerEvent, streamEvents } from '@lianshu/http'
import { asId, domainError, err, findAll, type Json, ok, type RunId } from '@lianshu/kernel'
import { z } from 'zod'
import { runSchema, signedReceiptSchema } from '../answers/run.ts'
import type { Broker } from '../broker.ts'
import { runView } from '../views/run-view.ts'

/** Runs for everybody to see, live where they go on. */
export function runRoutes(app: App, broker: Broker): void {
  const { stores, events } = broker.coordinator
  const missing = err(domainError('not-found', 'there is no such run'))
  const read = { tag: 'runs', guard: everybody }

  route(
    app,
    'GET /api/runs',
    { ...read, id: 'getRuns', summary: 'The newest fifty runs', answer: z.array(runSchema) },
    async () => {
      const newest = await stores.runs.find(broker.did, {}, { limit: 50, newestFirst: true })
      return ok(await Promise.all(newest.map((run) => runView(broker, run))))
    },
  )

  route(
    app,
    'GET /api/runs/:id',
    {
      ...{ ...read, id: 'getRun', summary: 'One run: plan, sums, hashes, states' },
      ...{ answer: runSchema, problems: ['not-found'] },
    },
    async ({ params }) => {
      const run = await stores.runs.get(broker.did, params.id)
      return run ? ok(await runView(broker, run)) : missing
    },
  )

  route(
    app,
    'GET /api/runs/:id/receipts',
    {
      ...{ ...read, id: 'getReceipts', summary: 'The signed receipts of a run’s steps' },
      answer: z.array(signedReceiptSchema),
    },
    async ({ params }) => {
      const where = { runId: asId<RunId>(params.id) }
      const receipts = await Array.fromAsync(findAll(stores.receipts, broker.did, where))
      return ok(receipts.map(({ receipt, jws }) => ({ receipt, jws })))
    },
  )

  route(
    app,
    'GET /api/runs/:id/events',
    {
      ...{ ...read, id: 'followRun', summary: 'The run anew after every change, as it happens' },
      ...{ others: { 200: 'text/event-stream' }, problems: ['not-found'] },
    },
    async ({ c, params }) => {
      const runId = asId<RunId>(params.id)
      if (!(await stores.runs.get(broker.did, runId))) return missing
      const current = () => stores.runs.get(broker.did, runId) as Promise<Run>
      return streamEvents(c, {
        closing: broker.closing.signal,
        events: (_last, signal) => changes(broker, events, runId, current, signal),
      })
    },
  )
}

/** The run as it is now, then anew after every event; events that come while one is written become one. */
async function* changes(
  broker: Broker,
  events: RunEvents,
  runId: RunId,
  read: () => Promise<Run>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  let wake = () => {}
  let pending = true
  const stop = events.subscribe(runId, () => {
    pending = true
    wake()
  })
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    for (let sequence = 1; !signal.aborted; sequence++) {
      if (!pending)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      if (signal.aborted) return
      pending = false
      const run = await read()
      const data = JSON.parse(JSON.stringify(await runView(broker, run))) as Json
      yield { id: `${run.version}.${sequence}`, event: 'run', data }
    }
  } finally {
    stop()
  }
}
