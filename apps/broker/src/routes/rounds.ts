import {
  advertiseKey,
  type CoordinatorDeps,
  cancelRun,
  joinRun,
  leaveRun,
  nextWork,
  openModel,
  restartAttempt,
  submitMaskedVector,
  vectorBytesDue,
} from '@lianshu/federated'
import { type App, type AppEnv, renderProblem } from '@lianshu/http'
import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import type { Context } from 'hono'
import type { Broker } from '../broker.ts'
import { memberOf } from '../caller.ts'
import { openRun } from '../rounds/open-run.ts'

type C = Context<AppEnv>

/** How long a request for work waits before it answers "wait"; under the usual time-outs of proxies. */
const longPollMs = 25_000

/** The rounds protocol: what initiators and owners call. Owners only call out; nothing calls them. */
export function roundRoutes(app: App, broker: Broker): void {
  const { coordinator } = broker
  const json = (c: C) => c.req.json<unknown>().catch(() => undefined)

  /** Runs `handle` for the member that sent the request. */
  const asMember = async <T>(
    c: C,
    handle: (sender: Did, runId: RunId) => Promise<Result<T, DomainError>>,
  ): Promise<Result<T, DomainError>> => {
    const caller = await memberOf(broker, c)
    if (!caller.ok) return caller
    return handle(caller.value, asId<RunId>(c.req.param('run') ?? ''))
  }

  type Receive = (
    deps: CoordinatorDeps,
    command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
  ) => Promise<Result<unknown, DomainError>>

  /** A message that is taken or refused, without an answer of its own. */
  const message = (path: string, receive: Receive) =>
    app.post(path, async (c) => {
      const request = await json(c)
      const taken = await asMember(c, (sender, runId) =>
        receive(coordinator, { runId, sender, request }),
      )
      return taken.ok ? c.body(null, 204) : renderProblem(c, taken.error)
    })

  message('/runs/:run/join', joinRun)
  message('/runs/:run/keys', advertiseKey)
  message('/runs/:run/restart', restartAttempt)
  message('/runs/:run/leave', leaveRun)
  message('/runs/:run/cancel', cancelRun)

  app.post('/runs', async (c) => {
    const body = await json(c)
    const created = await asMember(c, (initiator) => openRun(broker, { initiator, body }))
    if (!created.ok) return renderProblem(c, created.error)
    const { id, planHash, state } = created.value
    return c.json({ id, planHash, state, url: runUrl(broker, id) }, 201)
  })

  app.get('/runs/:run/plan', async (c) => {
    const found = await asMember(c, async (sender, runId) => {
      const run = await coordinator.stores.runs.get(broker.did, runId)
      const named = run && [run.initiator, ...run.invited.map((owner) => owner.participantId)]
      return named?.includes(sender)
        ? ok(run!)
        : err(domainError('not-found', 'there is no such run'))
    })
    if (!found.ok) return renderProblem(c, found.error)
    return c.json({ plan: found.value.plan, planHash: found.value.planHash })
  })

  app.get('/runs/:run/work', async (c) => {
    const signal = AbortSignal.any([c.req.raw.signal, broker.closing.signal])
    const seen = c.req.query('seen')
    const work = await asMember(c, (sender, runId) =>
      nextWork(coordinator, { runId, sender, seen, waitMs: longPollMs, signal }),
    )
    return work.ok ? c.json(work.value) : renderProblem(c, work.error)
  })

  app.put('/runs/:run/vectors', async (c) => {
    const statement = c.req.header('x-lianshu-statement') ?? ''
    const length = Number(c.req.header('content-length') ?? Number.NaN)
    const taken = await asMember(c, async (sender, runId) => {
      const due = await vectorBytesDue(coordinator, runId)
      if (!(length <= due)) {
        const text = `a masked vector of at most ${due} bytes is due, with its content-length`
        return err(domainError('input.too-large', text))
      }
      const body = new Uint8Array(await c.req.arrayBuffer())
      return submitMaskedVector(coordinator, { runId, sender, statement, body })
    })
    return taken.ok ? c.body(null, 204) : renderProblem(c, taken.error)
  })

  app.get('/runs/:run/models/:sha256', async (c) => {
    const { sha256 } = c.req.param()
    const model = await asMember(c, (sender, runId) =>
      openModel(coordinator, { runId, sender, sha256 }),
    )
    if (!model.ok) return renderProblem(c, model.error)
    return c.body(streamOf(model.value), 200, { 'content-type': 'application/octet-stream' })
  })
}

/** Where everything about a run is, for its owners. */
export const runUrl = (broker: Pick<Broker, 'publicUrl'>, id: string): string =>
  `${broker.publicUrl}/runs/${encodeURIComponent(id)}`

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}
