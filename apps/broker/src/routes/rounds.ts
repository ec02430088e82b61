import {
  advertiseKey,
  cancelRun,
  createRun,
  joinRun,
  leaveRun,
  nextWork,
  openModel,
  restartAttempt,
  submitMaskedVector,
  vectorBytesDue,
} from '@lianshu/federated'
import { type App, renderProblem } from '@lianshu/http'
import {
  asId,
  type Did,
  type DomainError,
  domainError,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { memberOf } from '../caller.ts'

/** How long a request for work waits before it answers "wait"; under the usual time-outs of proxies. */
const longPollMs = 25_000

const runSchema = z.strictObject({
  plan: z.unknown(),
  demandId: z.string().max(200).optional(),
  invited: z
    .array(z.strictObject({ participantId: z.string(), agreementId: z.string().max(500) }))
    .max(1000),
  joinWithinMs: z.number().int().min(1000).max(86_400_000).optional(),
})

/** The rounds protocol: what initiators and owners call. Owners only call out; nothing calls them. */
export function roundRoutes(app: App, broker: Broker): void {
  const { coordinator } = broker
  type Handle<T> = (sender: Did, runId: RunId) => Promise<Result<T, DomainError>>
  type Context = Parameters<Parameters<App['get']>[1]>[0]
  const answer = async <T>(c: Context, handle: Handle<T>): Promise<Result<T, DomainError>> => {
    const caller = await memberOf(broker, c)
    return caller.ok ? handle(caller.value.member, asId<RunId>(c.req.param('run') ?? '')) : caller
  }
  const json = (c: Context) => c.req.json<unknown>().catch(() => undefined)
  const done = (c: Context, result: Result<void, DomainError>) =>
    result.ok ? c.body(null, 204) : renderProblem(c, result.error)

  app.post('/runs', async (c) => {
    const created = await answer(c, async (initiator) => {
      const body = runSchema.safeParse(await json(c))
      if (!body.success) return refusal(body.error)
      const { plan, joinWithinMs, demandId } = body.data
      const invited = body.data.invited as unknown as Parameters<typeof createRun>[1]['invited']
      const run = await createRun(coordinator, { initiator, plan, invited, joinWithinMs })
      if (run.ok && demandId) await broker.records.linkRun(run.value.id, demandId)
      return run
    })
    if (!created.ok) return renderProblem(c, created.error)
    const { id, planHash, state } = created.value
    return c.json({ id, planHash, state, url: runUrl(broker, id) }, 201)
  })

  app.get('/runs/:run/plan', async (c) => {
    const found = await answer(c, async (sender, runId) => {
      const run = await coordinator.stores.runs.get(broker.did, runId)
      const named = run && [run.initiator, ...run.invited.map((owner) => owner.participantId)]
      if (run && named?.includes(sender)) return { ok: true, value: run }
      return { ok: false, error: domainError('not-found', 'there is no such run') }
    })
    if (!found.ok) return renderProblem(c, found.error)
    return c.json({ plan: found.value.plan, planHash: found.value.planHash })
  })

  app.post('/runs/:run/join', async (c) => {
    const joined = await answer(c, async (sender, runId) =>
      joinRun(coordinator, { runId, sender, request: await json(c) }),
    )
    return joined.ok ? c.body(null, 204) : renderProblem(c, joined.error)
  })

  app.get('/runs/:run/work', async (c) => {
    const signal = AbortSignal.any([c.req.raw.signal, broker.closing.signal])
    const work = await answer(c, (sender, runId) =>
      nextWork(coordinator, {
        runId,
        sender,
        seen: c.req.query('seen'),
        waitMs: longPollMs,
        signal,
      }),
    )
    return work.ok ? c.json(work.value) : renderProblem(c, work.error)
  })

  app.post('/runs/:run/keys', async (c) =>
    done(
      c,
      await answer(c, async (sender, runId) =>
        advertiseKey(coordinator, { runId, sender, request: await json(c) }),
      ),
    ),
  )

  app.put('/runs/:run/vectors', async (c) =>
    done(
      c,
      await answer(c, async (sender, runId) => {
        const statement = c.req.header('x-lianshu-statement') ?? ''
        const due = await vectorBytesDue(coordinator, runId)
        const length = Number(c.req.header('content-length') ?? Number.NaN)
        if (!(length <= due)) {
          const message = `a masked vector of at most ${due} bytes is due, with its content-length`
          return { ok: false, error: domainError('input.too-large', message) }
        }
        const body = new Uint8Array(await c.req.arrayBuffer())
        return submitMaskedVector(coordinator, { runId, sender, statement, body })
      }),
    ),
  )

  app.get('/runs/:run/models/:sha256', async (c) => {
    const { sha256 } = c.req.param()
    const model = await answer(c, (sender, runId) =>
      openModel(coordinator, { runId, sender, sha256 }),
    )
    if (!model.ok) return renderProblem(c, model.error)
    return c.body(ReadableStream.from(model.value) as ReadableStream<Uint8Array>, 200, {
      'content-type': 'application/octet-stream',
    })
  })

  app.post('/runs/:run/restart', async (c) =>
    done(
      c,
      await answer(c, async (sender, runId) =>
        restartAttempt(coordinator, { runId, sender, request: await json(c) }),
      ),
    ),
  )

  app.post('/runs/:run/leave', async (c) =>
    done(
      c,
      await answer(c, async (sender, runId) =>
        leaveRun(coordinator, { runId, sender, request: await json(c) }),
      ),
    ),
  )

  app.post('/runs/:run/cancel', async (c) =>
    done(c, await answer(c, (sender, runId) => cancelRun(coordinator, { runId, sender }))),
  )
}

/** Where everything about a run is, for its owners. */
export const runUrl = (broker: Pick<Broker, 'publicUrl'>, id: string): string =>
  `${broker.publicUrl}/runs/${encodeURIComponent(id)}`

const refusal = (error: z.ZodError): Result<never, DomainError> => {
  const issue = error.issues[0]
  return {
    ok: false,
    error: domainError('input.invalid', issue?.message ?? 'not valid', {
      at: issue?.path.join('.'),
    }),
  }
}
