import { ok } from '@lianshu/kernel'
import { z } from 'zod'
import type { App } from './app-env.ts'
import { everybody } from './guard.ts'
import { route } from './route.ts'

/** Throws, or answers within the time limit, when what it checks is in order. */
export type HealthCheck = () => Promise<unknown>

export interface HealthOptions {
  readonly name: string
  readonly version: string
  /** By name: database, objects, jobs… */
  readonly checks: Readonly<Record<string, HealthCheck>>
  /** Per check; default 2000. */
  readonly timeoutMs?: number
}

const liveSchema = z
  .object({ status: z.literal('ok'), name: z.string(), version: z.string() })
  .meta({ id: 'Liveness' })

const readySchema = z
  .object({
    status: z.enum(['ok', 'failing']),
    checks: z.record(
      z.string(),
      z.object({ status: z.enum(['ok', 'failing']), latencyMs: z.number() }),
    ),
  })
  .meta({ id: 'Readiness' })

/** `/health/live`: the process answers. `/health/ready`: what it needs answers too, else 503. */
export function registerHealth(app: App, options: HealthOptions): void {
  const { name, version, checks, timeoutMs = 2_000 } = options
  const common = { tag: 'health', guard: everybody }
  const live = {
    ...{ ...common, id: 'getLiveness', summary: 'Whether the process answers' },
    answer: liveSchema,
  }
  route(app, 'GET /health/live', live, async () => ok({ status: 'ok' as const, name, version }))
  const ready = {
    ...{ ...common, id: 'getReadiness', summary: 'Whether everything it needs answers, too' },
    ...{ answer: readySchema, others: { 503: readySchema } },
  }
  route(app, 'GET /health/ready', ready, async ({ c }) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([checkName, check]) => {
        const result = await runCheck(check, timeoutMs)
        // Why it fails may name hosts and users: that is for the log, not for callers.
        if (result.error !== undefined) {
          c.get('logger').warn('not ready', { check: checkName, error: result.error })
        }
        return [checkName, { status: result.status, latencyMs: result.latencyMs }] as const
      }),
    )
    const isReady = results.every(([, { status }]) => status === 'ok')
    const body = { status: statusOf(isReady), checks: Object.fromEntries(results) }
    return isReady ? ok(body) : c.json(body, 503)
  })
}

async function runCheck(check: HealthCheck, timeoutMs: number) {
  const start = performance.now()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs)
  let error: string | undefined
  try {
    await Promise.race([check(), late.promise])
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown)
  } finally {
    clearTimeout(timer)
  }
  const latencyMs = Math.round((performance.now() - start) * 100) / 100
  return { status: statusOf(error === undefined), latencyMs, error }
}

const statusOf = (isGood: boolean) => (isGood ? ('ok' as const) : ('failing' as const))
