import type { Run, RunEvents } from '@lianshu/federated'
import { type App, renderProblem, type ServerEvent, streamEvents } from '@lianshu/http'
import { asId, domainError, type Json, type RunId } from '@lianshu/kernel'
import type { Broker } from '../broker.ts'
import { runView } from '../views/run-view.ts'

/** Runs for everybody to see, live where they go on. */
export function runRoutes(app: App, broker: Broker): void {
  const { stores, events } = broker.coordinator
  const missing = domainError('not-found', 'there is no such run')

  app.get('/api/runs', async (c) => {
    const runs = await stores.runs.find(broker.did, {})
    const newest = runs.toReversed().slice(0, 50)
    return c.json(await Promise.all(newest.map((run) => runView(broker, run))))
  })

  app.get('/api/runs/:id', async (c) => {
    const run = await stores.runs.get(broker.did, c.req.param('id'))
    return run ? c.json(await runView(broker, run)) : renderProblem(c, missing)
  })

  app.get('/api/runs/:id/receipts', async (c) => {
    const runId = asId<RunId>(c.req.param('id'))
    const receipts = await stores.receipts.find(broker.did, { runId })
    return c.json(receipts.map(({ receipt, jws }) => ({ receipt, jws })))
  })

  app.get('/api/runs/:id/events', async (c) => {
    const runId = asId<RunId>(c.req.param('id'))
    if (!(await stores.runs.get(broker.did, runId))) return renderProblem(c, missing)
    const read = () => stores.runs.get(broker.did, runId) as Promise<Run>
    return streamEvents(c, {
      closing: broker.closing.signal,
      events: (_last, signal) => changes(broker, events, runId, read, signal),
    })
  })
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
