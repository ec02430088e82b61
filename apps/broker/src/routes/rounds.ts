import {
  advertiseKey,
  type CoordinatorDeps,
  cancelRun,
  joinRun,
  leaveRun,
  nextWork,
  restartAttempt,
} from '@lianshu/federated'
import { type App, type Endpoint, route } from '@lianshu/http'
import {
  asId,
  type Did,
  type DomainError,
  domainError,
  type ErrorCode,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import {
  advertiseRequestSchema,
  joinRequestSchema,
  leaveRequestSchema,
  restartRequestSchema,
  workSchema,
} from '@lianshu/protocol/rounds'
import { z } from 'zod'
import { openedRunSchema, runPlanSchema } from '../answers/run.ts'
import type { Broker } from '../broker.ts'
import { membersOnly } from '../caller.ts'
import { openRun, openRunSchema } from '../rounds/open-run.ts'

/** How long a request for work waits before it answers "wait"; under the usual time-outs of proxies. */
const longPollMs = 25_000

type Receive = (
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
) => Promise<Result<unknown, DomainError>>

const late: readonly ErrorCode[] = ['not-found', 'round.late', 'round.mismatch', 'state.illegal']

/** The rounds protocol: what initiators and owners call. Owners only call out; nothing calls them. */
export function roundRoutes(app: App, broker: Broker): void {
  const { coordinator } = broker
  const rounds = { tag: 'rounds', guard: membersOnly(broker) }

  /** A message that is taken or refused, without an answer of its own. */
  const message = (
    endpoint: Endpoint,
    told: { readonly id: string; readonly summary: string; readonly body?: z.ZodType },
    receive: Receive,
  ) =>
    route(app, endpoint, { ...rounds, ...told, problems: late }, async ({ c, caller, body }) => {
      const runId = asId<RunId>(c.req.param('run') ?? '')
      const taken = await receive(coordinator, { runId, sender: caller, request: body })
      return taken.ok ? ok(undefined) : taken
    })

  message(
    'POST /runs/:run/join',
    { id: 'joinRun', summary: 'An invited owner takes part', body: joinRequestSchema },
    joinRun,
  )
  message(
    'POST /runs/:run/keys',
    {
      ...{ id: 'advertiseKey', body: advertiseRequestSchema },
      summary: 'An owner’s signed key for one attempt',
    },
    advertiseKey,
  )
  message(
    'POST /runs/:run/restart',
    {
      ...{ id: 'restartAttempt', body: restartRequestSchema },
      summary: 'An owner that lost its key asks for a fresh attempt',
    },
    restartAttempt,
  )
  message(
    'POST /runs/:run/leave',
    { id: 'leaveRun', summary: 'An owner leaves, with a signed reason', body: leaveRequestSchema },
    leaveRun,
  )
  message(
    'POST /runs/:run/cancel',
    { id: 'cancelRun', summary: 'The initiator stops its run' },
    cancelRun,
  )

  route(
    app,
    'POST /runs',
    {
      ...{ ...rounds, id: 'openRun', summary: 'Opens a run on agreements that owners signed' },
      ...{ body: openRunSchema, status: 201, answer: openedRunSchema },
      problems: ['auth.forbidden', 'policy.not-understood', 'plan.invalid', 'plan.limit'],
    },
    async ({ caller: initiator, body }) => {
      const created = await openRun(broker, { initiator, request: body })
      if (!created.ok) return created
      const { id, planHash, state } = created.value
      return ok({ id, planHash, state, url: runUrl(broker, id) })
    },
  )

  route(
    app,
    'GET /runs/:run/plan',
    {
      ...{ ...rounds, id: 'getPlan', summary: 'The plan, for the initiator and invited owners' },
      ...{ answer: runPlanSchema, problems: ['not-found'] },
    },
    async ({ caller, params }) => {
      const run = await coordinator.stores.runs.get(broker.did, params.run)
      const named = run && [run.initiator, ...run.invited.map((owner) => owner.participantId)]
      if (!run || !named?.includes(caller)) {
        return err(domainError('not-found', 'there is no such run'))
      }
      return ok({ plan: run.plan, planHash: run.planHash })
    },
  )

  route(
    app,
    'GET /runs/:run/work',
    {
      ...{ ...rounds, id: 'getWork', summary: 'What an owner should do now; waits up to 25 s' },
      query: z.object({
        seen: z.string().max(500).optional().meta({ description: 'Token of the answer before' }),
      }),
      ...{ answer: workSchema.meta({ id: 'Work' }), problems: ['not-found', 'state.illegal'] },
    },
    async ({ c, caller: sender, params, query: { seen } }) => {
      const signal = AbortSignal.any([c.req.raw.signal, broker.closing.signal])
      const runId = asId<RunId>(params.run)
      return nextWork(coordinator, { runId, sender, seen, waitMs: longPollMs, signal })
    },
  )
}

/** Where everything about a run is, for its owners. */
export const runUrl = (broker: Pick<Broker, 'publicUrl'>, id: string): string =>
  `${broker.publicUrl}/runs/${encodeURIComponent(id)}`
